/// An INSEE commune code: two digits, `2A` or `2B`, then three digits.
public struct Commune: Hashable, Sendable {
  public let code: String

  /// A code of four digits has lost its zero. `nil` where the text cannot be a commune code.
  public init?(_ text: String) {
    let isShort = text.utf8.count == 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    let code = isShort ? "0" + text : text.uppercased()
    guard code.utf8.count == 5, let departement = Departement(start: code) else { return nil }
    guard code.utf8.dropFirst(departement.code.utf8.count).allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    self.code = code
  }

  public var departement: Departement { Departement(start: code)! }

  /// The commune that an arrondissement of Paris, Lyon or Marseille belongs to (DOMAIN section 2.9).
  public var wholeCity: Commune? {
    guard let number = Int(code) else { return nil }
    switch number {
    case 75101...75120: return Commune("75056")
    case 69381...69389: return Commune("69123")
    case 13201...13216: return Commune("13055")
    default: return nil
    }
  }
}

/// A département: `01` to `95`, `2A`, `2B`, or three digits overseas (DOMAIN section 3).
///
/// `20`, `96` and `99` are none: a commune or a postcode that would lie there cannot be one.
public struct Departement: Hashable, Sendable {
  public let code: String

  /// The département that a commune code starts with.
  init?(start code: String) {
    self.init(exactly: String(code.prefix(code.hasPrefix("97") || code.hasPrefix("98") ? 3 : 2)))
  }

  /// Reads a département column: `4` and `04`, `2A`, `974`.
  public init?(column text: String) {
    self.init(exactly: text.utf8.count == 1 ? "0" + text : text.uppercased())
  }

  /// The département of a postcode of five digits: 200 and 201 are `2A`, the other 20x `2B`; 97x and 98x have three
  /// digits.
  public init?(postcode: String) {
    guard postcode.utf8.count == 5, postcode.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard postcode.hasPrefix("20") else {
      self.init(start: postcode)
      return
    }
    self.init(exactly: postcode.hasPrefix("200") || postcode.hasPrefix("201") ? "2A" : "2B")
  }

  private init?(exactly code: String) {
    let isNumber = code.utf8.allSatisfy { (0x30...0x39).contains($0) }
    switch code.utf8.count {
    case 2 where code == "2A" || code == "2B": self.code = code
    case 2 where isNumber && code != "20" && ("01"..."95").contains(code): self.code = code
    case 3 where isNumber && (code.hasPrefix("97") || code.hasPrefix("98")): self.code = code
    default: return nil
    }
  }
}
