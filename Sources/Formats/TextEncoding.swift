/// The encodings that a layout may declare for bytes that are not valid UTF-8.
public enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1 = "iso-8859-1"
  case windows1252 = "windows-1252"

  /// The field as UTF-8: as it is where it is valid UTF-8, else decoded as this encoding (DOMAIN section 3).
  ///
  /// A byte without a meaning in the encoding becomes `?`: a U+FFFD never reaches an output.
  public func decode(_ field: UnsafeRawBufferPointer) -> [UInt8] {
    if String(validating: field, as: UTF8.self) != nil { return Array(field) }
    var text = ""
    for byte in field { text.unicodeScalars.append(scalar(byte)) }
    return Array(text.utf8)
  }

  public static func isASCII(_ field: UnsafeRawBufferPointer) -> Bool { field.allSatisfy { $0 < 0x80 } }

  private func scalar(_ byte: UInt8) -> Unicode.Scalar {
    switch (self, byte) {
    case (_, 0..<0x80), (_, 0xA0...): Unicode.Scalar(byte)
    case (.latin1, _): Unicode.Scalar(byte)
    case (.utf8, _): "?"
    case (.windows1252, _): TextEncoding.windows1252Specials[Int(byte) - 0x80]
    }
  }

  /// 80 to 9F; the five bytes that Windows-1252 leaves open are `?`.
  private static let windows1252Specials: [Unicode.Scalar] = [
    "€", "?", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "?", "Ž", "?",
    "?", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "?", "ž", "Ÿ",
  ]
}
