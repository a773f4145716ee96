public import Failures

/// A form of the tables that cannot be made, and why.
public struct FormFailure: Failure, CustomStringConvertible {
  public var kind: FailureKind { .cannotWrite }
  public let description: String

  init(_ description: String) { self.description = description }
}
