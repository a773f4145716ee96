import LabourMarket

extension Rules {
  /// The section `rules`: a rule that is left out keeps the value that DOMAIN fixes.
  init(reading value: YAMLValue) throws(DefinitionError) {
    self.init()
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
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
    if let value = section["general_scheme"] {
      generalScheme = problems.gather(try value.texts()) ?? generalScheme
    }
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

  /// Four digits and a letter each, or a division with what follows of them and a `*`.
  fileprivate func nafCodes() throws(DefinitionError) -> [String] {
    for element in try list() {
      let code = try element.text()
      let digits = code.prefix(while: "0123456789".contains).utf8.count
      let isCode = digits == 4 && code.utf8.count == 5 && code.last.map { ("A"..."Z").contains($0) } == true
      let isPrefix = (2...4).contains(digits) && code.utf8.count == digits + 1 && code.last == "*"
      guard isCode || isPrefix else {
        throw element.problem(
          "'\(code)' is no NAF code: four digits and a capital letter, such as 7820Z, or two to four digits and a *, "
            + "such as 7820*")
      }
    }
    return try texts()
  }
}
