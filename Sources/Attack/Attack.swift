import Foundation

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

/// Bounds every hidden count from everything that is published together, as someone would who has the files and nothing
/// else: the tables, and the data package that says what their columns count, how they hang together and what is hidden.
/// What a column leaves unsaid is a finding, for then nobody can tell whether it gives something away.
///
/// - Parameter package: `datapackage.json`.
/// - Parameter csv: all files that are published together, by the path that the package gives.
/// - Parameter widths: of the counts that must be known even less closely, by their name as `Leak.count` has it.
/// - Parameter lastHidden: names of counts that the last publication hid: who compares the two must not see them now.
/// - Parameter witnesses: numbers that are checked before any search.
/// - Returns: what is found, in the order of the names; nothing where the tables can be handed out.
///
/// Cost: two linear programs for each count that no alternative found before has already put out of reach; where a
/// program does not answer in whole numbers, a search for these.
public func attack(
  package: [UInt8], csv: [String: [UInt8]], widths: [String: Int64] = [:], lastHidden: Set<String> = [],
  witnesses: Witnesses? = nil
) -> [Leak] {
  let described: DataPackage
  do {
    described = try JSONDecoder().decode(DataPackage.self, from: Data(package))
  } catch {
    return [Leak("datapackage.json", "cannot be read: \(error)", [])]
  }
  let interval = described.disclosure.narrowestInterval
  let knowledge = Knowledge(PublishedNumbers(described, csv: csv), described.disclosure)
  var leaks = knowledge.leaks
  for (number, value) in knowledge.published.shown where value > 0 {
    let name = knowledge.published.numbers[number].name
    if lastHidden.contains(name) { leaks.append(Leak(name, "is shown and was hidden in the last publication", [])) }
  }
  let system = Reduction(knowledge)
  leaks += system.contradictions
  let seen = system.seen(witnesses)
  for component in system.components() where component.hasNarrow(seen, interval, widths) {
    leaks += component.program().leaks(interval, widths)
  }
  leaks += smallRests(knowledge) + smallParts(knowledge, system)
  return leaks.sorted { ($0.count, $0.finding) < ($1.count, $1.finding) }
}

/// What one shown count leaves of another, where that is small.
private func smallRests(_ knowledge: Knowledge) -> [Leak] {
  let (numbers, shown) = (knowledge.published.numbers, knowledge.published.shown)
  var seen: Set<[Int]> = []
  return knowledge.rests.compactMap { part, whole, most in
    guard most > 0, let all = shown[whole], let some = shown[part], (1...most).contains(all - some),
      seen.insert([part, whole]).inserted
    else { return nil }
    return Leak(
      numbers[part].name, "leaves \(all - some) of \(numbers[whole].kind.count)", ["two published counts"])
  }
}

/// Counts that no table shows, and that a shown rate makes known to be small.
private func smallParts(_ knowledge: Knowledge, _ system: Reduction) -> [Leak] {
  let published = knowledge.published
  let index = Dictionary(uniqueKeysWithValues: system.unknowns.enumerated().map { ($1, $0) })
  var seen: Set<Int> = []
  return knowledge.placed.compactMap { part, most in
    guard most > 0, let unknown = index[part], !system.isTarget[unknown], seen.insert(part).inserted else { return nil }
    let range = system.bounds[unknown]
    guard range.lowerBound >= 1, range.upperBound <= Double(most) else { return nil }
    return Leak(
      published.numbers[part].name, "lies between \(Int(range.lowerBound)) and \(Int(range.upperBound))", ["its rate"])
  }
}
