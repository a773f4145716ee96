public import Formats

/// How a file can be read as records, whatever it is a delivery of: what `outcomes read` and `outcomes layout` go by.
public struct FileForm: Sendable {
  public var path: String
  /// Of a zip archive, the member.
  public var member: String?
  public var compression: Compression
  public var format: Layout.Format
  public var encoding: TextEncoding
  /// Of a workbook, the sheet from 0, and its name.
  public var sheet: (index: Int, name: String)?
  /// Of a workbook of several sheets of which none was asked for and none fits: which was taken, and which were not.
  public var sheetChoice: String?
  /// The layout that was asked for or that fits the header.
  public var layout: Layout?
  /// Whether the separator, quotes and line end were found by looking at the text.
  public var isGuessed = false

  /// What is asked of a form that is not to be guessed; `nil` leaves it to the file.
  public struct Wish: Sendable {
    public var layout: Layout?
    public var member: String?
    public var sheet: String?
    public var encoding: TextEncoding?
    public var separator: [UInt8]?
    public var quote: UInt8?
    /// Whether quotes are characters like any other.
    public var isUnquoted = false
    public var escape: UInt8?
    public var lineEnd: DelimitedForm.LineEnd?

    public init() {}

    var isDialect: Bool { separator != nil || quote != nil || isUnquoted || escape != nil || lineEnd != nil }
  }
}

extension FileForm {
  /// Finds the form of a file: as wished, else that of the known layout that its header fits, else that of the layout
  /// that its header resembles, else by looking at its first lines.
  ///
  /// - Parameter path: of the file; where it is an archive, `wish` may name the member.
  /// - Parameter wish: what is not to be guessed; a layout in it goes before what the header fits.
  /// - Parameter layouts: the known ones, the first that fits the header is taken.
  /// - Parameter limits: what the file may ask of its reader before it is refused.
  /// - Throws: `UnreadableFile` where the file holds several things and one must be named; the failures of the formats.
  public init(of path: String, wish: Wish, layouts: [Layout], limits: ReadingLimits) throws {
    let bytes = try FileBytes(path: path, chunk: limits.chunkBytes)
    let compression = try bytes.compression()
    if compression == .zip {
      let archive = try ZipArchive(path: path, limits: limits.unpacking.zip)
      if archive.isWorkbook {
        self = try FileForm.workbook(path, wish, layouts, limits)
        return
      }
    }
    let head = try TextHead(path: path, member: wish.member, encoding: wish.encoding, limits: limits)
    self.init(
      path: path, member: wish.member, compression: head.compression, format: .workbook,
      encoding: head.encoding, sheet: nil, layout: wish.layout)
    if head.isXML {
      let root = head.rootName ?? ""
      let layout = wish.layout ?? layouts.first { head.hasRoot(of: $0) }
      (self.layout, format) = (layout, layout?.format ?? .xml(XMLForm(root: root, record: root)))
      return
    }
    if let layout = wish.layout {
      (format, encoding) = (layout.format, wish.encoding ?? layout.encoding)
    } else if !wish.isDialect, let layout = layouts.first(where: { head.fits($0) }) {
      (self.layout, format, encoding) = (layout, layout.format, wish.encoding ?? layout.encoding)
    } else {
      var form = DialectGuess(head.text).form
      if !wish.isDialect, let layout = head.nearest(of: layouts), case .delimited(let near) = layout.format,
        form.quote == nil || form.quote == near.quote || near.wrappers.contains(form.quote!)
      {
        // What bytes that are not UTF-8 stand for may show further down only.
        if encoding == .utf8 { encoding = wish.encoding ?? layout.encoding }
        format = .delimited(near)
        return
      }
      if let separator = wish.separator { (form.separator, form.separatorPrefix) = (separator, nil) }
      if wish.isUnquoted { form.quote = nil }
      form.quote = wish.quote ?? form.quote
      form.escape = wish.escape
      form.lineEnd = wish.lineEnd ?? form.lineEnd
      if form.quote != nil { form.wrappers = [] }
      (format, isGuessed) = (.delimited(form), wish.separator == nil)
    }
  }

  private static func workbook(
    _ path: String, _ wish: Wish, _ layouts: [Layout], _ limits: ReadingLimits
  ) throws -> FileForm {
    let workbook = try Workbook(path: path, limits: limits.workbook)
    let names = workbook.sheets.map(\.name)
    var form = FileForm(
      path: path, member: nil, compression: .zip, format: .workbook, encoding: .utf8, sheet: nil, layout: wish.layout)
    if let name = wish.sheet {
      let index = names.firstIndex(of: name) ?? Int(name).map { $0 - 1 }
      guard let index, names.indices.contains(index) else {
        let near = nearestName(to: name, in: names).map { "; perhaps \($0)" } ?? ""
        throw UnreadableFile("\(path): no sheet '\(name)'\(near); its sheets are \(names.joined(separator: ", "))")
      }
      form.sheet = (index, names[index])
      return form
    }
    var nearest: (likeness: Double, index: Int)?
    let candidates = (wish.layout.map { [$0] } ?? layouts).filter { $0.format == .workbook }
    let shown = names.indices.filter { !workbook.sheets[$0].isHidden }
    for index in shown + names.indices.filter({ !shown.contains($0) }) {
      let sheet = workbook.sheets[index]
      let matches = try candidates.map { LayoutMatch(try workbook.header(of: sheet, in: $0.headerLine), $0) }
      if let match = matches.first(where: \.fits) {
        (form.layout, form.sheet) = (match.layout, (index, sheet.name))
        return form
      }
      let likeness = matches.nearestFirst.first?.likeness ?? 0
      if likeness > nearest?.likeness ?? 0 { nearest = (likeness, index) }
    }
    guard !names.isEmpty else { throw UnreadableFile("\(path): a workbook without a sheet of cells") }
    let index = nearest?.index ?? 0
    form.sheet = (index, names[index])
    form.sheetChoice = sheetChoice(index, of: names, isAlike: nearest != nil)
    return form
  }

  private static func sheetChoice(_ index: Int, of names: [String], isAlike: Bool) -> String? {
    guard names.count > 1 else { return nil }
    let others = names.indices.filter { $0 != index }.map { "\($0 + 1) '\(names[$0])'" }
    let shown = others.prefix(8).joined(separator: ", ") + (others.count > 8 ? " and \(others.count - 8) more" : "")
    let why = isAlike ? "resembles a known layout most" : "is the first, for none resembles a known layout"
    return "\(index + 1) '\(names[index])' \(why); --sheet takes another: \(shown)"
  }
}

extension FileForm {
  /// The names of the texts that a zip archive holds, where there are several; none for any other file.
  public static func members(of path: String, limits: ReadingLimits) throws -> [String] {
    guard try FileBytes(path: path).compression() == .zip else { return [] }
    let archive = try ZipArchive(path: path, limits: limits.unpacking.zip)
    let members = archive.isWorkbook ? [] : archive.textMembers
    return members.count > 1 ? members.map(\.name) : []
  }
}

extension FileForm {
  /// XML of which the root is known.
  public init(xmlAt path: String, root: String) {
    self.init(
      path: path, member: nil, compression: .none, format: .xml(XMLForm(root: root, record: root)), encoding: .utf8,
      sheet: nil, layout: nil)
  }
}
