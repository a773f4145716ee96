extension FieldIndex {
  /// Indexes text of any form a byte at a time, taking quotes and escapes off in place, and returns the number of whole
  /// records.
  ///
  /// A field is quoted if its first byte is the quote; what follows its closing quote stays as written. A quote that is
  /// closed on a later line only counts as one if it looks like one: it stands neither alone before a separator or a line
  /// end, nor is it closed in the middle of a field. Any other is never closed: a lone quote as a value would swallow the
  /// lines up to the next quoted field.
  ///
  /// - Parameter isWhole: whether nothing follows the text that could close a quote. A record that has one open for good is
  ///   cut at the end of the line where it opened and marked as `unclosed`; the lines after it are indexed next time.
  mutating func scanDialect(
    _ text: UnsafeMutableRawBufferPointer, _ form: DelimitedForm, firstLine: Int, isWhole: Bool
  ) -> Int {
    var scan = DialectScan(text: text, form: form, line: firstLine, isWhole: isWhole)
    var fields = 0
    var records = 0
    var firstField = 0
    var recordLine = firstLine
    (consumed, lineAfter, unclosed, seen) = (0, firstLine, nil, RareBytes())
    while scan.cursor < text.count {
      if fields == firstField { scan.skipMark() }
      let start = scan.cursor
      guard let field = scan.next() else { break }
      (starts[fields], positions[fields]) = (UInt32(start), UInt32(field.end))
      if field.endsRecord {
        rowEnds[records] = UInt32(fields)
        lines[records] = UInt32(recordLine)
        unwrap(firstField...fields, text, form)
        for index in firstField...fields { unquote(index, text, form) }
        records += 1
        firstField = fields + 1
        recordLine = scan.line
        (consumed, lineAfter) = (scan.cursor, scan.line)
      }
      fields += 1
    }
    if records == 0, isWhole || scan.isNeverClosed, let quote = scan.openQuote {
      // A first record that never ends: it is given up as far as its quote's line, and the lines after it are read.
      let end = scan.firstLineEnd(from: quote.start)
      (starts[0], positions[0], lengths[0], rowEnds[0]) = (0, UInt32(end.start), UInt32(end.start), 0)
      lines[0] = UInt32(firstLine)
      (consumed, lineAfter) = (end.next, quote.line + 1)
      unclosed = (0, quote.line)
      records = 1
    }
    for byte in UnsafeRawBufferPointer(text)[..<consumed] {
      if byte >= 0x80 { seen.high = true }
      if byte == 0 { seen.nul = true }
      if byte == 0x0D { seen.carriageReturn = true }
    }
    return records
  }

  /// Takes the marks off a line that is wrapped in them; such a form has no quotes.
  private func unwrap(_ fields: ClosedRange<Int>, _ text: UnsafeMutableRawBufferPointer, _ form: DelimitedForm) {
    let (start, end) = (Int(starts[fields.lowerBound]), Int(positions[fields.upperBound]))
    guard !form.wrappers.isEmpty, end - start >= 2, form.wrappers.contains(text[start]), text[end - 1] == text[start]
    else { return }
    starts[fields.lowerBound] += 1
    positions[fields.upperBound] -= 1
  }

  private func unquote(_ field: Int, _ text: UnsafeMutableRawBufferPointer, _ form: DelimitedForm) {
    let start = Int(starts[field])
    let end = Int(positions[field])
    let isQuoted = start < end && text[start] == form.quote
    guard isQuoted || form.escape != nil else {
      lengths[field] = UInt32(end - start)
      return
    }
    var isInside = isQuoted
    var output = start
    var cursor = isQuoted ? start + 1 : start
    while cursor < end {
      var byte = text[cursor]
      cursor += 1
      if byte == form.escape, cursor < end {
        byte = text[cursor]
        cursor += 1
      } else if isInside, byte == form.quote {
        guard cursor < end, text[cursor] == byte else {
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

/// Finds the end of one field after the other.
private struct DialectScan {
  let text: UnsafeMutableRawBufferPointer
  let form: DelimitedForm
  /// Where the next field starts, and its physical line.
  var cursor = 0
  var line: Int
  let isWhole: Bool
  /// The field that is open at the end of the text, by a quote or by an escape before its line end.
  private(set) var openQuote: (start: Int, line: Int)?
  /// Whether that is no quote that a later line closes.
  private(set) var isNeverClosed = false

  private let firstOfSeparator: UInt8
  private let isLFAnEnd: Bool
  private let isCRAnEnd: Bool

  init(text: UnsafeMutableRawBufferPointer, form: DelimitedForm, line: Int, isWhole: Bool) {
    self.text = text
    self.form = form
    self.line = line
    self.isWhole = isWhole
    firstOfSeparator = form.separator[0]
    isLFAnEnd = form.lineEnd != .cr
    isCRAnEnd = form.lineEnd != .lf
  }

  /// Moves past a byte order mark, unless nothing follows it.
  mutating func skipMark() {
    guard cursor + 3 < text.count, text[cursor] == 0xEF, text[cursor + 1] == 0xBB, text[cursor + 2] == 0xBF else {
      return
    }
    cursor += 3
  }

  /// Moves past the next field; `nil` where the text ends before it does.
  mutating func next() -> (end: Int, endsRecord: Bool)? {
    let start = cursor
    var place = start
    var isInside = text[place] == form.quote
    let quoteLine = line
    if isInside { place += 1 }
    while place < text.count {
      let byte = text[place]
      if byte == form.escape {
        place += 2
        continue
      }
      if isInside {
        if byte == form.quote {
          let isDoubled = place + 1 < text.count && text[place + 1] == byte
          if isDoubled {
            place += 1
          } else {
            if line > quoteLine {
              guard let isEnd = endsField(place + 1) else { return nil }
              if !isEnd || endsField(start + 1) != false { return giveUp(start, quoteLine) }
            }
            isInside = false
          }
        } else if let end = lineEnd(at: place) {
          line += 1
          place = end
          continue
        }
      } else if byte == firstOfSeparator, isSeparator(at: place) {
        cursor = place + form.separator.count
        return (
          form.separatorPrefix != nil && place > start && text[place - 1] == form.separatorPrefix ? place - 1 : place,
          false
        )
      } else if byte == 0x0A || byte == 0x0D, let end = lineEnd(at: place) {
        if end > text.count { return nil }
        cursor = end
        line += 1
        return (place, true)
      }
      place += 1
    }
    let endsLine = lineEnd(at: text.count - 1) != nil
    openQuote = isInside || endsLine ? (start, quoteLine) : nil
    return nil
  }

  /// Ends the indexing at a field whose quote is never closed.
  private mutating func giveUp(_ start: Int, _ line: Int) -> (end: Int, endsRecord: Bool)? {
    (openQuote, isNeverClosed) = ((start, line), true)
    return nil
  }

  /// Whether a separator or a line end stands at `place`; `nil` where more of the text must be seen.
  private func endsField(_ place: Int) -> Bool? {
    guard place + max(2, form.separator.count + 1) <= text.count || isWhole else { return nil }
    guard place < text.count else { return true }
    if lineEnd(at: place) != nil || isSeparator(at: place) { return true }
    return form.separatorPrefix == text[place] && isSeparator(at: place + 1)
  }

  /// The offset after the line end that stands at `place`; past the end of the text where more of it must be seen.
  private func lineEnd(at place: Int) -> Int? {
    switch text[place] {
    case 0x0A: return isLFAnEnd ? place + 1 : nil
    case 0x0D:
      guard place + 1 < text.count else {
        return isCRAnEnd ? (isWhole || form.lineEnd == .cr ? place + 1 : place + 2) : nil
      }
      if form.lineEnd != .cr, text[place + 1] == 0x0A { return place + 2 }
      return isCRAnEnd ? place + 1 : nil
    default: return nil
    }
  }

  private func isSeparator(at place: Int) -> Bool {
    guard form.separator.count > 1 else { return place < text.count && text[place] == firstOfSeparator }
    return place + form.separator.count <= text.count
      && form.separator.indices.allSatisfy { text[place + $0] == form.separator[$0] }
  }

  /// The first line end, quotes or not, and the offset after it.
  func firstLineEnd(from start: Int) -> (start: Int, next: Int) {
    for place in start..<text.count {
      if let next = lineEnd(at: place) { return (place, min(next, text.count)) }
    }
    return (text.count, text.count)
  }
}
