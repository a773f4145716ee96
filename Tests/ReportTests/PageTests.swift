import Count
import Facts
import Report
import Testing

@Suite struct `A report` {
  @Test(arguments: Language.allCases)
  func `of no table at all says of each picture why it is not there`(language: Language) {
    let page = Sample.facts(language: language).text
    #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
    #expect(page.ranges(of: "class=\"absent\"").count == 12)
    #expect(!page.contains("<svg"))
    #expect(page.contains("«\u{A0}leaver\u{A0}»") == (language == .french))
    #expect(page.contains("“leaver”") == (language == .english))
  }

  @Test func `needs no other file, no script and no network`() {
    let page = Sample.facts([Sample.access([Sample.row(nil, 5, of: 10)])]).text
    for part in ["<script", "src=", "@import", "url(", "http://", "https://", "<link"] { #expect(!page.contains(part)) }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func `says its notice before the figures and after them, and nothing where there is none`() {
    var facts = Sample.facts()
    #expect(!facts.text.contains("<p class=\"notice\""))
    facts.notice = "Données inventées <de A à Z>"
    let line = "<p class=\"notice\" role=\"note\">Données inventées &lt;de A à Z&gt;</p>"
    #expect(facts.text.ranges(of: line).count == 2)
    #expect(facts.text.firstRange(of: line)!.lowerBound < facts.text.firstRange(of: "<main")!.lowerBound)
  }

  @Test func `can be walked through without eyes or mouse`() {
    let page = Sample.facts([Sample.access([Sample.row(nil, 5, of: 10)])]).text
    #expect(page.ranges(of: "<h1").count == 1)
    for landmark in [
      "<header>", "<nav aria-label=", "<main id=\"main\"", "<footer>", "class=\"skip\" href=\"#main\"", "<title>",
    ] {
      #expect(page.contains(landmark))
    }
    #expect(page.contains("<svg viewBox=\"0 0 360"))
    #expect(page.contains("role=\"img\" aria-label=\"Accès à un emploi"))
    #expect(page.contains("<th scope=\"row\">Ensemble</th>"))
  }

  @Test func `tells of a table for the internal audience only that it is one`() {
    var facts = Sample.facts(isPublic: true)
    facts.withheld = [
      TableDefinition(
        name: "hires", fact: .hire, dimensions: [HireFact.month, HireFact.contractClass], measures: [HireFact.hires],
        isInternal: true)
    ]
    #expect(facts.text.contains("réservée au public interne"))
    facts.withheld = []
    #expect(!facts.text.contains("réservée au public interne"))
  }

  @Test func `shows a hidden number as s, draws nothing of it, and survives a table of secrets only`() {
    let page = Sample.facts([Sample.access([(nil, Sample.hidden), ("AFC", Sample.hidden)])], isPublic: true).text
    #expect(page.contains("Rien à dessiner"))
    #expect(!page.contains("<svg"))
    #expect(page.contains("<td class=\"n\">s</td>"))
  }

  @Test func `draws the numbers that are shown beside those that are hidden`() {
    let page = Sample.facts([Sample.access([Sample.row(nil, 50, of: 100), ("AFC", Sample.hidden)])], isPublic: true)
      .text
    #expect(page.contains("<circle"))
    #expect(page.contains("text-anchor=\"end\">s</text>"))
  }

  @Test func `of an empty table has its section, without picture`() {
    let page = Sample.facts([Sample.access([])]).text
    #expect(page.contains("Rien à dessiner"))
  }

  @Test func `cannot be given an element by a file`() {
    let page = Sample.facts([
      Sample.access([Sample.row(nil, 5, of: 10), Sample.row("<img src=x onerror=alert(1)>", 5, of: 10)])
    ]).text
    #expect(!page.contains("<img"))
    #expect(page.contains("&lt;img src=x"))
  }

  @Test func `is the same bytes for the same facts`() {
    var facts = Sample.facts([Sample.access([Sample.row(nil, 5, of: 10)])])
    facts.labels = [NeedFact.metier: ["A": "a", "B": "b", "C": "c"]]
    facts.provenance.parameters = ["b": "1", "a": "2", "c": "3"]
    #expect(facts.html == facts.html)
    #expect(facts.text.contains("<th scope=\"row\">a</th><td>2</td>"))
  }
}
