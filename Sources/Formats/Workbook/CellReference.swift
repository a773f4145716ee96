/// Where a cell stands: `K17` is column 10 (from 0), row 17 (from 1).
struct CellReference: Hashable {
  /// From 0 (`A`) to 16 383 (`XFD`).
  var column: Int
  /// From 1 to 1 048 576.
  var row: Int

  static let columns = 16_384
  static let rows = 1_048_576

  init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// Nil unless the bytes are letters, then digits, within the bounds of a sheet.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var column = 0
    var index = 0
    while index < bytes.count {
      let letter = (bytes[index] & 0xDF) &- UInt8(ascii: "A")
      guard letter < 26 else { break }
      column = column * 26 + Int(letter) + 1
      guard column <= Self.columns else { return nil }
      index += 1
    }
    guard column > 0, let row = Self.row(bytes, from: index) else { return nil }
    self.init(column: column - 1, row: row)
  }

  /// The number of a row, from `start` to the end of `bytes`; nil unless it is made of digits and within the bounds of
  /// a sheet.
  static func row(_ bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    // Seven digits at most, so that the sum need not be watched at each of them.
    guard bytes.count - start <= 7 else { return nil }
    var row = 0
    for index in start..<bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      row = row &* 10 &+ Int(digit)
    }
    return row > 0 && row <= rows ? row : nil
  }

  /// The letters of a column, counted from 0.
  static func letters(_ column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  var text: String { Self.letters(column) + String(row) }
}
