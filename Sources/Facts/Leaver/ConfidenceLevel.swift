import Count
import Glibc
public import LabourMarket

/// How much of the normal law a confidence interval holds, in thousandths, rounded: 1.96 is 950, 2.576 is 990.
public struct ConfidenceLevel: Sendable, Equatable {
  public let perMille: Int

  /// - Parameter z: the quantile; the interval holds erf(z / √2). None holds all.
  public init(z: Double) { perMille = min(999, Int((erf(z / 2.0.squareRoot()) * 1000).rounded())) }
}

extension Rules {
  public var confidenceLevel: ConfidenceLevel { ConfidenceLevel(z: confidenceZ) }

  /// `95 %`, or `99,7 %`: decimals only where there are any.
  var confidence: Wording {
    let level = confidenceLevel.perMille
    let tenth = level % 10 == 0 ? "" : String(level % 10)
    return Wording(
      "\(level / 10)\(tenth.isEmpty ? "" : ",\(tenth)") %", "\(level / 10)\(tenth.isEmpty ? "" : ".\(tenth)") %")
  }
}
