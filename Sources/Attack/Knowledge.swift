import Foundation

/// What the published tables tell: numbers that are shown, numbers that are hidden, and conditions between them.
struct Knowledge {
  /// A sum that lies between two numbers.
  struct Condition {
    var terms: [(number: Int, coefficient: Double)]
    var low: Double?
    var high: Double?
    let source: String
  }

  let published: PublishedNumbers
  private(set) var conditions: [Condition] = []
  private(set) var leaks: [Leak]
  /// Parts and wholes of which what is left must not be small either, and how small that is.
  private(set) var rests: [(part: Int, whole: Int, most: Int64)] = []
  /// Parts of shown rates, and the size up to which such a count is hidden.
  private(set) var placed: [(part: Int, most: Int64)] = []
  private let hiddenUpTo: [String: Int64]

  init(_ published: PublishedNumbers, _ disclosure: DataPackage.Disclosure) {
    self.published = published
    hiddenUpTo = disclosure.hiddenUpTo
    leaks = published.leaks
    for view in published.views { addMargins(of: view) }
    addLinks()
    for place in published.places {
      addParts(of: place)
      addCourse(of: place)
      readRate(place)
      readDerived(place)
    }
    addCumulations()
    checkShown()
  }

  mutating func add(_ terms: [(Int, Double)], from low: Double?, to high: Double?, _ source: String) {
    var sum: [Int: Double] = [:]
    for (number, coefficient) in terms { sum[number, default: 0] += coefficient }
    let kept = sum.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { (number: $0.key, coefficient: $0.value) }
    guard !kept.isEmpty else { return }
    conditions.append(Condition(terms: kept, low: low, high: high, source: source))
  }

  /// In each table: a total is the sum of what stands under it; of units that may be counted in several, at most.
  private mutating func addMargins(of view: PublishedNumbers.View) {
    for dimension in view.dimensions where view.margins.contains(dimension) {
      var groups: [[String: String]: (total: Int?, parts: [Int])] = [:]
      for number in view.numbers {
        var labels = published.numbers[number].labels
        if labels.removeValue(forKey: dimension) == nil {
          groups[labels, default: (nil, [])].total = number
        } else {
          groups[labels, default: (nil, [])].parts.append(number)
        }
      }
      let source = "the \(dimension) of \(view.table)"
      for group in groups.values.sorted(by: { ($0.total ?? -1) < ($1.total ?? -1) }) {
        guard let total = group.total, !group.parts.isEmpty else { continue }
        let sum = group.parts.map { ($0, 1.0) } + [(total, -1.0)]
        add(sum, from: 0, to: view.isDistinct ? nil : 0, source)
        guard view.isDistinct else { continue }
        for part in group.parts { add([(total, 1), (part, -1)], from: 0, to: nil, source) }
      }
    }
  }

  /// A part is no more than its whole, in a row.
  private mutating func addParts(of place: PublishedNumbers.Place) {
    guard let number = place.number else { return }
    for name in place.meaning.partOf ?? [] {
      guard let whole = published.find(name, in: place) else { continue }
      add([(whole, 1), (number, -1)], from: 0, to: nil, "\(place.column) is within \(name.count)")
    }
    for name in place.meaning.shareOf ?? [] {
      guard let whole = published.find(name, in: place) else { continue }
      rests.append((number, whole, place.unit.flatMap { hiddenUpTo[$0] } ?? 0))
    }
    let parts = (place.meaning.sumOf ?? []).map { published.find($0, in: place) }
    if !parts.isEmpty, !parts.contains(nil) {
      add(parts.map { ($0!, 1) } + [(number, -1)], from: 0, to: 0, "\(place.column) is a sum of others")
    }
  }

  /// What rises along a dimension, and what is some of another count, seen among fewer.
  private mutating func addCourse(of place: PublishedNumbers.Place) {
    guard let number = place.number else { return }
    let kind = published.numbers[number].kind
    if let dimension = place.meaning.rises, let step = place.labels[dimension].flatMap({ Int($0) }) {
      let labels = published.numbers[number].labels.merging([dimension: String(step + 1)]) { $1 }
      if let next = published.find(kind.fact, kind.count, labels) {
        add([(next, 1), (number, -1)], from: 0, to: nil, "\(place.column) rises with \(dimension)")
      }
    }
    guard let among = place.meaning.among, among.at.allSatisfy({ place.labels[$0.key] == $0.value }) else { return }
    var wide = place
    for dimension in among.at.keys { wide.labels[dimension] = nil }
    guard let all = published.find(among.of, in: wide), let some = published.find(among.to, in: wide),
      let whole = published.find(among.in, in: wide)
    else { return }
    add(
      [(whole, 1), (some, -1), (all, -1), (number, 1)], from: 0, to: nil,
      "\(place.column) and \(among.of.count) differ by those who are not \(among.to.count)")
  }

  /// A sum that starts anew in each value of a coarser dimension gains, from row to row, what it adds up.
  private mutating func addCumulations() {
    var last: [String: Int] = [:]
    let rows = published.places.compactMap { place in
      place.meaning.cumulates.flatMap { sum in place.labels[sum.along].map { (place: place, sum: sum, label: $0) } }
    }
    for (place, sum, label) in rows.sorted(by: { ($0.place.table, $0.label) < ($1.place.table, $1.label) }) {
      guard let number = place.number, let added = published.find(sum.count, in: place),
        let within = published.values(sum.within, of: [sum.along: label], in: place.fact)
      else { continue }
      var others = published.numbers[number].labels
      others[sum.along] = nil
      let key = "\(place.table) \(place.column) \(others.sorted { $0.key < $1.key }) \(within.sorted())"
      add(
        [(number, 1), (added, -1)] + (last[key].map { [($0, -1)] } ?? []), from: 0, to: 0,
        "\(place.column) adds up \(sum.count.count)")
      last[key] = number
    }
  }

  /// A rate with so many decimals places its part between two shares of its whole.
  private mutating func readRate(_ place: PublishedNumbers.Place) {
    guard let rate = place.meaning.rate, rate.weighted != true, let text = place.text[place.column],
      let share = Double(text), let part = published.find(rate.part, in: place),
      let whole = published.find(rate.whole, in: place)
    else { return }
    let decimals = text.split(separator: ".").dropFirst().first?.count ?? 0
    let half = 0.5 * pow(10, -Double(decimals))
    let source = "the rate \(place.column)"
    add([(part, 1), (whole, -(share + half))], from: nil, to: 1e-9, source)
    add([(part, 1), (whole, -(share - half))], from: -1e-9, to: nil, source)
    let units = [rate.part, rate.whole].compactMap { name in
      published.units[PublishedNumbers.Kind(fact: name.fact ?? place.fact, count: name.count)]
    }
    if let unit = units.first { placed.append((part, hiddenUpTo[unit] ?? 0)) }
  }

  /// What follows from a hidden count and is shown is itself a leak.
  private mutating func readDerived(_ place: PublishedNumbers.Place) {
    let text = place.text[place.column] ?? ""
    guard place.number == nil, !["", "s", "nd"].contains(text) else { return }
    let names =
      place.meaning.rate.map { [$0.part, $0.whole] } ?? (Double(text) == 0 ? [] : place.meaning.follows ?? [])
    guard names.compactMap({ published.find($0, in: place) }).contains(where: published.hidden.contains) else { return }
    let row = place.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    leaks.append(
      Leak(
        ([place.table] + row + [place.column]).joined(separator: " "), "is shown and follows from a hidden count", []))
  }

  /// Rules that are broken in sight.
  private mutating func checkShown() {
    for (number, value) in published.shown.sorted(by: { $0.key < $1.key }) {
      let number = published.numbers[number]
      guard let unit = published.units[number.kind], let most = hiddenUpTo[unit], (1...max(1, most)).contains(value),
        most > 0
      else { continue }
      leaks.append(Leak(number.name, "is shown and is \(value)", []))
    }
  }
}
