import Count
import Facts
import LabourMarket
import Report
import Testing

@Suite struct `A key figure` {
  private func page(_ name: String, _ value: Cell, period: String = "2017-03-31", language: Language = .french)
    -> String
  {
    Sample.facts([Sample.figures([(name, value, "share", period)])], language: language).text
  }

  @Test(arguments: [
    (599, "6 stagiaires sur 10 (59,9\u{202F}%)"), (574, "57 stagiaires sur 100 (57,4\u{202F}%)"),
    (575, "6 stagiaires sur 10 (57,5\u{202F}%)"),
    (625, "6 stagiaires sur 10 (62,5\u{202F}%)"), (626, "63 stagiaires sur 100 (62,6\u{202F}%)"),
    (40, "4 stagiaires sur 100 (4,0\u{202F}%)"), (0, "0 stagiaires sur 100 (0,0\u{202F}%)"),
    (100, "1 stagiaires sur 10 (10,0\u{202F}%)"), (74, "7 stagiaires sur 100 (7,4\u{202F}%)"),
    (1000, "10 stagiaires sur 10 (100,0\u{202F}%)"),
  ])
  func `is so many in ten where that is near enough, else in a hundred`(part: Int, words: String) {
    #expect(page("access_any_rate", .share(Int64(part), of: 1000)).contains(words))
  }

  @Test func `has its period, population and table`() {
    let page = page("access_any_rate", .share(6, of: 10))
    #expect(page.contains("<dd>au 31 mars 2017</dd>"))
    #expect(page.contains("après le 30 septembre 2015 et jusqu’au 30 septembre 2016"))
    #expect(page.contains("<dd>tables/key-figures.csv</dd>"))
  }

  @Test func `that is hidden says so, and why`() {
    let page = page("trust_rate", .secret)
    #expect(page.contains("chiffre secret (s)\u{202F};"))
    #expect(!page.contains("font confiance"))
  }

  @Test func `of nothing says that there is nothing to count`() {
    #expect(page("trust_rate", .notAvailable).contains("non disponible (nd)"))
  }

  @Test func `has the interval of the table of access, and only if that counts all leavers`() {
    let figures = Sample.figures([("access_rate", .share(55, of: 100), "share", "2017-03-31")])
    let access = Sample.access([Sample.row(nil, 55, of: 100)])
    let words = "Intervalle de confiance à 95\u{202F}%\u{A0}: 10,0 à 90,0\u{202F}%."
    #expect(Sample.facts([figures, access]).text.contains(words))
    var filtered = access.definition
    filtered.filters = [TableDefinition.Filter(dimension: LeaverFact.departement, value: "13")]
    #expect(!Sample.facts([figures, OutcomeTable(filtered, access.rows)]).text.contains(words))
  }

  @Test func `is written in English too`() {
    #expect(
      page("access_any_rate", .share(6, of: 10), language: .english).contains("6 trainees in 10 (60.0%) were hired"))
  }
}
