import Aggregate

/// A column of an outcome table.
public struct Field: Sendable {
  /// As in the header of the CSV.
  public let name: String
  public let title: Wording
  public let rule: Wording
  public let form: Form
  /// Of a measure that has one.
  public let unit: MeasureUnit?
  public let isDimension: Bool
  /// A dimension that also has the value `total`.
  public let hasTotal: Bool

  /// What the column holds, beside `s` and `nd` in a measure, `?` and `total` in a dimension.
  public enum Form: Sendable, Equatable {
    case integer
    /// Halves away from zero; `trimmed` leaves out decimals that are 0.
    case decimal(Int, trimmed: Bool)
    /// A word, or a code.
    case text(Values)
  }

  /// Which words a column may hold.
  public enum Values: Sendable, Equatable {
    case any
    case closed([String])
    /// A regular expression for the whole value.
    case pattern(String)
  }

  init(_ dimension: Dimension, of fact: Fact, hasTotal: Bool) {
    guard let entry = Field.entry(dimension, of: fact) else { preconditionFailure("no words for \(dimension.name)") }
    name = dimension.name
    title = entry.title
    rule = Wording(entry.rule, dimension.rule)
    // A column of numbers with a `total` among them would be none.
    form = entry.form == .integer && hasTotal ? .text(.pattern("[0-9]+")) : entry.form
    unit = nil
    isDimension = true
    self.hasTotal = hasTotal
  }

  init(_ measure: Measure, of fact: Fact) {
    guard let entry = Field.entry(measure, of: fact) else { preconditionFailure("no words for \(measure.name)") }
    name = measure.name
    title = entry.title
    rule = Wording(entry.rule, measure.rule)
    form = fact == .keyFigure ? .text(.any) : Form(measure)
    unit = entry.unit
    isDimension = false
    hasTotal = false
  }
}

extension Field.Form {
  fileprivate init(_ measure: Measure) {
    switch measure.shape {
    case .whole: self = .integer
    case .decimals(let count, let trimmed): self = .decimal(count, trimmed: trimmed)
    }
  }
}
