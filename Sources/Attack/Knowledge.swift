import Count
import Facts

/// What the published tables tell: numbers that are shown, numbers that are hidden, and conditions between them.
struct Knowledge {
  /// A number by what it counts; the same in every table.
  struct Unknown: Hashable, Comparable {
    let fact: Fact
    let column: String
    /// `dimension=label`, in byte order of the dimensions.
    let values: [String]

    init(_ fact: Fact, _ column: String, _ values: [String: String]) {
      self.fact = fact
      self.column = column
      var values = values
      if fact == .leaverMonth, column == "followed" { values["month_since_exit"] = nil }
      self.values = values.map { "\($0)=\($1)" }.sorted()
    }

    var labels: [String: String] {
      Dictionary(
        uniqueKeysWithValues: values.map { value in
          let equals = value.utf8.firstIndex(of: UInt8(ascii: "="))!
          return (String(value[..<equals]), String(value[value.utf8.index(after: equals)...]))
        })
    }

    var name: String { ([fact.name, column] + values).joined(separator: " ") }

    static func < (left: Unknown, right: Unknown) -> Bool { left.name < right.name }
  }

  /// A sum that lies between two numbers.
  struct Condition {
    var terms: [(unknown: Unknown, coefficient: Double)]
    var low: Double?
    var high: Double?
    let source: String
  }

  private(set) var shown: [Unknown: Int64] = [:]
  /// Shown as `s` somewhere: at least 1, for what is nothing is shown.
  private(set) var hidden: Set<Unknown> = []
  private(set) var conditions: [Condition] = []
  private(set) var leaks: [Leak] = []

  init(_ tables: [PublishedTable], _ rules: AttackRules) {
    for table in tables { read(table) }
    for table in tables { addMargins(table) }
    addLinks(between: tables)
    addInclusions(rules)
    linkHiresToNeeds(tables)
    for table in tables { readRates(table) }
    checkShown(rules)
  }

  // MARK: Cells

  private mutating func read(_ table: PublishedTable) {
    let width = table.definition.dimensions.count
    for row in table.rows {
      let values = table.values(row)
      for (measure, text) in zip(table.definition.measures, row[width...]) {
        guard let unknown = unknown(measure, values, row, in: table) else { continue }
        if text == "s" { hidden.insert(unknown) } else if let number = Int64(text) { shown[unknown] = number }
      }
    }
    for unknown in hidden where shown[unknown] != nil {
      leaks.append(Leak(unknown.name, "is hidden in one table and shown in another", [table.definition.name]))
    }
    hidden.subtract(shown.keys)
  }

  /// The count that a column of a table shows; `nil` where it shows another thing.
  private func unknown(
    _ measure: String, _ values: [String: String], _ row: [String], in table: PublishedTable
  ) -> Unknown? {
    switch table.definition.fact {
    case .keyFigure:
      guard measure == "value", row[0] == "training_entries" else { return nil }
      return Unknown(.entry, "entries", ["year": period(row, table)])
    case .planMonth:
      if measure == "entries" { return Unknown(.entry, "entries", values) }
      return measure == "entries_cumulated" ? Unknown(.planMonth, "entries_cumulated", values) : nil
    case let fact:
      let measure = table.measure(measure)
      guard measure.isCount, let column = measure.countNames.first, fact.unit(of: column) != nil else { return nil }
      return Unknown(fact, column, values)
    }
  }

  private func period(_ row: [String], _ table: PublishedTable) -> String {
    table.definition.measures.firstIndex(of: "period").map { row[$0 + 1] } ?? ""
  }

  /// Part and whole of the rate that a column shows.
  private func rate(
    _ measure: String, _ row: [String], in table: PublishedTable
  ) -> (part: Unknown, whole: Unknown, isWeighted: Bool)? {
    let values = table.values(row)
    switch table.definition.fact {
    case .keyFigure:
      guard measure == "value" else { return nil }
      let year = period(row, table)
      if row[0] == "certifying_share" {
        let part = Unknown(.entry, "entries", ["year": year, "training_type": "certifiante"])
        return (part, Unknown(.entry, "entries", ["year": year]), false)
      }
      guard let rate = Fact.leaver.measures.first(where: { $0.name == row[0] })?.rateNames
      else { return nil }
      return (Unknown(.leaver, rate.part, [:]), Unknown(.leaver, rate.whole, [:]), false)
    case .planMonth:
      guard measure == "certifying_share" else { return nil }
      let part = Unknown(.entry, "entries", values.merging(["training_type": "certifiante"]) { $1 })
      return (part, Unknown(.entry, "entries", values), false)
    case let fact:
      guard let rate = table.measure(measure).rateNames else { return nil }
      return (Unknown(fact, rate.part, values), Unknown(fact, rate.whole, values), fact == .answer)
    }
  }

  /// A rate with four decimals places its part between two shares of its whole; and what follows from a hidden count is
  /// itself a leak.
  private mutating func readRates(_ table: PublishedTable) {
    let width = table.definition.dimensions.count
    for row in table.rows {
      for (measure, text) in zip(table.definition.measures, row[width...]) where text != "s" && text != "nd" {
        if let rate = rate(measure, row, in: table) {
          if hidden.contains(rate.part) || hidden.contains(rate.whole) { addDerived(measure, row, table) }
          guard !rate.isWeighted, let share = Double(text) else { continue }
          conditions.append(
            Condition(
              terms: [(rate.part, 1), (rate.whole, -(share + 0.00005))], low: nil, high: 1e-9,
              source: "the rate \(measure)"))
          conditions.append(
            Condition(
              terms: [(rate.part, 1), (rate.whole, -(share - 0.00005))], low: -1e-9, high: nil,
              source: "the rate \(measure)"))
        } else if table.definition.fact != .keyFigure, table.definition.fact != .planMonth {
          let known = table.measure(measure)
          guard !known.isCount, text != "0", text != "0.00" else { continue }
          let counts = known.countNames.map { Unknown(table.definition.fact, $0, table.values(row)) }
          if counts.contains(where: hidden.contains) { addDerived(measure, row, table) }
        } else if measure == "amount_eur", hidden.contains(Unknown(.entry, "entries", table.values(row))) {
          addDerived(measure, row, table)
        }
      }
    }
  }

  private mutating func addDerived(_ measure: String, _ row: [String], _ table: PublishedTable) {
    let place = zip(table.definition.dimensions, row).map { "\($0)=\($1)" }.joined(separator: " ")
    leaks.append(
      Leak("\(table.definition.name) \(place) \(measure)", "is shown and follows from a hidden count", []))
  }

  // MARK: Conditions

  private mutating func add(_ terms: [(Unknown, Double)], from low: Double?, to high: Double?, _ source: String) {
    conditions.append(Condition(terms: terms.map { ($0, $1) }, low: low, high: high, source: source))
  }

  /// In each table: a total is the sum of what stands under it; of units that may be counted in several, at most.
  private mutating func addMargins(_ table: PublishedTable) {
    let definition = table.definition
    for (place, dimension) in definition.dimensions.enumerated() where definition.margins.contains(dimension) {
      var groups: [[String]: (total: [String]?, parts: [[String]])] = [:]
      for row in table.rows {
        var others = Array(row[..<definition.dimensions.count])
        let label = others[place]
        others[place] = ""
        if label == "total" {
          groups[others, default: (nil, [])].total = row
        } else {
          groups[others, default: (nil, [])].parts.append(row)
        }
      }
      for (_, group) in groups.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        guard let total = group.total else { continue }
        for measure in definition.measures {
          guard let whole = unknown(measure, table.values(total), total, in: table) else { continue }
          let parts = group.parts.compactMap { unknown(measure, table.values($0), $0, in: table) }
          addSum(whole, parts, "the \(dimension) of \(definition.name)")
        }
      }
    }
  }

  private mutating func addSum(_ whole: Unknown, _ parts: [Unknown], _ source: String) {
    guard Set(parts) != [whole], !parts.isEmpty else { return }
    let terms = [(whole, -1.0)] + Set(parts).sorted().map { ($0, 1.0) }
    if whole.fact.isDistinct(whole.column) {
      add(terms, from: 0, to: nil, source)
      for part in Set(parts) { add([(whole, 1), (part, -1)], from: 0, to: nil, source) }
    } else {
      add(terms, from: 0, to: 0, source)
    }
  }

  /// Between tables: the same facts by fewer dimensions, by years in place of months, by months added up.
  private mutating func addLinks(between tables: [PublishedTable]) {
    let all = Array(shown.keys) + Array(hidden)
    let byKind = Dictionary(grouping: all) { "\($0.fact.name) \($0.column)" }
    for (_, unknowns) in byKind.sorted(by: { $0.key < $1.key }) {
      guard let fact = unknowns.first?.fact else { continue }
      for table in tables where table.definition.fact == fact {
        linkLeaves(of: table, unknowns.sorted())
      }
    }
    for unknown in all.sorted() where unknown.fact == .planMonth {
      guard let month = unknown.values.first?.split(separator: "=").last.map(String.init) else { continue }
      let before = Unknown(.planMonth, "entries_cumulated", ["month": Knowledge.before(month)])
      let entries = Unknown(.entry, "entries", ["month": month])
      let hasBefore = shown[before] != nil || hidden.contains(before)
      // A month of the year that has no row has no entries: the sum stands where it stood.
      let earlier = hasBefore && !month.hasSuffix("-01") ? before : nil
      if earlier == nil, !month.hasSuffix("-01"), hasRowBefore(month, all) { continue }
      add(
        [(unknown, 1), (entries, -1)] + (earlier.map { [($0, -1.0)] } ?? []), from: 0, to: 0, "the sums since January")
    }
  }

  private func hasRowBefore(_ month: String, _ all: [Unknown]) -> Bool {
    all.contains { other in
      guard other.fact == .planMonth, let label = other.values.first?.split(separator: "=").last else { return false }
      return label.prefix(4) == month.prefix(4) && label < month
    }
  }

  private static func before(_ month: String) -> String {
    let number = (Int(month.suffix(2)) ?? 1) - 1
    return "\(month.prefix(4))-\(number < 10 ? "0" : "")\(number)"
  }

  /// Adds the leaves of one table up to every count of the same kind that has some of its dimensions.
  private mutating func linkLeaves(of table: PublishedTable, _ unknowns: [Unknown]) {
    let definition = table.definition
    let column = unknowns[0].column
    guard
      let measure = definition.measures.first(where: {
        table.measure($0).isCount && table.measure($0).countNames.first == column
      })
    else { return }
    let leaves = table.rows.filter { !$0[..<definition.dimensions.count].contains("total") }
      .map { (labels: table.values($0), unknown: unknown(measure, table.values($0), $0, in: table)!) }
    let own = Set(table.rows.compactMap { unknown(measure, table.values($0), $0, in: table) })
    for target in unknowns where !own.contains(target) {
      let wanted = target.labels
      let filters = definition.filters.map(\.dimension)
      guard filters.allSatisfy({ filter in wanted[filter] != nil }) else { continue }
      guard wanted.keys.allSatisfy({ Knowledge.has($0, definition) }) else { continue }
      let parts = leaves.filter { leaf in wanted.allSatisfy { Knowledge.label($0.key, of: leaf.labels) == $0.value } }
      addSum(target, parts.map(\.unknown), "the leaves of \(definition.name)")
    }
  }

  private static func has(_ dimension: String, _ definition: Columns) -> Bool {
    if definition.dimensions.contains(dimension) || definition.filters.contains(where: { $0.dimension == dimension }) {
      return true
    }
    return (dimension == "year" && definition.dimensions.contains("month"))
      || (dimension == "exit_quarter" && definition.dimensions.contains("exit_month"))
  }

  private static func label(_ dimension: String, of labels: [String: String]) -> String? {
    if let label = labels[dimension] { return label }
    if dimension == "year" { return labels["month"].map { String($0.prefix(4)) } }
    guard dimension == "exit_quarter", let month = labels["exit_month"], let number = Int(month.suffix(2)) else {
      return nil
    }
    return "\(month.prefix(4))-Q\((number + 2) / 3)"
  }

  /// A part is no more than its whole; the curve rises, and lies within the leavers.
  private mutating func addInclusions(_ rules: AttackRules) {
    let all = Set(shown.keys).union(hidden)
    let exists = { (unknown: Unknown) in all.contains(unknown) }
    for unknown in all.sorted() {
      let labels = unknown.labels
      for (part, whole) in unknown.fact.inclusions where part == unknown.column {
        let other = Unknown(unknown.fact, whole, labels)
        if exists(other) { add([(other, 1), (unknown, -1)], from: 0, to: nil, "\(part) is within \(whole)") }
      }
      if unknown.fact == .answer, unknown.column == "answers" {
        let parts = ["recruiters", "others"].map { Unknown(.answer, $0, labels) }
        if parts.allSatisfy(exists) {
          add([(unknown, -1), (parts[0], 1), (parts[1], 1)], from: 0, to: 0, "answers are recruiters and others")
        }
      }
      guard unknown.fact == .leaverMonth else { continue }
      var common = labels
      common["month_since_exit"] = nil
      let mature = Unknown(.leaver, "mature", common)
      if unknown.column == "followed" {
        if exists(mature) { add([(mature, 1), (unknown, -1)], from: 0, to: nil, "the followed are mature") }
        continue
      }
      guard let month = Int(labels["month_since_exit"] ?? "") else { continue }
      let next = Unknown(.leaverMonth, "access_any", labels.merging(["month_since_exit": String(month + 1)]) { $1 })
      if exists(next) { add([(next, 1), (unknown, -1)], from: 0, to: nil, "the curve rises") }
      let (hired, followed) = (Unknown(.leaver, "access_any", common), Unknown(.leaverMonth, "followed", common))
      guard month <= rules.accessMonths, exists(hired) else { continue }
      add([(hired, 1), (unknown, -1)], from: 0, to: nil, "the curve is within the leavers")
      if month == rules.accessMonths, exists(mature), exists(followed) {
        add(
          [(mature, 1), (followed, -1), (hired, -1), (unknown, 1)], from: 0, to: nil,
          "those not followed may have been hired or not")
      }
    }
  }

  /// The hires of a sector in a survey year are as many by bassin, beside the needs, as by month; and so are the persons,
  /// but for those who are hired twice.
  private mutating func linkHiresToNeeds(_ tables: [PublishedTable]) {
    let isWhole = { (table: PublishedTable, fact: Fact, dimensions: Set<String>) in
      table.definition.fact == fact && table.definition.filters.isEmpty
        && dimensions.isSubset(of: table.definition.dimensions)
    }
    guard let needs = tables.first(where: { isWhole($0, .needAndHire, ["year", "bassin", "sector"]) }),
      needs.definition.dimensions.count == 3,
      let hires = tables.first(where: { table in
        isWhole(table, .hire, ["month", "sector"])
          && table.definition.dimensions.allSatisfy {
            ["month", "sector"].contains($0) || table.definition.margins.contains($0)
          }
      })
    else { return }
    let byBassin = Dictionary(grouping: needs.rows.map { needs.values($0) }) { [$0["year"] ?? "", $0["sector"] ?? ""] }
    let byMonth = Dictionary(
      grouping: hires.rows.map { hires.values($0) }.filter { Set($0.keys) == ["month", "sector"] }
    ) { [String($0["month"]!.prefix(4)), $0["sector"]!] }
    for (key, bassins) in byBassin.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) where key[1] != "interim" {
      let months = byMonth[key] ?? []
      for column in ["hires", "hires_1m", "persons"] {
        guard [needs, hires].allSatisfy({ $0.definition.measures.contains(column) }) else { continue }
        let one = bassins.map { Unknown(.needAndHire, column, $0) }
        let other = months.map { Unknown(.hire, column, $0) }
        let source = "the \(column) of a survey year, by bassin and by month"
        if column == "persons" {
          for month in other { add(one.map { ($0, 1.0) } + [(month, -1)], from: 0, to: nil, source) }
          for bassin in one { add(other.map { ($0, 1.0) } + [(bassin, -1)], from: 0, to: nil, source) }
        } else {
          add(one.map { ($0, 1.0) } + other.map { ($0, -1.0) }, from: 0, to: 0, source)
        }
      }
    }
  }

  /// Rules that are broken in sight.
  private mutating func checkShown(_ rules: AttackRules) {
    for (unknown, number) in shown.sorted(by: { $0.key < $1.key }) where number > 0 {
      switch unknown.fact.unit(of: unknown.column) {
      case .persons where number <= rules.persons, .establishments where number <= rules.establishments:
        leaks.append(Leak(unknown.name, "is shown and is \(number)", []))
      default: break
      }
    }
  }
}
