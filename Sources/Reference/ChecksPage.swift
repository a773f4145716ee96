import Definition
import Deliveries
import Failures
import Ingest

/// What a check may look at, and from where on it warns or holds the run.
func checksPage() -> String {
  var page = Markdown(
    "Checks",
    "A check of a definition looks at a measure of some sources, or at some cells of a table. Past its `warn` the run warns "
      + "(exit code 1); past its `fail` the run is held (exit code \(ExitStatus.held.rawValue)): nothing is published until "
      + "somebody approves it with `outcomes approve`. The keys of a check: [definition.md](definition.md#checks).")
  page.heading("Measures of a source")
  page.paragraph("Each source is looked at by itself; `source` names some, `base: {rows: 1000}` leaves out small ones.")
  page.table(
    ["Measure", "Rule", "Sources"],
    SourceMeasure.allCases.map { measure in
      let isAll = measure.sources == Source.all
      return ["`\(measure.rawValue)`", measure.rule, isAll ? "all" : codes(measure.sources.map(\.name))]
    })
  page.heading("Measures of a table")
  page.paragraph(
    "Any measure that the table has: see [measures.md](measures.md). Without `each` the row of all totals is looked at; with it "
      + "every value of that dimension, the others at `total`. `base` leaves out the rows of few.")
  page.heading("Thresholds")
  page.paragraph(
    "Several may stand in a list; any of them is enough. The first run has nothing to compare with. A figure that was published "
      + "and is `nd` or gone has fallen.")
  page.table(
    ["Threshold", "Holds where the value"], CheckRule.Condition.documentation.map { ["`\($0.example)`", $0.meaning] })
  page.heading("Example")
  page.code(
    """
    checks:
      short-delivery:
        measure: delivery_rows
        source: dpae
        base: {rows: 1000}
        warn: [falls 40 percent, rises 60 percent]
        fail: falls 90 percent
      access-moves:
        table: training-access
        measure: access_rate
        each: departement
        base: {leavers: 60}
        warn: moves 15 percent
        fail: moves 50 percent
    """, "yaml")
  return page.text
}
