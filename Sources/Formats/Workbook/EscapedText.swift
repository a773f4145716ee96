/// The `_x000D_` of ECMA-376 (22.9.2.19, ST_Xstring): a UTF-16 unit that XML could not carry, or a literal underscore.
enum EscapedText {
  private static let length = 7

  /// Resolves the escapes in `text` in place, and returns the length of what remains.
  ///
  /// A surrogate without its other half, and the NUL, stay as they are written: no text may hold them.
  static func resolve(_ text: UnsafeMutableRawBufferPointer) -> Int {
    var read = 0
    var written = 0
    while read < text.count {
      if text[read] == UInt8(ascii: "_"), let (scalar, length) = scalar(in: text, at: read) {
        for byte in UTF8.encode(scalar)! {
          text[written] = byte
          written += 1
        }
        read += length
      } else {
        text[written] = text[read]
        written += 1
        read += 1
      }
    }
    return written
  }

  private static func scalar(in text: UnsafeMutableRawBufferPointer, at index: Int) -> (Unicode.Scalar, Int)? {
    guard let unit = unit(in: text, at: index), unit != 0 else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, length) }
    guard UTF16.isLeadSurrogate(unit), let trail = self.unit(in: text, at: index + length),
      UTF16.isTrailSurrogate(trail)
    else { return nil }
    return (UTF16.decode(UTF16.EncodedScalar([unit, trail])), 2 * length)
  }

  private static func unit(in text: UnsafeMutableRawBufferPointer, at index: Int) -> UInt16? {
    guard index + length <= text.count, text[index] == UInt8(ascii: "_"), text[index + 1] == UInt8(ascii: "x"),
      text[index + length - 1] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt16 = 0
    for byte in text[(index + 2)..<(index + length - 1)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    return unit
  }
}
