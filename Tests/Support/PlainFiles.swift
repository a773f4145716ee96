public import Deliveries
import Formats
import Foundation
public import Ingest
public import LabourMarket

/// Files of any source in a folder of their own, whose columns bear the names of the fields that they feed: what a test of
/// a later stage has its rows read from.
public final class PlainFiles {
  public let folder: String
  public let directory = PersonDirectory()

  public init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "plain-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Writes a file and finds out what it is.
  ///
  /// - Parameter name: `<any>_<first>_<last>_<delivered>.csv` for a full delivery, `<any>_<delivered>.csv` for one that
  ///   adds; any other name gives no date.
  /// - Parameter rows: by field; what is no field of the source is a column for a FAP métier.
  /// - Parameter fields: columns that stand in the file though no row fills them.
  /// - Parameter layout: files of one name of layout are deliveries of one kind.
  public func file(
    _ source: Source, _ name: String, _ rows: [[String: String]], fields: [String] = [], layout: String = "plain",
    surveyed: Int = 2016
  ) throws -> InputFile {
    let used = Set(rows.flatMap(\.keys)).union(fields).union(source.requiredFields)
    let wideField = source.fields.first { $0.need == .wide }?.name
    let columns = source.fields.map(\.name).filter { used.contains($0) && $0 != wideField }
    let wide = used.subtracting(source.fields.map(\.name)).sorted()
    // A survey's year stands in the name of the column of its bassin.
    let header = columns.map { source == .survey && $0 == "bassin" ? "be\(surveyed % 100)" : $0 } + wide
    let lines = rows.map { row in (columns + wide).map { row[$0] ?? "" }.joined(separator: "|") }
    let path = "\(folder)/\(name)"
    try ([header.joined(separator: "|")] + lines).map { $0 + "\n" }.joined()
      .write(toFile: path, atomically: false, encoding: .utf8)
    let listed =
      zip(header, columns).map { Layout.Column([$0], field: $1) }
      + (wide.isEmpty ? [] : [Layout.Column(["<fap>"], field: wideField!)])
    let stem = name.prefix { $0 != "_" }
    let patterns = try ["<first>_<last>_<delivered>", "<delivered>"].map { try FileNamePattern("\(stem)_\($0)") }
    let plain = Layout(
      name: layout, source: source, format: .delimited(DelimitedForm(separator: 0x7C)), columns: listed,
      fileNames: patterns)
    return try Inspection([plain], limits: ReadingLimits()).inspect(path: path, name: name)[0]
  }

  public static func reader(_ file: InputFile) -> RowReader {
    RowReader(file, limits: ReadingLimits(), progress: ReadingProgress())
  }

  /// Reads again the lines of a file whose rows tie.
  public static func texts(of lines: Set<Int>, in file: InputFile) throws -> [Int: [UInt8]] {
    try rowTexts(of: lines, in: file, limits: ReadingLimits())
  }

  /// What readers are told of the run.
  public func context(asOf: Day = Day(iso: "2017-03-31")!) -> ReadingContext {
    ReadingContext(rules: Rules(), asOf: asOf, directory: directory)
  }

  /// The trainings of some files, in their order, with the versions that lost still among them.
  public func trainings(_ files: [InputFile], asOf: Day) throws -> TrainingTable {
    var table = TrainingTable()
    for (index, file) in files.enumerated() {
      try table.read(PlainFiles.reader(file), fileIndex: index, context(asOf: asOf))
    }
    return table
  }

  /// The lines of payments of some files, likewise.
  public func costs(_ files: [InputFile]) throws -> CostTable {
    var table = CostTable()
    for (index, file) in files.enumerated() { try table.read(PlainFiles.reader(file), fileIndex: index, context()) }
    return table
  }

  /// The answers to the survey of some files, likewise.
  public func survey(_ files: [InputFile]) throws -> SurveyTable {
    var table = SurveyTable()
    for (index, file) in files.enumerated() {
      try table.read(PlainFiles.reader(file), fileIndex: index, context())
    }
    return table
  }
}

extension PersonDirectory {
  /// The person of a national identifier.
  public func person(_ identifier: String) -> PersonKey {
    var identifier = identifier
    return identifier.withUTF8 { PersonKey(nationalIdentifier: UnsafeRawBufferPointer($0), in: self) }
  }
}
