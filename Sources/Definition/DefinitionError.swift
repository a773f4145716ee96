public import Failures
import Formats

/// What is wrong with a definition or one of its layouts: at least one problem, file by file from top to bottom.
public struct DefinitionError: Failure, Equatable, Sendable {
  public var kind: FailureKind { .badDefinition }
  public let problems: [Problem]

  public struct Problem: Equatable, Sendable {
    /// The path as the command was given it, or as the definition leads to it.
    public var file: String
    /// Both count from 1; the column in characters.
    public var line: Int
    public var column: Int
    public var message: String
    /// The names that could stand there, in the order of their catalogue; empty where there is no such list.
    public var known: [String]
    /// The known name that was perhaps meant.
    public var nearest: String?
  }

  init(_ problems: [Problem]) {
    self.problems = problems
  }

  /// - Parameter given: the name that was found where one of `known` could stand.
  init(
    file: String, line: Int = 1, column: Int = 1, _ message: String, given: String? = nil, known: [String] = []
  ) {
    let nearest = given.flatMap { nearestName(to: $0, in: known) }
    self.init([
      Problem(file: file, line: line, column: column, message: message, known: known, nearest: nearest)
    ])
  }
}

extension DefinitionError: CustomStringConvertible {
  /// One line a problem.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

extension DefinitionError.Problem: CustomStringConvertible {
  /// `file:line:column: message; did you mean '…'? Known: …`
  public var description: String {
    var text = "\(file):\(line):\(column): \(message)"
    if let nearest { text += "; did you mean '\(nearest)'?" }
    if !known.isEmpty { text += "\(nearest == nil ? "." : "") Known: \(known.joined(separator: ", "))" }
    return text
  }
}

/// Gathers the problems of parts that can be read without each other, so that one run shows them all.
struct Problems {
  private var found: [DefinitionError.Problem] = []

  /// - Returns: what `read` returns, or `nil` where it found problems, which are kept.
  @discardableResult
  mutating func gather<Part>(_ read: @autoclosure () throws(DefinitionError) -> Part) -> Part? {
    do {
      return try read()
    } catch {
      add(error)
      return nil
    }
  }

  mutating func add(_ error: DefinitionError) {
    found += error.problems
  }

  /// - Throws: the problems so far, if there are any, those of one file in the order of its lines.
  func raise() throws(DefinitionError) {
    if found.isEmpty { return }
    var files: [String] = []
    for problem in found where !files.contains(problem.file) { files.append(problem.file) }
    let sorted = files.flatMap { file in
      found.filter { $0.file == file }.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    }
    throw DefinitionError(sorted)
  }
}
