import Foundation
public import Ingest

/// The pages of `Documentation` that are made from the code, and the manual page.
public struct ReferencePages {
  public let pages: [Page]

  public struct Page: Sendable {
    /// Below the folder `Documentation`.
    public let path: String
    public let text: String
  }

  /// - Parameter help: what `outcomes --experimental-dump-help` says.
  /// - Parameter layouts: those of `Pipelines/layouts`.
  /// - Throws: where the help is not of the form that is known.
  public init(help: String, layouts: [Layout]) throws {
    let command = try JSONDecoder().decode(CommandInfo.Dump.self, from: Data(help.utf8)).command
    pages = [
      Page(path: "outcomes.1", text: Manual(command).text),
      Page(path: "reference/checks.md", text: checksPage()),
      Page(path: "reference/commands.md", text: CommandsPage(command).text),
      Page(path: "reference/definition.md", text: definitionPage()),
      Page(path: "reference/exit-codes.md", text: exitCodesPage()),
      Page(path: "reference/layouts.md", text: layoutsPage(layouts)),
      Page(path: "reference/measures.md", text: measuresPage()),
    ]
  }
}
