import Count
public import Deliveries
import Ingest
public import LabourMarket

/// How the hires of a ROME are shared between FAP métiers (DOMAIN section 2.9).
public struct FAPWeights: Sendable {
  /// How far the weights of a ROME may be from 1: files round them (DOMAIN section 2.9).
  public static let tolerance = 0.001
  /// The ROME whose weights sum to something else, a line each: hires would be lost or made.
  public private(set) var unbalanced: [String] = []
  private var versions: [(year: Int, shares: [String: [(fap: String, share: Quantity)]])] = []

  /// Where the reference gives a ROME no weight, its n FAP share it equally.
  public init(_ reference: FAPReference) {
    for (year, rows) in Dictionary(grouping: reference.rows, by: { $0.year ?? .min }).sorted(by: { $0.key < $1.key }) {
      let shares = Dictionary(grouping: rows, by: \.rome).mapValues { rows in
        let equal = Quantity(units: Quantity.scale / Int128(rows.count))
        return rows.sorted { $0.fap < $1.fap }.map { (fap: plainLabel($0.fap), share: $0.weight ?? equal) }
      }
      versions.append((year, shares))
      for (rome, parts) in shares.sorted(by: { $0.key < $1.key }) {
        let sum = parts.reduce(Quantity.zero) { $0 + $1.share }
        // In whole numbers: three weights of 0.333 lack a thousandth, and no more.
        let isWhole = abs(sum.units - Quantity.scale) <= Int128(Double(Quantity.scale) * FAPWeights.tolerance)
        if !isWhole { unbalanced.append("\(rome): \(sum.text(decimals: 4))") }
      }
    }
  }

  /// The latest version that is not after the year, else the earliest; `?` where it has no FAP for the ROME.
  public func shares(of rome: String, in year: Int) -> [(fap: String, share: Quantity)] {
    let version = versions.last { $0.year <= year } ?? versions.first
    return version?.shares[rome] ?? [(Dimension.unknown, Quantity(1))]
  }
}
