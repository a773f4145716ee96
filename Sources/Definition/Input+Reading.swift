import Deliveries
import Ingest

extension Definition.Input {
  static let keys = [
    SectionKey(
      "files", "a list of globs", standard: nil,
      "files below the input folder, in any case of their letters: `*` and `?` within a name, `/` between folders, `**` any "
        + "folders or none; packed ones too (`*.csv` takes `.csv.gz` and `.CSV.BZ2`)"),
    SectionKey("exclude", "a list of globs", standard: "none", "files that another input reads"),
    SectionKey(
      "layouts", "a list of names", standard: nil,
      "layouts that a file may have, from `layouts/` beside the definition: the first that fits its header"),
    SectionKey(
      "undated", "`accept`", standard: "files of declarations whose name gives no date stop the run",
      "such files are read, as older than any dated one, with a warning; of other sources they are read in any case"),
    SectionKey("optional", "`true` or `false`", standard: "`false`", "whether a run starts where no file is there"),
    SectionKey(
      "expected", "`true` or `false`", standard: "`true`", "whether a run warns where no delivery is visible"),
    SectionKey(
      "coverage", "`stated` or `none`", standard: "`stated`",
      "of `dpae`: with `none` nothing is said where no delivery states by persons which days it covers"),
  ]

  /// One entry of the section `inputs`.
  ///
  /// - Parameter key: the source that the files are of.
  init(of key: YAMLValue, reading value: YAMLValue, layouts: inout LayoutFolder) throws(DefinitionError) {
    let name = try key.name("source", from: Source.all.map(\.name))
    let source = Source.named(name)!
    let input = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try input.refuseKeys(otherThan: Self.keys))
    let files = problems.gather(try input.required("files").someGlobs())
    let excluded = problems.gather(try input["exclude"]?.globs() ?? [])
    let undated = problems.gather(try input["undated"]?.choice(of: Undated.self))
    let isOptional = problems.gather(try input["optional"]?.flag() ?? false)
    let isExpected = problems.gather(try input["expected"]?.flag() ?? true)
    let coverage = problems.gather(try input["coverage"]?.choice(of: StatedCoverage.self) ?? .stated)
    if let value = input["coverage"], source != .dpae {
      throw value.problem("'coverage' is for the input dpae; leave it out")
    }
    let known = problems.gather(try layouts.layouts(named: try input.required("layouts"), of: source))
    try problems.raise()
    self.init(
      source: source, files: files ?? [], excluded: excluded ?? [], layouts: known ?? [],
      isOptional: isOptional ?? false, isExpected: isExpected ?? true, coverage: coverage ?? .stated,
      acceptsUndated: (undated ?? nil) == .accept, line: key.line)
  }
}

private enum Undated: String, CaseIterable {
  case accept
}

extension YAMLValue {
  fileprivate func someGlobs() throws(DefinitionError) -> [String] {
    let globs = try globs()
    guard !globs.isEmpty else { throw problem("\(label) is empty; give at least one glob such as dpae/*.csv.gz") }
    return globs
  }

  /// Globs that stay below the input folder.
  func globs() throws(DefinitionError) -> [String] {
    for element in try list() {
      let glob = try element.text()
      let names = glob.split(separator: "/", omittingEmptySubsequences: false)
      guard names.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }) else {
        throw element.problem("the glob '\(glob)' must lead down from the input folder, such as dpae/*.csv.gz")
      }
      guard names.allSatisfy({ !$0.contains("**") || $0 == "**" }), names.last != "**" else {
        throw element.problem("in the glob '\(glob)' a '**' must stand for whole folders, such as dpae/**/*.csv")
      }
    }
    return try texts()
  }
}
