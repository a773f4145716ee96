import Count
import Facts

/// All counts that the public tables of a run show or give away, and what anyone can work out of one from others: the
/// margins are sums, a part is no more than its whole.
///
/// Counts are in the order of their references, so that nothing depends on the order of the tables.
struct CountSystem {
  let references: [CountReference]
  let evidence: [CountEvidence]
  private(set) var rows: [Row] = []
  /// By count: the rows that it stands in.
  private(set) var rowsOf: [[Int]]
  /// Sums that no table shows: they may always move.
  let unpublished: Set<CountReference>
  let index: [CountReference: Int]

  /// A sum of counts that is 0, or at least 0, whatever they are.
  struct Row {
    let terms: [Term]
    let isEquality: Bool
  }

  struct Term {
    let count: Int
    let coefficient: Int64
  }

  func value(_ target: Target) -> Int64 {
    target.terms.reduce(0) { $0 + $1.coefficient * evidence[$1.count].value }
  }

  /// How far a sum is from 0.
  func slack(_ row: Row) -> Int64 { row.terms.reduce(0) { $0 + $1.coefficient * evidence[$1.count].value } }

  /// - Parameter coarsenings: what each dimension gives of others.
  init(_ tables: [OutcomeTable], coarsenings: Coarsenings) {
    var counts = tables.reduce(into: [CountReference: CountEvidence]()) { $0.merge($1.evidence?.counts ?? [:]) { $1 } }
    let links = CountSystem.surveyLinks(counts)
    unpublished = Set(links.map(\.whole))
    for link in links { counts[link.whole] = CountEvidence(link.value, .hires) }
    references = counts.keys.sorted()
    evidence = references.map { counts[$0]! }
    index = Dictionary(uniqueKeysWithValues: references.enumerated().map { ($1, $0) })
    rowsOf = references.map { _ in [] }
    addTies(between: tables, coarsenings)
    addInclusions()
    addCurve()
    addCumulatedEntries()
    for link in links {
      for parts in link.parts {
        add([(index[link.whole], -1)] + parts.sorted().map { (index[$0], 1) }, isEquality: true)
      }
    }
    addSurveyPersons()
  }

  func count(_ reference: CountReference) -> Int? { index[reference] }

  /// Counts of nothing are shown and never move: a row is kept of what is left, if it ties counts to each other or is
  /// broken.
  mutating func add(_ terms: [(count: Int?, coefficient: Int64)], isEquality: Bool) {
    let kept = terms.compactMap { term in
      term.count.flatMap { evidence[$0].value == 0 ? nil : Term(count: $0, coefficient: term.coefficient) }
    }
    guard kept.count > 1 || kept.contains(where: { isEquality || $0.coefficient < 0 }) else { return }
    for term in kept { rowsOf[term.count].append(rows.count) }
    rows.append(Row(terms: kept, isEquality: isEquality))
  }
}
