/// An error of ours that may end a command: it says of which kind it is, and its exit code follows from that alone, never
/// from the words of its message.
public protocol Failure: Error {
  var kind: FailureKind { get }
}

/// What kind of failure ended a command; `ExitStatus` gives each its code.
public enum FailureKind: Sendable, CaseIterable {
  /// The command line is wrong, or asks for what there is not.
  case usage
  /// The definition or a layout is wrong, or asks for what cannot be made.
  case badDefinition
  /// A file cannot be trusted, or too much of it is rejected.
  case badData
  /// What is to be read is not there, or cannot be opened.
  case noInput
  /// The output cannot be written.
  case cannotWrite
  /// The database cannot be reached, or refuses the tables.
  case unavailable
  /// Another process holds the output folder.
  case alreadyRunning
  /// The program contradicts itself, or would give a secret away.
  case bug
}

/// Why a run ended without publishing; `OUTPUT/current` is as it was.
public struct RunFailure: Failure, CustomStringConvertible {
  public let kind: FailureKind
  public let description: String

  public init(_ kind: FailureKind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
