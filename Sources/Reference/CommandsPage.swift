/// Every command and option, as `--help` tells them.
struct CommandsPage {
  let text: String

  init(_ root: CommandInfo) {
    var page = Markdown(
      "The command",
      "What `outcomes --help` and `outcomes help <command>` say, in one place; `man outcomes` holds the same. Exit codes: "
        + "[exit-codes.md](exit-codes.md).")
    page.table(
      ["Command", "What it does"],
      root.commands.map { ["[`\($0.commandName)`](#outcomes-\($0.commandName))", $0.abstract ?? ""] })
    page.paragraph("Every command takes `--help` and `--version`.")
    for command in root.commands { CommandsPage.add(command, to: &page) }
    text = page.text
  }

  private static func add(_ command: CommandInfo, to page: inout Markdown) {
    page.heading("outcomes \(command.commandName)")
    page.paragraph(command.abstract ?? "")
    page.code(command.synopsis)
    for block in command.prose {
      switch block {
      case .paragraph(let text): page.paragraph(text)
      case .example(let lines): page.code(lines.joined(separator: "\n"))
      }
    }
    page.table(
      ["Argument", "Meaning", "Values", "Default"],
      command.ownArguments.map { argument in
        [
          "`\(argument.spelling)`", argument.meaning, codes(argument.values),
          argument.defaultValue.map { "`\($0)`" } ?? "",
        ]
      })
  }
}
