import Deliveries
import Formats
import Foundation
import Ingest
import LabourMarket
import Testing

/// A row as it is delivered: values by the names of their fields.
typealias Row = [String: String]

extension Row {
  func with(_ changes: Row) -> Row { merging(changes) { $1 } }
}

/// Files of one source, written into a folder of their own under headers of the fields' names, and inspected.
final class Tray {
  let source: Source
  private(set) var files: [InputFile] = []
  private let folder = FileManager.default.temporaryDirectory.appending(path: "tray-\(UUID().uuidString)").path

  init(_ source: Source) throws {
    self.source = source
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// - Parameter day: of the delivery, yyyymmdd; an undated file is named `name` alone.
  func put(_ rows: [Row], on day: String? = nil, named name: String = "x", layout layoutName: String = "x") throws {
    try put(rows, as: day.map { "\(name)_\($0).csv" } ?? "\(name).csv", layout: layoutName)
  }

  /// - Parameter file: `<stem>_<first>_<last>_<delivered>.csv` for a full delivery, `<stem>_<delivered>.csv` for one that adds.
  /// - Parameter unknown: fields that the layout does not know.
  func put(_ rows: [Row], as file: String, layout layoutName: String = "x", without unknown: Set<String> = []) throws {
    let rows = rows.map { $0.filter { !unknown.contains($0.key) } }
    let fields = Array(Set(rows.flatMap(\.keys))).sorted()
    let lines = rows.map { row in fields.map { row[$0] ?? "" }.joined(separator: ";") }
    // The year of the survey stands in the name of a column, and its métiers are columns of their own.
    let header = fields.map { source.name == "survey" && $0 == "bassin" ? "BE16" : $0 }.joined(separator: ";")
    let stem = file.prefix { $0 != "_" && $0 != "." }
    let path = "\(folder)/\(file)"
    try Data(([header] + lines).joined(separator: "\n").utf8).write(to: URL(filePath: path))
    let columns = source.fields.filter { !unknown.contains($0.name) }.map { field in
      let name =
        field.need == .wide ? "<fap>" : source.name == "survey" && field.name == "bassin" ? "BE<yy>" : field.name
      return Layout.Column([name], field: field.name, isOptional: field.need != .required)
    }
    let layout = Layout(
      name: layoutName, source: source, format: .delimited(DelimitedForm(separator: [0x3B])), columns: columns,
      fileNames: [
        try FileNamePattern("\(stem)_<first>_<last>_<delivered>"), try FileNamePattern("\(stem)_<delivered>"),
      ])
    files += try Inspection([layout], limits: ReadingLimits()).inspect(path: path, name: file)
  }

  func readers() -> [RowReader] {
    files.map { RowReader($0, limits: ReadingLimits(), progress: ReadingProgress()) }
  }
}

/// What a table holds once all files of a tray are read and settled.
struct Settled<Table: DeliveredTable> {
  var table = Table()
  var accounts: [FileAccount] = []
  var findings: [[Finding]] = []
  var rejects = ""

  init(_ tray: Tray, asOf: String = "2017-03-31") throws {
    let directory = PersonDirectory()
    let context = ReadingContext(rules: Rules(), asOf: Day(iso: asOf)!, directory: directory)
    let readers = tray.readers()
    for (index, reader) in readers.enumerated() { try table.read(reader, fileIndex: index, context) }
    let counts = try table.settle(files: tray.files) { try rowTexts(of: $0, in: $1, limits: ReadingLimits()) }
    table.finish(files: tray.files, context)
    accounts = readers.enumerated().map { index, reader in
      var account = reader.account
      account.accepted += counts.accepted[index]
      account.superseded += counts.superseded[index]
      return account
    }
    findings = readers.map(\.findings)
    rejects = readers.map { String(decoding: $0.rejects.text, as: UTF8.self) }.joined()
  }

  /// One file of these rows.
  init(_ rows: Row..., asOf: String = "2017-03-31") throws {
    let tray = try Tray(Table.source)
    try tray.put(rows)
    try self.init(tray, asOf: asOf)
  }

  /// Two files of a row each, dated where a day is given: the earlier in the order of names first.
  init(_ first: (row: Row, day: String?), _ second: (row: Row, day: String?)) throws {
    let tray = try Tray(Table.source)
    try tray.put([first.row], on: first.day, named: "a")
    try tray.put([second.row], on: second.day, named: "b")
    try self.init(tray)
  }

  /// By file.
  var accepted: [Int] { accounts.map(\.accepted) }
  var superseded: [Int] { accounts.map(\.superseded) }
}

/// Checks that the plain row counts, and that each reason of the source rejects a row that is wrong in that one thing.
///
/// - Parameter wrong: for each reason of the source, what makes the plain row wrong.
func expectRejections<Table: DeliveredTable>(_ table: Table.Type, of plain: Row, _ wrong: [(String, Row)]) throws {
  let untried = Set(Table.source.reasons.map(\.name)).subtracting(wrong.map(\.0))
  #expect(untried.isEmpty, "no row is rejected for \(untried)")
  for (reason, changes) in wrong {
    let settled = try Settled<Table>(plain, plain.with(changes))
    let account = try #require(settled.accounts.first)
    #expect(account.rejected.map(\.key.name) == [reason], "\(changes)")
    #expect(account.rejectedRows == 1 && account.read == 2 && account.isBalanced, "\(changes)")
    let known = try #require(Table.source.reasons.first { $0.name == reason })
    #expect(settled.rejects.contains(",\(reason),") && settled.rejects.contains(known.remedy))
  }
}
