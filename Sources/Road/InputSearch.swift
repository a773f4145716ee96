import Count
import Definition
import Deliveries
import Facts
import Failures
import Formats
import Foundation
import Glibc
package import Ingest
import LabourMarket
import Publish

/// Finds the files of a run and what each of them is; reads headers, not rows.
package struct InputSearch {
  /// By source, in byte order of the names.
  package private(set) var files: [Source: [InputFile]] = [:]
  /// By source, for the index of each file whose text is that of another the index of the one that counts.
  package private(set) var copies: [Source: [Int: Int]] = [:]
  /// Files of delivered sources that are dated after the as-of date: not seen by this run.
  package private(set) var later: [InputFile] = []
  /// What must be there; `nil` where the folder does not say.
  package private(set) var expected: ExpectedFiles?
  /// Names below the input folder that no input reads.
  package private(set) var unread: [String] = []
  package private(set) var warnings: [String] = []
  /// Deliveries that are still arriving, each with why it is not read.
  package private(set) var notWhole: [String] = []
  private var read: [ArrivedFiles.File] = []
  private let folder: String
  /// What is worth a line in the log, and no more.
  private(set) var notices: [String] = []

  /// For the log.
  var said: String {
    "\(files.values.joined().count) files to read, \(later.count) delivered later, \(unread.count) that no input reads"
  }

  /// Bytes on disk of the files that will be read.
  var totalBytes: Int { files.values.joined().reduce(0) { $0 + $1.size } }

  /// Each copy beside the file that counts, in the order of the sources and of the names.
  package var copyNames: [(copy: String, original: String)] {
    Source.all.flatMap { source in
      (copies[source] ?? [:]).sorted { $0.key < $1.key }.map { (files[source]![$0].name, files[source]![$1].name) }
    }
  }

  /// The files of a source, but for the copies of others.
  func counting(_ source: Source) -> [InputFile] {
    let copies = copies[source] ?? [:]
    return (files[source] ?? []).enumerated().filter { copies[$0.offset] == nil }.map(\.element)
  }

  /// - Throws: `RunFailure` where a required input matches nothing; what `Inspection` throws.
  ///   `UnreadableFile` for a file of declarations whose name gives no date, unless its input accepts that.
  package init(_ plan: RunPlan, _ world: World) throws {
    folder = plan.input
    let arrived = try ArrivedFiles(below: plan.input)
    let names = arrived.names
    let fileOf = Dictionary(uniqueKeysWithValues: arrived.files.map { ($0.name, $0) })
    var claimed: Set<String> = []
    for input in plan.definition.inputs {
      let matches = names.filter { input.matches($0) }
      claimed.formUnion(matches)
      guard !matches.isEmpty || input.isOptional else {
        throw RunFailure(
          .noInput,
          "\(plan.loaded.files[0].path):\(input.line): input '\(input.source.name)': no file below \(plan.input) "
            + "matches \(input.files.joined(separator: ", "))\(InputSearch.nearest(to: input, among: names)); put the delivery there, or mark the input optional: true"
        )
      }
      let inspection = Inspection(input.layouts, limits: plan.reading)
      let arriving = notWhole.count
      for (name, final) in arrived.underWay where input.matches(final) {
        notWhole.append("\(name): still arriving, as its name says; not read")
        claimed.insert(name)
      }
      for name in matches where plan.only?.contains(name) ?? true {
        if plan.only == nil,
          let doubt = try arrived.doubt(about: fileOf[name]!, in: folder, quiet: plan.quietTime, now: world.now())
        {
          notWhole.append(doubt)
          continue
        }
        read.append(fileOf[name]!)
        for file in try inspection.inspect(path: "\(plan.input)/\(name)", name: name) {
          try refuseUndated(file, input, plan)
          add(file, plan.asOf, today: world.today)
        }
      }
      if notWhole.count > arriving, files[input.source] == nil, !input.isOptional {
        throw RunFailure(.noInput, notWhole[arriving...].joined(separator: "\n"))
      }
    }
    if plan.only == nil {
      for input in plan.definition.inputs { sayAbsence(of: input, plan) }
    }
    for (source, files) in files { copies[source] = try Ingest.copies(among: files, limits: plan.reading) }
    warnings += notWhole
    if names.contains(ExpectedFiles.name) {
      let path = "\(plan.input)/\(ExpectedFiles.name)"
      expected = try ExpectedFiles(Publish.contents(of: path) ?? [], path: path)
      claimed.insert(ExpectedFiles.name)
    }
    claimed.insert(Notice.name)
    unread = names.filter { !claimed.contains($0) && !$0.lowercased().hasSuffix(".sha256") }
    if plan.only == nil { warnAboutUnread(plan.definition.ignored) }
  }

  /// What the sample says of itself, beside its files.
  private static let truth = "truth.json"

  private mutating func warnAboutUnread(_ ignored: [String]) {
    let strays = unread.filter { $0 != InputSearch.truth && !fits($0, ignored) }
    warnings += strays.prefix(20).map { name in
      "\(name): no input reads it; is its name, or its folder, the right one?"
    }
    if strays.count > 20 {
      warnings.append("\(strays.count - 20) more files that no input reads: not_read in manifest.json names them")
    }
  }

  /// A full delivery without a date would neither replace nor cover what it does.
  private func refuseUndated(_ file: InputFile, _ input: Definition.Input, _ plan: RunPlan) throws {
    guard input.source == .dpae, file.delivery == nil, !input.acceptsUndated else { return }
    let patterns = file.layout.fileNames.map { "'\($0.text)'" }.joined(separator: " or ")
    let expected = patterns.isEmpty ? "has no file_names" : "expects \(patterns)"
    throw UnreadableFile(
      "\(plan.input)/\(file.name): its name gives no delivery date; layout \(file.layout.name) \(expected); rename the file, "
        + "or say undated: accept in the input '\(input.source.name)' (\(plan.loaded.files[0].path):\(input.line))")
  }

  /// - Throws: `RunFailure` where a file is not, or no longer, the one that the search found: what was read of it is then
  ///   partly the old one, partly the new.
  func refuseChanged() throws {
    for file in read where !file.isUnchanged(in: folder) {
      throw RunFailure(
        .badData, "\(folder)/\(file.name): changed while it was read; run again once it has wholly arrived")
    }
  }

  /// Sources of which one is enough.
  private static let alternatives: [Set<Source>] = [[.nafFap, .romeNaf]]

  /// An input without a visible delivery is named, unless nobody expects one or its first is still to come (DOMAIN
  /// section 4b).
  private mutating func sayAbsence(of input: Definition.Input, _ plan: RunPlan) {
    guard files[input.source] == nil, input.isExpected,
      !InputSearch.alternatives.contains(where: { $0.contains(input.source) && $0.contains { files[$0] != nil } })
    else { return }
    if let first = later.filter({ $0.layout.source == input.source }).compactMap({ $0.delivery?.delivered.day }).min() {
      return notices.append("input '\(input.source.name)': its first delivery is of \(first), after \(plan.asOf)")
    }
    let tables = plan.definition.tables.filter { $0.fact.sources.contains(input.source) }.map(\.name)
    warnings.append(
      "input '\(input.source.name)': no delivery is there; nothing below \(plan.input) matches "
        + "\(input.files.joined(separator: ", ")); what rests on it is nd"
        + (tables.isEmpty ? "" : ", and so are the tables \(tables.joined(separator: ", "))")
        + "; put the delivery there, or say expected: false")
  }

  private mutating func add(_ file: InputFile, _ asOf: Day, today: Day) {
    let source = file.layout.source
    if let delivered = file.delivery?.delivered, delivered.day.number > today.number + 1 {
      warnings.append(
        "\(file.name): is dated \(delivered.day), and today is \(today); is the date in its name wrong, or the clock?")
    }
    if let delivered = file.delivery?.delivered, delivered.day > asOf { return later.append(file) }
    if source.isDelivered, file.delivery == nil {
      warnings.append("\(file.name): its name gives no delivery date; it is read as older than any dated one")
    }
    warnings += file.doubts.map { "\(file.name): \($0)" }
    if file.compression != .none, file.isNamedAsPlain {
      notices.append("\(file.name): is \(file.compression.rawValue), though its name does not say so")
    }
    if source == .training, !file.namesTrainees {
      notices.append("\(file.name): layout \(file.layout.name) gives no national identifier: entries, and no leavers")
    }
    if !file.moved.isEmpty {
      notices.append(
        "\(file.name): columns in another order than in \(file.layout.name): \(file.moved.joined(separator: ", "))")
    }
    files[source, default: []].append(file)
  }

  /// The file that was perhaps meant.
  private static func nearest(to input: Definition.Input, among names: [String]) -> String {
    let wanted = input.files.map { $0.split(separator: "*").joined() }
    guard let name = wanted.lazy.compactMap({ nearestName(to: $0, in: names) }).first ?? names.first else {
      return " (the folder is empty)"
    }
    return " (the folder has \(names.count) files, such as \(name))"
  }
}

extension Definition.Input {
  /// Whether a name below the input folder is one of this input's.
  fileprivate func matches(_ name: String) -> Bool { fits(name, files) && !fits(name, excluded) }
}

/// Whether a name fits one of some globs, as it is or without the endings of a packed file: `*.csv` takes `x.CSV.gz`.
private func fits(_ name: String, _ globs: [String]) -> Bool {
  var names = [name.lowercased()]
  while let ending = [".gz", ".bz2"].first(where: { names[names.count - 1].hasSuffix($0) }) {
    names.append(String(names[names.count - 1].dropLast(ending.count)))
  }
  let paths = names.map { $0.split(separator: "/")[...] }
  return globs.contains { glob in
    let glob = glob.lowercased().split(separator: "/")[...]
    return paths.contains { fits($0, glob) }
  }
}

/// Folder by folder; `**` stands for any number of them.
private func fits(_ path: ArraySlice<Substring>, _ glob: ArraySlice<Substring>) -> Bool {
  guard let first = glob.first else { return path.isEmpty }
  if first == "**" { return fits(path, glob.dropFirst()) || (!path.isEmpty && fits(path.dropFirst(), glob)) }
  guard let part = path.first else { return false }
  return fnmatch(String(first), String(part), FNM_PERIOD) == 0 && fits(path.dropFirst(), glob.dropFirst())
}
