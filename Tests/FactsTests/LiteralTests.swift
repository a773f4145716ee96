import Count
import Facts
import Foundation
import TestSupport
import Testing

/// A name of the catalogue is written once, in its fact's folder. A literal elsewhere would be a second one, which a
/// rename forgets.
@Suite struct `A name of the catalogue` {
  /// Modules below `Facts` cannot import it: the fields of files have names of their own, and some are the same words.
  /// `Sample` writes such files; `Attack` reads what is published and knows no name of ours at all.
  private static let besides: Set<String> = [
    "Facts", "Count", "Attack", "Formats", "LabourMarket", "Ingest", "Deliveries", "Normalise", "Join", "Sample",
    "Solve", "Drawing",
  ]

  /// Words that are names of something else where they stand: each with the file and why.
  private static let otherwise: [(file: String, word: String, why: String)] = [
    ("Protect/Reason.swift", "key-figure", "a reason for hiding a number"),
    ("PostgreSQL/Schema.swift", "unit", "a column of the dictionary"),
    ("Ledger/Purge.swift", "persons", "the folder of the person-level output"),
    ("Explain/Storyteller+Leavers.swift", "mature", "said of leavers, for people"),
    ("Explain/Storyteller+Figures.swift", "leavers", "said of leavers, for people"),
    ("Reference/Commands.swift", "value", "an argument of a command"),
    ("Ledger/RunSheet.swift", "hires", "said of hires, for people"),
    ("Report/QualitySection.swift", "hires", "said of hires, for people"),
    ("Report/Published.swift", "days", "a unit of key figures"),
    ("Definition/Input+Reading.swift", "coverage", "a key of inputs"),
    ("Definition/Rules+Keys.swift", "days", "a unit of rules"),
    ("Definition/Rules+Keys.swift", "persons", "a unit of rules"),
    ("Definition/Rules+Keys.swift", "establishments", "a unit of rules"),
    ("Definition/Rules+Keys.swift", "projects", "a unit of rules"),
    ("Definition/Rules+Keys.swift", "leavers", "a unit of rules"),
    ("Definition/Rules+Keys.swift", "access", "a rule"), ("Definition/Rules+Keys.swift", "provisional", "a rule"),
    ("Definition/Rules+Keys.swift", "region", "a rule"), ("Definition/Rules+Keys.swift", "published", "a rule"),
    ("Definition/Rules+Reading.swift", "region", "a rule"), ("Definition/Rules+Reading.swift", "published", "a rule"),
    ("Definition/Definition+Parameters.swift", "region", "a rule"),
    ("Report/Picture.swift", "figure", "an element of HTML"),
    ("Report/Access.swift", "access", "a section of the page"),
    ("Report/Entries.swift", "entries", "a section of the page"),
    ("Report/Hires.swift", "hires", "a section of the page, and its unit"),
    ("Report/KeyFigureSentences.swift", "entries", "said of entries, for people"),
    ("Report/KeyFigureSentences.swift", "establishments", "said of establishments, for people"),
    ("Report/Intentions.swift", "establishments", "said of establishments, for people"),
  ]

  private static let names: Set<String> = {
    let columns = Fact.all.flatMap { $0.dimensions.map(\.name) + $0.measures.map(\.name) + $0.columns.map(\.name) }
    return Set(Fact.all.map(\.name) + columns + KeyFigureFact.Figure.allCases.map(\.rawValue))
  }()

  @Test func `stands as a literal in no other folder than its fact's`() throws {
    let sources = URL(filePath: packageRoot).appending(path: "Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var found: [String] = []
    var used: Set<String> = []
    var looked = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let path = String(file.path.dropFirst(sources.path.count + 1))
      guard let module = path.split(separator: "/").first, !Self.besides.contains(String(module)) else { continue }
      looked += 1
      for (number, line) in try String(contentsOf: file, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).enumerated() {
        for match in line.matches(of: /"([a-z0-9_-]+)"/) where Self.names.contains(String(match.1)) {
          if Self.otherwise.contains(where: { $0.file == path && $0.word == match.1 }) {
            used.insert("\(path) \(match.1)")
          } else {
            found.append("\(path):\(number + 1): \(match.0)")
          }
        }
      }
    }
    #expect(looked > 100)
    #expect(found == [])
    // An exception that is none any more hides the next literal.
    #expect(Self.otherwise.map { "\($0.file) \($0.word)" }.filter { !used.contains($0) } == [])
  }
}
