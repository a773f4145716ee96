import TestSupport
import Testing

/// What a command line that is wrong is answered with.
@Suite struct MistypedTests {
  @Test(arguments: [
    (["rnu"], "Did you mean 'run'?"), (["runns"], "Did you mean 'runs'?"),
    (["Layout", "file"], "Did you mean 'layout'?"),
    (["help", "aprove"], "Did you mean 'approve'?"), (["--versoin"], "Did you mean '--version'?"),
    (["run", "--outptu", "x"], "Did you mean '--output'?"),
  ])
  func `a word that is nearly a command or an option is answered with it`(_ words: [String], _ answer: String) throws {
    let ending = try Command.run(words)
    #expect(ending.status == 64)
    #expect(ending.errors.contains(answer))
  }

  @Test func `a word that is near no command is answered with all of them`() throws {
    let ending = try Command.run(["frobnicate"])
    #expect(ending.status == 64)
    #expect(ending.errors.contains("There is no command 'frobnicate'. There are: run, check, "))
  }

  @Test(arguments: [["--help"], ["-h"], ["help"], ["help", "run"], ["--version"], ["run", "--help"]])
  func `what is right is left alone`(_ words: [String]) throws {
    #expect(try Command.run(words).status == 0)
  }

  @Test func `no line of the help is wider than 80 columns, and none begins in mid-table`() throws {
    let lines = try Command.run(["--help"], environment: ["COLUMNS": "80"]).output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 })
    let codes = lines.drop { !$0.hasPrefix("Exit codes") }.dropFirst(2).prefix { !$0.hasPrefix("USAGE") }
    #expect(codes.count > 10 && codes.allSatisfy { $0.hasPrefix("  ") })
  }

  @Test func `a definition that is not there is answered with those that lie nearby`() throws {
    let ending = try Command.run(["check", "Pipelines/nigthly.yaml"])
    #expect(ending.status == 78)
    #expect(
      ending.errors.contains("no such file; give the path of a definition; did you mean 'Pipelines/nightly.yaml'?"))
    #expect(ending.errors.contains("Pipelines/bmo-open-data.yaml"))
    #expect(try Command.run(["check", "nightly.yaml"]).errors.contains("Pipelines/nightly.yaml"))
  }

  @Test func `shells complete runs, layouts and values`() throws {
    let night = try Night.plain()
    #expect(try Command.run(night.arguments()).status == 0)
    let script = try Command.run(["--generate-completion-script", "bash"]).output
    #expect(script.contains("---completion show") && script.contains("internal"))
    let layouts = try Command.run([
      "---completion", "read", "--", "--layout", "2", "0", "outcomes", "read", "--layout", "",
    ])
    #expect(layouts.output.contains("xdp-dpae"))
  }
}
