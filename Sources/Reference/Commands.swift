extension CommandInfo {
  /// Those that are shown, but for `help`, which the parser adds.
  var commands: [CommandInfo] { (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" } }

  /// What belongs to this command alone: `--help` and `--version` are of all.
  var ownArguments: [ArgumentInfo] {
    (arguments ?? []).filter { $0.shouldDisplay && !["help", "version"].contains($0.preferredName?.name) }
  }

  /// How it is called: required options stand there, the others are `[options]`.
  var synopsis: String {
    let required = ownArguments.filter { !$0.isOptional && $0.kind != .positional }.map(\.spelling)
    let positional = ownArguments.filter { $0.kind == .positional }.map(\.spelling)
    let hasMore = ownArguments.contains { $0.isOptional && $0.kind != .positional }
    return (["outcomes", commandName] + required + (hasMore ? ["[options]"] : []) + positional)
      .joined(separator: " ")
  }

  /// The discussion, but for the exit codes, which have their own place.
  var prose: [Prose] {
    Prose.blocks(of: discussion ?? "").prefix { !isExitCodes($0) }.map { $0 }
  }

  private func isExitCodes(_ block: Prose) -> Bool {
    guard case .paragraph(let text) = block else { return false }
    return text.hasPrefix("Exit codes (")
  }
}

extension ArgumentInfo {
  /// `--as-of <day>`, `--quiet`, `<definition>`.
  var spelling: String {
    let value = "<\(valueName ?? "value")>"
    guard kind != .positional, let name = preferredName else { return value }
    let option = (name.kind.hasPrefix("long") ? "--" : "-") + name.name
    return kind == .flag ? option : "\(option) \(value)"
  }

  var meaning: String { [abstract, discussion].compactMap { $0 }.joined(separator: " ") }

  var values: [String] { kind == .flag ? [] : allValues ?? [] }
}
