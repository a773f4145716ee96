public import LabourMarket

/// Wilson's score interval of a share (DOMAIN section 5): both ends in 0...1, `nd` of nobody.
public struct Interval: Sendable {
  public let low: Cell
  public let high: Cell

  public init(_ part: Int64, of whole: Int64, z: Double) {
    self.init(share: Double(part) / Double(whole), number: Double(whole), z: z)
  }

  /// Of a weighted share: as of Kish's effective number, (sum of w)^2 / sum of w^2, which is what it would take of equal
  /// weights to be as sure.
  ///
  /// - Parameter squares: of the weights that make the whole.
  public init(_ part: Quantity, of whole: Quantity, squares: Quantity, z: Double) {
    let (part, whole, squares) = (Double(part.units), Double(whole.units), Double(squares.units))
    // Weights are multiples of 10^-18, and so are their squares.
    self.init(share: part / whole, number: whole / squares * (whole / Double(Quantity.scale)), z: z)
  }

  private init(share: Double, number: Double, z: Double) {
    guard number > 0, share.isFinite else {
      (low, high) = (.notAvailable, .notAvailable)
      return
    }
    let centre = share + z * z / (2 * number)
    let half = z * (share * (1 - share) / number + z * z / (4 * number * number)).squareRoot()
    let scale = 1 + z * z / number
    (low, high) = (.bound(max(0, (centre - half) / scale)), .bound(min(1, (centre + half) / scale)))
  }
}
