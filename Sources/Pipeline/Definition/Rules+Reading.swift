import LabourMarket

/// A key of `rules` or `limits` that holds a whole number with a unit.
struct QuantityKey<Owner>: Sendable {
  let name: String
  /// In the plural.
  let unit: String
  let range: ClosedRange<Int>
  let path: any WritableKeyPath<Owner, Int> & Sendable

  init(
    _ name: String, _ unit: String, _ range: ClosedRange<Int>, _ path: any WritableKeyPath<Owner, Int> & Sendable
  ) {
    self.name = name
    self.unit = unit
    self.range = range
    self.path = path
  }
}

extension Rules {
  static let quantities: [QuantityKey<Rules>] = [
    QuantityKey("longest_duration", "days", 1...36_500, \.longestDuration),
    QuantityKey("short_class", "days", 1...36_500, \.shortClassDays),
    QuantityKey("medium_class", "days", 1...36_500, \.mediumClassDays),
    QuantityKey("one_month", "days", 1...36_500, \.monthDays),
    QuantityKey("durable", "days", 1...36_500, \.durableDays),
    QuantityKey("access", "months", 1...120, \.accessMonths),
    QuantityKey("cohort", "months", 1...120, \.cohortMonths),
    QuantityKey("curve", "months", 1...120, \.curveMonths),
    QuantityKey("offers", "months", 1...120, \.offerMonths),
    QuantityKey("provisional", "months", 0...120, \.provisionalMonths),
    QuantityKey("middle_age_from", "years", 1...120, \.middleAgeFrom),
    QuantityKey("middle_age_to", "years", 1...120, \.middleAgeTo),
    QuantityKey("secret_high", "projects", 1...100, \.secretHigh),
    QuantityKey("hidden_persons", "persons", 1...100, \.disclosure.persons),
    QuantityKey("hidden_establishments", "establishments", 1...100, \.disclosure.establishments),
    QuantityKey("dominance", "percent", 1...100, \.disclosure.dominance),
    QuantityKey("narrowest_interval", "persons", 1...1000, \.disclosure.interval),
    QuantityKey("dominated_interval", "percent", 0...100, \.disclosure.dominatedInterval),
    QuantityKey("k_anonymity", "persons", 1...10_000, \.disclosure.k),
    QuantityKey("key_figure_leavers", "leavers", 0...10_000, \.disclosure.keyFigureLeavers),
  ]

  private static let otherKeys = [
    "first_hire_date", "confidence_z", "prealable", "interim_naf", "region", "plan_year", "published",
  ]

  /// The key figures of DOMAIN section 7, in its order.
  static let figures = [
    "projects", "confirmed_intentions", "training_entries", "training_amount", "certifying_share", "access_any_rate",
    "access_rate", "access_durable_rate", "employed_rate", "offer_days_region", "offer_days_elsewhere", "trust_rate",
    "main_sector_1", "main_sector_2", "main_sector_3", "main_sector_4",
  ]

  /// The section `rules`: a rule that is left out keeps the value that DOMAIN fixes.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.quantities.map(\.name) + Self.otherKeys))
    for key in Self.quantities {
      guard let value = section[key.name] else { continue }
      let number = problems.gather(try value.quantity(of: key.unit, in: key.range))
      if let number { self[keyPath: key.path] = number }
    }
    if let value = section["first_hire_date"] {
      firstHireDate = problems.gather(try value.knownDay()) ?? firstHireDate
    }
    if let value = section["confidence_z"] {
      let z = problems.gather(try value.number(in: 0.1...10))
      confidenceZ = z ?? confidenceZ
    }
    if let value = section["prealable"] { prealable = problems.gather(try value.texts()) ?? prealable }
    if let value = section["interim_naf"] { interimNAF = problems.gather(try value.nafCodes()) ?? interimNAF }
    if let value = section["region"] { region = problems.gather(try value.text()) ?? region }
    if let value = section["plan_year"] {
      planYear = problems.gather(try value.wholeNumber(in: 1950...2129)) ?? planYear
    }
    if let value = section["published"] {
      let quoted = problems.gather(try YAMLMapping(value))
      for (key, figure) in quoted?.entries ?? [] {
        guard let name = problems.gather(try key.name("key figure", from: Rules.figures)) else { continue }
        published[name] = problems.gather(try figure.text())
      }
    }
    try problems.raise()
    try refuseContradictions(section)
  }

  /// Classes that would overlap or be empty: each number is fine, together they make no sense.
  private func refuseContradictions(_ section: YAMLMapping) throws(DefinitionError) {
    let below: [(String, Int, String, Int)] = [
      ("short_class", shortClassDays, "medium_class", mediumClassDays),
      ("medium_class", mediumClassDays, "longest_duration", longestDuration),
    ]
    for (low, lowNumber, high, highNumber) in below where lowNumber >= highNumber {
      let place = section[low] ?? section[high] ?? section.value
      throw place.problem("\(low) (\(lowNumber)) must be less than \(high) (\(highNumber))")
    }
    let notAbove: [(String, Int, String, Int)] = [
      ("one_month", monthDays, "durable", durableDays), ("durable", durableDays, "longest_duration", longestDuration),
      ("middle_age_from", middleAgeFrom, "middle_age_to", middleAgeTo),
    ]
    for (low, lowNumber, high, highNumber) in notAbove where lowNumber > highNumber {
      let place = section[low] ?? section[high] ?? section.value
      throw place.problem("\(low) (\(lowNumber)) must not be more than \(high) (\(highNumber))")
    }
  }
}

extension YAMLValue {
  /// A day that a declaration can hold.
  fileprivate func knownDay() throws(DefinitionError) -> Day {
    let day = try day()
    let known = HiringDeclaration.knownDays
    guard known.contains(day) else { throw problem("\(day) is not from \(known.lowerBound) to \(known.upperBound)") }
    return day
  }

  /// Four digits and a letter each.
  fileprivate func nafCodes() throws(DefinitionError) -> [String] {
    for element in try list() {
      let code = try element.text()
      let isCode = code.utf8.count == 5 && code.prefix(4).allSatisfy("0123456789".contains)
      guard isCode, let letter = code.last, ("A"..."Z").contains(letter) else {
        throw element.problem("'\(code)' is no NAF code: four digits and a capital letter, such as 7820Z")
      }
    }
    return try texts()
  }
}
