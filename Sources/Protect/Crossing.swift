import Count
import Facts

/// Two groupings of which neither gives the other, and the dimensions that both give.
struct Crossing {
  let one: Grouping
  let other: Grouping
  /// In byte order, those of the scopes among them.
  let dimensions: [Dimension]

  private var scope: [Dimension: String] { one.scope.merging(other.scope) { $1 } }

  /// The counts of one side whose facts have a value: for sure, and perhaps.
  struct Side {
    let sure: [Int]
    let possible: [Int]

    var isCertain: Bool { sure.count == possible.count }
  }

  /// The labels that the scopes want, `nil` being any; and the cells of each side that may have them, by their values in
  /// what both sides are sure of.
  private func cells() -> (wanted: [String?], ones: [[String]: [Grouping.Cell]], others: [[String]: [Grouping.Cell]]) {
    let exact = dimensions.filter { one.exact.contains($0) && other.exact.contains($0) }
    let scope = scope
    let wanted = dimensions.map { scope[$0] }
    let cells = { (grouping: Grouping) in
      Dictionary(grouping: grouping.cells.filter { $0.may(have: wanted, in: dimensions) }) { $0.key(exact)! }
    }
    return (wanted, cells(one), cells(other))
  }

  /// For each value that is sure of some count, in byte order.
  func sums() -> [(one: Side, other: Side)] {
    let (wanted, ones, others) = cells()
    var sums: [(key: [String], one: Side, other: Side)] = []
    for group in Set(ones.keys).union(others.keys) {
      let (ones, others) = (Sides(ones[group] ?? [], dimensions), Sides(others[group] ?? [], dimensions))
      for key in ones.keys.union(others.keys) where zip(key, wanted).allSatisfy({ $1 == nil || $0 == $1 }) {
        sums.append((key, ones[key], others[key]))
      }
    }
    return sums.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.one, $0.other) }
  }

  /// What counts of several possible values say: those of one side that may have the same are no more than all of the
  /// other that may share a value with them; and counts that hang together by what they may have are as many on both sides.
  func overlaps() -> [(less: [Int], more: [Int], isEquality: Bool)] {
    let (wanted, ones, others) = cells()
    return ones.keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { key in
      Overlap(ones[key]!, others[key] ?? [], dimensions, wanted).rows(isDistinct: one.column.isDistinct)
    }
  }

  /// Cells of two sides that agree in what both are sure of.
  private struct Overlap {
    /// Cells that may have the same values.
    struct Group {
      let cells: [Grouping.Cell]
      /// Whether the facts surely lie in the scope of both sides.
      let isWithin: Bool
      let isSure: Bool
      var meets: [Int] = []

      var counts: [Int] { cells.map(\.count) }
    }

    private var sides: [[Group]]

    init(
      _ ones: [Grouping.Cell], _ others: [Grouping.Cell], _ dimensions: [Dimension], _ wanted: [String?]
    ) {
      sides = [ones, others].map { cells in
        Dictionary(grouping: cells) { cell in dimensions.map { cell.values[$0] } }.map { values, cells in
          Group(
            cells: cells, isWithin: zip(values, wanted).allSatisfy { $1 == nil || $0 == [$1!] },
            isSure: values.allSatisfy { $0?.count == 1 })
        }.sorted { $0.cells[0].count < $1.cells[0].count }
      }
      for one in sides[0].indices {
        for other in sides[1].indices {
          let (left, right) = (sides[0][one].cells[0].values, sides[1][other].cells[0].values)
          let share = dimensions.allSatisfy { dimension in
            guard let left = left[dimension], let right = right[dimension] else { return true }
            return !left.isDisjoint(with: right)
          }
          guard share else { continue }
          sides[0][one].meets.append(other)
          sides[1][other].meets.append(one)
        }
      }
    }

    func rows(isDistinct: Bool) -> [(less: [Int], more: [Int], isEquality: Bool)] {
      var rows: [(less: [Int], more: [Int], isEquality: Bool)] = []
      for (groups, others) in [(sides[0], sides[1]), (sides[1], sides[0])] {
        for group in groups where group.isWithin && !group.isSure && !group.meets.isEmpty {
          let all = group.meets.flatMap { others[$0].counts }
          for part in isDistinct ? group.counts.map({ [$0] }) : [group.counts] { rows.append((part, all, false)) }
        }
      }
      return isDistinct ? rows : rows + together()
    }

    private func together() -> [(less: [Int], more: [Int], isEquality: Bool)] {
      var rows: [(less: [Int], more: [Int], isEquality: Bool)] = []
      var free = Set(sides[0].indices)
      for first in sides[0].indices where free.contains(first) {
        var (ones, others, open): (Set<Int>, Set<Int>, [Int]) = ([], [], [first])
        while let next = open.popLast() {
          guard ones.insert(next).inserted else { continue }
          for other in sides[0][next].meets where others.insert(other).inserted { open += sides[1][other].meets }
        }
        free.subtract(ones)
        let (left, right) = (ones.sorted().map { sides[0][$0] }, others.sorted().map { sides[1][$0] })
        let isCertain = (left + right).allSatisfy(\.isSure)
        guard !right.isEmpty, !isCertain, (left + right).allSatisfy(\.isWithin) else { continue }
        rows.append((left.flatMap(\.counts), right.flatMap(\.counts), true))
      }
      return rows
    }
  }

  /// The cells of one side by the value that they surely have, and those that may have several.
  private struct Sides {
    private let dimensions: [Dimension]
    private let sure: [[String]: [Int]]
    private let unsure: [Grouping.Cell]

    init(_ cells: [Grouping.Cell], _ dimensions: [Dimension]) {
      let keys = cells.map { $0.key(dimensions) }
      self.dimensions = dimensions
      sure = zip(keys, cells).reduce(into: [:]) { sure, cell in
        if let key = cell.0 { sure[key, default: []].append(cell.1.count) }
      }
      unsure = zip(keys, cells).filter { $0.0 == nil }.map(\.1)
    }

    var keys: Set<[String]> { Set(sure.keys) }

    subscript(key: [String]) -> Side {
      let sure = sure[key] ?? []
      return Side(sure: sure, possible: sure + unsure.filter { $0.may(have: key, in: dimensions) }.map(\.count))
    }
  }
}

/// The crossings of the groupings of a column that say something new, those by the most dimensions first.
struct Crossings {
  private let groupings: [Grouping]
  private let coarsenings: [KnownCoarsening]
  private let isDistinct: Bool
  private var joins: [(one: Int, other: Int)] = []
  private var left: [(one: Int, other: Int, dimensions: Set<Dimension>)] = []

  /// - Parameter groupings: in their order.
  init(_ groupings: [Grouping], _ coarsenings: [KnownCoarsening]) {
    self.groupings = groupings
    self.coarsenings = coarsenings
    isDistinct = groupings.first.map { $0.column.isDistinct } ?? false
    for (place, one) in groupings.enumerated() {
      for (next, other) in groupings.enumerated().dropFirst(place + 1) where !one.isDisjoint(from: other) {
        let scope = Set(one.scope.keys).union(other.scope.keys)
        let exact = one.exact.intersection(other.exact).union(scope)
        let isNested = isNested(one, other)
        // Of a value that is not sure of all counts the coarser ones may say more.
        for inexact in isNested ? [[]] : subsets(one.reach.intersection(other.reach).subtracting(exact)) {
          left.append((place, next, exact.union(inexact)))
        }
      }
    }
    // The last is looked at first.
    left.sort { ($0.dimensions.count, $1.one, $1.other) < ($1.dimensions.count, $0.one, $0.other) }
  }

  private func subsets(_ dimensions: Set<Dimension>) -> [Set<Dimension>] {
    dimensions.sorted().reduce([[]]) { all, dimension in all + all.map { $0.union([dimension]) } }
  }

  private func isNested(_ one: Grouping, _ other: Grouping) -> Bool {
    (one.gives(other) && one.covers(other)) || (other.gives(one) && other.covers(one))
  }

  /// Two groupings whose sums are tied already.
  mutating func join(_ one: Int, _ other: Int) {
    joins.append((one, other))
    left.removeAll { ($0.one, $0.other) == (min(one, other), max(one, other)) }
  }

  mutating func next() -> Crossing? {
    while let pair = left.popLast() {
      guard !follows(pair.one, pair.other, pair.dimensions) else { continue }
      let crossing = Crossing(
        one: groupings[pair.one], other: groupings[pair.other], dimensions: pair.dimensions.sorted())
      if isExact(pair.one, pair.other, pair.dimensions) { joins.append((pair.one, pair.other)) }
      return crossing
    }
    return nil
  }

  private func isExact(_ one: Int, _ other: Int, _ dimensions: Set<Dimension>) -> Bool {
    dimensions.isSubset(of: groupings[one].exact) && dimensions.isSubset(of: groupings[other].exact)
  }

  /// Whether what a crossing says follows from other sums.
  private func follows(_ one: Int, _ other: Int, _ dimensions: Set<Dimension>) -> Bool {
    if !isDistinct, isExact(one, other, dimensions) { return areJoined(one, other, by: dimensions) }
    return lieInOne(one, other) || isBetween(one, other, dimensions) || isBetween(other, one, dimensions)
      || isWithin(one, other, dimensions) || isWithin(other, one, dimensions)
  }

  /// Whether sums in a chain are the same for each value of some dimensions.
  private func areJoined(_ one: Int, _ other: Int, by dimensions: Set<Dimension>) -> Bool {
    let scope = groupings[one].scope.merging(groupings[other].scope) { $1 }
    let links = joins.filter { link in
      isExact(link.one, link.other, dimensions) && groupings[link.one].covers(scope)
        && groupings[link.other].covers(scope)
    }
    var reached: Set<Int> = [one]
    while true {
      let before = reached.count
      for link in links where reached.contains(link.one) != reached.contains(link.other) {
        reached.formUnion([link.one, link.other])
      }
      if reached.contains(other) { return true }
      if reached.count == before { return false }
    }
  }

  /// Whether a third grouping is finer than both, so that both are its sums.
  private func lieInOne(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (groupings[one], groupings[other])
    guard !isNested(left, right) else { return false }
    return groupings.indices.contains { place in
      let third = groupings[place]
      return place != one && place != other && third.gives(left) && third.gives(right) && third.covers(left)
        && third.covers(right) && (!isDistinct || third.dimensions.isSubset(of: left.exact.union(right.exact)))
    }
  }

  /// Whether sums of one grouping stand in a third, which gives as much of the dimensions.
  private func isBetween(_ one: Int, _ other: Int, _ dimensions: Set<Dimension>) -> Bool {
    let (left, right) = (groupings[one], groupings[other])
    return groupings.indices.contains { place in
      let third = groupings[place]
      guard place != one, place != other, third.scope == left.scope, left.isFiner(than: third) else { return false }
      // Of two that give each other only one stands for both.
      if third.gives(right), right.gives(third), !(third < right) { return false }
      return dimensions.allSatisfy { dimension in
        third.exact.contains(dimension)
          || left.dimensions.filter { tells(of: dimension, $0) }.isSubset(of: third.dimensions)
      }
    }
  }

  /// Whether the parts of a grouping that is not sure of the dimensions stand in a third, which is.
  private func isWithin(_ one: Int, _ other: Int, _ dimensions: Set<Dimension>) -> Bool {
    let (left, right) = (groupings[one], groupings[other])
    guard !dimensions.isSubset(of: right.exact) else { return false }
    return groupings.indices.contains { place in
      let third = groupings[place]
      return place != one && place != other && third.gives(right) && third.covers(right)
        && dimensions.isSubset(of: third.exact)
        && (!isDistinct || third.dimensions.isSubset(of: left.exact.union(right.exact)))
    }
  }

  /// Whether a dimension may narrow another down; the year says which zoning holds.
  private func tells(of dimension: Dimension, _ known: Dimension) -> Bool {
    let known = Grouping.reach(of: [known], coarsenings)
    return known.contains(HireFact.year) || !known.isDisjoint(with: Grouping.reach(of: [dimension], coarsenings))
  }
}
