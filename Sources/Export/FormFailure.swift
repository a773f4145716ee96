/// A form of the tables that cannot be made, and why.
public struct FormFailure: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
