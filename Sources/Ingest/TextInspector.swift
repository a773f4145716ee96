import Formats
import Glibc

/// Looks at the bytes of a text that are worth a second look, and keeps where the odd ones stand.
struct TextInspector {
  private let encoding: TextEncoding
  private var wrong = FindingTally()
  private var utf8 = FindingTally()
  private var legacy = FindingTally()
  private var double = FindingTally()
  private var replacements = FindingTally()
  private var marks = FindingTally()
  private var strayReturns = FindingTally()

  init(_ encoding: TextEncoding) { self.encoding = encoding }

  /// What was found, in the order of `Finding.Kind`.
  var findings: [Finding] {
    [
      wrong.finding(.wrongByte), utf8.lines > 0 ? legacy.finding(.mixedEncoding) : nil,
      double.finding(.doubleEncoding), replacements.finding(.replacement), marks.finding(.byteOrderMark),
      strayReturns.finding(.strayReturn),
    ].compactMap(\.self)
  }

  mutating func look(at record: DelimitedBlock.Record, of block: DelimitedBlock, line: Int) {
    if block.seen.high {
      if block.followsMark(record) { marks.add(line: line, byte: 1) }
      block.forEachFieldBeyondASCII(of: record) { look(atField: $0, offset: $1, line: line) }
    }
    if block.seen.carriageReturn, let place = strayReturn(in: block.text(of: record)) {
      strayReturns.add(line: line, byte: place + 1)
    }
  }

  /// - Parameter offset: of the field in its line.
  mutating func look(atField field: UnsafeRawBufferPointer, offset: Int, line: Int) {
    guard let first = field.firstHighByte() else { return }
    guard isUTF8(field) else {
      legacy.add(line: line, byte: offset + first + 1)
      if let place = encoding.firstWrongByte(in: field) { wrong.add(line: line, byte: offset + place + 1) }
      return
    }
    utf8.add(line: line, byte: offset + first + 1)
    if let place = place(of: (0xEF, 0xBF, 0xBD), in: field, from: first) {
      replacements.add(line: line, byte: offset + place + 1)
    }
    if let place = place(of: (0xEF, 0xBB, 0xBF), in: field, from: first) {
      marks.add(line: line, byte: offset + place + 1)
    }
    if let place = doubleEncoded(in: field, from: first) { double.add(line: line, byte: offset + place + 1) }
  }

  /// `Ã` or `Â` before what Latin-1 or Windows-1252 make of the second byte of a letter in UTF-8.
  private func doubleEncoded(in field: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var place = start
    while place + 2 < field.count {
      if field[place] == 0xC3 {
        let next = field[place + 2]
        if field[place + 1] == 0x82, next == 0xC2 { return place }
        if field[place + 1] == 0x83, [0xC2, 0xC5, 0xC6, 0xCB, 0xE2].contains(next) { return place }
      }
      place += 1
    }
    return nil
  }

  /// A byte order mark between two messages.
  mutating func addMark(line: Int) { marks.add(line: line, byte: 1) }

  private func place(
    of character: (UInt8, UInt8, UInt8), in field: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard start + 2 < field.count else { return nil }
    return (start..<field.count - 2).first { (field[$0], field[$0 + 1], field[$0 + 2]) == character }
  }

  private func strayReturn(in text: UnsafeRawBufferPointer) -> Int? {
    var place = 0
    while place < text.count, let found = memchr(text.baseAddress! + place, 0x0D, text.count - place) {
      place = UnsafeRawPointer(found) - text.baseAddress!
      guard place + 1 < text.count, text[place + 1] == 0x0A else { return place }
      place += 2
    }
    return nil
  }
}
