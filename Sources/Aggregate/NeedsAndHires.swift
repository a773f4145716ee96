public import Deliveries
import Join
public import LabourMarket

extension TableDefinition {
  /// The table that counts the hires of this one: itself, or the half of it that hires fill.
  var hireSide: TableDefinition? {
    var side = self
    switch fact {
    case .hire: break
    case .needAndHire: side.measures = measures.filter { $0 != "projects_weighted" }
    case .needAndHireByFAP:
      side.dimensions = ["year", "rome"]
      side.measures = ["hires"]
      side.margins = []
    case .keyFigure:
      side = TableDefinition(name: name, fact: .hire, dimensions: ["year", "sector"], measures: ["hires_1m"])
    default: return nil
    }
    return side
  }
}

extension OutcomeTable {
  /// Needs beside hires: a row for each cell that has an answer or a hire (DOMAIN section 7).
  init(_ definition: TableDefinition, needs: OutcomeTable, hires: OutcomeTable) {
    var cells: [[String?]: [String: (cell: Cell, evidence: Evidence.CellEvidence)]] = [:]
    var evidence = Evidence()
    for side in [needs, hires] {
      evidence.counts.merge(side.evidence?.counts ?? [:]) { $1 }
      for (index, row) in side.rows.enumerated() {
        for (column, measure) in side.definition.measures.enumerated() {
          cells[row.labels, default: [:]][measure] = (row.cells[column], side.evidence?.cells[index][column] ?? .init())
        }
      }
    }
    var rows: [Row] = []
    for (labels, found) in cells {
      rows.append(Row(labels: labels, cells: definition.measures.map { found[$0]?.cell ?? Cell.zero(of: $0) }))
      evidence.cells.append(definition.measures.map { found[$0]?.evidence ?? .init() })
    }
    self.init(definition, rows, evidence: definition.givesEvidence ? evidence : nil)
  }

  /// The hires of each ROME shared between the FAP that it belongs to, beside the projects of each FAP.
  static func byFAP(
    _ definition: TableDefinition, needs: OutcomeTable, hiresByROME: OutcomeTable, weights: FAPWeights
  ) -> OutcomeTable {
    var hires: [[String?]: Quantity] = [:]
    var total: Int128 = 0
    for row in hiresByROME.rows {
      guard let year = row.labels[0], let rome = row.labels[1], case .count(let count) = row.cells[0] else { continue }
      total += Int128(count) * Quantity.scale
      for (fap, share) in weights.shares(of: rome, in: Int(year) ?? 0) {
        hires[[year, fap], default: .zero] += Quantity(units: share.units * Int128(count))
      }
    }
    let rows = hires.map { Row(labels: $0.key, cells: [.amount($0.value, terms: 64)]) }
    var side = definition
    side.measures = ["hires_weighted"]
    let evidence = hiresByROME.evidence.map { Evidence(rows, hiresByROME: $0, weights: weights) }
    var table = OutcomeTable(definition, needs: needs, hires: OutcomeTable(side, rows, evidence: evidence))
    let unplaced = hires.reduce(Quantity.zero) { $1.key[1] == "?" ? $0 + $1.value : $0 }
    table.unplacedShare = total == 0 ? .notAvailable : .weightedShare(unplaced, of: Quantity(units: total))
    return table
  }
}

extension Evidence {
  /// Of the hires of each FAP. An establishment may hire in several of its ROME, and no one has counted them together:
  /// the FAP has at least the establishments of one of them, and the largest has at most what it has in each.
  fileprivate init(_ rows: [OutcomeTable.Row], hiresByROME: Evidence, weights: FAPWeights) {
    var hires: [[String]: Quantity] = [:]
    var largest = hires
    var establishments: [[String]: Int64] = [:]
    for (reference, count) in hiresByROME.counts {
      guard reference.column == "hires", let employers = count.employers else { continue }
      let (year, rome) = (reference["year"] ?? "", reference["rome"] ?? "")
      for (fap, share) in weights.shares(of: rome, in: Int(year) ?? 0) {
        hires[[year, fap], default: .zero] += Quantity(units: share.units * Int128(count.value))
        largest[[year, fap], default: .zero] += Quantity(units: share.units * Int128(employers.largest))
        establishments[[year, fap]] = max(establishments[[year, fap]] ?? 0, employers.establishments)
      }
    }
    cells = rows.map { row in
      let key = row.labels.compactMap { $0 }
      let reference = CountReference(.needAndHireByFAP, "hires", ["year": key[0], "fap": key[1]])
      // In thousandths, so that a share of a hire is none of nothing.
      let thousandths = { (quantity: Quantity?) in Int64((quantity ?? .zero).units / (Quantity.scale / 1000)) }
      counts[reference] = CountEvidence(
        thousandths(hires[key]) / 1000, .hires,
        employers: CountEvidence.Employers(
          establishments: establishments[key] ?? 0, largest: thousandths(largest[key]), hires: thousandths(hires[key])))
      return [CellEvidence(counts: [reference])]
    }
  }
}

/// How the hires of a ROME are shared between FAP métiers (DOMAIN section 2.9).
public struct FAPWeights: Sendable {
  /// How far the weights of a ROME may be from 1: files round them.
  public static let tolerance = 0.01
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
        let isWhole = abs(Double(sum.units) / Double(Quantity.scale) - 1) <= FAPWeights.tolerance
        if !isWhole { unbalanced.append("\(rome): \(sum.text(decimals: 4))") }
      }
    }
  }

  /// The latest version that is not after the year, else the earliest; `?` where it has no FAP for the ROME.
  public func shares(of rome: String, in year: Int) -> [(fap: String, share: Quantity)] {
    let version = versions.last { $0.year <= year } ?? versions.first
    return version?.shares[rome] ?? [("?", Quantity(1))]
  }
}
