/// The encodings that a layout may declare for bytes that are not valid UTF-8.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1 = "iso-8859-1"
  case latin9 = "iso-8859-15"
  case windows1252 = "windows-1252"
  case cp850
  /// In either order, as the byte order mark says.
  case utf16 = "utf-16"
  case utf16LE = "utf-16le"
  case utf16BE = "utf-16be"

  /// The name of the encoding, or another one that is in use for it, in upper or lower case.
  public init?(named name: String) {
    let name = name.lowercased()
    guard let encoding = TextEncoding(rawValue: TextEncoding.aliases[name] ?? name) else { return nil }
    self = encoding
  }

  private static let aliases = [
    "utf8": "utf-8", "utf16": "utf-16", "utf-16-le": "utf-16le", "utf-16-be": "utf-16be", "latin1": "iso-8859-1",
    "latin-1": "iso-8859-1", "latin9": "iso-8859-15", "latin-9": "iso-8859-15", "cp1252": "windows-1252",
    "ibm850": "cp850", "cp-850": "cp850",
  ]

  /// The field as UTF-8: as it is where it is valid UTF-8, else decoded as this encoding (DOMAIN section 3).
  ///
  /// A byte without a meaning in the encoding becomes `?`: a U+FFFD never reaches an output.
  public func decode(_ field: UnsafeRawBufferPointer) -> [UInt8] {
    if isUTF8(field) { return Array(field) }
    var text = ""
    for byte in field { text.unicodeScalars.append(scalar(byte) ?? "?") }
    return Array(text.utf8)
  }

  /// The first byte that has no meaning, counted from 0: neither is the field valid UTF-8, nor the byte one of this
  /// encoding.
  public func firstWrongByte(in field: UnsafeRawBufferPointer) -> Int? {
    isUTF8(field) ? nil : field.firstIndex { scalar($0) == nil }
  }

  public static func isASCII(_ field: UnsafeRawBufferPointer) -> Bool { field.firstHighByte() == nil }

  /// What a byte of a text that is no UTF-8 stands for. A text in UTF-16 has been made UTF-8 before it is cut.
  private func scalar(_ byte: UInt8) -> Unicode.Scalar? {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    return switch self {
    case .utf8, .utf16, .utf16LE, .utf16BE: nil
    case .latin1: Unicode.Scalar(byte)
    case .latin9: TextEncoding.latin9Specials[byte] ?? Unicode.Scalar(byte)
    case .windows1252: byte >= 0xA0 ? Unicode.Scalar(byte) : TextEncoding.windows1252Specials[Int(byte) - 0x80]
    case .cp850: TextEncoding.cp850Specials[Int(byte) - 0x80]
    }
  }

  /// Where ISO-8859-15 is not ISO-8859-1.
  private static let latin9Specials: [UInt8: Unicode.Scalar] = [
    0xA4: "€", 0xA6: "Š", 0xA8: "š", 0xB4: "Ž", 0xB8: "ž", 0xBC: "Œ", 0xBD: "œ", 0xBE: "Ÿ",
  ]

  /// 80 to 9F; Windows-1252 leaves five bytes open.
  private static let windows1252Specials: [Unicode.Scalar?] = [
    "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
    nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
  ]

  /// 80 to FF of the code page of MS-DOS for western Europe.
  private static let cp850Specials = Array(
    ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ"
      + "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐"
      + "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀"
      + "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}").unicodeScalars)
}
