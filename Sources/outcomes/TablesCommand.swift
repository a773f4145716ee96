import Aggregate
import ArgumentParser

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
    for fact in Fact.allCases {
      print("\(fact.rawValue): \(fact.summary)")
      print("  dimensions")
      for dimension in fact.dimensions { print("    \(aligned(dimension.name)) \(dimension.rule)") }
      print("  measures")
      for measure in fact.measures { print("    \(aligned(measure.name)) \(measure.rule)") }
      print("")
    }
  }

  private func aligned(_ name: String) -> String {
    name + String(repeating: " ", count: max(0, 20 - name.utf8.count))
  }
}
