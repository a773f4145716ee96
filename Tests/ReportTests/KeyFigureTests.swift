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

  @Test func `says how many it counts, of how many, and how sure that is`() {
    let access = Sample.figure(
      "access_rate", .share(55, of: 100), low: .bound(0.1), high: .bound(0.9), count: .count(55), of: .count(100))
    let interval = "Intervalle de confiance à 95\u{202F}%\u{A0}: 10,0 à 90,0\u{202F}%."
    #expect(Sample.facts([access]).text.contains("55 sur 100. \(interval)"))
    let trust = Sample.figure(
      "trust_rate", .share(7, of: 10), low: .bound(0.1), high: .bound(0.9), count: .count(30), of: .count(50))
    #expect(Sample.facts([trust]).text.contains("30 sur 50, avant pondération. \(interval)"))
    let difficult = Sample.figure(
      "difficult_share", .share(3, of: 10), low: .bound(0.2), high: .bound(0.4), count: .count(3), of: .count(10))
    let text = Sample.facts([difficult]).text
    #expect(text.contains("Selon ce que cachent les secrets\u{A0}: 20,0 à 40,0\u{202F}%."))
    #expect(!text.contains("Intervalle de confiance"))
  }

  @Test func `that is hidden shows nothing beside it`() {
    let hidden = Sample.figure("access_rate", .secret, low: .secret, high: .secret, count: .secret, of: .secret)
    let text = Sample.facts([hidden]).text
    #expect(!text.contains("Intervalle de confiance") && !text.contains("s sur s"))
  }

  @Test func `in a job is of the day that it was observed on`() {
    let page = page("employed_rate", .share(6, of: 10), period: "2017-02-28")
    #expect(page.contains("ont un emploi au 28 février 2017"))
    #expect(page.contains("ni borne haute, ni borne basse"))
  }

  @Test func `is written in English too`() {
    #expect(
      page("access_any_rate", .share(6, of: 10), language: .english).contains("6 trainees in 10 (60.0%) were hired"))
  }
}
