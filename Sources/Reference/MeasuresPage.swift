import Count
import Definition
import Facts
import Ingest
import LabourMarket

/// Every fact, with its dimensions and measures.
func measuresPage() -> String {
  let rules = Rules()
  var page = Markdown(
    "Facts, dimensions and measures",
    "A table counts the rows of one fact: its dimensions say which rows a cell counts, its measures what is counted of them. "
      + "`outcomes tables` lists the same. In a table `total` is all values of a dimension and `?` an unknown one; a rate of "
      + "nobody is `nd`, a secret `s`. A measure that adds up may be summed over rows that share nothing; no other may. "
      + "Numbers are those of the default rules; the dictionary of a run says those of its own."
  )
  page.table(
    ["Fact", "One row is", "Inputs that it needs"],
    Fact.all.map { ["[`\($0)`](#\($0))", $0.wording(rules).english, codes($0.sources.map(\.name))] })
  for fact in Fact.all {
    page.heading(fact.name)
    let fields = TableCard(of: fact, rules: rules).dictionary.map(\.field)
    page.table(["Dimension", "Rule"], fields.filter(\.isDimension).map { ["`\($0.name)`", $0.rule.english] })
    page.table(
      ["Measure", "Rule", "Adds up"],
      fields.filter { !$0.isDimension }.map { ["`\($0.name)`", $0.rule.english, $0.addsUp ? "yes" : "no"] })
  }
  return page.text
}
