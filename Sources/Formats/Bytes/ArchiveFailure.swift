public import Failures

/// Packed bytes that cannot be unpacked: nothing of the file counts.
public struct ArchiveFailure: Failure, CustomStringConvertible {
  public var kind: FailureKind { .badData }
  public let path: String
  /// Offset in the packed file.
  public let byte: Int
  public let problem: String
  public let remedy: String

  public init(path: String, byte: Int, problem: String, remedy: String = "ask the sender for the file again") {
    self.path = path
    self.byte = byte
    self.problem = problem
    self.remedy = remedy
  }

  public var description: String { "\(path): at byte \(byte): \(problem); \(remedy)" }
}
