/// An activity code: four digits and a letter, of NAF rév. 2 or of NAF 2025, which is in force from 2027-01-01.
///
/// What is said of it follows from its division, and both nomenclatures send the same divisions to the same sectors
/// (DOMAIN section 3).
public struct NAF: Hashable, Sendable {
  /// Without a dot, the letter in upper case.
  public let code: String
  /// That of NAF rév. 2: NAF 2025 has other letters, but the sections of `Sector` hold the same divisions.
  public let section: Character

  /// Reads `4711F`, `4711f` or `47.11F`; `nil` where the form is not that of a code, or its division does not exist.
  public init?(_ text: String) {
    var bytes = Array(text.utf8)
    if NAF.isDotted(bytes) { bytes.remove(at: 2) }
    guard bytes.count == 5, bytes[..<4].allSatisfy(WrittenNumber.isDigit), (0x41...0x5A).contains(bytes[4] & ~0x20)
    else { return nil }
    code = String(decoding: bytes, as: UTF8.self).uppercased()
    guard let section = NAF.section(ofDivision: Int(code.prefix(2))!) else { return nil }
    self.section = section
  }

  /// Whether a dot stands after the division, as in print: `47.11F`.
  public static func isDotted(_ text: some RandomAccessCollection<UInt8>) -> Bool {
    text.count == 6 && text.dropFirst(2).first == 0x2E
  }

  /// `nil` where neither nomenclature has such a division. 45 is one of NAF rév. 2 alone.
  private static func section(ofDivision division: Int) -> Character? {
    switch division {
    case 1...3: "A"
    case 5...9: "B"
    case 10...33: "C"
    case 35: "D"
    case 36...39: "E"
    case 41...43: "F"
    case 45...47: "G"
    case 49...53: "H"
    case 55, 56: "I"
    case 58...63: "J"
    case 64...66: "K"
    case 68: "L"
    case 69...75: "M"
    case 77...82: "N"
    case 84: "O"
    case 85: "P"
    case 86...88: "Q"
    case 90...93: "R"
    case 94...96: "S"
    case 97, 98: "T"
    case 99: "U"
    default: nil
    }
  }
}

/// The groups of activity of the tables (DOMAIN section 3). The raw value is the code in the tables.
public enum Sector: String, Sendable, CaseIterable {
  case interim, chr, agriculture, industry, construction, commerce
  case publicService = "public"
  case services
  case unknown = "?"

  /// The sector of an activity; a contract of temporary work comes before it, see `interim`.
  ///
  /// - Parameter interimNAF: the activities of temporary-work agencies; a trailing `*` stands for any ending.
  public init(_ naf: NAF?, interimNAF: [String]) {
    guard let naf, !Rules.matches(naf.code, interimNAF) else {
      self = naf == nil ? .unknown : .interim
      return
    }
    switch naf.section {
    case "A": self = .agriculture
    case "B", "C", "D", "E": self = .industry
    case "F": self = .construction
    case "G": self = .commerce
    case "I": self = .chr
    case "O", "U": self = .publicService
    default: self = .services
    }
  }
}
