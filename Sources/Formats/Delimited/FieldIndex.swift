import CByteScan

/// Where the fields and records of a block lie; filled again for each block.
struct FieldIndex {
  let positions: UnsafeMutablePointer<UInt32>
  let rowEnds: UnsafeMutablePointer<UInt32>
  let starts: UnsafeMutablePointer<UInt32>
  let lengths: UnsafeMutablePointer<UInt32>
  let lines: UnsafeMutablePointer<UInt32>
  /// The physical line after the last whole record of quoted text.
  private(set) var lineAfter = 1

  /// Room for blocks of so many bytes. Pages that are never written cost nothing.
  init(capacity: Int) {
    let room = { UnsafeMutablePointer<UInt32>.allocate(capacity: capacity + 8) }
    (positions, rowEnds, starts, lengths, lines) = (room(), room(), room(), room(), room())
  }

  func deallocate() {
    for pointer in [positions, rowEnds, starts, lengths, lines] { pointer.deallocate() }
  }

  /// Indexes text without quotes and returns the number of whole records.
  func scan(_ text: UnsafeMutableRawBufferPointer, separator: UInt8) -> Int {
    let bytes = text.baseAddress!.assumingMemoryBound(to: UInt8.self)
    return byte_scan(bytes, text.count, separator, positions, rowEnds).rows
  }

  /// Indexes quoted text (RFC 4180), taking the quotes off in place, and returns the number of whole records.
  ///
  /// A field is quoted if its first byte is the quote; what follows its closing quote stays as written.
  mutating func scanQuoted(
    _ text: UnsafeMutableRawBufferPointer, separator: UInt8, quote: UInt8, firstLine: Int
  ) -> Int {
    var fields = 0
    var records = 0
    var line = UInt32(firstLine)
    var recordLine = line
    var cursor = 0
    while cursor < text.count {
      let end = FieldIndex.endOfField(text, from: cursor, separator: separator, quote: quote, line: &line)
      guard end < text.count else { break }
      positions[fields] = UInt32(end)
      starts[fields] = UInt32(cursor)
      if text[end] == 0x0A {
        rowEnds[records] = UInt32(fields)
        lines[records] = recordLine
        records += 1
        line += 1
        recordLine = line
      }
      fields += 1
      cursor = end + 1
    }
    lineAfter = Int(recordLine)
    for record in 0..<records { unquote(record, text, quote: quote) }
    return records
  }

  /// The separator or line feed that ends the field, or the end of the text.
  private static func endOfField(
    _ text: UnsafeMutableRawBufferPointer, from start: Int, separator: UInt8, quote: UInt8, line: inout UInt32
  ) -> Int {
    var cursor = start
    var isInside = text[cursor] == quote
    if isInside { cursor += 1 }
    while cursor < text.count {
      let byte = text[cursor]
      if isInside {
        if byte == 0x0A { line += 1 }
        if byte == quote {
          let isDoubled = cursor + 1 < text.count && text[cursor + 1] == quote
          if isDoubled { cursor += 1 } else { isInside = false }
        }
      } else if byte == separator || byte == 0x0A {
        return cursor
      }
      cursor += 1
    }
    return text.count
  }

  /// Only whole records are rewritten: the rest of the block is read again.
  private func unquote(_ record: Int, _ text: UnsafeMutableRawBufferPointer, quote: UInt8) {
    let first = record == 0 ? 0 : Int(rowEnds[record - 1]) + 1
    for field in first...Int(rowEnds[record]) {
      let start = Int(starts[field])
      var end = Int(positions[field])
      if text[end] == 0x0A, end > start, text[end - 1] == 0x0D { end -= 1 }
      guard start < end, text[start] == quote else {
        lengths[field] = UInt32(end - start)
        continue
      }
      var isInside = true
      var output = start
      var cursor = start + 1
      while cursor < end {
        let byte = text[cursor]
        cursor += 1
        if isInside, byte == quote {
          guard cursor < end, text[cursor] == quote else {
            isInside = false
            continue
          }
          cursor += 1
        }
        text[output] = byte
        output += 1
      }
      lengths[field] = UInt32(output - start)
    }
  }
}
