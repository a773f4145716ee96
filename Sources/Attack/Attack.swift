import Count
import Facts
import Solve

/// What the attacker knows of the rules, as anyone may.
public struct AttackRules: Sendable {
  public var persons: Int64
  public var establishments: Int64
  /// A hidden count that is known to less than this, most less least, is found.
  public var interval: Int64
  public var accessMonths: Int

  public init(persons: Int64 = 4, establishments: Int64 = 2, interval: Int64 = 5, accessMonths: Int = 6) {
    self.persons = persons
    self.establishments = establishments
    self.interval = interval
    self.accessMonths = accessMonths
  }
}

/// A hidden count that is found, or a rule that is broken in sight.
public struct Leak: Sendable, Equatable, CustomStringConvertible {
  public let count: String
  public let finding: String
  /// The conditions that it stands in.
  public let equations: [String]

  init(_ count: String, _ finding: String, _ equations: [String]) {
    self.count = count
    self.finding = finding
    self.equations = equations
  }

  public var description: String {
    "\(count): \(finding)" + (equations.isEmpty ? "" : ", from " + equations.joined(separator: "; "))
  }
}

/// Bounds every hidden count from everything that is published together, as someone would who has the tables, their
/// documentation and the rules. It shares no code with what hides.
///
/// - Parameter tables: all that is published together: a table left out is a way in that nobody tries.
/// - Parameter rules: the thresholds that the documentation states.
/// - Parameter widths: of the counts that must be known even less closely, by their name as `Leak.count` has it.
/// - Parameter lastHidden: names of counts that the last publication hid: who compares the two must not see them now.
/// - Parameter witnesses: numbers that are checked before any search.
/// - Returns: what is found, in the order of the names; nothing where the tables can be handed out.
///
/// Cost: two linear programs for each count that no alternative found before has already put out of reach; where a
/// program does not answer in whole numbers, a search for these.
public func attack(
  _ tables: [PublishedTable], rules: AttackRules = AttackRules(), widths: [String: Int64] = [:],
  lastHidden: Set<String> = [], witnesses: Witnesses? = nil
) -> [Leak] {
  let knowledge = Knowledge(tables, rules)
  var leaks = knowledge.leaks
  for (unknown, number) in knowledge.shown where number > 0 && lastHidden.contains(unknown.name) {
    leaks.append(Leak(unknown.name, "is shown and was hidden in the last publication", []))
  }
  let system = Reduction(knowledge)
  for contradiction in system.contradictions { leaks.append(contradiction) }
  let seen = system.seen(witnesses)
  for component in system.components() where component.hasNarrow(seen, rules, widths) {
    leaks += component.program().leaks(rules, widths)
  }
  leaks += rateLeaks(system, rules)
  return leaks.sorted { ($0.count, $0.finding) < ($1.count, $1.finding) }
}

/// Parts and complements of shown rates and counts that are small.
private func rateLeaks(_ system: Reduction, _ rules: AttackRules) -> [Leak] {
  system.differences.compactMap { difference in
    guard let whole = system.shown[difference.whole], let part = system.shown[difference.part], part > 0 else {
      return nil
    }
    let least = difference.whole.fact == .answer ? rules.establishments : rules.persons
    guard (1...least).contains(whole - part) else { return nil }
    return Leak(
      difference.part.name, "leaves \(whole - part) of \(difference.whole.column)", ["two published counts"])
  }
}
