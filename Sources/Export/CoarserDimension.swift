import Aggregate
import Ingest
import LabourMarket

/// What else a value of a dimension tells: the value, or the few possible ones, of a coarser dimension. No table need have
/// that: two dimensions that tell of a third are tied by it.
struct CoarserDimension: Encodable {
  let dimension: String
  /// The first characters of the value.
  var prefix: Int?
  /// `yyyy-Qn` of a month.
  var quarter: Bool?
  /// By value, all that it may be; a value that is not listed tells nothing.
  var map: [String: [String]]?
}

/// What the dimensions of facts tell of each other, under the rules and by the reference of a run: all of it is public.
struct Ties {
  let rules: Rules
  private let bassins: BassinReference
  /// By bassin, where its communes lie, in any of the zonings.
  private let departements: [String: Set<String>]

  init(_ rules: Rules, _ bassins: BassinReference) {
    (self.rules, self.bassins) = (rules, bassins)
    departements = bassins.zonings.reduce(into: [:]) { found, zoning in
      for (commune, bassin) in zoning.bassins { found[bassin, default: []].insert(commune.departement.code) }
    }
  }

  /// - Parameter labels: the values that a mapping has to list.
  func coarsenings(of dimension: String, in fact: Fact, labels: Set<String>) -> [CoarserDimension] {
    let map = { (coarser: String, values: (String) -> [String]) -> CoarserDimension in
      let known = labels.map { ($0, values($0)) }.filter { !$0.1.isEmpty }
      return CoarserDimension(dimension: coarser, map: Dictionary(uniqueKeysWithValues: known))
    }
    switch dimension {
    case "month": return [CoarserDimension(dimension: "year", prefix: 4)]
    case "exit_month": return [CoarserDimension(dimension: "exit_quarter", quarter: true)]
    case "dispositif": return [map("training_type", trainingTypes(of:))]
    case "age_group": return [map("age_band", ageBands(of:))]
    case "naf": return [map("sector", sectors(of:))]
    case "sector" where fact == .hire:
      return [map("interim") { [$0 == Sector.interim.rawValue ? "yes" : "no"] }]
    case "contract_class": return [map("interim") { [$0 == ContractClass.interim.rawValue ? "yes" : "no"] }]
    case "commune":
      return [map("departement") { Commune($0).map { [$0.departement.code] } ?? [] }, map("bassin", bassins(of:))]
    // The survey places its answers by itself.
    case "bassin" where fact != .answer && fact != .need:
      return [map("departement") { departements[$0]?.sorted() ?? [] }]
    default: return []
    }
  }

  /// What stands for other characters in a dispositif says nothing.
  private func trainingTypes(of dispositif: String) -> [String] {
    guard !dispositif.contains("?") else { return [] }
    let isPrealable = rules.prealable.contains { pattern in
      pattern.hasSuffix("*") ? dispositif.hasPrefix(pattern.dropLast()) : dispositif == pattern
    }
    return isPrealable ? ["prealable"] : ["certifiante", "qualifiante"]
  }

  /// Interim is also a contract: an establishment of any activity may have one.
  private func sectors(of naf: String) -> [String] {
    let sector = Sector(NAF(naf), interimNAF: rules.interimNAF)
    return sector == .interim ? [sector.rawValue] : [sector.rawValue, Sector.interim.rawValue]
  }

  private func ageBands(of group: String) -> [String] {
    let ages = group.split(separator: "-").compactMap { Int($0) }
    guard ages.count == 2, ages[0] <= ages[1] else { return group == "?" ? ["?"] : [] }
    let (from, to) = (rules.middleAgeFrom, rules.middleAgeTo)
    return (ages[0] < from ? ["<\(from)"] : [])
      + (ages[1] >= from && ages[0] <= to ? ["\(from)-\(to)"] : []) + (ages[1] > to ? [">\(to)"] : [])
  }

  /// In any of the zonings: the year of a cell may be another than that of its neighbour.
  private func bassins(of label: String) -> [String] {
    guard let commune = Commune(label), !bassins.zonings.isEmpty else { return ["?"] }
    return Set(bassins.zonings.indices.map { bassins.bassin(of: commune, zoning: $0) ?? "?" }).sorted()
  }
}
