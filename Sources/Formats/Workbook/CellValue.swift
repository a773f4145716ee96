extension SheetRow {
  /// Settles a cell whose text is the end of the row's text, from `start` on.
  ///
  /// - Parameter sharedCount: the number of shared strings.
  mutating func settle(_ column: Int, _ type: CellType, from start: Int, sharedCount: Int) throws(WorkbookFault) {
    switch type {
    case .shared: try settleShared(column, from: start, count: sharedCount)
    case .number: settleNumber(column, from: start)
    case .boolean: settleBoolean(column, from: start)
    case .error: set(column, .error, trimmed(from: start))
    case .formulaText, .inlineText, .date: set(column, .text, start..<text.count)
    }
  }

  private mutating func settleShared(_ column: Int, from start: Int, count: Int) throws(WorkbookFault) {
    let digits = text[trimmed(from: start)]
    guard !digits.isEmpty else { return set(column, .blank, start..<start) }
    var index = 0
    // Beyond ten digits it is no index, whatever it is.
    var isIndex = digits.count <= 10
    for byte in digits.prefix(10) {
      let digit = byte &- UInt8(ascii: "0")
      if digit > 9 { isIndex = false }
      index = index &* 10 &+ Int(digit)
    }
    guard isIndex, index < count else {
      let written = String(decoding: digits.prefix(20), as: UTF8.self)
      let cell = CellReference(column: column, row: number).text
      throw WorkbookFault(reason: .badSharedString(written, count: count), cell: cell)
    }
    text.truncate(to: start)
    setShared(column, index)
  }

  private mutating func settleNumber(_ column: Int, from start: Int) {
    let range = trimmed(from: start)
    guard !range.isEmpty else { return set(column, .blank, range) }
    switch NumberText.form(of: text[range]) {
    case .asWritten: set(column, .number, range)
    case .notANumber: set(column, .text, range)
    case .whole(let digits):
      text.truncate(to: start)
      digits.withUnsafeBytes { text.append($0) }
      set(column, .number, start..<text.count)
    }
  }

  /// Settles a number under a date format; false where it is no day, and is to be a number like any other.
  mutating func settleDay(_ column: Int, _ dates: DateStyles, from start: Int) -> Bool {
    guard let day = dates.text(text[trimmed(from: start)]) else { return false }
    text.truncate(to: start)
    day.withUnsafeBytes { text.append($0) }
    set(column, .day, start..<text.count)
    return true
  }

  private mutating func settleBoolean(_ column: Int, from start: Int) {
    let range = trimmed(from: start)
    let value = text[range]
    let isTrue = value.elementsEqual("true".utf8)
    if isTrue || value.elementsEqual("false".utf8) {
      text.truncate(to: start)
      withUnsafeBytes(of: UInt8(ascii: isTrue ? "1" : "0")) { text.append($0) }
      return set(column, .boolean, start..<text.count)
    }
    let isDigit = value.count == 1 && (value[0] == UInt8(ascii: "0") || value[0] == UInt8(ascii: "1"))
    set(column, isDigit ? .boolean : value.isEmpty ? .blank : .text, range)
  }

  /// The text from `start` on without the white space around it, which no value but text may mean.
  private func trimmed(from start: Int) -> Range<Int> {
    let bytes = text[start..<text.count]
    var (lower, upper) = (0, bytes.count)
    while lower < upper, bytes[lower] <= UInt8(ascii: " ") { lower += 1 }
    while lower < upper, bytes[upper - 1] <= UInt8(ascii: " ") { upper -= 1 }
    return (start + lower)..<(start + upper)
  }
}
