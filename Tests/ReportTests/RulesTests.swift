import Count
import Facts
import LabourMarket
import Report
import Testing

@Suite struct `The sentences of a report` {
  private static let measures = [HireFact.hires, HireFact.hiresOfMonth, HireFact.hiresDurable]

  /// All sections that say how long a hire must last, or how long leavers are followed.
  private func page(_ language: Language, _ rules: Rules) -> String {
    let hires = OutcomeTable(
      TableDefinition(
        name: "hires", fact: .hire, dimensions: [HireFact.month, HireFact.sector], measures: Self.measures),
      [OutcomeTable.Row(labels: ["2016-01", "chr"], cells: [.count(100), .count(40), .count(15)])])
    let classes = OutcomeTable(
      TableDefinition(
        name: "classes", fact: .hire, dimensions: [HireFact.month, HireFact.contractClass], measures: [HireFact.hires]),
      [OutcomeTable.Row(labels: ["2016-01", ContractClass.medium.rawValue], cells: [.count(7)])])
    let bassins = OutcomeTable(
      TableDefinition(
        name: "bassins", fact: .needAndHire, dimensions: [NeedAndHireFact.year, NeedAndHireFact.bassin],
        measures: [NeedAndHireFact.projectsWeighted, NeedAndHireFact.hiresOfMonth]),
      [OutcomeTable.Row(labels: ["2016", "9301"], cells: [.count(3), .count(4)])])
    let curve = OutcomeTable(
      TableDefinition(
        name: "curve", fact: .leaverMonth, dimensions: [LeaverMonthFact.monthSinceExit],
        measures: [LeaverMonthFact.leavers, LeaverMonthFact.accessAny, LeaverMonthFact.accessAnyRate]),
      [OutcomeTable.Row(labels: ["1"], cells: [.count(10), .count(5), .share(5, of: 10)])])
    let access = Sample.access([
      Sample.row(nil, 55, of: 100), Sample.row("AFC", 50, of: 90), Sample.row("POEC", 5, of: 90),
    ])
    let rates: [KeyFigureFact.Figure] = [.accessAnyRate, .accessRate, .accessDurableRate]
    let figures = Sample.figures(
      rates.map { ($0.rawValue, .share(6, of: 10), "share", "2017-03-31") }
        + [(KeyFigureFact.Figure.mainSector1.rawValue, .text("chr"), "sector", "2016")])
    return [[figures, access, curve, hires, bassins], [classes]].map { tables in
      var facts = Sample.facts(tables, language: language)
      facts.rules = rules
      return facts.text
    }.joined()
  }

  private static let others: Rules = {
    var rules = Rules()
    (rules.accessMonths, rules.curveMonths, rules.confidenceZ) = (12, 18, 2.576)
    (rules.monthDays, rules.durableDays, rules.shortClassDays, rules.mediumClassDays) = (28, 365, 45, 200)
    return rules
  }()

  private static let specified = [
    "d’un mois", "D’un mois", "6 mois", "a month or more", "A month to", "than a month", "6 months", "95\u{202F}%",
    "95%",
    "officiel", "official", "182 jours", "182 days",
  ]

  @Test(arguments: Language.allCases)
  func `say the rules in force, and none that is not`(language: Language) {
    let page = page(language, Self.others)
    #expect(Self.specified.filter { page.contains($0) } == [])
    let words =
      language == .french
      ? [
        "28 jours ou plus", "De 28 jours à moins de 365 jours", "Moins de 28 jours", "CDI, 365 jours et plus",
        "dans les 12 mois", "suivis 18 mois", "à 99\u{202F}%", "CDD de 46 à 200 jours", "contrat de 365 jours et plus",
      ]
      : [
        "28 days or more", "28 days to less than 365 days", "Less than 28 days", "open-ended, 365 days or more",
        "within 12 months", "followed for 18 months", "99% confidence", "Fixed-term, 46 to 200 days",
      ]
    #expect(words.filter { !page.contains($0) } == [])
  }

  @Test func `quote the best and the least rate of those that rest on sixty leavers`() {
    let access = Sample.access([
      Sample.row(nil, 100, of: 300), Sample.row("AFC", 6, of: 60), Sample.row("AFPR", 59, of: 59),
      Sample.row("POEC", 30, of: 60), Sample.row("POEI", 0, of: 59),
    ])
    let page = Sample.facts([access]).text
    #expect(page.contains("POEC (50,0\u{202F}%) mène le plus souvent"))
    #expect(page.contains("AFC (10,0\u{202F}%) le moins souvent"))
  }

  @Test func `tell the least and the greatest share that secret projects allow`() {
    let needs = OutcomeTable(
      TableDefinition(
        name: "needs", fact: .need, dimensions: [NeedFact.year, NeedFact.metier],
        measures: [NeedFact.projectsLow, NeedFact.projectsHigh, NeedFact.difficultLow, NeedFact.difficultHigh]),
      [OutcomeTable.Row(labels: ["2016", "A0Z40"], cells: [.count(10), .count(20), .count(4), .count(8)])])
    // From 4 of 20 to 8 of 10.
    #expect(Sample.facts([needs]).text.contains("20,0 à 80,0\u{202F}%"))
  }

  @Test func `call what the domain specifies by its name`() {
    let page = page(.french, Rules())
    let words = [
      "Accès à un emploi d’un mois ou plus", "D’un mois à moins de 6 mois", "Moins d’un mois", "CDI, 6 mois et plus",
      "CDD de 1 à 6 mois", "c’est l’indicateur officiel", "à 95\u{202F}%",
    ]
    #expect(words.filter { !page.contains($0) } == [])
  }
}
