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
