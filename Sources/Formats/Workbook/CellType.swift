/// The `t` of a cell (ECMA-376, ST_CellType): how its value is to be understood.
enum CellType {
  case shared, formulaText, inlineText, number, boolean, error, date

  /// Nil for a type that the standard does not know; none written means a number.
  init?(_ bytes: UnsafeRawBufferPointer?) {
    guard let bytes else {
      self = .number
      return
    }
    if bytes.count == 1 {
      switch bytes[0] {
      case UInt8(ascii: "s"): self = .shared
      case UInt8(ascii: "n"): self = .number
      case UInt8(ascii: "b"): self = .boolean
      case UInt8(ascii: "e"): self = .error
      case UInt8(ascii: "d"): self = .date
      default: return nil
      }
    } else if bytes.elementsEqual("str".utf8) {
      self = .formulaText
    } else if bytes.elementsEqual("inlineStr".utf8) {
      self = .inlineText
    } else {
      return nil
    }
  }
}
