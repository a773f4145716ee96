public import Count
public import Facts
public import Failures
public import LabourMarket

/// The tables of a run as they may be published (DOMAIN section 6), and what was hidden in them.
public struct Protection: Sendable {
  public let tables: [OutcomeTable]
  /// The counts that are hidden, ascending.
  public let hidden: [(reference: CountReference, reason: Reason)]
  public let summaries: [Summary]
  /// Every count by its name, and what other numbers that would look the same change of them: for the attacker to check.
  public let truth: [String: Int64]
  public let alternatives: [[String: Int64]]
  /// The least width for what must be known even less closely than other counts, by its name.
  public let widths: [String: Int64]

  /// What one table hides.
  public struct Summary: Sendable {
    public let table: String
    public let cells: Int
    public let hiddenCells: Int
    /// Persons, establishments or hires in its counts, and in those that are hidden.
    public let units: Int64
    public let hiddenUnits: Int64
    /// Of the hidden counts.
    public let byReason: [Reason: Int]
  }

  /// Protects some tables together.
  ///
  /// - Parameter tables: counted with their evidence; those for the internal audience only are left out.
  /// - Parameter kept: the counts that the last publication hid.
  /// - Parameter rules: the thresholds of disclosure.
  /// - Parameter coarsenings: what the dimensions give of each other; by default under the rules, without a reference of
  ///   communes.
  /// - Throws: `ProtectionFailure`; `Contradiction`.
  public init(
    _ tables: [OutcomeTable], kept: Set<CountReference> = [], rules: Rules, coarsenings: Coarsenings? = nil
  ) throws {
    let tables = tables.filter { !$0.definition.isInternal }
    let system = CountSystem(tables, coarsenings: coarsenings ?? Coarsenings(rules))
    try system.refuseContradictions()
    let rates = tables.flatMap { ($0.evidence?.cells ?? []).joined().compactMap(\.rate) }
    var suppression: Suppression
    do {
      suppression = try Suppression(system, rates: rates, kept: kept, rules: rules.disclosure)
      suppression.hideLoneSums(in: tables)
      try suppression.hideMore()
    } catch let open as OpenCount {
      throw ProtectionFailure(open, in: tables)
    }
    let reasons = suppression.reasons
    hidden = system.references.indices.compactMap { count in reasons[count].map { (system.references[count], $0) } }
    truth = Dictionary(
      uniqueKeysWithValues: zip(system.references, system.evidence).map { ($0.description, $1.value) })
    alternatives = suppression.ranges.alternatives.map { alternative in
      Dictionary(uniqueKeysWithValues: alternative.changes.map { (system.references[$0].description, $1) })
    }
    widths = Dictionary(uniqueKeysWithValues: suppression.widths.map { ($0.description, $1) })
    let hiding = { (reference: CountReference) in system.count(reference).flatMap { reasons[$0] } }
    self.tables = tables.map { $0.hiding(hiding, rules.disclosure) }
    summaries = zip(tables, self.tables).map { Summary($0, $1, hiding, rules.disclosure) }
  }
}

/// A table with a count that would be known however much were hidden.
public struct ProtectionFailure: Failure, CustomStringConvertible {
  public var kind: FailureKind { .badDefinition }
  /// The last in the definition that shows the count.
  public let table: String
  public let count: CountReference

  fileprivate init(_ open: OpenCount, in tables: [OutcomeTable]) {
    count = open.count
    table = tables.last { $0.evidence?.counts[open.count] != nil }?.definition.name ?? ""
  }

  public var description: String {
    "table \(table): a hidden count of \(count.column) could be worked out from the public tables, whatever else were "
      + "hidden; drop a dimension, a margin or a measure of it, or mark it 'audience: internal'"
  }
}

extension OutcomeTable {
  /// The table without what is hidden: of a count of nothing, and of a rate of nobody, nothing is.
  fileprivate func hiding(
    _ reason: (CountReference) -> Reason?, _ rules: DisclosureRules
  ) -> OutcomeTable {
    guard let evidence else { return self }
    var isUnplacedHidden = false
    let rows = zip(rows, evidence.cells).map { row, cells in
      Row(
        labels: row.labels,
        cells: zip(row.cells, cells).map { cell, found in
          guard cell != .notAvailable, isHidden(found, evidence, reason, rules) else { return cell }
          if row.labels.contains(Dimension.unknown) { isUnplacedHidden = true }
          return .secret
        })
    }
    var table = OutcomeTable(rows: rows, of: self)
    if isUnplacedHidden, unplacedShare != nil { table.unplacedShare = .secret }
    return table
  }

  private func isHidden(
    _ cell: Evidence.CellEvidence, _ evidence: Evidence, _ reason: (CountReference) -> Reason?, _ rules: DisclosureRules
  ) -> Bool {
    if cell.counts.contains(where: { reason($0) != nil }) { return true }
    return isFewForKeyFigure(cell, evidence, rules)
  }

  fileprivate func isFewForKeyFigure(
    _ cell: Evidence.CellEvidence, _ evidence: Evidence, _ rules: DisclosureRules
  ) -> Bool {
    guard definition.fact == .keyFigure, let rate = cell.rate, rate.whole.fact == .leaver else { return false }
    return (evidence.counts[rate.whole]?.value ?? 0) < rules.keyFigureLeavers
  }
}

extension Protection.Summary {
  fileprivate init(
    _ table: OutcomeTable, _ protected: OutcomeTable, _ reason: (CountReference) -> Reason?, _ rules: DisclosureRules
  ) {
    self.table = table.definition.name
    let evidence = table.evidence ?? Evidence()
    var shown: Set<CountReference> = []
    var keyFigures = 0
    for cell in evidence.cells.joined() {
      if cell.isCount { shown.formUnion(cell.counts) }
      if table.isFewForKeyFigure(cell, evidence, rules) { keyFigures += 1 }
    }
    cells = protected.rows.reduce(0) { $0 + $1.cells.count }
    hiddenCells = protected.rows.reduce(0) { sum, row in sum + row.cells.count { $0 == .secret } }
    units = shown.reduce(0) { $0 + (evidence.counts[$1]?.value ?? 0) }
    let hidden = shown.filter { reason($0) != nil }
    hiddenUnits = hidden.reduce(0) { $0 + (evidence.counts[$1]?.value ?? 0) }
    var byReason = Dictionary(grouping: hidden) { reason($0)! }.mapValues(\.count)
    if keyFigures > 0 { byReason[.keyFigure] = keyFigures }
    self.byReason = byReason
  }
}

extension Suppression {
  /// Sums that no margin protects and that another table adds up otherwise: where a year hides one alone, it would be
  /// the difference of the two; a second is hidden with it.
  mutating func hideLoneSums(in tables: [OutcomeTable]) {
    for table in tables where [.needAndHire, .needAndHireByFAP].contains(table.definition.fact) {
      guard let evidence = table.evidence else { continue }
      for column in table.definition.measures.indices {
        var byYear: [String: Set<Int>] = [:]
        for reference in evidence.cells.flatMap({ $0[column].counts }) {
          byYear[reference[NeedAndHireFact.year] ?? "", default: []].insert(system.count(reference)!)
        }
        for (_, counts) in byYear.sorted(by: { $0.key < $1.key }) { hideSecond(of: counts.sorted()) }
      }
    }
  }
}
