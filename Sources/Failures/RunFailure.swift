/// Why a run ended without publishing; `OUTPUT/current` is as it was.
public struct RunFailure: Error, CustomStringConvertible {
  public let status: ExitStatus
  public let description: String

  public init(_ status: ExitStatus, _ description: String) {
    self.status = status
    self.description = description
  }
}
