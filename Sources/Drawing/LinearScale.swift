/// Numbers from 0 to a round maximum, laid on a line of so many pixels.
public struct LinearScale: Sendable {
  public let maximum: Double
  /// From 0 to the maximum, at 1, 2 or 5 times a power of ten.
  public let ticks: [Double]
  let start: Double
  let length: Double

  /// - Parameter largest: the largest number that must fit; where it is not above 0 the scale goes to 1.
  /// - Parameter most: an end that the scale never passes, such as 1 for shares.
  /// - Parameter steps: about how many ticks after 0.
  /// - Parameter start: where 0 stands, in pixels.
  /// - Parameter length: pixels from 0 to the maximum.
  public init(upTo largest: Double, atMost most: Double = .infinity, steps: Int = 4, start: Double, length: Double) {
    let top = largest > 0 && largest.isFinite ? min(largest, most) : 1
    let step = LinearScale.roundStep(top / Double(steps))
    let count = Int((top / step - 1e-9).rounded(.up))
    ticks = (0...max(1, count)).map { Double($0) * step }
    maximum = ticks[ticks.count - 1]
    self.start = start
    self.length = length
  }

  /// Where a number stands; one past an end stands at that end.
  public func place(of number: Double) -> Double { start + length * min(1, max(0, number / maximum)) }

  private static func roundStep(_ raw: Double) -> Double {
    var power = 1.0
    while power * 10 <= raw { power *= 10 }
    while power > raw { power /= 10 }
    return power * ([1, 2, 5].first { $0 * power >= raw * 0.999 } ?? 10)
  }
}
