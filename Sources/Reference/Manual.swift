import Definition
import Failures

/// outcomes(1).
struct Manual {
  let text: String

  init(_ root: CommandInfo) {
    var page = Roff()
    page.title("OUTCOMES", section: 1, day: Version.day, source: "outcomes \(Version.current)", book: "Hiring Outcomes")
    page.macro("SH", "NAME")
    page.text("outcomes - \(Manual.lowered(root.abstract ?? ""))")
    page.macro("SH", "SYNOPSIS")
    for (place, command) in root.commands.enumerated() {
      if place > 0 { page.macro("br") }
      page.text(command.synopsis)
    }
    page.macro("SH", "DESCRIPTION")
    page.prose(root.prose)
    page.macro("SH", "COMMANDS")
    page.text("Every command takes")
    page.macro("BR", "--help", ".")
    for command in root.commands { Manual.add(command, to: &page) }
    page.macro("SH", "OPTIONS")
    for argument in root.arguments ?? [] where argument.shouldDisplay {
      page.item(argument.spelling, argument.meaning)
    }
    page.macro("SH", "EXIT STATUS")
    for status in ExitStatus.allCases { page.item("\(status.rawValue)", "\(status.meaning). \(status.remedy)") }
    for section in ManualSections.all {
      page.macro("SH", section.title)
      for (label, meaning) in section.items { page.item(label, meaning) }
    }
    page.macro("SH", "EXAMPLES")
    Manual.addExamples(of: root, to: &page)
    page.macro("SH", "SEE ALSO")
    page.text(ManualSections.seeAlso)
    text = page.lines.joined(separator: "\n") + "\n"
  }

  private static func add(_ command: CommandInfo, to page: inout Roff) {
    page.macro("SS", command.synopsis)
    page.text(command.abstract ?? "")
    if !command.prose.isEmpty { page.macro("PP") }
    page.prose(command.prose)
    for argument in command.ownArguments {
      let values = argument.values.isEmpty ? "" : " One of \(argument.values.joined(separator: ", "))."
      let standard = argument.defaultValue.map { " Default: \($0)." } ?? ""
      page.item(argument.spelling, argument.meaning + values + standard)
    }
  }

  /// The commands of the overview, each of which says what it does.
  private static func addExamples(of root: CommandInfo, to page: inout Roff) {
    for case .example(let lines) in root.prose {
      for line in lines {
        let parts = line.split(separator: "  ", omittingEmptySubsequences: true).map { $0.drop { $0 == " " } }
        guard parts.count == 2 else { continue }
        page.text(Manual.raised(String(parts[1])) + ":")
        page.example([String(parts[0])])
        page.macro("PP")
      }
    }
    page.text("Publish the tables that may be handed out, as they were true on a past day:")
    page.example(["outcomes run Pipelines/nightly.yaml --as-of 2017-03-31 --audience public"])
  }

  private static func lowered(_ text: String) -> String {
    text.prefix(1).lowercased() + (text.hasSuffix(".") ? text.dropFirst().dropLast() : text.dropFirst())
  }

  private static func raised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
