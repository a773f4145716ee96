public import Aggregate
import LabourMarket

/// Which counts are hidden, and why: those that must be, then the fewest persons more that keep them from being found.
struct Suppression {
  let system: CountSystem
  let rules: DisclosureRules
  private(set) var reasons: [Reason?]
  private(set) var ranges: Ranges
  /// By count, what hiding it costs; not a number where it must stay shown.
  private var costs: [Double]
  private let isUnpublished: [Bool]
  private let rates: [(part: Int, whole: Int)]

  /// - Parameter kept: counts that stay hidden because the last publication hid them.
  /// - Throws: `ProtectionFailure` where a count could not be protected whatever else were hidden.
  init(
    _ system: CountSystem, rates: [Evidence.Rate], kept: Set<CountReference>, rules: DisclosureRules
  ) throws {
    self.system = system
    self.rules = rules
    let isUnpublished = system.references.map { system.unpublished.contains($0) }
    self.isUnpublished = isUnpublished
    reasons = system.references.indices.map { isUnpublished[$0] ? nil : Reason.primary($0, in: system, rules) }
    ranges = Ranges(system)
    // In hundredths of a person, and one for each count: of two patterns of as many persons the one of fewer counts is
    // taken. Whole numbers, so that no sum depends on its order.
    costs = system.evidence.map { Double($0.value * 100 + 1) }
    self.rates = rates.compactMap { rate in
      guard let part = system.count(rate.part), let whole = system.count(rate.whole) else { return nil }
      return (part, whole)
    }
    hideComplements()
    for (count, reference) in system.references.enumerated() where kept.contains(reference) && reasons[count] == nil {
      if system.evidence[count].value > 0 { reasons[count] = .kept }
    }
    try hideMore()
    showAgain()
    spareTotals()
    showAgain()
  }

  /// What may move: what is hidden, and sums that no table shows.
  private var hidden: [Bool] { zip(reasons, isUnpublished).map { $0 != nil || $1 } }

  /// A rate that leaves too few of its whole is hidden by its part.
  private mutating func hideComplements() {
    for (part, whole) in rates where showsComplement(part, whole) { reasons[part] = .complement }
  }

  /// Whether a rate is shown that leaves too few of its whole.
  private func showsComplement(_ part: Int, _ whole: Int) -> Bool {
    reasons[part] == nil && reasons[whole] == nil && system.evidence[part].value > 0 && leavesFew(part, whole)
  }

  private func leavesFew(_ part: Int, _ whole: Int) -> Bool {
    let (one, all) = (system.evidence[part], system.evidence[whole])
    return Reason.isSensitive(complement: all.value - one.value, of: all.unit, rules)
  }

  private func targets() -> [Target] {
    var targets = reasons.indices.filter { reasons[$0] != nil }.map {
      Target(count: $0, whole: nil, width: width($0))
    }
    for (part, whole) in rates where reasons[part] != nil && reasons[whole] != nil && leavesFew(part, whole) {
      targets.append(Target(count: part, whole: whole, width: Int64(rules.interval)))
    }
    return targets
  }

  private func width(_ count: Int) -> Int64 {
    guard reasons[count] == .dominance else { return Int64(rules.interval) }
    let share = (system.evidence[count].value * Int64(rules.dominatedInterval) + 99) / 100
    return max(Int64(rules.interval), share)
  }

  /// The counts that must be known less closely than others: those that one establishment dominates.
  var widths: [CountReference: Int64] {
    let dominated = reasons.indices.filter { reasons[$0] == .dominance && width($0) > rules.interval }
    return Dictionary(uniqueKeysWithValues: dominated.map { (system.references[$0], width($0)) })
  }

  /// Hides more until nothing hidden can be known too closely.
  mutating func hideMore() throws {
    let labels = system.labels
    while true {
      let targets = targets()
      let exposed = ranges.exposed(targets, hidden: hidden)
      if exposed.isEmpty { return }
      for target in exposed where ranges.exposed([target], hidden: hidden).contains(target) {
        let escape = Escape(system: system, graph: ranges.graph, hidden: hidden, costs: costs)
        var added = escape.counts(for: target).filter { !hidden[$0] }
        if added.contains(where: { costs[$0].isNaN }) { added = [] }
        let boxes = BoxSearch(system: system, hidden: hidden, costs: costs, labels: labels)
        if let box = boxes.cheapest(target), added.isEmpty || box.cost < added.reduce(0.0, { $0 + costs[$1] }) {
          take(box)
          continue
        }
        // A pattern of what is hidden already, in parts of persons: everything above will do.
        if added.isEmpty {
          let rise = system.rise(of: target.whole ?? target.count) { hidden[$0] ? 0 : costs[$0] }
          added = rise.filter { !hidden[$0] }
        }
        if added.contains(where: { costs[$0].isNaN }) { added = [] }
        guard !added.isEmpty else { throw ProtectionFailure(count: system.references[target.count]) }
        for count in added { reasons[count] = .secondary }
      }
    }
  }

  /// Tries to do without hiding the totals that most persons are in, at the price of other counts: the first few, for
  /// each try costs as much as a small table.
  private mutating func spareTotals() {
    let order = reasons.indices.filter { reasons[$0] == .secondary && system.evidence[$0].value >= 100 }
      .sorted { (costs[$0], $1) > (costs[$1], $0) }
    for count in order.prefix(24) where reasons[count] == .secondary {
      let before = (reasons, ranges, costs)
      let spent = hiddenUnits
      costs[count] = .nan
      reasons[count] = nil
      _ = ranges.show(count)
      if (try? hideMore()) == nil || hiddenUnits >= spent || opensComplement(count) {
        (reasons, ranges, costs) = before
      }
    }
  }

  private var hiddenUnits: Int64 {
    reasons.indices.reduce(0) { reasons[$1] == nil ? $0 : $0 + system.evidence[$1].value }
  }

  /// Hides the corners of a box, which then keep each other.
  private mutating func take(_ box: Box) {
    for count in box.counts {
      if !hidden[count] { reasons[count] = .secondary }
      ranges.watch(Target(count: count, whole: nil, width: width(count)))
    }
    for alternative in box.alternatives { ranges.learn(alternative) }
  }

  /// Shows again, the dearest first, what is hidden for others and need not be.
  private mutating func showAgain() {
    let order = reasons.indices.filter { reasons[$0] == .secondary }
      .sorted { (costs[$0], $1) > (costs[$1], $0) }
    for count in order {
      let before = ranges
      reasons[count] = nil
      let touched = ranges.show(count).filter { $0.terms.contains { reasons[$0.count] != nil } }
      if opensComplement(count) || !ranges.exposed(touched, hidden: hidden, onlyFirst: true).isEmpty {
        reasons[count] = .secondary
        ranges = before
      }
    }
  }

  /// Whether a rate of the count would show a complement that is too small.
  private func opensComplement(_ count: Int) -> Bool {
    rates.contains { part, whole in (part == count || whole == count) && showsComplement(part, whole) }
  }
}

/// A count that would be known however much were hidden.
public struct ProtectionFailure: Error, CustomStringConvertible {
  public let count: CountReference

  public var description: String {
    "\(count.fact.rawValue) \(count.column): a hidden count could be worked out whatever else were hidden; "
      + "drop the table or the margin that shows it"
  }
}

extension Suppression {
  /// Hides the smallest of some counts beside one that is hidden alone.
  mutating func hideSecond(of counts: [Int]) {
    let present = counts.filter { system.evidence[$0].value > 0 }
    guard present.count(where: { reasons[$0] != nil }) == 1 else { return }
    let shown = present.filter { reasons[$0] == nil }
    if let smallest = shown.min(by: { (system.evidence[$0].value, $0) < (system.evidence[$1].value, $1) }) {
      reasons[smallest] = .secondary
    }
  }
}
