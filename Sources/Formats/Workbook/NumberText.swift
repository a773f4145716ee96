/// The text of a number cell, settled: programs write the same whole number as `101`, `101.0` or `1.01E2`.
enum NumberText {
  enum Form {
    /// Use the text as it stands.
    case asWritten
    /// A whole number in another form; the digits are its usual text.
    case whole([UInt8])
    case notANumber
  }

  /// The longest whole number that is written out: beyond it an exponent is easier to read, and none is expected.
  private static let longestWhole = 40

  /// Tells in which form a number is written, by its decimal digits: no binary fraction comes in, nothing is rounded.
  static func form(of bytes: UnsafeRawBufferPointer) -> Form {
    var position = 0
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }
    func digits() -> Range<Int> {
      let start = position
      while let byte = peek(), byte &- UInt8(ascii: "0") < 10 { position += 1 }
      return start..<position
    }

    let sign = peek()
    let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
    if isSigned { position += 1 }
    let whole = digits()
    if position == bytes.count && !whole.isEmpty && sign != UInt8(ascii: "+") { return .asWritten }
    var fraction = position..<position
    if peek() == UInt8(ascii: ".") {
      position += 1
      fraction = digits()
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return .notANumber }
    var exponent = 0
    if let mark = peek(), mark | 0x20 == UInt8(ascii: "e") {
      position += 1
      let isNegative = peek() == UInt8(ascii: "-")
      if isNegative || peek() == UInt8(ascii: "+") { position += 1 }
      let power = digits()
      guard !power.isEmpty else { return .notANumber }
      // Clamped: past it the number is either not whole or too long, whatever it is.
      for index in power { exponent = min(exponent * 10 + Int(bytes[index] - UInt8(ascii: "0")), 10_000) }
      if isNegative { exponent = -exponent }
    }
    guard position == bytes.count else { return .notANumber }

    var significant = whole.map { bytes[$0] } + fraction.map { bytes[$0] }
    var power = exponent - fraction.count
    while power < 0, significant.last == UInt8(ascii: "0") {
      significant.removeLast()
      power += 1
    }
    let start = significant.firstIndex { $0 != UInt8(ascii: "0") }
    guard let start else { return .whole([UInt8(ascii: "0")]) }
    significant.removeFirst(start)
    guard power >= 0, significant.count + power <= longestWhole else { return .asWritten }
    significant += [UInt8](repeating: UInt8(ascii: "0"), count: power)
    return .whole((sign == UInt8(ascii: "-") ? [UInt8(ascii: "-")] : []) + significant)
  }
}
