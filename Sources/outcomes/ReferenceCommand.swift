import ArgumentParser
import Definition
import Failures
import Foundation
import Ingest
import Reference

struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Write the reference of this version, and its manual page.",
    discussion: """
      Every key of a definition and of a layout, every layout, fact, dimension, measure, check, exit code and command, as \
      Markdown in OUTPUT/reference, and outcomes(1) as OUTPUT/outcomes.1.

        outcomes reference --output Documentation
        man -l Documentation/outcomes.1
      """)

  @Option(
    help: ArgumentHelp(
      "Folder of the layouts to describe; by default Pipelines/layouts here, else that installed with the command.",
      valueName: "folder"), completion: .directory)
  var layouts: String?

  @Option(help: ArgumentHelp("Folder that receives the pages.", valueName: "folder"), completion: .directory)
  var output: String

  func run() throws {
    try reportingFailures { _ in
      let known = try Layout.all(in: layouts ?? PipelineFolder.layouts)
      for page in try ReferencePages(help: Outcomes._dumpHelp(), layouts: known).pages { try write(page) }
      print(output)
      return .done
    }
  }

  private func write(_ page: ReferencePages.Page) throws {
    let file = URL(filePath: output).appending(path: page.path)
    do {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(page.text.utf8).write(to: file)
    } catch {
      throw RunFailure(.cannotWrite, "\(file.path): cannot be written; give another --output")
    }
  }
}
