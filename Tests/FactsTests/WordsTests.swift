import Count
import Facts
import LabourMarket
import Testing

/// What every form says of a column, by the rules in force.
@Suite struct `The words of a column` {
  /// A rule of a definition that is not the default one, and what it must make these columns say.
  struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let change: @Sendable (inout Rules) -> Void
    /// A fact, a column of it, and what its rule says in French and in English then, and not by default.
    let said: [(fact: Fact, column: String, french: String, english: String)]
  }

  static let changes = [
    Change(
      testDescription: "access: 12 months", change: { $0.accessMonths = 12 },
      said: [
        (.leaver, LeaverFact.leavers.name, "12 mois civils", "end + 12 months"),
        (.leaver, LeaverFact.notMature.name, "12 mois", "12 calendar months"),
        (.leaver, LeaverFact.accessAny.name, "12 mois civils", "12 months"),
      ]),
    Change(
      testDescription: "curve: 18 months", change: { $0.curveMonths = 18 },
      said: [
        (.leaverMonth, LeaverMonthFact.leavers.name, "18 mois civils", "end + 18 months"),
        (.leaverMonth, LeaverMonthFact.monthSinceExit.name, "de 1 à 18", "1 to 18"),
      ]),
    Change(
      testDescription: "one_month: 45 days", change: { $0.monthDays = 45 },
      said: [
        (.leaver, LeaverFact.access.name, "45 jours ou plus", "45 days or more"),
        (.hire, HireFact.hiresOfMonth.name, "45 jours ou plus", "45 days or more"),
      ]),
    Change(
      testDescription: "durable: 365 days", change: { $0.durableDays = 365 },
      said: [
        (.leaver, LeaverFact.accessDurable.name, "365 jours ou plus", "365 days or more"),
        (.hire, HireFact.hiresDurable.name, "365 jours ou plus", "365 days or more"),
        (.needAndHire, NeedAndHireFact.hiresDurable.name, "365 jours ou plus", "365 days or more"),
      ]),
    Change(
      testDescription: "confidence_z: 2.576", change: { $0.confidenceZ = 2.576 },
      said: [
        (.leaver, LeaverFact.accessRateLow.name, "99 %", "99 % Wilson"),
        (.leaver, LeaverFact.accessRateHigh.name, "99 %", "99 % Wilson"),
      ]),
    Change(
      testDescription: "prealable: [XYZ*]", change: { $0.prealable = ["XYZ*"] },
      said: [
        (.leaver, LeaverFact.trainingType.name, "XYZ*", "XYZ*"), (.entry, EntryFact.trainingType.name, "XYZ*", "XYZ*"),
      ]),
    Change(
      testDescription: "interim_naf: [7830Z]", change: { $0.interimNAF = ["7830Z"] },
      said: [
        (.hire, HireFact.sector.name, "NAF 7830Z", "NAF 7830Z"),
        (.answer, AnswerFact.sector.name, "NAF 7830Z", "NAF 7830Z"),
      ]),
    Change(
      testDescription: "short_class: 40 days", change: { $0.shortClassDays = 40 },
      said: [
        (.hire, HireFact.contractClass.name, "40 jours", "at most 40")
      ]),
    Change(
      testDescription: "medium_class: 200 days", change: { $0.mediumClassDays = 200 },
      said: [
        (.hire, HireFact.contractClass.name, "200", "at most 200 days")
      ]),
    Change(
      testDescription: "longest_duration: 2000 days", change: { $0.longestDuration = 2000 },
      said: [
        (.hire, HireFact.contractClass.name, "2000", "more than 2000")
      ]),
    Change(
      testDescription: "secret_high: 9 projects", change: { $0.secretHigh = 9 },
      said: [
        (.need, NeedFact.projectsHigh.name, "(9)", "(9)")
      ]),
    Change(
      testDescription: "provisional: 3 months", change: { $0.provisionalMonths = 3 },
      said: [
        (.revision, RevisionFact.provisional.name, "+ 3 mois", "+ 3 calendar months")
      ]),
  ]

  private func rule(_ fact: Fact, _ column: String, _ rules: Rules) throws -> Wording {
    try #require(TableCard(of: fact, rules: rules).fields.first { $0.name == column }).rule
  }

  @Test(arguments: changes) func `say the rule in force, and not the default one`(_ change: Change) throws {
    var rules = Rules()
    change.change(&rules)
    for said in change.said {
      let (now, before) = (try rule(said.fact, said.column, rules), try rule(said.fact, said.column, Rules()))
      #expect(now.french.contains(said.french), "\(said.fact) \(said.column): \(now.french)")
      #expect(now.english.contains(said.english), "\(said.fact) \(said.column): \(now.english)")
      #expect(!before.french.contains(said.french) && !before.english.contains(said.english))
    }
  }

  @Test func `say of a fact how far back it goes`() {
    var rules = Rules()
    (rules.cohortMonths, rules.curveMonths, rules.offerMonths) = (24, 18, 3)
    for (fact, months) in [(Fact.leaver, 24), (.leaverMonth, 18), (.offer, 3)] {
      let words = fact.wording(rules)
      #expect(words.french.contains("\(months) mois") && words.english.contains("\(months) "), "\(fact)")
    }
  }

  @Test(arguments: [
    (1.645, 900, "90 %", "90 %"), (1.959963984540054, 950, "95 %", "95 %"), (1.96, 950, "95 %", "95 %"),
    (2.5, 988, "98,8 %", "98.8 %"), (2.576, 990, "99 %", "99 %"),
    (3, 997, "99,7 %", "99.7 %"), (10, 999, "99,9 %", "99.9 %"),
  ]) func `turn a quantile into the share that its interval holds`(
    z: Double, perMille: Int, french: String, english: String
  ) throws {
    var rules = Rules()
    rules.confidenceZ = z
    #expect(rules.confidenceLevel.perMille == perMille)
    let words = try rule(.leaver, LeaverFact.accessRateLow.name, rules)
    #expect(words.french.contains("à \(french) de") && words.english.contains("the \(english) Wilson"))
  }

  @Test(arguments: [
    (0, "fin du mois est passée", "month's end (the rule"), (1, "mois + 1 mois civils", "end + 1 calendar months"),
    (12, "mois + 12 mois civils", "end + 12 calendar months"),
  ]) func `count the months for which hires are provisional`(months: Int, french: String, english: String) {
    var rules = Rules()
    rules.provisionalMonths = months
    let words = RevisionFact.provisional.rule(rules)
    #expect(words.french.contains(french), "\(words.french)")
    #expect(words.english.contains(english), "\(words.english)")
  }

  @Test func `list the values that the rules in force give`() {
    var rules = Rules()
    (rules.middleAgeFrom, rules.middleAgeTo, rules.curveMonths) = (30, 55, 18)
    #expect(LeaverFact.ageBand.values(rules) == .closed(["<30", "30-55", ">55"]))
    #expect(LeaverFact.ageBand.values(Rules()) == .closed(["<26", "26-50", ">50"]))
    #expect(LeaverMonthFact.monthSinceExit.values(rules) == .numbers(1...18))
    #expect(TableCard(of: .leaverMonth, rules: rules).fields.first { $0.numbers != nil }?.numbers == 1...18)
  }

  @Test(arguments: Fact.all) func `are there in both languages for every column, and no two have one title`(fact: Fact)
  {
    let fields = TableCard(of: fact, rules: Rules()).fields
    #expect(fields.count == fact.dimensions.count + fact.measures.count)
    for field in fields {
      for text in [field.title.french, field.title.english, field.rule.french, field.rule.english] {
        #expect(!text.isEmpty, "\(fact) \(field.name)")
      }
      #expect(fields.count { $0.title == field.title } == 1, "\(fact) \(field.name)")
      #expect(fields.count { $0.name == field.name } == 1, "\(fact) \(field.name)")
    }
  }
}
