import Count
public import Deliveries
public import Ingest
public import LabourMarket

/// How the hires of an activity are shared between the FAP métiers: by the reference that says so, else by the ROME that
/// the activity hires and their FAP (DOMAIN section 2.9).
public struct FAPWeights: Sendable {
  /// Some of the hires of an activity.
  public struct Share: Sendable {
    public let fap: String
    /// In multiples of 10^-18 of a hire, to be divided by `whole`.
    let part: Int128
    let whole: Int128
    /// Divisions by the number of FAP that made `part` inexact, by less than one each.
    let cuts: Int64

    /// That of so many hires, and how inexact it is, in multiples of 10^-18.
    public func of(_ hires: Int) -> (hires: Quantity, error: Int64) {
      let product = Int128(hires) * part
      return (Quantity(units: product / whole), cuts * Int64(hires) + (product % whole == 0 ? 0 : 1))
    }

    static let unknown = Share(fap: Dimension.unknown, part: Quantity.scale, whole: 1, cuts: 0)
  }

  /// How far the weights of a code may be from 1: files round them.
  public static let tolerance = 0.001
  /// Whether anything says where hires belong; else they are not placed at all.
  public let isKnown: Bool
  /// By reference, the codes whose weights sum to something else than 1, a line each: hires would be lost or made.
  public private(set) var unbalanced: [Source: [String]] = [:]

  private typealias Weights = [String: [(fap: String, weight: Quantity, isCut: Bool)]]
  private let byNAF: Versions<Weights>
  private let byROME: Versions<Weights>
  private let hirings: Versions<[String: [(rome: String, hirings: Int)]]>

  /// - Parameter nafFAP: goes before the other two; empty where the run has none.
  /// - Parameter fapROME: where it gives a ROME no weight, its n FAP share it equally.
  /// - Parameter absent: the sources of which the run has no file.
  public init(_ nafFAP: NAFFAPReference, _ romeNAF: ROMENAFReference, _ fapROME: FAPReference, absent: Set<Source>) {
    isKnown = !absent.isSuperset(of: [.nafFap, .romeNaf])
    byNAF = Versions(nafFAP.rows, \.year) { rows in
      Dictionary(grouping: rows, by: \.naf).mapValues { rows in
        rows.map { (fap: plainLabel($0.fap), weight: $0.weight, isCut: false) }
      }
    }
    byROME = Versions(fapROME.rows, \.year) { rows in
      Dictionary(grouping: rows, by: \.rome).mapValues { rows in
        let equal = Quantity(units: Quantity.scale / Int128(rows.count))
        return rows.map { (fap: plainLabel($0.fap), weight: $0.weight ?? equal, isCut: $0.weight == nil) }
      }
    }
    // Without the first reference alone are the others looked at.
    hirings = Versions(absent.contains(.nafFap) ? romeNAF.rows : [], \.year) { rows in
      Dictionary(grouping: rows, by: \.naf).mapValues { $0.map { (rome: $0.rome, hirings: $0.hirings) } }
    }
    for (source, weights) in [(Source.nafFap, byNAF), (.fapRome, byROME)] {
      unbalanced[source] = weights.all.flatMap { weights in
        weights.sorted { $0.key < $1.key }.compactMap { code, parts in
          let sum = parts.reduce(Quantity.zero) { $0 + $1.weight }
          // In whole numbers: three weights of 0.333 lack a thousandth, and no more.
          let isWhole = abs(sum.units - Quantity.scale) <= Int128(Double(Quantity.scale) * FAPWeights.tolerance)
          return isWhole ? nil : "\(code): \(sum.text(decimals: 4))"
        }
      }
    }
  }

  /// By the version of each reference that a year takes; `?` where the activity has no FAP.
  public func shares(of naf: String, in year: Int) -> [Share] {
    if let weights = byNAF.version(for: year) {
      let found = weights[naf]?.filter { $0.weight > .zero }.map {
        Share(fap: $0.fap, part: $0.weight.units, whole: 1, cuts: 0)
      }
      return found.flatMap { $0.isEmpty ? nil : $0 } ?? [.unknown]
    }
    var parts: [String: (part: Int128, cuts: Int64)] = [:]
    var whole: Int128 = 0
    let faps = byROME.version(for: year) ?? [:]
    for (rome, hirings) in hirings.version(for: year)?[naf] ?? [] {
      guard let weights = faps[rome] else { continue }
      whole += Int128(hirings)
      for (fap, weight, isCut) in weights where weight > .zero && hirings > 0 {
        parts[fap, default: (0, 0)].part += weight.units * Int128(hirings)
        parts[fap]!.cuts += isCut ? Int64(hirings) : 0
      }
    }
    guard whole > 0 else { return [.unknown] }
    return parts.sorted { $0.key < $1.key }.map {
      Share(fap: $0.key, part: $0.value.part, whole: whole, cuts: $0.value.cuts)
    }
  }
}

/// What a reference says in the years that it states: a fact takes the latest that is not after its own, else the earliest.
private struct Versions<Content: Sendable>: Sendable {
  private let versions: [(year: Int, content: Content)]

  var all: [Content] { versions.map(\.content) }

  init<Row>(_ rows: [Row], _ year: (Row) -> Int?, _ content: ([Row]) -> Content) {
    versions = Dictionary(grouping: rows) { year($0) ?? .min }.sorted { $0.key < $1.key }.map {
      (year: $0.key, content: content($0.value))
    }
  }

  /// `nil` where the reference has no row at all.
  func version(for year: Int) -> Content? {
    (versions.last { $0.year <= year } ?? versions.first)?.content
  }
}
