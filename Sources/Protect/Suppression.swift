import Count
import LabourMarket

/// Which counts are hidden, and why: those that must be, then the fewest persons more that keep them from being found.
struct Suppression {
  let system: CountSystem
  let rules: DisclosureRules
  private(set) var reasons: [Reason?]
  private(set) var ranges: Ranges
  /// By count, what hiding it costs.
  private let costs: [Double]
  private let isUnpublished: [Bool]
  private let rates: [(part: Int, whole: Int)]

  /// - Parameter kept: counts that stay hidden because the last publication hid them.
  /// - Throws: `OpenCount` where a count could not be protected whatever else were hidden.
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
    // A rate of the catalogue is known from two counts, whether a table shows it or not.
    let known = system.references.flatMap { reference in
      reference.fact.measures.compactMap(\.rateColumns).filter { $0.part == reference.column }
        .map { Evidence.Rate(reference, of: reference.fact.reference($0.whole, reference.labels)) }
    }
    var shown = Set(rates)
    self.rates = (rates + known.filter { shown.insert($0).inserted }).compactMap { rate in
      guard let part = system.count(rate.part), let whole = system.count(rate.whole) else { return nil }
      return (part, whole)
    }
    hideComplements()
    for (count, reference) in system.references.enumerated() where kept.contains(reference) && reasons[count] == nil {
      if system.evidence[count].value > 0 { reasons[count] = .kept }
    }
    try hideMore()
    showAgain()
  }

  /// Linear programs solved to show again what is not needed.
  private static let patience = 500

  /// What may move: what is hidden, and sums that no table shows.
  private var hidden: [Bool] { zip(reasons, isUnpublished).map { $0 != nil || $1 } }

  /// A rate, shown or not, that leaves too few of its whole is hidden by its part.
  private mutating func hideComplements() {
    for (part, whole) in rates where showsComplement(part, whole) { reasons[part] = .complement }
  }

  /// Whether both counts of a rate are shown, and it leaves too few of its whole.
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
    let regions = Regions(system, mayMove: system.evidence.map { $0.value > 0 })
    while true {
      let exposed = targets().filter(ranges.isExposed)
      if exposed.isEmpty { return }
      let known = Regions(system, mayMove: hidden)
      for target in exposed where ranges.isExposed(target) {
        let search = EscapeSearch(system: system, hidden: hidden, costs: costs)
        // Most targets need nothing more, which a smaller program shows.
        guard let escape = search.cheapest(for: target, in: known) ?? search.cheapest(for: target, in: regions) else {
          throw OpenCount(count: system.references[target.count])
        }
        ranges.watch(target)
        take(escape)
      }
    }
  }

  /// Hides what an escape needs, which may then keep each other.
  private mutating func take(_ escape: Escape) {
    for count in escape.counts {
      if !isUnpublished[count], reasons[count] == nil { reasons[count] = .secondary }
      ranges.watch(Target(count: count, whole: nil, width: width(count)))
    }
    for alternative in escape.alternatives { ranges.learn(alternative) }
  }

  /// Shows again, the dearest first, what is hidden for others and need not be.
  private mutating func showAgain() {
    let order = reasons.indices.filter { reasons[$0] == .secondary }
      .sorted { (costs[$0], $1) > (costs[$1], $0) }
    var programs = Suppression.patience
    let regions = Regions(system, mayMove: hidden)
    for count in order {
      let before = ranges
      reasons[count] = nil
      regions.show(count)
      let touched = ranges.show(count).filter { $0.terms.contains { reasons[$0.count] != nil } }
      if opensComplement(count) || !ranges.prove(touched, in: regions, programs: &programs) {
        reasons[count] = .secondary
        regions.hide(count)
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
struct OpenCount: Error {
  let count: CountReference
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
