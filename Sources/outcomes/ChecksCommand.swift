import ArgumentParser
import Definition

struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks", abstract: "List what a check of a definition may look at.",
    discussion: """
      A check is some lines in a definition:

        checks:
          short-delivery:
            measure: delivery_rows
            source: dpae
            warn: falls 40 percent
            fail: falls 90 percent

      Or it names a table, a measure of it and, with each, the dimensions whose values are looked at one by one. What \
      fails holds the run: see 'outcomes approve'.
      """)

  func run() {
    print("measures of a source")
    for measure in SourceMeasure.allCases {
      let space = String(repeating: " ", count: max(1, 20 - measure.rawValue.utf8.count))
      print("  \(measure.rawValue)\(space)\(measure.rule)")
    }
    print("")
    print("thresholds: above N, below N; rises, falls or moves N percent")
  }
}
