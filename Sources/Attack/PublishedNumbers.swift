import Formats

/// The numbers of the tables by what they count, as the data package says it: one that stands in several tables is one.
struct PublishedNumbers {
  /// A count of one fact, with some values in some dimensions; a dimension that is absent is `total`.
  struct Number {
    let kind: Kind
    let labels: [String: String]
    /// As in a log: `leaver access_any departement=13 dispositif=AFC`.
    let name: String
  }

  /// What is counted: the fact and the name of the count.
  struct Kind: Hashable, Comparable {
    let fact: String
    let count: String

    static func < (left: Kind, right: Kind) -> Bool { (left.fact, left.count) < (right.fact, right.count) }
  }

  /// The counts of one kind in one table: all that there are within its scope.
  struct View {
    let table: String
    let kind: Kind
    /// A unit may fall in several cells.
    var isDistinct = false
    var equals: DataPackage.Equality?
    let dimensions: [String]
    let margins: Set<String>
    /// The values that the table is limited to.
    let scope: [String: String]
    /// Each once.
    var numbers: [Int] = []
    fileprivate var known: Set<Int> = []
  }

  /// A row of a table, and one of its columns.
  struct Place {
    let table: String
    let column: String
    var labels: [String: String]
    /// What stands in the row, by column.
    let text: [String: String]
    let fact: String
    let meaning: DataPackage.Meaning
    let unit: String?
    /// The row is a thing of its own, not a cell of a table.
    let isSingle: Bool
    /// Of the column's own count.
    var number: Int?
  }

  private(set) var numbers: [Number] = []
  private(set) var shown: [Int: Int64] = [:]
  /// Shown as `s` somewhere, or all that an `s` can be about: at least 1, for what is nothing is shown.
  private(set) var hidden: Set<Int> = []
  private(set) var views: [View] = []
  private(set) var places: [Place] = []
  /// By kind, the unit of its columns.
  private(set) var units: [Kind: String] = [:]
  /// By fact and dimension.
  private(set) var coarsenings: [String: [String: [DataPackage.Coarsening]]] = [:]
  private(set) var leaks: [Leak] = []
  private let package: DataPackage
  private var index: [String: Int] = [:]

  /// - Parameter csv: by the path that the package gives.
  init(_ package: DataPackage, csv: [String: [UInt8]]) {
    self.package = package
    for path in csv.keys.sorted() where !package.resources.contains(where: { $0.path == path }) {
      leaks.append(Leak(path, "is not in the data package", []))
    }
    for resource in package.resources { read(resource, csv[resource.path]) }
    for place in places { readSigns(place) }
    for (number, tables) in openly where hidden.contains(number) {
      leaks.append(Leak(numbers[number].name, "is hidden in one table and shown in another", tables))
    }
    hidden.subtract(shown.keys)
  }

  /// By number that is shown, in which tables.
  private var openly: [Int: [String]] = [:]

  /// The count with these values, where some table is about it.
  func find(_ fact: String, _ count: String, _ labels: [String: String]) -> Int? {
    index[PublishedNumbers.name(fact, count, labels)]
  }

  private static func name(_ fact: String, _ count: String, _ labels: [String: String]) -> String {
    ([fact, count] + labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }).joined(separator: " ")
  }

  private mutating func number(_ fact: String, _ count: String, _ labels: [String: String]) -> Int {
    let name = PublishedNumbers.name(fact, count, labels)
    if let known = index[name] { return known }
    index[name] = numbers.count
    numbers.append(Number(kind: Kind(fact: fact, count: count), labels: labels, name: name))
    return numbers.count - 1
  }

  /// The count that a name means in a row; `nil` where nothing is known of it, or it does not hold in the row.
  func find(_ name: DataPackage.CountName, in place: Place) -> Int? {
    values(name, in: place).flatMap { find(name.fact ?? place.fact, name.count, $0) }
  }

  private func values(_ name: DataPackage.CountName, in place: Place) -> [String: String]? {
    var labels = place.labels
    for (dimension, most) in name.upTo {
      guard let label = labels.removeValue(forKey: dimension), let number = Int(label), number <= most else {
        return nil
      }
    }
    for dimension in name.sameFor { labels[dimension] = nil }
    for (dimension, value) in name.where {
      switch value {
      case .text(let text): labels[dimension] = text
      case .column(let column):
        guard let text = place.text[column], !["", "s", "nd"].contains(text) else { return nil }
        labels[dimension] = text
      }
    }
    return labels
  }

  // MARK: Tables

  private mutating func read(_ resource: DataPackage.Resource, _ csv: [UInt8]?) {
    guard let fact = resource.fact, let kind = package.disclosure.facts[fact] else {
      return leaks.append(Leak(resource.name, "the data package does not say what its rows count", []))
    }
    switch kind {
    case "open": return
    case "protected": break
    default: return leaks.append(Leak(resource.name, "is of the \(kind) facts", []))
    }
    let records = csv.map(csvRecords) ?? []
    let columns = resource.schema.fields
    guard let header = records.first, header == columns.map(\.name), records.allSatisfy({ $0.count == header.count })
    else { return leaks.append(Leak(resource.name, "is not the table that the data package describes", [])) }
    for column in columns { learn(column.coarsensTo, of: column.name, in: fact) }
    for filter in resource.filters ?? [] { learn(filter.coarsensTo, of: filter.dimension, in: fact) }
    let dimensions = columns.filter { $0.role == "dimension" }.map(\.name)
    var views: [String: View] = [:]
    var unsaid: Set<String> = []
    for record in records.dropFirst() {
      let text = Dictionary(uniqueKeysWithValues: zip(header, record))
      var labels = Dictionary((resource.filters ?? []).map { ($0.dimension, $0.value) }) { $1 }
      for dimension in dimensions where text[dimension] != "total" { labels[dimension] = text[dimension] }
      for column in columns where column.role != "dimension" {
        var (meaning, labels, dimensions) = (column.meaning, labels, dimensions)
        if let rows = meaning.rows {
          guard let own = rows.values[text[rows.by] ?? ""] else {
            unsaid.insert("\(column.name) of \(text[rows.by] ?? "")")
            continue
          }
          meaning = own
          labels[rows.by] = nil
          dimensions.removeAll { $0 == rows.by }
        }
        let unit = meaning.unit ?? column.unit
        guard isSaid(meaning, unit) else {
          unsaid.insert(column.name)
          continue
        }
        add(
          Place(
            table: resource.name, column: column.name, labels: labels, text: text, fact: fact, meaning: meaning,
            unit: unit, isSingle: column.meaning.rows != nil), dimensions, Set(resource.margins ?? []), &views)
      }
    }
    self.views += views.sorted { $0.key < $1.key }.map(\.value)
    for column in unsaid.sorted() {
      leaks.append(
        Leak("\(resource.name) \(column)", "the data package does not say what it counts or follows from", []))
    }
  }

  private mutating func learn(_ found: [DataPackage.Coarsening]?, of dimension: String, in fact: String) {
    coarsenings[fact, default: [:]][dimension, default: []] += found ?? []
  }

  /// Whether enough is said to judge a column: a count has a unit that the rules know; another number follows from counts.
  private func isSaid(_ meaning: DataPackage.Meaning, _ unit: String?) -> Bool {
    if meaning.open == true || meaning.rate != nil { return true }
    if meaning.counts != nil { return unit.map { package.disclosure.hiddenUpTo[$0] != nil } == true }
    return meaning.follows?.isEmpty == false
  }

  private mutating func add(
    _ place: Place, _ dimensions: [String], _ margins: Set<String>, _ views: inout [String: View]
  ) {
    var found: Int?
    let meaning = place.meaning
    let names = [meaning.counts, meaning.rate?.part, meaning.rate?.whole, meaning.cumulates?.count].compactMap { $0 }
    for (order, name) in names.enumerated() {
      guard let labels = values(name, in: place) else { continue }
      let kind = Kind(fact: name.fact ?? place.fact, count: name.count)
      let number = number(kind.fact, kind.count, labels)
      let isOwn = order == 0 && meaning.counts != nil
      if isOwn {
        found = number
        units[kind] = place.unit
      }
      let own = dimensions.filter { !name.sameFor.contains($0) && name.where[$0] == nil }
      let scope = labels.filter { !own.contains($0.key) }
      let key = PublishedNumbers.name(kind.fact, kind.count, scope)
      var view =
        views[key]
        ?? View(
          table: place.table, kind: kind, dimensions: own, margins: margins.intersection(own), scope: scope)
      // A view may be met through a rate before its own column.
      if isOwn { (view.isDistinct, view.equals) = (meaning.distinct == true, meaning.equals) }
      if view.known.insert(number).inserted { view.numbers.append(number) }
      views[key] = view
    }
    let text = place.text[place.column] ?? ""
    if let found {
      if text == "s" {
        // What is hidden with others may be no secret itself.
        if meaning.follows == nil { hidden.insert(found) }
      } else if let number = Int64(text) {
        if let other = shown[found], other != number {
          leaks.append(Leak(numbers[found].name, "is \(other) in one table and \(number) in another", [place.table]))
        }
        shown[found] = number
        openly[found, default: []].append(place.table)
      }
    }
    var place = place
    place.number = found
    places.append(place)
  }

  /// An `s` that is no count is about one: the part of a rate whose whole is shown.
  private mutating func readSigns(_ place: Place) {
    guard !place.isSingle, place.text[place.column] == "s", let rate = place.meaning.rate,
      let part = find(rate.part, in: place), let whole = find(rate.whole, in: place)
    else { return }
    if shown[whole] != nil, shown[part] == nil { hidden.insert(part) }
  }
}
