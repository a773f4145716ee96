/// Whom a run tells how it ended: the section `monitoring` of a definition.
public struct Monitoring: Sendable, Equatable {
  /// A text file for the collector of node_exporter; `--metrics` takes its place.
  public var metrics: String?
  /// A command, with its arguments, that gets the run's record as JSON on its standard input.
  public var notify: [String] = []
  /// Only after these; empty is after every run.
  public var notifyWhen: [RunState] = []
  /// Seconds after which the command is ended.
  public var notifySeconds = 60

  public init() {}
}

/// What became of a run, or that it is under way.
public enum RunState: String, Codable, Sendable {
  case running, published
  /// A check failed: nothing is published until somebody approves it.
  case held
  case failed
  /// Ended by a signal, or past its time or memory.
  case stopped
  /// Its process died without a word.
  case interrupted
}

extension Monitoring {
  static let keys = [
    SectionKey(
      "metrics", "a file", standard: "none",
      "a text for the collector of node_exporter, replaced in one move; `--metrics` takes its place"),
    SectionKey(
      "notify", "a list: the path of a program, and its arguments", standard: "none",
      "a command that gets the run's record as JSON on its standard input; no shell reads it"),
    SectionKey(
      "notify_when", "a list of " + states.map { "`\($0.rawValue)`" }.joined(separator: ", "), standard: "every run",
      "only after runs that ended so"),
    SectionKey(
      "notify_timeout", "a whole number, 1 to 3600", unit: "seconds",
      standard: "`\(Monitoring().notifySeconds) seconds`",
      "after which the command is ended"),
  ]
  private static let states: [RunState] = [.published, .held, .failed, .stopped]

  init(reading value: YAMLValue) throws(DefinitionError) {
    let section = try YAMLMapping(value)
    var problems = Problems()
    problems.gather(try section.refuseKeys(otherThan: Self.keys))
    metrics = problems.gather(try section["metrics"]?.text()) ?? nil
    notify = problems.gather(try section["notify"]?.command() ?? []) ?? []
    let when = problems.gather(
      try section["notify_when"]?.names("state", of: "a run", from: Self.states.map(\.rawValue)) ?? [])
    notifyWhen = (when ?? []).compactMap(RunState.init)
    notifySeconds =
      problems.gather(try section["notify_timeout"]?.quantity(of: "seconds", in: 1...3600) ?? 60) ?? 60
    try problems.raise()
  }
}

extension YAMLValue {
  /// A program by its path, and its arguments: no shell reads them.
  fileprivate func command() throws(DefinitionError) -> [String] {
    var words: [String] = []
    for element in try list() { words.append(try element.text()) }
    guard let program = words.first, program.hasPrefix("/") else {
      throw problem("\(label) must be a list that begins with the path of a program, such as [/usr/local/bin/tell-us]")
    }
    return words
  }
}
