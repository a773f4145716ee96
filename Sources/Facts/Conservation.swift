public import Count
import Deliveries
import Ingest
import Join
import LabourMarket
public import Normalise

/// What must not change from stage to stage: rows into hires, hires and persons into tables, wholes into parts.
///
/// Made of the tables as they were counted, before they are rounded or protected.
public struct Conservation: Sendable {
  /// Two numbers that must be the same.
  public struct Sum: Sendable, Equatable {
    public let name: String
    public let into: String
    public let out: String
    public let holds: Bool
  }

  public private(set) var sums: [Sum] = []
  /// Margins that are not the sum of their parts, a line each.
  public private(set) var brokenMargins: [String] = []
  public private(set) var margins = 0

  public var violations: [String] {
    sums.filter { !$0.holds }.map { "\($0.name): \($0.into) in, \($0.out) out" } + brokenMargins
  }

  /// - Parameter tables: as they were counted; of those limited by a filter only the margins are looked at.
  /// - Parameter accepted: declarations that the accounts of the files call accepted.
  /// - Parameter profile: of all hires that were settled.
  /// - Parameter facts: what all other tables were counted from.
  public init(_ tables: [OutcomeTable], accepted: Int, profile: HireProfile, facts: RunFacts) {
    add("declarations accepted, hires settled", Int64(accepted), Int64(profile.hires))
    let known = profile.revisions.months.reduce(0) { $0 + ($1.known.last ?? 0) }
    add("hires settled, hires known by month", Int64(profile.hires), known)
    for table in tables where table.definition.filters.isEmpty { addWholes(of: table, profile, facts) }
    addCrosswalks(tables, facts)
    for table in tables { checkMargins(of: table) }
  }

  /// Looks at the margins of one table only.
  public init(marginsOf table: OutcomeTable) { checkMargins(of: table) }

  private mutating func add(_ name: String, _ into: Int64, _ out: Int64) {
    sums.append(Sum(name: name, into: "\(into)", out: "\(out)", holds: into == out))
  }

  private mutating func addWholes(of table: OutcomeTable, _ profile: HireProfile, _ facts: RunFacts) {
    let name = table.definition.name
    switch table.definition.fact {
    case .hire:
      if let hires = table.leafCount(HireFact.hires) { add("hires, table \(name)", Int64(profile.hires), hires) }
    case .leaver:
      guard let mature = table.leafCount(LeaverFact.leavers), let others = table.leafCount(LeaverFact.notMature) else {
        return
      }
      add("leavers, table \(name)", Int64(facts.leaverCount), mature + others)
    case .entry:
      if let entries = table.leafCount(EntryFact.entries) {
        add("entries, table \(name)", Int64(facts.entryCount), entries)
      }
    default: break
    }
  }

  /// Hires shared between FAP by weights, and projects counted by bassin and by FAP, are as many before as after.
  private mutating func addCrosswalks(_ tables: [OutcomeTable], _ facts: RunFacts) {
    let whole = { (fact: Fact) in tables.first { $0.definition.fact == fact && $0.definition.filters.isEmpty } }
    guard let byBassin = whole(.needAndHire), let byFAP = whole(.needAndHireByFAP) else { return }
    if let into = byBassin.leafSum(NeedAndHireFact.projectsWeighted),
      let out = byFAP.leafSum(NeedAndHireFact.projectsWeighted)
    {
      addSum("projects by bassin, by FAP", into, out, tolerance: 0)
    }
    // Where nothing places hires, none has a row.
    guard facts.faps.isKnown else { return }
    if let hires = byBassin.leafCount(HireFact.hires),
      let out = byFAP.leafSum(NeedAndHireByFAPFact.hiresWeighted)
    {
      // The weights of a code are decimals of a file: they sum to 1 within what FAPWeights lets pass.
      addSum("hires by bassin, by FAP", Quantity(Int(hires)), out, tolerance: FAPWeights.tolerance)
    }
  }

  private mutating func addSum(_ name: String, _ into: Quantity, _ out: Quantity, tolerance: Double) {
    let difference = Double((into.units - out.units).magnitude)
    let holds = difference <= Double(into.units.magnitude) * (tolerance + 1e-12)
    sums.append(Sum(name: name, into: into.text(decimals: 4), out: out.text(decimals: 4), holds: holds))
  }

  // MARK: margins

  /// Each margin of an additive measure is the sum of its leaves; of distinct units it is no more than their sum, and no
  /// less than the most of one.
  private mutating func checkMargins(of table: OutcomeTable) {
    let definition = table.definition
    let margins = definition.dimensions.indices.filter { definition.margins.contains(definition.dimensions[$0]) }
    guard !margins.isEmpty else { return }
    for (column, measure) in definition.measures.enumerated() {
      guard let isDistinct = measure.isDistinctOrAdditive else { continue }
      var sums: [[String?]: Parts] = [:]
      for row in table.rows where margins.allSatisfy({ row.labels[$0] != nil }) {
        guard let value = row.cells[column].units else { continue }
        for mask in 1..<(1 << margins.count) {
          var labels = row.labels
          for (bit, margin) in margins.enumerated() where mask >> bit & 1 == 1 { labels[margin] = nil }
          sums[labels, default: Parts()].add(value)
        }
      }
      for row in table.rows where margins.contains(where: { row.labels[$0] == nil }) {
        guard let value = row.cells[column].units else { continue }
        self.margins += 1
        let parts = sums[row.labels] ?? Parts()
        let holds = isDistinct ? value >= parts.most && value <= parts.sum : value == parts.sum
        if !holds, brokenMargins.count < 20 {
          let place = row.labels.map { $0 ?? "total" }.joined(separator: ",")
          brokenMargins.append("table \(definition.name), \(place): \(measure.name) is not the sum of its parts")
        }
      }
    }
  }

  private struct Parts {
    var sum: Int128 = 0
    var most: Int128 = 0

    mutating func add(_ value: Int128) {
      sum += value
      most = max(most, value)
    }
  }
}

extension Measure {
  /// Whether it counts different units (`true`) or adds up (`false`); `nil` where it does neither.
  fileprivate var isDistinctOrAdditive: Bool? {
    switch kind {
    case .count, .sum: false
    case .distinct: true
    default: nil
    }
  }
}

extension Cell {
  /// A count or a sum in multiples of 10^-18, so that both compare exactly.
  fileprivate var units: Int128? {
    switch self {
    case .count(let count): Int128(count) * Quantity.scale
    case .quantity(let quantity, _, _, _): quantity.units
    default: nil
    }
  }
}

extension OutcomeTable {
  private var leaves: [Row] { rows.filter { row in row.labels.allSatisfy { $0 != nil } } }

  /// The sum of a count over the rows without a total; `nil` where the table does not show it, or it is not available.
  fileprivate func leafCount(_ measure: Measure) -> Int64? {
    leafSum(measure).map { Int64($0.units / Quantity.scale) }
  }

  fileprivate func leafSum(_ measure: Measure) -> Quantity? {
    guard let column = definition.measures.firstIndex(of: measure),
      !rows.contains(where: { $0.cells[column] == .notAvailable })
    else { return nil }
    return Quantity(units: leaves.reduce(0) { $0 + ($1.cells[column].units ?? 0) })
  }
}
