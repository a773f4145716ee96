/// Whether bytes are well-formed UTF-8 (Unicode, table 3-7), without making a `String` of them.
public func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var place = 0
  while place < bytes.count {
    let lead = bytes[place]
    place += 1
    if lead < 0x80 { continue }
    let (following, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (following, second) = (1, 0x80...0xBF)
    case 0xE0: (following, second) = (2, 0xA0...0xBF)
    case 0xED: (following, second) = (2, 0x80...0x9F)
    case 0xE1...0xEF: (following, second) = (2, 0x80...0xBF)
    case 0xF0: (following, second) = (3, 0x90...0xBF)
    case 0xF1...0xF3: (following, second) = (3, 0x80...0xBF)
    case 0xF4: (following, second) = (3, 0x80...0x8F)
    default: return false
    }
    guard place + following <= bytes.count, second.contains(bytes[place]) else { return false }
    for byte in bytes[place + 1..<place + following] where byte & 0xC0 != 0x80 { return false }
    place += following
  }
  return true
}

extension UnsafeRawBufferPointer {
  /// The first byte of 128 or more, from `start` on.
  public func firstHighByte(from start: Int = 0) -> Int? {
    var place = start
    while place + 8 <= count {
      let high = loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080
      if high != 0 { break }
      place += 8
    }
    while place < count {
      if self[place] >= 0x80 { return place }
      place += 1
    }
    return nil
  }
}
