import Foundation
import TestSupport
import Testing

/// The level's word in the log, on a terminal and off it.
@Suite struct ColourTests {
  private let plainTerminal = ["TERM": "xterm", "NO_COLOR": ""]
  private let wrong = ["check", "Pipelines/none.yaml"]

  @Test func `on a terminal the word of an error is red, and nothing else`() throws {
    let text = try Command.runOnTerminal(wrong, environment: plainTerminal)
    #expect(text.contains(" \u{1B}[31merror\u{1B}[0m "))
    #expect(text.components(separatedBy: "\u{1B}[").count == 4, "a line erased, a word begun, a word ended")
  }

  @Test func `on a terminal the word of a warning is yellow`() throws {
    let night = try Night.plain()
    try night.put("a stray note", at: "notes.txt")
    let text = try Command.runOnTerminal(night.arguments(), environment: plainTerminal)
    #expect(text.contains(" \u{1B}[33mwarning\u{1B}[0m "))
  }

  @Test(arguments: [["TERM": "xterm", "NO_COLOR": "1"], ["TERM": "dumb", "NO_COLOR": ""]])
  func `NO_COLOR that holds anything, and a terminal without colours, keep words plain`(_ environment: [String: String])
    throws
  {
    let text = try Command.runOnTerminal(wrong, environment: environment)
    #expect(text.contains(" error ") && !text.contains("m\u{65}rror"))
  }

  @Test func `a log that is no terminal has no colour`() throws {
    let ending = try Command.run(wrong, environment: plainTerminal)
    #expect(ending.errors.contains(" error ") && !ending.errors.contains("\u{1B}"))
  }

  @Test func `a log of JSON has no colour on a terminal`() throws {
    let night = try Night.plain()
    let text = try Command.runOnTerminal(
      night.arguments(definition: "none.yaml", more: ["--log-format", "json"]), environment: plainTerminal)
    #expect(text.contains("\"level\":\"error\"") && !text.contains("\u{1B}[31m"))
  }
}
