import Count
import Facts

// Two groupings of the same facts add up to the same for each value of all that both give: the hires of a département's
// year, by month and activity as by commune, whether a table shows them or not.

extension CountSystem {
  /// Ties the counts of a column to each other, whatever tables show them.
  mutating func addTies(between tables: [OutcomeTable], _ coarsenings: Coarsenings) {
    let own = groupings(of: tables, coarsenings)
    let all = own + orphans(own, coarsenings) + hiresBesideNeeds(own, coarsenings)
    let kinds = Dictionary(grouping: all.indices) { CountReference(all[$0].fact, all[$0].column, [:]) }
      .mapValues { places in places.sorted { all[$0] < all[$1] } }
    var ties = Ties()
    // Table by table, as they stand in the definition.
    for (place, fine) in own.enumerated() {
      let coarser = kinds[CountReference(fine.fact, fine.column, [:])]!.filter { other in
        let coarse = all[other]
        return coarse.dimensions != fine.dimensions && fine.isFiner(than: coarse)
          && coarse.exact.isSuperset(of: fine.scope.keys)
      }
      // A sum of sums says nothing new.
      let nearest = coarser.filter { one in
        !coarser.contains { all[$0].dimensions != all[one].dimensions && all[$0].isFiner(than: all[one]) }
      }
      for coarse in nearest {
        addSums(of: fine, to: all[coarse], &ties)
        ties.joins.append((place, coarse))
      }
    }
    for (kind, places) in kinds.sorted(by: { $0.key < $1.key }) {
      var crossings = Crossings(places.map { all[$0] }, coarsenings.of(kind.fact, kind.column))
      for join in ties.joins {
        if let one = places.firstIndex(of: join.one), let other = places.firstIndex(of: join.other) {
          crossings.join(one, other)
        }
      }
      for (one, other) in linked(places.map { all[$0] }) { crossings.join(one, other) }
      while let crossing = crossings.next() { add(crossing, &ties) }
    }
  }

  /// What is tied already.
  struct Ties {
    fileprivate var joins: [(one: Int, other: Int)] = []
    fileprivate var rows: Set<[Int]> = []
  }

  /// What each table shows of a column by each set of its dimensions, once.
  ///
  /// Counts by a dimension that it has not are some of many: the certifying entries of a month in the training plan, the
  /// entries of one year among the key figures.
  private func groupings(of tables: [OutcomeTable], _ coarsenings: Coarsenings) -> [Grouping] {
    var found: [Grouping] = []
    for table in tables {
      let scope = Dictionary(table.definition.filters.map { ($0.dimension, $0.value) }) { $1 }
      let own = Set(table.definition.dimensions).union(scope.keys)
      let references = Set((table.evidence?.cells ?? []).joined().flatMap(\.counts)).filter { reference in
        own.isSuperset(of: reference.dimensions)
      }
      found += groupings(of: references, scope: scope, coarsenings)
    }
    return found.enumerated().filter { place, grouping in
      !found.enumerated().contains { other, known in
        other != place && known.fact == grouping.fact && known.column == grouping.column
          && known.dimensions == grouping.dimensions && known.covers(grouping)
          && (!grouping.covers(known) || other < place)
      }
    }.map(\.element)
  }

  /// Counts that no grouping has: each is all that it counts.
  private func orphans(_ own: [Grouping], _ coarsenings: Coarsenings) -> [Grouping] {
    let placed = Set(own.flatMap { $0.cells.map(\.count) })
    return references.indices.filter { !placed.contains($0) && !unpublished.contains(references[$0]) }.flatMap {
      groupings(of: [references[$0]], scope: references[$0].labels, coarsenings)
    }
  }

  /// The hires that stand beside needs, as hires of one year without temporary work.
  private func hiresBesideNeeds(_ own: [Grouping], _ coarsenings: Coarsenings) -> [Grouping] {
    own.filter { $0.fact == .needAndHire && $0.column != AnswerFact.Column.recruiters }.flatMap { grouping in
      let years = Dictionary(grouping: grouping.cells) { references[$0.count][NeedAndHireFact.year] }
      return years.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { year, cells in
        var scope = grouping.scope
        scope[HireFact.isInterim] = HireFact.isNotInterim
        // Of an unknown year they are some of all hires.
        scope[year == nil ? CountSystem.survey : HireFact.year] = year ?? "any"
        return Grouping(
          .hire, grouping.column, by: grouping.dimensions, scope: scope,
          cells.map { ($0.count, references[$0.count].labels) }, coarsenings.of(.hire, grouping.column))
      }
    }
  }

  /// Stands for a year that is not known.
  private static let survey = Dimension("survey", Wording("", ""), rule: Wording("", ""))

  /// Those among some groupings that `surveyLinks` ties.
  private func linked(_ groupings: [Grouping]) -> [(Int, Int)] {
    guard
      let months = groupings.firstIndex(where: {
        $0.dimensions == [HireFact.month, HireFact.sector] && $0.scope.isEmpty
      })
    else {
      return []
    }
    let years = Set(unpublished.map { $0[HireFact.year] })
    return groupings.indices.filter { place in
      let one = groupings[place]
      return one.dimensions == [NeedAndHireFact.bassin, NeedAndHireFact.sector, NeedAndHireFact.year]
        && one.scope[HireFact.isInterim] != nil
        && years.contains(one.scope[HireFact.year])
    }.map { ($0, months) }
  }

  private func groupings(
    of references: Set<CountReference>, scope: [Dimension: String], _ coarsenings: Coarsenings
  ) -> [Grouping] {
    let counts = references.compactMap { index[$0] }.sorted()
    let kinds = Dictionary(grouping: counts) { count in
      let reference = self.references[count]
      return CountReference(reference.fact, reference.column, reference.labels.mapValues { _ in "" })
    }
    return kinds.sorted {
      ($0.key.column.name, $0.value[0], $0.value.count) < ($1.key.column.name, $1.value[0], $1.value.count)
    }
    .compactMap { kind, counts in
      let something = counts.filter { evidence[$0].value > 0 }.map { ($0, self.references[$0].labels) }
      guard !something.isEmpty else { return nil }
      return Grouping(
        kind.fact, kind.column, by: Set(kind.dimensions), scope: scope, something,
        coarsenings.of(kind.fact, kind.column))
    }
  }

  /// Every count of the coarse grouping that is the sum of some of the fine one.
  private mutating func addSums(of fine: Grouping, to coarse: Grouping, _ ties: inout Ties) {
    let dimensions = Array(coarse.dimensions)
    let wholes = Dictionary(uniqueKeysWithValues: coarse.cells.map { ($0.key(dimensions)!, $0.count) })
    var parts: [Int: [Int]] = [:]
    for cell in fine.cells {
      if let whole = wholes[cell.key(dimensions)!] { parts[whole, default: []].append(cell.count) }
    }
    for (whole, parts) in parts.sorted(by: { $0.key < $1.key }) where ties.rows.insert([whole] + parts).inserted {
      if fine.column.isDistinct {
        add([(whole, -1)] + parts.map { ($0, 1) }, isEquality: false)
        for part in parts { add([(whole, 1), (part, -1)], isEquality: false) }
      } else {
        add([(whole, -1)] + parts.map { ($0, 1) }, isEquality: true)
      }
    }
  }

  /// For each value of what two groupings give: what surely has it in one is no more than what may have it in the other.
  private mutating func add(_ crossing: Crossing, _ ties: inout Ties) {
    let isDistinct = crossing.one.column.isDistinct
    for (one, other) in crossing.sums() {
      if !isDistinct, one.isCertain, other.isCertain {
        add(one.sure, within: other.possible, isEquality: true, &ties)
        continue
      }
      for (parts, whole) in [(one.sure, other.possible), (other.sure, one.possible)] {
        for part in isDistinct ? parts.map({ [$0] }) : [parts] { add(part, within: whole, isEquality: false, &ties) }
      }
    }
    for row in crossing.overlaps() { add(row.less, within: row.more, isEquality: row.isEquality, &ties) }
  }

  /// Adds that some counts are no more than others, or as many; what stands on both sides cancels.
  private mutating func add(_ less: [Int], within more: [Int], isEquality: Bool, _ ties: inout Ties) {
    let common = Set(less).intersection(more)
    let (less, more) = (less.filter { !common.contains($0) }, more.filter { !common.contains($0) })
    guard !less.isEmpty || isEquality, ties.rows.insert(less + [-1] + more).inserted else { return }
    add(less.map { ($0, -1) } + more.map { ($0, 1) }, isEquality: isEquality)
  }
}
