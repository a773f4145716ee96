/// Between tables of one fact, and of facts that count the same: wherever two tables can be added up to the same groups,
/// they are the same numbers.
extension Knowledge {
  mutating func addLinks() {
    let views = published.views
    for (place, one) in views.enumerated() {
      for other in views[(place + 1)...] where other.kind == one.kind {
        link(one, other, source: "\(one.table) and \(other.table)")
      }
      guard let equality = one.equals else { continue }
      let base = PublishedNumbers.Kind(fact: equality.count.fact ?? one.kind.fact, count: equality.count.count)
      for other in views where other.kind == base {
        link(one, other, equality, source: "\(one.table) and \(other.table)")
      }
    }
  }

  /// - Parameter equality: what one of them counts of the other, where they are of two facts.
  private mutating func link(
    _ one: PublishedNumbers.View, _ other: PublishedNumbers.View, _ equality: DataPackage.Equality? = nil,
    source: String
  ) {
    let (left, right) = (Side(one, published), Side(other, published))
    let common = left.known.intersection(right.known).sorted()
    // Of what adds up, coarser groups tell nothing more.
    let groupings = one.isDistinct ? subsets(of: common) : [common]
    var seen: Set<[[String]]> = []
    for grouping in groupings {
      let kept = [left.needed(for: grouping), right.needed(for: grouping)]
      guard seen.insert(kept.map { $0.sorted() }).inserted else { continue }
      let link = Link(left, kept[0], right, kept[1], by: grouping, equality)
      for condition in link.conditions(isDistinct: one.isDistinct) {
        add(condition.terms, from: 0, to: condition.isEquality ? 0 : nil, source)
      }
    }
  }

  /// All of them first; of many, no others.
  private func subsets(of dimensions: [String]) -> [[String]] {
    guard dimensions.count <= 5 else { return [dimensions] }
    return (0..<(1 << dimensions.count)).reversed().map { mask in
      dimensions.indices.filter { mask >> $0 & 1 == 1 }.map { dimensions[$0] }
    }
  }
}

/// One of two tables that are compared.
private struct Side {
  let view: PublishedNumbers.View
  let published: PublishedNumbers
  /// The dimensions that it has, is limited in, or that these tell something of.
  let known: Set<String>

  init(_ view: PublishedNumbers.View, _ published: PublishedNumbers) {
    self.view = view
    self.published = published
    let own = Set(view.dimensions).union(view.scope.keys)
    known = own.union(own.flatMap { published.coarser(than: $0, in: view.kind.fact) })
  }

  /// The dimensions that must not be `total`: those that tell of the grouping, and those that never are.
  func needed(for grouping: [String]) -> Set<String> {
    Set(
      view.dimensions.filter { dimension in
        !view.margins.contains(dimension) || grouping.contains(dimension)
          || !published.coarser(than: dimension, in: view.kind.fact).isDisjoint(with: grouping)
      })
  }

  func cells(by dimensions: Set<String>) -> [Int] {
    view.numbers.filter { number in
      let labels = published.numbers[number].labels
      return view.dimensions.allSatisfy { (labels[$0] != nil) == dimensions.contains($0) }
    }
  }

  func values(_ dimension: String, of number: Int) -> Set<String>? {
    published.values(dimension, of: published.numbers[number].labels, in: view.kind.fact)
  }
}

/// The cells of two tables, and which of them may count the same units.
private struct Link {
  /// Whether all that a cell counts lies within the scope of the other table, or perhaps only some of it.
  private struct Cell {
    let number: Int
    let isWithin: Bool
    /// By dimension of the grouping; `nil` is any.
    let values: [Set<String>?]
  }

  private let left: [Cell]
  private let right: [Cell]

  init(
    _ one: Side, _ oneKept: Set<String>, _ other: Side, _ otherKept: Set<String>, by grouping: [String],
    _ equality: DataPackage.Equality?
  ) {
    let cells = { (side: Side, kept: Set<String>, isWithin: (Int) -> Bool?) -> [Cell] in
      side.cells(by: kept).compactMap { number in
        isWithin(number).map {
          Cell(number: number, isWithin: $0, values: grouping.map { side.values($0, of: number) })
        }
      }
    }
    var (allowed, excluded) = (one.view.scope.mapValues { Set([$0]) }, [String: Set<String>]())
    if let equality {
      for (dimension, values) in equality.without { excluded[dimension] = Set(values) }
      for dimension in equality.within where one.view.scope[dimension] == nil {
        allowed[dimension] = Set(one.view.numbers.compactMap { one.published.numbers[$0].labels[dimension] })
      }
    }
    left = cells(one, oneKept, Link.isWithin(other.view.scope.mapValues { [$0] }, [:]) { one.values($0, of: $1) })
    right = cells(other, otherKept, Link.isWithin(allowed, excluded) { other.values($0, of: $1) })
  }

  /// `nil` where a cell lies outside.
  private static func isWithin(
    _ allowed: [String: Set<String>], _ excluded: [String: Set<String>],
    _ values: @escaping (String, Int) -> Set<String>?
  ) -> (Int) -> Bool? {
    { number in
      var isWithin = true
      for (dimension, labels) in allowed {
        guard let own = values(dimension, number) else {
          isWithin = false
          continue
        }
        if own.isDisjoint(with: labels) { return nil }
        if !own.isSubset(of: labels) { isWithin = false }
      }
      for (dimension, labels) in excluded {
        guard let own = values(dimension, number) else {
          isWithin = false
          continue
        }
        if own.isSubset(of: labels) { return nil }
        if !own.isDisjoint(with: labels) { isWithin = false }
      }
      return isWithin
    }
  }

  typealias Condition = (terms: [(Int, Double)], isEquality: Bool)

  /// Sums that are 0, or at least 0.
  ///
  /// - Parameter isDistinct: a unit may fall in several cells: each is only no more than all that it may share.
  func conditions(isDistinct: Bool) -> [Condition] {
    // Where all cells know one value of a dimension, only cells that share it meet.
    let exact = (left.first?.values.indices).map { Array($0) } ?? []
    let certain = exact.filter { place in (left + right).allSatisfy { $0.values[place]?.count == 1 } }
    let others = exact.filter { !certain.contains($0) }
    let key = { (cell: Cell) in certain.map { cell.values[$0]!.first! } }
    let rights = Dictionary(grouping: right, by: key)
    return Dictionary(grouping: left, by: key).sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap {
      key, cells in
      rights[key].map { conditions(cells, $0, others, isDistinct) } ?? []
    }
  }

  /// Cells that tell the same.
  private struct Group {
    let cells: [Cell]
    var meets: [Int] = []

    var isWithin: Bool { cells.allSatisfy(\.isWithin) }
    var numbers: [Int] { cells.map(\.number) }
  }

  private func conditions(_ left: [Cell], _ right: [Cell], _ places: [Int], _ isDistinct: Bool) -> [Condition] {
    let group = { (cells: [Cell]) in
      Dictionary(grouping: cells) { cell in places.map { cell.values[$0] } }.values
        .sorted { $0[0].number < $1[0].number }.map { Group(cells: $0) }
    }
    var (lefts, rights) = (group(left), group(right))
    for one in lefts.indices {
      for other in rights.indices where meet(lefts[one].cells[0], rights[other].cells[0], places) {
        lefts[one].meets.append(other)
        rights[other].meets.append(one)
      }
    }
    if isDistinct { return within(lefts, rights) + within(rights, lefts) }
    return together(lefts, rights)
      + (lefts.count > 1 || rights.count > 1 ? sums(within: lefts, rights) + sums(within: rights, lefts) : [])
  }

  private func meet(_ one: Cell, _ other: Cell, _ places: [Int]) -> Bool {
    places.allSatisfy { place in
      guard let left = one.values[place], let right = other.values[place] else { return true }
      return !left.isDisjoint(with: right)
    }
  }

  /// Each count of one side is no more than those of the other that it may share.
  private func within(_ groups: [Group], _ others: [Group]) -> [Condition] {
    groups.flatMap { group in
      let all = group.meets.flatMap { others[$0].numbers }
      return group.cells.filter { $0.isWithin && !all.isEmpty && !all.contains($0.number) }.map { cell in
        (all.map { ($0, 1.0) } + [(cell.number, -1.0)], false)
      }
    }
  }

  /// The same of all counts of a group.
  private func sums(within groups: [Group], _ others: [Group]) -> [Condition] {
    groups.filter { $0.isWithin && !$0.meets.isEmpty }.map { group in
      (group.meets.flatMap { others[$0].numbers }.map { ($0, 1.0) } + group.numbers.map { ($0, -1.0) }, false)
    }
  }

  /// Groups that hang together are as many on both sides, or no more where the other reaches farther.
  private func together(_ lefts: [Group], _ rights: [Group]) -> [Condition] {
    var free = Set(lefts.indices)
    var conditions: [Condition] = []
    for first in lefts.indices where free.contains(first) {
      var (ones, others, open): (Set<Int>, Set<Int>, [Int]) = ([], [], [first])
      while let next = open.popLast() {
        guard ones.insert(next).inserted else { continue }
        for other in lefts[next].meets where others.insert(other).inserted { open += rights[other].meets }
      }
      free.subtract(ones)
      guard !others.isEmpty else { continue }
      let (left, right) = (ones.sorted().map { lefts[$0] }, others.sorted().map { rights[$0] })
      let terms = { (more: [Group], less: [Group]) in
        more.flatMap(\.numbers).map { ($0, 1.0) } + less.flatMap(\.numbers).map { ($0, -1.0) }
      }
      switch (left.allSatisfy(\.isWithin), right.allSatisfy(\.isWithin)) {
      case (true, true): conditions.append((terms(left, right), true))
      case (true, false): conditions.append((terms(right, left), false))
      case (false, true): conditions.append((terms(left, right), false))
      case (false, false): break
      }
    }
    return conditions
  }
}

extension PublishedNumbers {
  /// The values of a dimension that are possible beside some labels; `nil` where these tell nothing of it.
  func values(_ dimension: String, of labels: [String: String], in fact: String, depth: Int = 3) -> Set<String>? {
    if let label = labels[dimension] { return [label] }
    var possible: Set<String>?
    for (finer, known) in coarsenings[fact] ?? [:] where depth > 0 && finer != dimension {
      for coarsening in known where coarsening.dimension == dimension {
        guard let fine = values(finer, of: labels, in: fact, depth: depth - 1) else { continue }
        let found = fine.map { coarsening.values(of: $0) }
        guard !found.contains(nil) else { continue }
        let all = found.reduce(into: Set<String>()) { $0.formUnion($1!) }
        possible = possible?.intersection(all) ?? all
      }
    }
    return possible
  }

  /// All dimensions that one tells something of.
  func coarser(than dimension: String, in fact: String) -> Set<String> {
    var found: Set<String> = []
    var open = [dimension]
    while let next = open.popLast() {
      for coarsening in coarsenings[fact]?[next] ?? [] where found.insert(coarsening.dimension).inserted {
        open.append(coarsening.dimension)
      }
    }
    return found
  }
}
