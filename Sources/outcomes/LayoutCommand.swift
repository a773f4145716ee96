import ArgumentParser
import Definition
import Failures
import Formats
import Logging

struct LayoutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layout", abstract: "Describe an unknown file, and propose a layout for it.",
    discussion: """
      Reads the file to its end and says what it is: how it is packed, its format, encoding, separator and quotes, its \
      columns with the type of their values, rows that cannot be read and where, the known layout that fits its header \
      or comes nearest, and what differs. Then a layout file to start from. No value of the file is shown.

        outcomes layout delivery.csv.gz
        outcomes layout --delimiter '|' --encoding cp850 delivery.txt

      Ends with 65 when the file cannot be read to its end.
      """)

  @OptionGroup var arguments: LookArguments

  func run() throws {
    try reportingFailures { log in
      do {
        return try describe()
      } catch let error as ArchiveFailure {
        log.error("\(error)")
        log.notice("the records before that place: outcomes read \(arguments.file)")
        return .badData
      }
    }
  }

  private func describe() throws -> ExitStatus {
    let several = arguments.member == nil ? try Look.members(of: arguments.file) : []
    let members: [String?] = several.isEmpty ? [arguments.member] : several
    var isSound = true
    for member in members {
      let description = try arguments.look(member: member).description()
      print(description.text)
      isSound = isSound && description.isSound
    }
    return isSound ? .done : .doneWithWarnings
  }
}
