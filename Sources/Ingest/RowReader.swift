import Formats
public import LabourMarket

/// Reads the rows of one file and keeps its account: what every source has in common.
public final class RowReader {
  public let file: InputFile
  public private(set) var account = FileAccount()
  public private(set) var profile = FileProfile()
  public private(set) var rejects: RejectLog
  /// What is odd in the text; in the order of `Finding.Kind`, like all findings.
  var textFindings: [Finding] = []
  private var tallies: [Finding.Kind: FindingTally] = [:]
  /// While a file is read of which each record counts, and what came of it.
  var repeats: RepeatedRecords?
  private var repeated: Finding?
  /// Of the bytes on disk, once all rows have been read.
  public private(set) var digest = InputDigest()
  let limits: ReadingLimits
  let values: ValueForm

  let progress: ReadingProgress
  private let readsAhead: Bool

  /// - Parameter file: inspected before; its layout says how it is cut into rows.
  /// - Parameter limits: what the file may ask of its reader before it is refused.
  /// - Parameter progress: told of every file and of its bytes; the readers of all threads share it.
  /// - Parameter readsAhead: unpack the text on a thread of its own; it changes nothing but the time.
  public init(_ file: InputFile, limits: ReadingLimits, progress: ReadingProgress, readsAhead: Bool = false) {
    self.file = file
    self.readsAhead = readsAhead
    self.limits = limits
    self.progress = progress
    rejects = RejectLog(file)
    values = ValueForm(missing: file.layout.missing, encoding: file.layout.encoding)
  }

  /// Hands every row that has the right number of fields to `body`, in the order of the file.
  ///
  /// - Parameter countsRepeats: whether equal records are worth a finding: where they have no key, each of them counts.
  /// - Throws: when the file cannot be read to its end; then none of its rows may count.
  public func forEachRow(countsRepeats: Bool = false, _ body: (FieldRow) throws -> Void) throws {
    if countsRepeats { repeats = RepeatedRecords() }
    defer {
      repeated = repeats?.finding()
      repeats = nil
    }
    progress.begin(file.name)
    switch file.layout.format {
    case .delimited(let form): try readDelimited(form, body)
    case .workbook: digest = try readWorkbook(body)
    case .xml(let form): digest = try readXML(form, body)
    }
  }

  private func readDelimited(_ form: DelimitedForm, _ body: (FieldRow) throws -> Void) throws {
    let hash = InputHash()
    let source = try file.text(limits) { hash.update($0) }
    let ahead = readsAhead ? ReadAhead(source, bufferBytes: limits.blockBytes) : nil
    let reader =
      try ahead.map { try DelimitedReader($0, form: form, blockBytes: limits.blockBytes, limits: limits.text) }
      ?? DelimitedReader(source, form: form, blockBytes: limits.blockBytes, limits: limits.text)
    let all = file.columns + file.wide.map(\.column)
    let fields = UnsafeMutablePointer<UnsafeRawBufferPointer>.allocate(capacity: all.count)
    fields.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0), count: all.count)
    defer { fields.deallocate() }
    let columns = all.enumerated().filter { $0.element >= 0 }.map { (field: $0.offset, column: $0.element) }
    let width = file.header.count
    var inspector = TextInspector(file.layout.encoding)
    let headerLine = file.layout.headerLine ?? 1
    var isHeader = true
    var reported = 0
    let countsRepeats = repeats != nil
    while let block = try reader.nextBlock() {
      let offset = ahead?.offset ?? source.offset
      progress.add(rows: block.count, bytes: offset - reported)
      reported = offset
      // Counted apart: every access to a property of an object is checked.
      var rows = 0
      defer { account.read += rows }
      let isOdd = block.seen != RareBytes() || block.unclosed != nil
      for index in 0..<block.count {
        let record = block.record(index)
        if isOdd { inspector.look(at: record, of: block, line: block.line(of: index)) }
        if isHeader {
          isHeader = block.line(of: index) < headerLine
          continue
        }
        if record.isEmpty { continue }
        rows += 1
        if countsRepeats { repeats!.add(block.text(of: record), line: block.line(of: index)) }
        if isOdd, rejectUnreadable(record, index, of: block) { continue }
        guard record.fieldCount == width else {
          reject(
            line: block.line(of: index), .fieldCount, "\(record.fieldCount) fields instead of \(file.header.count)")
          continue
        }
        for (field, column) in columns {
          fields[field] = values.value(block.field(column, of: record))
        }
        try body(FieldRow(fields: fields, line: block.line(of: index)))
      }
    }
    textFindings = inspector.findings
    digest = hash.digest(compression: source.compression)
  }

  /// Rejects a row that holds a NUL or a quote that is never closed; false for any other.
  private func rejectUnreadable(_ record: DelimitedBlock.Record, _ index: Int, of block: DelimitedBlock) -> Bool {
    let line = block.line(of: index)
    if let unclosed = block.unclosed, unclosed.record == index {
      reject(line: line, .openQuote, "the quote opened on line \(unclosed.line) is not closed")
      return true
    }
    guard block.seen.nul, let place = block.text(of: record).firstIndex(of: 0) else { return false }
    reject(line: line, .nul, "byte \(place + 1) of the line")
    return true
  }

  func countRead() { account.read += 1 }

  /// Counts a row as rejected whose fields cannot be told apart.
  private func reject(line: Int, _ reason: Reason, _ value: String) {
    account.rejected[reason, default: 0] += 1
    rejects.add(line: line, place: nil, reason: reason, value: value)
  }

  /// Counts a message as one rejected row. What the parser says of it may quote it, so it is not shown.
  func rejectMessage(line: Int) {
    countRead()
    reject(line: line, .xml, "")
  }

  /// Counts a row as rejected and says where.
  ///
  /// - Parameter field: whose value is wrong; its column is named, and its value shown unless it identifies.
  public func reject(_ row: FieldRow, _ field: Field, _ reason: Reason) { reject(row, at: field.place, reason) }

  /// - Parameter place: of a field, or of one of the wide columns, which follow the fields.
  public func reject(_ row: FieldRow, at place: Int, _ reason: Reason) {
    account.rejected[reason, default: 0] += 1
    let value = file.isIdentifying(place) ? "(withheld)" : text(row[at: place])
    rejects.add(line: row.line, place: file.place(of: place), reason: reason, value: value)
  }

  /// Rejects a row whose SIRET is none; the remedy is another where a spreadsheet has been at work.
  public func rejectSIRET(_ row: FieldRow, _ field: Field) {
    reject(row, field, SIRET.isOfSpreadsheet(row[field]) ? .siretOfSpreadsheet : .siret)
  }

  /// What is odd in the file and rejects no row, once all rows have been read.
  public var findings: [Finding] {
    let counted = Finding.Kind.allCases.compactMap { kind in tallies[kind]?.finding(kind) }
    return textFindings + counted + [repeated].compactMap(\.self)
  }

  /// Counts a value that is odd and does not reject its row.
  public func find(_ kind: Finding.Kind, _ row: FieldRow, _ field: Field) {
    tallies[kind, default: FindingTally()].add(line: row.line) { file.place(of: field.place) }
  }

  public func filter(_ filter: Filter) { account.filtered[filter, default: 0] += 1 }

  public func repair(_ repair: Repair) { account.repaired[repair, default: 0] += 1 }

  /// Counts a row of a source without versions.
  public func accept() { account.accepted += 1 }

  public func supersede() { account.superseded += 1 }

  /// Notes what a row says of its day, for the checks.
  public func note(date: Day) {
    if let delivered = file.delivery?.delivered.day { profile.add(date, delivered: delivered) }
  }

  /// Notes that a row names no known person, or gives no activity.
  @inline(__always)
  public func noteUnknown(person: Bool, activity: Bool) {
    if person { profile.unknownPersons &+= 1 }
    if activity { profile.unknownActivities &+= 1 }
  }

  /// A field as UTF-8 text.
  public func text(_ field: UnsafeRawBufferPointer) -> String {
    String(decoding: decoded(field), as: UTF8.self)
  }

  /// Codes a field as UTF-8 text.
  public func code(_ field: UnsafeRawBufferPointer, in book: inout CodeBook) -> UInt32 {
    if TextEncoding.isASCII(field) { return book.intern(field) }
    return decoded(field).withUnsafeBytes { book.intern($0) }
  }

  /// A U+FFFD that was sent to us goes no further either (DOMAIN section 2.2).
  private func decoded(_ field: UnsafeRawBufferPointer) -> [UInt8] {
    let bytes = file.layout.encoding.decode(field)
    guard bytes.contains(0xEF) else { return bytes }
    return Array(String(decoding: bytes, as: UTF8.self).replacing("\u{FFFD}", with: "?").utf8)
  }

  /// Four digits.
  public func year(_ field: UnsafeRawBufferPointer) -> Int? {
    guard field.count == 4, field.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text(field))
  }

  /// A SIRET, repaired where it has lost zeros.
  public func siret(_ field: UnsafeRawBufferPointer) -> SIRET? {
    switch SIRET.read(field) {
    case .valid(let siret): return siret
    case .repaired(let siret):
      repair(.siret)
      return siret
    case .invalid: return nil
    }
  }

  /// The person whose national identifier the row holds: mended and counted, or odd and counted.
  public func person(_ row: FieldRow, _ field: Field, in directory: PersonDirectory) -> PersonKey {
    let (person, spelling) = PersonKey.read(row[field], in: directory)
    switch spelling {
    case .plain: break
    case .mended: repair(.identifier)
    case .odd: find(.identifier, row, field)
    }
    return person
  }

  /// The NIR that the row holds; `nil` where it is missing, or unusable and counted.
  public func nir(_ row: FieldRow, _ field: Field) -> NIR? {
    switch NIR.read(row[field], key: UnsafeRawBufferPointer(start: nil, count: 0)) {
    case .missing: return nil
    case .plain(let nir): return nir
    case .mended(let nir):
      repair(.identifier)
      return nir
    case .unusable:
      find(.nir, row, field)
      return nil
    }
  }

  /// The activity that the row holds, its dot counted.
  public func naf(_ row: FieldRow, _ field: Field) -> NAF? {
    let naf = NAF(text(row[field]))
    if naf != nil, NAF.isDotted(row[field]) { repair(.naf) }
    return naf
  }

  @inlinable public func day(_ field: UnsafeRawBufferPointer) -> Day? {
    switch file.layout.dates {
    case .yearFirst: Day(yearFirst: field)
    // A cell that a workbook knows as a day says it in one form only.
    case .dayFirst: Day(dayFirst: field) ?? (file.sheet == nil ? nil : Day(yearFirst: field))
    }
  }
}
