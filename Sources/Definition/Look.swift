import Deliveries
import Failures
import Formats
public import Ingest

/// A look into one file, whatever it is: what `outcomes layout` and `outcomes read` share.
public struct Look: Sendable {
  public let form: FileForm
  /// Those of the folder, by which columns are known.
  public let layouts: [Layout]
  private let limits = ReadingLimits()

  /// - Parameter path: of the file, wherever it lies.
  /// - Parameter wish: what is not to be guessed; its layout gives way to the one that `layoutName` names.
  /// - Parameter layoutName: one of the folder, which the file is to be read by; `nil` leaves it to `wish`.
  /// - Parameter folder: of layouts; one that does not exist holds none.
  /// - Throws: `DefinitionError`; `RunFailure` for an unknown layout; what `FileForm` throws.
  public init(path: String, wish: FileForm.Wish, layoutName: String?, folder: String) throws {
    var known = LayoutFolder(path: folder)
    layouts = try known.all()
    var wish = wish
    if let layoutName {
      guard let layout = layouts.first(where: { $0.name == layoutName }) else {
        let names = layouts.map(\.name)
        let near = nearestName(to: layoutName, in: names).map { "; perhaps \($0)" } ?? ""
        throw RunFailure(
          .usage, "--layout \(layoutName): no such layout in \(folder)\(near); known: \(names.joined(separator: ", "))")
      }
      wish.layout = layout
    }
    form = try FileForm(of: path, wish: wish, layouts: layouts, limits: limits)
  }

  /// What the file is, in lines, then a layout to start from; a file of several members has one of each.
  ///
  /// - Returns: also whether every record could be read.
  public func description() throws -> (text: String, isSound: Bool) {
    if form.format.isXML, form.layout == nil {
      let survey = try XMLSurvey(form, limits: limits)
      return (text(survey.lines(form), survey.proposal(Source.all)), survey.rejections.isEmpty)
    }
    let description = try FileDescription(form, layouts: layouts, limits: limits)
    return (
      text(description.lines, description.proposal(knowing: layouts, sources: Source.all)),
      description.rejections.isEmpty
    )
  }

  private func text(_ lines: [String], _ proposal: String) -> String {
    lines.joined(separator: "\n") + "\n\n" + proposal
  }

  /// Whose values are not shown: what the layout marks that was asked for or fits, else what any marks or looks like it.
  public var identifyingNames: IdentifyingNames {
    form.layout.map { IdentifyingNames(of: $0, knowing: layouts) } ?? IdentifyingNames(layouts, isCautious: true)
  }

  public func reader() -> RawReader { RawReader(form, limits: limits) }

  /// The texts of a zip archive that holds several; none for any other file.
  public static func members(of path: String) throws -> [String] {
    try FileForm.members(of: path, limits: ReadingLimits())
  }
}
