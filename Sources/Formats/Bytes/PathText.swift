/// A path as text, whatever its bytes: a byte that is no part of UTF-8 is written `\xE9`.
///
/// No two names are written alike: where a name has such an escape of itself, its backslash is written `\x5C`. Every
/// call that gives a path to the system, or takes one from it, goes through here, so that a name that is no UTF-8 can be
/// said and opened.
public func pathText(_ bytes: UnsafeRawBufferPointer) -> String {
  var text: [UInt8] = []
  var place = 0
  while place < bytes.count {
    let length = max(1, min(4, (~bytes[place]).leadingZeroBitCount))
    let end = min(place + length, bytes.count)
    if isUTF8(UnsafeRawBufferPointer(rebasing: bytes[place..<end])), escapedByte(bytes[place...]) == nil {
      text += bytes[place..<end]
      place = end
    } else {
      text += Array("\\x\(String(bytes[place], radix: 16, uppercase: true))".utf8)
      place += 1
    }
  }
  return String(decoding: text, as: UTF8.self)
}

/// The bytes of a path for the system, ended by 0: the inverse of `pathText`.
public func systemPath(_ text: String) -> [CChar] {
  var path: [UInt8] = []
  let written = Array(text.utf8)
  written.withUnsafeBytes { written in
    var place = 0
    while place < written.count {
      let escaped = escapedByte(written[place...])
      path.append(escaped ?? written[place])
      place += escaped == nil ? 1 : 4
    }
  }
  return (path + [0]).map { CChar(bitPattern: $0) }
}

/// The byte that a text says with `\xHH` at its start: a backslash, or one beyond ASCII.
private func escapedByte(_ text: Slice<UnsafeRawBufferPointer>) -> UInt8? {
  let start = text.startIndex
  guard text.count >= 4, text[start] == UInt8(ascii: "\\"), text[start + 1] == UInt8(ascii: "x"),
    let high = hexDigit(text[start + 2]), let low = hexDigit(text[start + 3])
  else { return nil }
  let byte = high << 4 | low
  return byte >= 0x80 || byte == UInt8(ascii: "\\") ? byte : nil
}

/// Of a digit in upper case, as `pathText` writes it.
private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
