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

      Numbers are those of the default rules; the dictionary of a run says those of its own.
      """)

  func run() {
    for fact in Fact.all {
      let card = TableCard(of: fact, rules: Rules())
      print("\(fact): \(card.fact.english)")
      for (role, heading) in [(Field.Role.dimension, "dimensions"), (.measure, "measures")] {
        print("  \(heading)")
        for field in card.fields where field.role == role { print("    \(aligned(field.name)) \(field.rule.english)") }
      }
      print("")
    }
  }

  private func aligned(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, 20 - name.utf8.count))
  }
}
