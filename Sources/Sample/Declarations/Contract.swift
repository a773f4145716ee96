/// The closed list of contracts, with the codes of the flat files.
enum Contract: UInt8, Sendable {
  case fixedTerm = 1
  case openEnded = 2
  case interim = 3

  /// As the declarers' XML writes it.
  var nature: String {
    switch self {
    case .fixedTerm: "CDD"
    case .openEnded: "CDI"
    case .interim: "CTT"
    }
  }
}

/// A contract by its length: open ended, of 182 days and more, of 30 to 181, shorter.
enum ContractKind: CaseIterable, Sendable {
  case openEnded, long, medium, short

  /// Length in days, of those that end.
  func days(_ random: inout RandomSource) -> Int? {
    switch self {
    case .openEnded: return nil
    case .long: return 182 + random.below(random.within(1...600))
    case .medium: return random.chance(0.3) ? random.pick([30, 31, 32, 61, 62, 91, 92]) : random.within(30...181)
    case .short: return 1 + random.below(random.within(1...29))
    }
  }

  func contract(isInterim: Bool) -> Contract {
    isInterim ? .interim : self == .openEnded ? .openEnded : .fixedTerm
  }
}
