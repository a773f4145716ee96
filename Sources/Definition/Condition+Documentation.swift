extension CheckRule.Condition {
  /// Each threshold as a definition writes it, and what it says of a value.
  public static let documentation: [(example: String, meaning: String)] = {
    let examples: [Self] = [.above(0.05), .below(0.9), .rises(50), .falls(30), .moves(10)]
    return examples.map { ("\($0)", $0.meaning) }
  }()

  private var meaning: String {
    let reference =
      "what the last published run of an earlier day had, or of a delivery the median of those before it"
    return switch self {
    case .above(let limit): "is greater than \(CheckRule.text(limit)); shares are fractions of 1"
    case .below(let limit): "is less than \(CheckRule.text(limit))"
    case .rises(let percent): "is more than \(CheckRule.text(percent)) % above \(reference)"
    case .falls(let percent): "is more than \(CheckRule.text(percent)) % below it, or gone"
    case .moves(let percent): "is more than \(CheckRule.text(percent)) % above or below it, or gone"
    }
  }
}
