import Count
import Deliveries
import Facts
import Formats
import Foundation
import Ingest
import LabourMarket

/// A definition, and the files that it was read from.
public struct LoadedDefinition: Sendable {
  public let definition: Definition
  /// The definition first, then its layouts in the order in which it names them.
  public let files: [File]

  public struct File: Sendable {
    public let path: String
    /// As they stand on the disk, for the hash in the manifest.
    public let bytes: [UInt8]
  }
}

extension Definition {
  static let keys = [
    SectionKey(
      "pipeline", "small letters, digits and `-`", standard: nil, "name of the pipeline, for the manifest and the log"),
    SectionKey(
      "input", "a folder", standard: "none", "where the globs of `inputs` start from; `--input` takes its place"),
    SectionKey("output", "a folder", standard: "none", "receives `runs/` and `current`; `--output` takes its place"),
    SectionKey(
      "as_of", "a day, yyyy-mm-dd, or `today`", standard: "`today`, in Paris",
      "the day on which the figures are true: deliveries dated after it are not seen; `--as-of` takes its place"),
    SectionKey(
      "audience", SectionKey.choice(of: Audience.self), standard: "`internal`",
      "for whom the tables are made; `public` hides what would tell of a few; `--audience` takes its place"),
    SectionKey(
      "jobs", "a whole number, 1 to 256", unit: "threads", standard: "one a core",
      "worker threads; they never change a figure; `--jobs` takes its place"),
    SectionKey("inputs", "sources, see `inputs`", standard: nil, "which files are read, by which layouts"),
    SectionKey(
      "ignored", "a list of globs", standard: "none",
      "files below the input folder that no input reads and that are right where they are; any other is a warning"),
    SectionKey("rules", "see `rules`", standard: "all of its defaults", "the numbers behind the figures"),
    SectionKey("limits", "see `limits`", standard: "all of its defaults", "what a run tolerates, and what it may take"),
    SectionKey("report", "see `report`", standard: "all of its defaults", "how `report.html` is written"),
    SectionKey(
      "publish", "see `publish`", standard: "all of its defaults", "other forms of the tables, and where else they go"),
    SectionKey("tables", "names of tables, see `tables`", standard: nil, "which tables are published"),
    SectionKey("checks", "names of checks, see `checks`", standard: "no check", "what warns, and what holds a run"),
    SectionKey(
      "known_holes", "a list of `{from: yyyy-mm-dd, to: yyyy-mm-dd}`", standard: "none",
      "days that no person-level delivery covers, and of which everybody knows: the check `coverage` passes over them"),
    SectionKey("monitoring", "see `monitoring`", standard: "nobody is told", "whom a run tells how it ended"),
  ]

  /// Reads a definition and the layouts that it names, from `layouts/` beside it.
  ///
  /// - Parameter path: a YAML file.
  /// - Throws: every problem that could be found in one reading. Nothing is read beyond these files: whether the globs
  ///   match is for the run.
  public static func load(path: String) throws(DefinitionError) -> LoadedDefinition {
    try refuseAbsence(of: path)
    let file = try YAMLFile(path: path)
    var layouts = LayoutFolder(besideDefinition: path)
    let definition = try Definition(reading: file.root, layouts: &layouts)
    let files = ([file] + layouts.files).map { LoadedDefinition.File(path: $0.path, bytes: $0.bytes) }
    return LoadedDefinition(definition: definition, files: files)
  }

  private init(reading root: YAMLValue, layouts: inout LayoutFolder) throws(DefinitionError) {
    let top = try YAMLMapping(root)
    var problems = Problems()
    problems.gather(try top.refuseKeys(otherThan: Self.keys))
    name = problems.gather(try top.required("pipeline").fileSafeName()) ?? ""
    input = problems.gather(try top["input"]?.folder()) ?? nil
    output = problems.gather(try top["output"]?.folder()) ?? nil
    asOf = problems.gather(try top["as_of"]?.asOf()) ?? nil
    audience = problems.gather(try top["audience"]?.choice(of: Audience.self) ?? .internal) ?? .internal
    jobs = problems.gather(try top["jobs"]?.wholeNumber(in: 1...256)) ?? nil
    rules = problems.gather(try top["rules"].map(Rules.init(reading:)) ?? Rules()) ?? Rules()
    limits = problems.gather(try top["limits"].map(Limits.init(reading:)) ?? Limits()) ?? Limits()
    report = problems.gather(try top["report"].map(ReportOptions.init(reading:)) ?? ReportOptions()) ?? ReportOptions()
    ignored = problems.gather(try top["ignored"]?.globs() ?? []) ?? []
    inputs = []
    tables = []
    let inputEntries = problems.gather(try top.section("inputs")) ?? []
    for (key, value) in inputEntries {
      let input = problems.gather(try Input(of: key, reading: value, layouts: &layouts))
      if let input { inputs.append(input) }
    }
    let tableEntries = problems.gather(try top.section("tables")) ?? []
    let sources = inputEntries.compactMap { Source.named($0.value.label) }
    for (key, value) in tableEntries {
      guard let table = problems.gather(try TableDefinition(named: key, reading: value)) else { continue }
      problems.gather(try table.refuseUnfed(by: sources, at: key))
      tables.append(table)
    }
    if let section = top["publish"] {
      let names = tables.map(\.name)
      publishing = problems.gather(try Publishing(reading: section, tables: names)) ?? Publishing()
    }
    if let section = top["checks"] {
      for (key, value) in problems.gather(try YAMLMapping(section))?.entries ?? [] {
        // A check of a table that could not be read is right or wrong when the table is mended.
        let place = try? YAMLMapping(value)["table"]?.text()
        if let place, tableEntries.contains(where: { (try? $0.key.text()) == place }),
          !tables.contains(where: { $0.name == place })
        {
          continue
        }
        let check = problems.gather(try CheckRule(named: key, reading: value, tables: tables))
        if let check { checks.append(check) }
      }
    }
    monitoring = problems.gather(try top["monitoring"].map(Monitoring.init(reading:)) ?? Monitoring()) ?? Monitoring()
    if let section = top["known_holes"] { knownHoles = problems.gather(try section.dayRanges()) ?? [] }
    try problems.raise()
  }
}

extension YAMLMapping {
  /// The entries of a section that has at least one.
  fileprivate func section(_ key: String) throws(DefinitionError) -> [(key: YAMLValue, value: YAMLValue)] {
    let section = try YAMLMapping(try required(key))
    guard !section.entries.isEmpty else {
      throw section.value.problem("\(key) is empty; a pipeline needs at least one")
    }
    return section.entries
  }
}

extension YAMLValue {
  fileprivate func folder() throws(DefinitionError) -> String {
    let path = try text()
    guard !path.isEmpty else { throw problem("\(label) is empty; give a folder, or leave the key out") }
    return path
  }

  /// `[{from: 2016-02-03, to: 2016-02-09}]`, both ends included.
  fileprivate func dayRanges() throws(DefinitionError) -> [ClosedRange<Day>] {
    try list().map { value throws(DefinitionError) in
      let range = try YAMLMapping(value)
      let (first, last) = (try range.required("from").day(), try range.required("to").day())
      guard first <= last else { throw value.problem("\(first) is after \(last); give the first day as 'from'") }
      return first...last
    }
  }

  /// `nil` for `today`.
  fileprivate func asOf() throws(DefinitionError) -> Day? {
    try text() == "today" ? nil : try day()
  }
}

extension TableDefinition {
  fileprivate func refuseUnfed(by sources: [Source], at key: YAMLValue) throws(DefinitionError) {
    guard let missing = fact.sources.first(where: { !sources.contains($0) }) else { return }
    throw key.problem(
      "table '\(name)' counts the fact '\(fact.name)', which needs the input '\(missing.name)'; add it to inputs"
    )
  }
}

extension Definition {
  /// - Throws: for a path that leads nowhere, with the definitions that lie where it points, or where they usually lie.
  static func refuseAbsence(of path: String) throws(DefinitionError) {
    guard !FileManager.default.fileExists(atPath: path) else { return }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let places = [folder, folder + "Pipelines/", "Pipelines/", PipelineFolder.installed + "/"]
    let (place, names) = places.lazy.map { ($0, definitions(in: $0)) }.first { !$0.1.isEmpty } ?? ("", [])
    let nearest = nearestName(to: String(path.dropFirst(folder.count)), in: names)
    throw DefinitionError([
      DefinitionError.Problem(
        file: path, line: 1, column: 1, message: "no such file; give the path of a definition",
        known: names.map { place + $0 }, nearest: nearest.map { place + $0 })
    ])
  }

  private static func definitions(in folder: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted()
  }
}
