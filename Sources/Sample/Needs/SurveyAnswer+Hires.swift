/// What the establishment of an answer did in the year.
extension SurveyAnswer {
  /// An agency's hires are interim whatever their contract, so it never confirms.
  func decides(by quota: inout WeightedQuota, _ random: inout RandomSource) -> Bool {
    let weight = Double(weight)
    guard establishment.sector != .interim else {
      quota.passes(weight: weight)
      return false
    }
    return quota.takes(weight: weight, &random)
  }

  func hires(_ persons: Persons, _ random: inout RandomSource) -> [Declaration] {
    if hasHired {
      let months = Weighted(Array(1...12)) { establishment.sector.weight(inMonth: $0) }
      return (0..<random.within(1...2 + min(establishment.size / 4, 14))).map { _ in
        hire(in: CalendarMonth(Survey.year, months.draw(&random)), interim: false, persons, &random)
      }
    }
    // Neither a mission of interim nor a hire of the next year confirms.
    if random.chance(0.05) { return [hire(in: CalendarMonth(Survey.year, 10), interim: true, persons, &random)] }
    if random.chance(0.08) { return [hire(in: CalendarMonth(Survey.year + 1, 1), interim: false, persons, &random)] }
    return []
  }

  private func hire(
    in month: CalendarMonth, interim: Bool, _ persons: Persons, _ random: inout RandomSource
  ) -> Declaration {
    let kind = interim ? .short : establishment.sector.contracts.draw(&random)
    let day = month.first + random.below(28)
    return Declaration(
      hire: day, end: Declaration.end(of: day, days: kind.days(&random)),
      contract: kind.contract(isInterim: interim), created: day + -random.below(8),
      establishment: establishment.index, person: persons.drawWorker(&random), isPlanned: true)
  }
}
