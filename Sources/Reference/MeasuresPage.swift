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
      + "nobody is `nd`, a secret `s`. A measure that adds up may be summed over rows that share nothing; no other may."
  )
  page.table(
    ["Fact", "One row is", "Inputs that it needs"],
    Fact.all.map { ["[`\($0)`](#\($0))", $0.wording(rules).english, codes($0.sources.map(\.name))] })
  for fact in Fact.all {
    page.heading(fact.name)
    page.table(["Dimension", "Rule"], fact.dimensions.map { ["`\($0)`", $0.rule(rules).english] })
    page.table(
      ["Measure", "Rule", "Adds up"],
      fact.measures.map { ["`\($0)`", $0.rule(rules).english, $0.addsUp ? "yes" : "no"] })
  }
  return page.text
}
