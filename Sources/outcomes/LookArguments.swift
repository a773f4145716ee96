import ArgumentParser
import Definition
import Failures
import Formats
import Ingest

/// What `layout` and `read` have in common: a file, and how it is to be read where that is not to be found out.
struct LookArguments: ParsableArguments {
  @Argument(help: "The file: text, plain or packed, a workbook, or XML.", completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "Folder of the known layouts; by default Pipelines/layouts here, else that installed with the command.",
      valueName: "folder"), completion: .directory)
  var layouts: String?

  @Option(help: ArgumentHelp("Read by this layout of the folder.", valueName: "name"), completion: .layouts)
  var layout: String?

  @Option(help: ArgumentHelp("Separator: some characters, \\t, or bytes in hex such as 0xA5.", valueName: "bytes"))
  var delimiter: String?

  @Option(help: ArgumentHelp("Quote character; none for a text without quotes.", valueName: "character"))
  var quote: String?

  @Option(help: ArgumentHelp("Character that makes the next one plain.", valueName: "character"))
  var escape: String?

  @Option(
    help: ArgumentHelp("What ends a line: lf (with or without CR), cr, or any.", valueName: "end"),
    completion: .list(DelimitedForm.LineEnd.allCases.map(\.rawValue)))
  var lineEnd: String?

  @Option(
    help: ArgumentHelp("Encoding of the bytes that are not UTF-8.", valueName: "name"),
    completion: .list(TextEncoding.allCases.map(\.rawValue)))
  var encoding: String?

  @Option(
    help: "Sheet of a workbook: its name, or its number from 1. By default the one that fits a layout or resembles it.")
  var sheet: String?

  @Option(help: ArgumentHelp("Member of a zip archive.", valueName: "name"))
  var member: String?

  func look(member: String?) throws -> Look {
    var wish = FileForm.Wish()
    (wish.member, wish.sheet) = (member, sheet)
    wish.separator = try delimiter.map { try bytes($0, "--delimiter", 1...8) }
    if quote?.lowercased() == "none" || quote == "" {
      wish.isUnquoted = true
    } else {
      wish.quote = try quote.map { try bytes($0, "--quote", 1...1)[0] }
    }
    wish.escape = try escape.map { try bytes($0, "--escape", 1...1)[0] }
    wish.lineEnd = try lineEnd.map { name in
      guard let end = DelimitedForm.LineEnd(rawValue: name.lowercased()) else {
        throw RunFailure(.usage, "--line-end \(name): give lf, cr or any")
      }
      return end
    }
    wish.encoding = try encoding.map { name in
      guard let encoding = TextEncoding(named: name) else {
        let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw RunFailure(.usage, "--encoding \(name): known are \(known)")
      }
      return encoding
    }
    return try Look(path: file, wish: wish, layoutName: layout, folder: layouts ?? PipelineFolder.layouts)
  }

  private func bytes(_ text: String, _ option: String, _ count: ClosedRange<Int>) throws -> [UInt8] {
    var bytes = Array(text.utf8)
    switch text.lowercased() {
    case "\\t", "tab": bytes = [0x09]
    case let hex where hex.hasPrefix("0x"):
      let digits = Array(hex.dropFirst(2))
      let pairs = stride(from: 0, to: digits.count, by: 2).map { String(digits[$0..<min($0 + 2, digits.count)]) }
      bytes = pairs.compactMap { UInt8($0, radix: 16) }
    default: break
    }
    guard count.contains(bytes.count), !bytes.contains(0x0A), !bytes.contains(0x0D) else {
      throw RunFailure(
        .usage, "\(option) '\(text)': give \(count.upperBound == 1 ? "one character" : "1 to 8 characters")")
    }
    return bytes
  }
}
