import Aggregate

// MARK: Parts and wholes, months and sums since January

extension CountSystem {
  mutating func addInclusions() {
    for (count, reference) in references.enumerated() {
      let labels = reference.labels
      for inclusion in reference.fact.inclusions where inclusion.part == reference.column {
        let whole = index[reference.fact.reference(inclusion.whole, labels)]
        if whole != nil { add([(whole, 1), (count, -1)], isEquality: false) }
      }
      if let partition = reference.fact.partition, partition.whole == reference.column {
        let parts = partition.parts.map { index[reference.fact.reference($0, labels)] }
        guard !parts.contains(nil) else { continue }
        add([(count, -1)] + parts.map { ($0, 1) }, isEquality: true)
      }
    }
  }

  /// More and more of those who are followed are hired as months pass, and they are among all leavers.
  mutating func addCurve(accessMonths: Int) {
    for (count, reference) in references.enumerated() where reference.fact == .leaverMonth {
      var labels = reference.labels
      guard reference.column == "access_any" else {
        let mature = index[CountReference(.leaver, "mature", labels)]
        if mature != nil { add([(mature, 1), (count, -1)], isEquality: false) }
        continue
      }
      guard let month = labels["month_since_exit"].flatMap(Int.init) else { continue }
      labels["month_since_exit"] = String(month + 1)
      if let next = index[CountReference(.leaverMonth, "access_any", labels)] {
        add([(next, 1), (count, -1)], isEquality: false)
      }
      labels["month_since_exit"] = nil
      let (all, mature) = (
        index[CountReference(.leaver, "access_any", labels)], index[CountReference(.leaver, "mature", labels)]
      )
      guard month <= accessMonths, let all else { continue }
      add([(all, 1), (count, -1)], isEquality: false)
      guard month == accessMonths, let mature else { continue }
      let followed = index[CountReference(.leaverMonth, "followed", labels)]
      add([(mature, 1), (followed, -1), (all, -1), (count, 1)], isEquality: false)
    }
  }

  /// The entries of a month are what the sum since January gains.
  mutating func addCumulatedEntries() {
    var before: (year: Substring, count: Int)?
    for (count, reference) in references.enumerated() where reference.column == "entries_cumulated" {
      guard let month = reference["month"] else { continue }
      let entries = index[CountReference(.entry, "entries", ["month": month])]
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

  static func surveyLinks(_ counts: [CountReference: CountEvidence]) -> [Link] {
    var byBassin: [CountReference: [CountReference]] = [:]
    var byMonth: [CountReference: [CountReference]] = [:]
    for reference in counts.keys where ["hires", "hires_1m"].contains(reference.column) {
      let names = reference.values.map(\.dimension)
      guard let sector = reference["sector"], sector != "interim" else { continue }
      let whole = { (year: String) in CountReference(.hire, reference.column, ["sector": sector, "year": year]) }
      if reference.fact == .needAndHire, names == ["bassin", "sector", "year"] {
        byBassin[whole(reference["year"]!), default: []].append(reference)
      } else if reference.fact == .hire, names == ["month", "sector"] {
        byMonth[whole(String(reference["month"]!.prefix(4))), default: []].append(reference)
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
    for (count, reference) in references.enumerated() where reference.column == "persons" {
      let names = reference.values.map(\.dimension)
      guard let sector = reference["sector"], sector != "interim" else { continue }
      if reference.fact == .needAndHire, names == ["bassin", "sector", "year"] {
        bassins[[reference["year"]!, sector], default: []].append(count)
      } else if reference.fact == .hire, names == ["month", "sector"] {
        months[[String(reference["month"]!.prefix(4)), sector], default: []].append(count)
      }
    }
    let linked = Set(unpublished.map { [$0["year"]!, $0["sector"]!] })
    for (key, bassins) in bassins.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where linked.contains(key) {
      let months = months[key] ?? []
      for month in months { add(bassins.map { ($0, 1) } + [(month, -1)], isEquality: false) }
      for bassin in bassins { add(months.map { ($0, 1) } + [(bassin, -1)], isEquality: false) }
    }
  }
}
