import ArgumentParser
import Count
import Facts
import LabourMarket

struct TablesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables", abstract: "List the facts, dimensions and measures that a table of a definition may use.",
    discussion: """
      A table is some lines in a definition:

        tables:
          access-in-marseille:
            fact: leaver
            dimensions: [dispositif, age_band]
            margins: all
            measures: [leavers, access_rate]
            where: {departement: "13"}
      """)

  func run() {
    let rules = Rules()
    for fact in Fact.all {
      print("\(fact): \(fact.wording(rules).english)")
      print("  dimensions")
      for dimension in fact.dimensions { print("    \(aligned(dimension.name)) \(dimension.rule(rules).english)") }
      print("  measures")
      for measure in fact.measures { print("    \(aligned(measure.name)) \(measure.rule(rules).english)") }
      print("")
    }
  }

  private func aligned(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, 20 - name.utf8.count))
  }
}
