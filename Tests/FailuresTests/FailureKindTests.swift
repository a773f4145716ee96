import Count
import Definition
import Export
import Facts
import Failures
import Formats
import Foundation
import Ingest
import LabourMarket
import Protect
import Publish
import TestSupport
import Testing

/// How an error ends a command: by its kind, and by nothing that its message says.
@Suite struct FailureKindTests {
  /// Every kind, with the code that `Documentation/reference/exit-codes.md` gives it.
  private static let codes: [(FailureKind, Int32)] = [
    (.usage, 64), (.badData, 65), (.noInput, 66), (.unavailable, 69), (.bug, 70), (.cannotWrite, 73),
    (.alreadyRunning, 75), (.badDefinition, 78),
  ]

  @Test func `each kind has an exit code of its own, and it is documented`() throws {
    #expect(FailureKindTests.codes.map(\.0).count == FailureKind.allCases.count)
    let page = try String(contentsOfFile: "\(packageRoot)/Documentation/reference/exit-codes.md", encoding: .utf8)
    for (kind, code) in FailureKindTests.codes {
      #expect(Failures.ExitStatus(kind).rawValue == code)
      #expect(Failures.ExitStatus.of(RunFailure(kind, "some words")).rawValue == code)
      #expect(page.contains("| \(code) |"))
    }
  }

  @Test func `an error that is none of ours is a bug`() {
    #expect(Failures.ExitStatus.of(CocoaError(.fileReadNoSuchFile)) == .bug)
  }

  @Test func `a failure of the system ends by what was tried`() {
    for action in FileFailure.Action.allCases {
      let isReading = [.open, .read, .openFolder].contains(action)
      let failure = FileFailure(path: "x", doing: action, errno: ENOENT)
      #expect(Failures.ExitStatus.of(failure) == (isReading ? .noInput : .cannotWrite), "\(action)")
      #expect(failure.description == "x: cannot \(action.rawValue): No such file or directory")
    }
  }

  // MARK: errors as they are thrown

  /// What `work` throws ends so.
  private func expect<Thrown: Error>(
    _ type: Thrown.Type, _ status: Failures.ExitStatus, _ work: () throws -> Void
  ) {
    let error = #expect(throws: type) { try work() }
    if let error { #expect(Failures.ExitStatus.of(error) == status) }
  }

  /// A file of some bytes, for as long as `work` takes.
  private func with(_ bytes: [UInt8], _ work: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "failure-\(UUID().uuidString)").path
    try Data(bytes).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    try work(path)
  }

  @Test func `what is not there ends with 66`() {
    expect(FileFailure.self, .noInput) { _ = try FileBytes(path: "/nowhere/at/all") }
    expect(ZipError.self, .noInput) { _ = try ZipArchive(path: "/nowhere/at/all") }
  }

  @Test func `what cannot be written ends with 73`() {
    expect(FileFailure.self, .cannotWrite) { try makeFolder("/proc/nothing") }
  }

  @Test func `a file that is not what it should be ends with 65`() throws {
    try with(Array("no archive".utf8)) { path in expect(ZipError.self, .badData) { _ = try ZipArchive(path: path) } }
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    try with(compound + [UInt8](repeating: 0, count: 512)) { path in
      expect(WorkbookError.self, .badData) { _ = try Workbook(path: path) }
    }
    try with([0xFF, 0xFE, 0x61, 0x00]) { path in
      expect(EncodingConflict.self, .badData) { _ = try TextSource(FileBytes(path: path), encoding: .utf16BE) }
    }
    try with([0x1F, 0x8B, 0x08, 0x00, 0x01, 0x02]) { path in
      expect(ArchiveFailure.self, .badData) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 16)
        defer { buffer.deallocate() }
        _ = try TextSource(FileBytes(path: path)).read(into: buffer)
      }
    }
    try with(Array("a,b\n1234567890,2\n".utf8)) { path in
      expect(TextFailure.self, .badData) {
        let form = DelimitedForm(separator: [UInt8(ascii: ",")])
        let reader = try DelimitedReader(
          TextSource(FileBytes(path: path)), form: form, limits: TextLimits(lineBytes: 8, fieldBytes: 8))
        while try reader.nextBlock() != nil {}
      }
    }
    expect(UnreadableFile.self, .badData) { throw UnreadableFile("x: is no XML") }
  }

  @Test func `a definition that is not there, or cannot be protected, ends with 78`() {
    expect(DefinitionError.self, .badDefinition) { _ = try Definition.load(path: "/nowhere/nightly.yaml") }
    // Farther than any change goes that is looked for.
    var rules = Rules()
    rules.disclosure.interval = 20_000_000
    let table = FailureKindTests.entries(["2016-01": 3])
    expect(ProtectionFailure.self, .badDefinition) { _ = try Protection([table], rules: rules) }
  }

  @Test func `counts that contradict each other end with 70`() {
    let table = FailureKindTests.entries(["2016-01": 30, "2016-02": 40], total: 80)
    expect(Contradiction.self, .bug) { _ = try Protection([table], rules: Rules()) }
  }

  @Test func `a database that refuses ends with 69`() {
    expect(DatabaseFailure.self, .unavailable) { throw DatabaseFailure("service 'x': no") }
  }

  /// Entries by month, as they were counted.
  private static func entries(_ months: [String: Int64], total: Int64? = nil) -> OutcomeTable {
    let definition = TableDefinition(
      name: "entries", fact: .entry, dimensions: [EntryFact.month], measures: [EntryFact.entries],
      margins: total == nil ? [] : [EntryFact.month])
    var evidence = Evidence()
    var rows: [OutcomeTable.Row] = []
    for (label, count) in months.map({ (Optional($0), $1) }) + (total.map { [(nil, $0)] } ?? []) {
      let reference = CountReference(
        .entry, EntryFact.Column.entries, label.map { [EntryFact.month: $0] } ?? [:])
      evidence.counts[reference] = CountEvidence(count, .persons)
      evidence.cells.append([Evidence.CellEvidence(counts: [reference], isCount: true)])
      rows.append(OutcomeTable.Row(labels: [label], cells: [.count(count)]))
    }
    return OutcomeTable(definition, rows, evidence: evidence)
  }

  // MARK: the whole of the code

  @Test func `no error that leaves a module is without a kind`() throws {
    let sources = "\(packageRoot)/Sources"
    let names = FileManager.default.enumerator(atPath: sources)?.compactMap { $0 as? String } ?? []
    let texts = try names.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOfFile: "\(sources)/\($0)", encoding: .utf8)
    }
    let all = texts.joined(separator: "\n")
    let errors = all.matches(of: /(?:public|package) (?:struct|enum|class) (\w+): [^{]*\bError\b[^{]*\{/).map(\.1)
    let without = errors.filter { !all.contains("extension \($0): Failure") }
    // An invalid pattern of file names is told as a problem of the layout that it stands in.
    #expect(without == ["Invalid"])
  }
}

/// The command itself, made to fail in each way that a test can bring about.
@Suite struct FailingCommandTests {
  private func status(_ arguments: [String]) throws -> Int32 { try Command.run(arguments).status }

  @Test func `an unknown option and a missing folder end with 64`() throws {
    let night = try Night.plain()
    #expect(try status(["run", "--nonsense"]) == 64)
    #expect(try status(["run", "\(night.folder)/pipelines/plain.yaml", "--output", night.output]) == 64)
  }

  @Test func `a delivery that was cut short ends with 65`() throws {
    let night = try Night.plain()
    try night.putRaw([0x1F, 0x8B, 0x08, 0x00, 0x01, 0x02], at: "dpae/XDP_DPAE_cut.csv.gz")
    #expect(try status(night.arguments()) == 65)
  }

  @Test func `an input without a file, and a file that is not there, end with 66`() throws {
    let night = try Night()
    try night.define()
    #expect(try status(night.arguments()) == 66)
    #expect(try status(["layout", "/nowhere/at/all.csv"]) == 66)
    #expect(try status(["runs", "--output", "\(night.folder)/none"]) == 66)
  }

  @Test func `an output that cannot be written ends with 73`() throws {
    let night = try Night.plain()
    let plain = "\(night.folder)/pipelines/plain.yaml"
    #expect(try status(["run", plain, "--input", night.input, "--output", "/proc/nothing"]) == 73)
    #expect(!night.isPublished)
  }

  @Test func `an output folder that another process holds ends with 75`() throws {
    let night = try Night.plain()
    try FileManager.default.createDirectory(atPath: night.output, withIntermediateDirectories: true)
    let lock = try OutputLock(night.output)
    defer { lock.release() }
    #expect(try status(night.arguments()) == 75)
  }

  @Test func `a definition with a key that is not known ends with 78`() throws {
    let night = try Night.plain()
    let path = try night.define("colour: blue", as: "odd")
    #expect(try status(["check", path, "--input", night.input]) == 78)
  }
}
