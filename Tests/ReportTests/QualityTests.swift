import Report
import Testing

@Suite struct `The quality of the data` {
  private func facts(read: Int, rejected: Int, isPublic: Bool) -> ReportFacts {
    var facts = Sample.facts(isPublic: isPublic)
    var account = Quality.Account(source: "dpae")
    account.read = read
    account.accepted = read - rejected
    account.rejected = ["siret": rejected]
    facts.quality.accounts = [account]
    facts.quality.hires.all = account.accepted
    facts.quality.hires.withPerson = account.accepted
    return facts
  }

  @Test func `is exact for the house`() {
    let page = facts(read: 29_951, rejected: 252, isPublic: false).text
    for count in ["29\u{202F}951", "29\u{202F}699", "252"] { #expect(page.contains(">\(count)<")) }
  }

  /// Accepted rows less the hires of the months that a table shows would be those of the months that it hides.
  @Test func `gives the public no exact number of rows`() {
    let page = facts(read: 29_951, rejected: 252, isPublic: true).text
    for count in ["29\u{202F}951", "29\u{202F}699", ">252<"] { #expect(!page.contains(count)) }
    #expect(page.contains("≈\u{202F}30\u{202F}000"))
    #expect(page.contains("0,8\u{202F}%"))
  }

  @Test(arguments: [
    (999, "&lt;\u{202F}1\u{202F}000"), (1000, "≈\u{202F}1\u{202F}000"), (1049, "≈\u{202F}1\u{202F}000"),
    (1050, "≈\u{202F}1\u{202F}100"), (29_499, "≈\u{202F}29\u{202F}000"), (29_500, "≈\u{202F}30\u{202F}000"),
  ])
  func `gives the public two digits of a number of rows, and of fewer than 1000 none`(read: Int, said: String) {
    #expect(facts(read: read, rejected: 0, isPublic: true).text.contains(">\(said)<"))
  }

  @Test func `gives the public not even a share of a source of fewer than 1000 rows`() {
    #expect(!facts(read: 999, rejected: 333, isPublic: true).text.contains("33,3"))
    #expect(facts(read: 1000, rejected: 333, isPublic: true).text.contains("33,3"))
  }

  @Test func `names what the declarations do not see`() {
    let page = Sample.facts().text
    for words in ["particuliers employeurs", "fonctionnaires", "indépendants", "frontière"] {
      #expect(page.contains(words))
    }
  }

  @Test func `says how much is hidden, and never which rule hid which number`() {
    let page = Sample.facts([Sample.access([Sample.row(nil, 50, of: 100), ("AFC", Sample.hidden)])], isPublic: true)
      .text
    #expect(
      page.contains(
        "<th scope=\"row\">training-access</th><td class=\"n\">10</td><td class=\"n\">5</td><td class=\"n\">50,0\u{202F}%</td>"
      ))
    #expect(page.contains("un nombre de 1 à 4 personnes"))
  }

  @Test func `says which share stands under the unknown value`() {
    let table = Sample.access([Sample.row(nil, 50, of: 100), Sample.row("AFC", 5, of: 75), Sample.row("?", 5, of: 25)])
    #expect(
      Sample.facts([table]).text.contains("<td>dispositif</td><td>leavers</td><td class=\"n\">25,0\u{202F}%</td>"))
  }
}
