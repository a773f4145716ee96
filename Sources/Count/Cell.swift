public import LabourMarket

/// The value of one measure in one row of a table.
public enum Cell: Sendable, Equatable {
  case count(Int64)
  /// - Parameter terms: numbers that a division made inexact by less than 10^-18 each.
  case quantity(Quantity, decimals: Int, trimmed: Bool, terms: Int64)
  case share(Int64, of: Int64)
  case weightedShare(Quantity, of: Quantity)
  /// The sum of some whole numbers over their number.
  case mean(Int64, of: Int64)
  /// A word, in the key figures.
  case text(String)
  /// An end of an interval, 0...1.
  case bound(Double)
  /// Twice the median.
  case median(twice: Int64)
  /// A rate of nobody, a median of nothing.
  case notAvailable
  /// Hidden in a public table (DOMAIN section 6).
  case secret

  /// As in the tables: halves away from zero, from exact values (DOMAIN section 7).
  public var text: String {
    switch self {
    case .count(let count): String(count)
    case .quantity(let quantity, let decimals, let trimmed, let terms):
      quantity.text(decimals: decimals, tolerance: Int128(terms), trimmed: trimmed)
    case .share(let part, let whole): Cell.decimal((2 * part * 10_000 + whole) / (2 * whole), decimals: 4)
    case .weightedShare(let part, let whole):
      Cell.decimal(Int64((2 * part.units * 10_000 + whole.units) / (2 * whole.units)), decimals: 4)
    case .mean(let sum, let count): Cell.decimal((20 * sum + (sum < 0 ? -count : count)) / (2 * count), decimals: 1)
    case .text(let text): text
    case .bound(let bound): Cell.decimal(Int64((bound * 10_000).rounded()), decimals: 4)
    case .median(let twice): Cell.decimal(twice * 5, decimals: 1)
    case .notAvailable: "nd"
    case .secret: "s"
    }
  }

  /// - Parameter steps: a count of the last decimal.
  private static func decimal(_ steps: Int64, decimals: Int) -> String {
    let digits = Array(String(steps.magnitude).utf8)
    let padded = [UInt8](repeating: 0x30, count: max(0, decimals + 1 - digits.count)) + digits
    let point = padded.count - decimals
    let sign: [UInt8] = steps < 0 ? [0x2D] : []
    return String(decoding: sign + padded[..<point] + [0x2E] + padded[point...], as: UTF8.self)
  }

  public init(_ kind: Measure.Kind, in cells: Cells, _ cell: Int, z: Double) {
    let plan = cells.plan
    let count = { (column: CountColumn) in cells.count(plan.counts.firstIndex(of: column)!, of: cell) }
    let sum = { (column: SumColumn) in cells.sum(plan.sums.firstIndex(of: column)!, of: cell) }
    let values = { (column: ValueColumn) in cells.values(plan.medians.firstIndex(of: column)!, of: cell) }
    switch kind {
    case .count(let column), .distinct(let column): self = .count(count(column))
    case .sum(let column, let form, let sharedBy):
      self = .quantity(sum(column), decimals: 2, trimmed: form == .projects, terms: sharedBy.map(count) ?? 0)
    case .share(let part, let whole): self = count(whole) == 0 ? .notAvailable : .share(count(part), of: count(whole))
    case .intervalLow(let part, let whole):
      self = Interval(count(part), of: count(whole), z: z).low
    case .intervalHigh(let part, let whole):
      self = Interval(count(part), of: count(whole), z: z).high
    case .weightedLow(let part, let whole):
      self = Interval(sum(part), of: sum(whole), squares: sum(whole.squares), z: z).low
    case .weightedHigh(let part, let whole):
      self = Interval(sum(part), of: sum(whole), squares: sum(whole.squares), z: z).high
    case .weightedShare(let part, let whole):
      self = sum(whole) == .zero ? .notAvailable : .weightedShare(sum(part), of: sum(whole))
    case .survival(let column):
      self = Survival(values(column)).median.map { .median(twice: 2 * Int64($0)) } ?? .notAvailable
    case .median(let column):
      self = Cell.median(values(column))
    case .text: self = .notAvailable
    case .mean(let column):
      let values = values(column)
      self = values.isEmpty ? .notAvailable : .mean(values.reduce(0) { $0 + Int64($1) }, of: Int64(values.count))
    }
  }

  /// Two decimals.
  public static func amount(_ quantity: Quantity, terms: Int64 = 0) -> Cell {
    .quantity(quantity, decimals: 2, trimmed: false, terms: terms)
  }

  /// Up to two decimals, none when whole.
  public static func projects(_ quantity: Quantity) -> Cell {
    .quantity(quantity, decimals: 2, trimmed: true, terms: 0)
  }

  /// What a measure shows where nothing was counted.
  public static func zero(of measure: Measure) -> Cell {
    if case .sum = measure.kind { .amount(.zero) } else { .count(0) }
  }

  private static func median(_ values: [Int32]) -> Cell {
    guard !values.isEmpty else { return .notAvailable }
    let sorted = values.sorted()
    return .median(twice: Int64(sorted[(sorted.count - 1) / 2]) + Int64(sorted[sorted.count / 2]))
  }
}
