import Count
import Definition
import Facts
import Formats
import Foundation
import TestSupport
import Testing

/// The tables in other forms: each read back says what the CSV says.
@Suite(.serialized) struct FormTests {
  /// A night whose tables hold `s`, `nd`, `?`, words and every kind of number.
  nonisolated(unsafe) private static let nights: [Audience: Night] = {
    var nights: [Audience: Night] = [:]
    for audience in Audience.allCases {
      let night = try! Night()
      try! night.run(audience: audience, input: "\(packageRoot)/SampleInput")
      nights[audience] = night
    }
    return nights
  }()

  private func tables(of night: Night) throws -> [(name: String, records: [[String]])] {
    try night.files().sorted { $0.key < $1.key }.map { name, bytes in
      (name: String(name.dropLast(4)), records: csvRecords(Array(bytes)))
    }
  }

  /// As numbers where both are, for a form with types keeps no trailing zero.
  private func isSame(_ one: String, _ other: String) -> Bool {
    if one == other { return true }
    guard let one = Double(one), let other = Double(other) else { return false }
    return one == other
  }

  @Test(arguments: Audience.allCases) func `the workbook holds every value of every table`(_ audience: Audience) throws
  {
    let night = Self.nights[audience]!
    let workbook = try Workbook(path: "\(night.output)/current/tables.xlsx")
    for (name, records) in try tables(of: night) {
      let sheet = try #require(workbook.sheet(named: name), "\(name)")
      var rows: [[String]] = []
      try workbook.readRows(of: sheet) { row in
        rows.append((0..<records[0].count).map { String(decoding: row[$0].bytes, as: UTF8.self) })
        return .more
      }
      #expect(rows.count == records.count)
      for (row, record) in zip(rows, records) {
        let differing = zip(row, record).first { !isSame($0, $1) }
        #expect(differing == nil, "\(name): \(record)")
      }
    }
  }

  @Test func `a code with a zero before it stays text in the workbook, a count is a number`() throws {
    let workbook = try Workbook(path: "\(Self.nights[.internal]!.output)/current/tables.xlsx")
    var kinds: Set<String> = []
    try workbook.readRows(of: try #require(workbook.sheet(named: "hires-by-sector"))) { row in
      if row.number > 1 { kinds.insert("\(row[1].kind) \(row[3].kind)") }
      return .more
    }
    #expect(kinds == ["text number"])
  }

  @Test(arguments: Audience.allCases) func `the database holds every value, a hidden one as NULL beside its sign`(
    _ audience: Audience
  ) throws {
    let night = Self.nights[audience]!
    let path = "\(night.output)/current/tables.sqlite"
    var signs: Set<String> = []
    for (name, records) in try tables(of: night) {
      let columns = records[0].map { "\"\($0)\"" }.joined(separator: ", ")
      let table = name.replacing("-", with: "_")
      let rows = try sqliteRows(path, "SELECT \(columns), signs FROM \(table) ORDER BY rowid")
      #expect(rows.count == records.count - 1)
      for (row, record) in zip(rows, records.dropFirst()) {
        let noted = try row.last!.map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) } ?? [:]
        signs.formUnion(noted.values)
        for (column, (value, text)) in zip(records[0], zip(row, record)) {
          #expect(isSame(value ?? noted[column] ?? "", text), "\(name) \(column): \(record)")
        }
      }
    }
    #expect(signs == (audience == .public ? ["s", "nd"] : ["nd"]))
  }

  @Test func `no sum in the database takes a secret for a number`() throws {
    let path = "\(Self.nights[.public]!.output)/current/tables.sqlite"
    let types = try sqliteRows(path, "SELECT DISTINCT typeof(leavers) FROM training_access ORDER BY 1")
    #expect(types == [["integer"], ["null"]])
  }

  @Test func `the database says what its tables and columns are`() throws {
    let night = Self.nights[.internal]!
    let path = "\(night.output)/current/tables.sqlite"
    let names = try sqliteRows(path, "SELECT csv FROM _contents ORDER BY csv").map { $0[0]! }
    #expect(try names == tables(of: night).map { "tables/\($0.name).csv" })
    for (name, records) in try tables(of: night) {
      let query =
        "SELECT \"column\" FROM _dictionary WHERE \"table\" = '\(name.replacing("-", with: "_"))' ORDER BY position"
      #expect(try sqliteRows(path, query).map { $0[0]! } == records[0])
    }
  }

  @Test(arguments: Audience.allCases) func `the Excel CSV holds every value, with a decimal comma`(_ audience: Audience)
    throws
  {
    let night = Self.nights[audience]!
    for (name, records) in try tables(of: night) {
      let text = try night.text("excel-fr/\(name).csv")
      #expect(text.hasPrefix("\u{FEFF}") && text.hasSuffix("\r\n"))
      let rows = text.dropFirst().components(separatedBy: "\r\n").dropLast().map { $0.components(separatedBy: ";") }
      #expect(rows.count == records.count)
      for (row, record) in zip(rows, records) {
        // A comma stands only where the point of a number was, and no value of these tables is quoted.
        #expect(row.map { $0.replacing(",", with: ".") } == record.map { $0.replacing(",", with: ".") }, "\(name)")
        #expect(zip(row, record).allSatisfy { Double($1) == nil || !$0.contains(".") })
      }
    }
  }

  @Test func `a text that would be a formula is none in any form that a spreadsheet opens`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    let schemes = ["=HYPERLINK(\"x\")", "+1", "-1", "@SUM(A1)", "A;\"B\""]
    try night.put(
      Deliveries.trainings(
        schemes.enumerated().map { index, scheme in
          Deliveries.training(["dn_session_id": "\(index + 1)", "c_dispositifformation": scheme])
        }), at: "training/stagiaires-pe_20170101.csv.gz")
    try night.run()
    let text = try night.text("excel-fr/training-entries.csv")
    for cell in text.split(whereSeparator: { ";\r\n".contains($0) }) {
      #expect(!"=+-@".contains(cell.drop { $0 == "\"" }.first!), "\(cell)")
    }
  }

  @Test func `the data package names every file with its bytes and digest, and every column`() throws {
    struct Package: Decodable {
      let resources: [Resource]
      struct Resource: Decodable {
        let path, hash: String
        let bytes: Int
        let schema: Schema
      }
      struct Schema: Decodable {
        let fields: [Field]
        let primaryKey: [String]
        let missingValues: [String]
      }
      struct Field: Decodable {
        let name, type: String
        let titles: [String: String]
      }
    }
    let night = Self.nights[.internal]!
    let package = try JSONDecoder().decode(Package.self, from: Data(try night.text("datapackage.json").utf8))
    let manifest = try night.text("manifest.json")
    let tables = try tables(of: night)
    #expect(Set(package.resources.map(\.path)) == Set(tables.map { "tables/\($0.name).csv" }))
    for resource in package.resources {
      let text = try night.text(resource.path)
      let records = csvRecords(Array(text.utf8))
      #expect(resource.bytes == text.utf8.count)
      #expect(manifest.contains(resource.hash.dropFirst("sha256:".count)))
      #expect(resource.schema.fields.map(\.name) == records[0])
      #expect(resource.schema.missingValues == ["", "s", "nd"])
      #expect(
        resource.schema.fields.allSatisfy { $0.titles["fr"]?.isEmpty == false && $0.titles["en"]?.isEmpty == false })
      let keys = records.dropFirst().map { $0.prefix(resource.schema.primaryKey.count).joined(separator: "\u{1F}") }
      #expect(Set(keys).count == keys.count)
      for (index, field) in resource.schema.fields.enumerated() where field.type != "string" {
        let values = records.dropFirst().map { $0[index] }.filter { !["", "s", "nd"].contains($0) }
        #expect(values.allSatisfy { field.type == "integer" ? Int($0) != nil : Double($0) != nil }, "\(field.name)")
      }
    }
  }

  @Test func `the dictionary page has every column of every table`() throws {
    let night = Self.nights[.internal]!
    let page = try night.text("dictionary.html")
    for (name, records) in try tables(of: night) {
      let section = try #require(page.components(separatedBy: "<section id=\"\(name)\"").last)
      for column in records[0] { #expect(section.contains(">\(column)<"), "\(name) \(column)") }
    }
  }

  @Test func `a definition may leave forms out`() throws {
    let night = try Night.plain()
    let yaml = try night.define("publish: {formats: [sqlite]}")
    try night.run(definition: yaml)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(night.output)/current")
    #expect(names.contains("tables.sqlite"))
    #expect(!names.contains("tables.xlsx") && !names.contains("excel-fr"))
  }

  // MARK: other rules

  /// The nightly pipeline with other rules than those of DOMAIN.
  private static let otherRules = [
    "access: 6 months": "access: 12 months", "durable: 182 days": "durable: 365 days",
    "curve: 12 months": "curve: 18 months", "middle_age_from: 26 years": "middle_age_from: 30 years",
    "confidence_z: 1.959963984540054": "confidence_z: 2.576", "provisional: 6 months": "provisional: 4 months",
  ]

  private func nightOfOtherRules() throws -> Night {
    let night = try Night()
    let folder = try night.define().replacing("/plain.yaml", with: "")
    var yaml = try String(contentsOfFile: "\(packageRoot)/Pipelines/nightly.yaml", encoding: .utf8)
    for (rule, other) in Self.otherRules {
      #expect(yaml.contains(rule))
      yaml = yaml.replacing(rule, with: other)
    }
    try yaml.write(toFile: "\(folder)/nightly.yaml", atomically: true, encoding: .utf8)
    try night.run(definition: "\(folder)/nightly.yaml", input: "\(packageRoot)/SampleInput")
    return night
  }

  @Test func `with other rules every form says them, and no default one`() throws {
    let night = try nightOfOtherRules()
    let sqlite = try sqliteRows("\(night.output)/current/tables.sqlite", "SELECT rule_fr FROM _dictionary")
      .map { $0[0]! }.joined(separator: "\n")
    let workbook = try Workbook(path: "\(night.output)/current/tables.xlsx")
    var dictionary = ""
    try workbook.readRows(of: #require(workbook.sheet(named: "Dictionnaire"))) { row in
      dictionary += String(decoding: row[5].bytes, as: UTF8.self) + "\n"
      return .more
    }
    for (name, text) in [
      ("datapackage.json", try night.text("datapackage.json")), ("tables.sqlite", sqlite), ("tables.xlsx", dictionary),
      ("dictionary.html", try night.text("dictionary.html")),
    ] {
      for words in ["12 mois civils", "365 jours ou plus", "99 %", "de 1 à 18"] {
        #expect(text.contains(words), "\(name): \(words)")
      }
      for words in ["+ 6 mois civils", "182 jours", "95 %", "de 1 à 12"] {
        #expect(!text.contains(words), "\(name): \(words)")
      }
    }
    #expect(try night.text("report.html").contains("99\u{202F}%"))
    #expect(try !night.text("report.html").contains("95\u{202F}%"))
  }

  @Test func `with other rules the data package holds what it says of every column`() throws {
    struct Package: Decodable {
      let resources: [Resource]
      struct Resource: Decodable {
        let path: String
        let schema: Schema
      }
      struct Schema: Decodable { let fields: [Field] }
      struct Field: Decodable {
        let name: String
        let constraints: Constraints
      }
      struct Constraints: Decodable {
        let `enum`: [String]?
        let pattern: String?
        let minimum, maximum: Double?
      }
    }
    let night = try nightOfOtherRules()
    let package = try JSONDecoder().decode(Package.self, from: Data(try night.text("datapackage.json").utf8))
    var bands: Set<String> = []
    var months: Set<String> = []
    for resource in package.resources {
      let records = csvRecords(Array(try night.text(resource.path).utf8))
      for (index, field) in resource.schema.fields.enumerated() {
        let values = Set(records.dropFirst().map { $0[index] }).subtracting(["", "s", "nd"])
        if field.name == "age_band" { bands.formUnion(values) }
        if field.name == "month_since_exit" { months.formUnion(values) }
        let limits = field.constraints
        if let known = limits.enum { #expect(values.isSubset(of: known), "\(resource.path) \(field.name)") }
        if let pattern = try limits.pattern.map({ try Regex($0) }) {
          #expect(values.allSatisfy { $0.wholeMatch(of: pattern) != nil }, "\(resource.path) \(field.name)")
        }
        let numbers = values.compactMap(Double.init)
        if let least = limits.minimum { #expect(numbers.allSatisfy { $0 >= least }, "\(field.name)") }
        if let most = limits.maximum { #expect(numbers.allSatisfy { $0 <= most }, "\(field.name)") }
      }
    }
    #expect(bands.isSuperset(of: ["<30", "30-50"]))
    #expect(months == Set((1...18).map { String($0) }))
  }
}

/// Texts of deliveries that readers of tables would take for something else.
@Suite struct LabelTests {
  private func night(_ schemes: [String]) throws -> Night {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    try night.put(
      Deliveries.trainings(
        schemes.enumerated().map { index, scheme in
          Deliveries.training([
            "dn_individu_national": "10000000\(10 + index)", "dn_session_id": "\(index + 1)",
            "c_dispositifformation": scheme,
          ])
        }), at: "training/stagiaires-pe_20170101.csv.gz")
    return night
  }

  @Test func `two spellings of one word are one dispositif`() throws {
    let night = try night(["B\u{E9}n\u{E9}ficiaire", "Be\u{301}ne\u{301}ficiaire"])
    try night.run()
    let rows = try night.table("training-access-curve").filter { $0["month_since_exit"] == "1" }
    #expect(rows.map { $0["dispositif"]!.unicodeScalars.count } == [5, 12])
  }

  @Test(arguments: ["total", "s", "nd", "\u{FFFE}", "\u{202E}"])
  func `a dispositif that is a sign of the tables is unknown`(
    scheme: String
  ) throws {
    let night = try night(["AFC", scheme])
    try night.run()
    #expect(Set(try night.table("training-entries").compactMap { $0["dispositif"] }) == ["total", "?", "AFC"])
    #expect(try night.table("training-entries").count { $0["month"] == "total" && $0["training_type"] == "total" } == 3)
  }

  @Test(arguments: Audience.allCases) func `a mark after a quote or a comma moves no field, and hides no formula`(
    audience: Audience
  ) throws {
    let night = try night(["AFC", "\"\u{301};=1+1", "\u{301},b", "a\"\u{301}\",=2"])
    try night.run(audience: audience)
    for (name, bytes) in try night.files() {
      let records = csvRecords(Array(bytes))
      #expect(records.allSatisfy { $0.count == records[0].count }, "\(name)")
    }
    let rows = try night.text("excel-fr/training-access-curve.csv").unicodeScalars.split { $0 == "\n" }
    // Every quote within a field stands twice, so each line has an even number of them.
    #expect(rows.allSatisfy { $0.count { $0 == "\"" } % 2 == 0 })
  }

  @Test func `a text that no cell of a sheet holds is cut there, and whole in the CSV`() throws {
    let long = String(repeating: "x", count: 40_000)
    let night = try night(["AFC", long, "_x0041_"])
    try night.run()
    #expect(try night.text("tables/training-entries.csv").contains(long))
    let workbook = try Workbook(path: "\(night.output)/current/tables.xlsx")
    var found: Set<String> = []
    try workbook.readRows(of: try #require(workbook.sheet(named: "training-entries"))) { row in
      found.insert(String(decoding: row[1].bytes, as: UTF8.self))
      return .more
    }
    #expect(found.contains { $0.hasPrefix("xxx") && $0.hasSuffix("…") })
    #expect(found.contains("_x0041_"))
  }
}
