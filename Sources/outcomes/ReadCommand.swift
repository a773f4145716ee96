public import ArgumentParser
import Definition
import Failures
import Formats
import Glibc
public import Ingest
import Logging

struct ReadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read", abstract: "Write the records of a file as they are read, as CSV or JSON lines.",
    discussion: """
      Every record, every column, neither trimmed nor checked; the first record is the header. Without options the form \
      of the file is that of the layout that fits, else it is guessed. Columns that this layout, or that of --layout, marks \
      as identifying are masked, unless --unmask; where the file fits none, those that any known layout marks, and what \
      looks like a person's. Records that cannot be read are left out and said on standard error; so are those of another \
      width than the header, which are written as they are.

        outcomes read delivery.csv.gz | head
        outcomes read --delimiter ';' --quote '"' --encoding cp850 --format json delivery.txt
        outcomes read --sheet 2 Base_open_data.xlsx
      """)

  @OptionGroup var arguments: LookArguments

  @Option(help: "csv (RFC 4180, UTF-8) or json (one object a line).")
  var format = RecordFormat.csv

  @Flag(help: "Show identifying columns too.")
  var unmask = false

  func run() throws {
    try reportingFailures { log in
      let look = try arguments.look(member: arguments.member)
      let reader = look.reader()
      let isKnown = look.form.layout != nil
      if !isKnown, !unmask {
        log.warning(
          "the file fits no layout: what looks like a person's is masked by guess; look before you pass it on")
      }
      if let choice = look.form.sheetChoice { log.notice("\(look.form.path): sheet \(choice)") }
      var writer = RecordWriter(format, masking: unmask ? nil : look.identifyingNames, sink: writeOutput)
      try reader.forEachRecord { try writer.write($0.fields) }
      try writer.flush()
      for finding in reader.findings { log.notice("\(look.form.path): \(finding)") }
      for rejection in reader.rejections { log.warning("\(rejection)") }
      if let (count, line) = reader.unequal {
        let records = "\(count) record\(count == 1 ? " has" : "s have")"
        log.warning(
          "\(look.form.path): \(records) another number of fields than the header, the first on line \(line)")
      }
      return reader.rejections.isEmpty && reader.unequal == nil ? .done : .doneWithWarnings
    }
  }
}

/// Writes all bytes on standard output.
private func writeOutput(_ bytes: [UInt8]) throws {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw FileFailure(path: "standard output", doing: .write, errno: errno) }
    written += count
  }
}

extension RecordFormat: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument == "jsonl" ? "json" : argument) }
}
