/// An activity code: four digits and a letter (NAF rév. 2).
public struct NAF: Hashable, Sendable {
  public let code: String

  /// `nil` where the form is not that of a code; the letter is put in upper case.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[..<4].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard (0x41...0x5A).contains(bytes[4] & ~0x20) else { return nil }
    code = text.uppercased()
  }

  public var division: Int { Int(code.prefix(2))! }

  /// The section of the division; `nil` where the nomenclature has no such division (DOMAIN section 3).
  public var section: Character? {
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
  public init(_ naf: NAF?, interimNAF: [String]) {
    guard let naf, !interimNAF.contains(naf.code) else {
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
    case .some: self = .services
    case nil: self = .unknown
    }
  }
}
