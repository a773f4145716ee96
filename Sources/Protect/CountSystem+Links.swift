import Count
import Facts
import LabourMarket

// MARK: Parts and wholes, months and sums since January

extension CountSystem {
  mutating func addInclusions() {
    for (count, reference) in references.enumerated() {
      let labels = reference.labels
      for column in reference.column.partOf {
        let whole = index[reference.fact.reference(column, labels)]
        if whole != nil { add([(whole, 1), (count, -1)], isEquality: false) }
      }
      let parts = reference.column.parts.map { index[reference.fact.reference($0, labels)] }
      if !parts.isEmpty, !parts.contains(nil) { add([(count, -1)] + parts.map { ($0, 1) }, isEquality: true) }
    }
  }

  /// More and more of those who are followed are hired as months pass. Each of them has a mature exit too, but perhaps of
  /// another row: only all of them are no more than all mature leavers.
  mutating func addCurve() {
    let month = LeaverMonthFact.monthSinceExit
    for (count, reference) in references.enumerated() where reference.fact == .leaverMonth {
      var labels = reference.labels
      guard reference.column == LeaverMonthFact.Column.accessAny else {
        let mature = labels.isEmpty ? index[CountReference(.leaver, LeaverFact.Column.mature, labels)] : nil
        if mature != nil { add([(mature, 1), (count, -1)], isEquality: false) }
        continue
      }
      guard let number = labels[month].flatMap({ Int($0) }) else { continue }
      labels[month] = String(number + 1)
      if let next = index[CountReference(.leaverMonth, LeaverMonthFact.Column.accessAny, labels)] {
        add([(next, 1), (count, -1)], isEquality: false)
      }
    }
  }

  /// The entries of a month are what the sum since January gains.
  mutating func addCumulatedEntries() {
    var before: (year: Substring, count: Int)?
    for (count, reference) in references.enumerated()
    where reference.column == PlanMonthFact.Column.entriesCumulated {
      guard let month = reference[PlanMonthFact.month] else { continue }
      let entries = index[CountReference(.entry, EntryFact.Column.entries, [EntryFact.month: month])]
      let previous = before?.year == month.prefix(4) ? before?.count : nil
      add([(count, 1), (previous, -1), (entries, -1)], isEquality: true)
      before = (month.prefix(4), count)
    }
  }
}

// MARK: Hires beside needs

extension CountSystem {
  /// A sum that two tables make up differently: the hires of a sector in a survey year, by month and by bassin.
  struct Link {
    let whole: CountReference
    let value: Int64
    let parts: [[CountReference]]
  }

  private static let byBassinAndSector = [NeedAndHireFact.bassin, NeedAndHireFact.sector, NeedAndHireFact.year]
  private static let byMonthAndSector = [HireFact.month, HireFact.sector]

  static func surveyLinks(_ counts: [CountReference: CountEvidence]) -> [Link] {
    var byBassin: [CountReference: [CountReference]] = [:]
    var byMonth: [CountReference: [CountReference]] = [:]
    for reference in counts.keys
    where [HireFact.Column.hires, HireFact.Column.hiresOfMonth].contains(reference.column) {
      guard let sector = reference[HireFact.sector], sector != Sector.interim.rawValue else { continue }
      let whole = { (year: String) in
        CountReference(.hire, reference.column, [HireFact.sector: sector, HireFact.year: year])
      }
      if reference.fact == .needAndHire, reference.dimensions == byBassinAndSector {
        byBassin[whole(reference[NeedAndHireFact.year]!), default: []].append(reference)
      } else if reference.fact == .hire, reference.dimensions == byMonthAndSector {
        byMonth[whole(String(reference[HireFact.month]!.prefix(4))), default: []].append(reference)
      }
    }
    return byBassin.sorted { $0.key < $1.key }.compactMap { whole, bassins in
      guard let months = byMonth[whole], counts[whole] == nil else { return nil }
      let sums = [bassins, months].map { $0.reduce(Int64(0)) { $0 + counts[$1]!.value } }
      // Tables on other hires than all, by a filter, do not add up to the same.
      return sums[0] == sums[1] ? Link(whole: whole, value: sums[0], parts: [bassins, months]) : nil
    }
  }

  /// Who is hired in a month of the year is hired in some bassin, and who is in a bassin is in some month.
  mutating func addSurveyPersons() {
    var bassins: [[String]: [Int]] = [:]
    var months: [[String]: [Int]] = [:]
    for (count, reference) in references.enumerated() where reference.column == HireFact.Column.persons {
      guard let sector = reference[HireFact.sector], sector != Sector.interim.rawValue else { continue }
      if reference.fact == .needAndHire, reference.dimensions == CountSystem.byBassinAndSector {
        bassins[[reference[NeedAndHireFact.year]!, sector], default: []].append(count)
      } else if reference.fact == .hire, reference.dimensions == CountSystem.byMonthAndSector {
        months[[String(reference[HireFact.month]!.prefix(4)), sector], default: []].append(count)
      }
    }
    let linked = Set(unpublished.map { [$0[HireFact.year]!, $0[HireFact.sector]!] })
    for (key, bassins) in bassins.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where linked.contains(key) {
      let months = months[key] ?? []
      for month in months { add(bassins.map { ($0, 1) } + [(month, -1)], isEquality: false) }
      for bassin in bassins { add(months.map { ($0, 1) } + [(bassin, -1)], isEquality: false) }
    }
  }
}
