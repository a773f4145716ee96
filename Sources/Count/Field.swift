import LabourMarket

/// A column of an outcome table.
public struct Field: Sendable {
  /// As in the header of the CSV.
  public let name: String
  public let title: Wording
  public let rule: Wording
  public let form: Form
  /// Of a measure that has one.
  public let unit: MeasureUnit?
  public let role: Role
  public var isDimension: Bool { role == .dimension }
  /// A dimension that also has the value `total`.
  public let hasTotal: Bool
  /// The values of a dimension of numbers, where they have a first and a last.
  public let numbers: ClosedRange<Int>?
  /// Whether rows that share nothing may be summed.
  public let addsUp: Bool

  public enum Role: String, Sendable {
    case dimension, measure

    public var title: Wording {
      switch self {
      case .dimension: Wording("dimension", "dimension")
      case .measure: Wording("mesure", "measure")
      }
    }
  }

  /// What the column holds, beside `s` and `nd` in a measure, `?` and `total` in a dimension.
  public enum Form: Sendable, Equatable {
    case integer
    /// Halves away from zero; `trimmed` leaves out decimals that are 0.
    case decimal(Int, trimmed: Bool)
    /// A word, or a code.
    case text(Dimension.Values)
  }

  init(_ dimension: Dimension, hasTotal: Bool, _ rules: Rules) {
    name = dimension.name
    title = dimension.title
    rule = dimension.rule(rules)
    // A column of numbers with a `total` among them would be none.
    form = dimension.isNumber ? (hasTotal ? .text(.pattern("[0-9]+")) : .integer) : .text(dimension.values(rules))
    unit = nil
    role = .dimension
    self.hasTotal = hasTotal
    addsUp = false
    if case .numbers(let range) = dimension.values(rules) { numbers = range } else { numbers = nil }
  }

  init(_ measure: Measure, _ rules: Rules) {
    name = measure.name
    title = measure.title
    rule = measure.rule(rules)
    form =
      switch measure.shape {
      case .whole: .integer
      case .decimals(let count, let trimmed): .decimal(count, trimmed: trimmed)
      case .text: .text(.any)
      }
    unit = measure.unit
    role = .measure
    hasTotal = false
    numbers = nil
    addsUp = measure.addsUp
  }
}
