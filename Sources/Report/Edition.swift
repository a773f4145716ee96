import Count
import Deliveries
import Drawing
import Facts
import LabourMarket

/// One report in the making: its facts, and the words that all sections share.
struct Edition {
  let facts: ReportFacts
  let say: Language
  let lengths: Lengths
  let labels: Labels

  init(_ facts: ReportFacts) {
    self.facts = facts
    say = facts.language
    lengths = Lengths(say: facts.language, rules: facts.rules)
    labels = Labels(lengths: lengths, given: facts.labels)
  }

  var rules: Rules { facts.rules }

  func view(
    _ fact: Fact, by dimensions: [Dimension], _ measures: [Measure], where restrictions: [Dimension: String] = [:]
  ) -> TableView? {
    TableView(facts.tables, fact, by: dimensions, measures, where: restrictions)
  }

  /// `dans la région Bretagne`, where a table could be restricted to it.
  func place(_ view: TableView) -> String {
    let region = Region.all.first { $0.code == rules.region }?.name ?? rules.region
    return view.isRestricted(to: NeedFact.region)
      ? say("région \(region)", "region \(region)") : say("toutes les régions du fichier", "all regions of the file")
  }

  /// The day until which hires could have been seen.
  var observedUntil: Day { facts.observed?.hires ?? facts.asOf }

  /// The same of offers.
  var offersUntil: Day { facts.observed?.offers ?? facts.asOf }

  /// `leavers` whose exit lies in the cohort and who could be followed (DOMAIN section 5).
  func leaverPopulation(followed months: Int) -> String {
    let (first, last) = (facts.asOf.adding(months: -rules.cohortMonths), observedUntil.adding(months: -months))
    let holes = facts.observed?.holes.isEmpty == false
    return say(
      "personnes sorties d’une formation achevée après le \(say.date(first)) et jusqu’au \(say.date(last)), par leur dernière sortie que l’on a pu suivre\(holes ? ", hors des jours non couverts" : "")",
      "people who left a training that ended after \(say.date(first)) and up to \(say.date(last)), by their last exit that could be followed\(holes ? ", but for days that nothing covers" : "")"
    )
  }

  /// `janv. 2016 – déc. 2016`, of months in their order.
  func span(_ months: [String]) -> String {
    guard let first = months.first, let last = months.last else { return "nd" }
    return first == last ? say.month(first) : "\(say.month(first)) – \(say.month(last))"
  }

  /// What `≥` means, where there is one.
  func partlySecret(_ hasHiddenParts: Bool) -> String {
    guard hasHiddenParts else { return "" }
    return say(
      "≥ : somme dont une partie est secrète ; seul ce qui est publié est dessiné.",
      "≥: a sum with secret parts; only what is published is drawn.")
  }

  /// `95 %`; decimals only where there are any.
  var confidence: String {
    let level = rules.confidenceLevel.perMille
    let isWhole = level % 10 == 0
    return say.numbers.percent(DecimalNumber(units: level, decimals: 3), decimals: isWhole ? 0 : 1)
  }

  /// The latest year of a table, as a label.
  static func latest(_ year: Dimension, of rows: [TableView.Row]) -> String? {
    rows.compactMap { $0.label(year) }.filter { Int($0) != nil }.max { Int($0)! < Int($1)! }
  }
}

/// A part of the report with a heading of its own.
struct Section {
  let id: String
  let title: String
  let parts: [Markup]

  var markup: Markup {
    element(
      "section", ["id": id, "aria-labelledby": "\(id)-title"],
      [element("h2", ["id": "\(id)-title"], .text(title))] + parts)
  }
}
