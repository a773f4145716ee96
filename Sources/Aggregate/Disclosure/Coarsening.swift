public import Deliveries
public import LabourMarket

/// That one dimension of a fact gives another, or narrows it down: `month` gives `year`, and `naf` gives `sector` but for
/// temporary work.
///
/// The coarse dimension need not be one that tables may have: `dispositif` and `training_type` both say whether a training
/// prepares for a hire.
public struct Coarsening: Sendable {
  public let fine: String
  public let coarse: String
  /// The values that a fact with this label may have in the coarse dimension, in a year where that is known; `nil` is any.
  public let values: @Sendable (_ label: String, _ year: Int?) -> Set<String>?

  /// Whether a hire is temporary work: `yes` or `no`. No table has it.
  public static let isInterim = "is interim"
}

/// What coarsens to what, under the rules and by the reference of a run. All of it is public.
public struct Coarsenings: Sendable {
  private let prealable: [String]
  private let interimNAF: [String]
  private let middleAges: ClosedRange<Int>
  private let bassins: BassinReference

  /// - Parameter bassins: by which the run places communes.
  public init(_ rules: Rules, bassins: BassinReference = BassinReference()) {
    prealable = rules.prealable
    interimNAF = rules.interimNAF
    middleAges = rules.middleAgeFrom...max(rules.middleAgeFrom, rules.middleAgeTo)
    self.bassins = bassins
  }

  /// Those that hold for what a column of a fact counts.
  public func of(_ fact: Fact, _ column: String) -> [Coarsening] {
    switch fact {
    case .leaver, .leaverMonth: trainings + [Coarsenings.exitQuarter, ageBand, departementOfBassin]
    case .entry: trainings + [Coarsenings.year, departementOfBassin]
    case .hire: [Coarsenings.year, sector, departement, bassin, departementOfBassin] + Coarsenings.interim
    // The survey places its answers by itself.
    case .needAndHire where column != "recruiters": [departementOfBassin]
    default: []
    }
  }

  private static let year = Coarsening(fine: "month", coarse: "year") { month, _ in [String(month.prefix(4))] }

  private static let exitQuarter = Coarsening(fine: "exit_month", coarse: "exit_quarter") { month, _ in
    Int(month.suffix(2)).map { ["\(month.prefix(4))-Q\(($0 + 2) / 3)"] }
  }

  /// A dispositif that prepares for a hire gives the type, which another narrows down. What stands for other characters
  /// in a dispositif says nothing.
  private var trainings: [Coarsening] {
    let patterns = prealable
    let isPrealable = { @Sendable (dispositif: String) in
      dispositif.contains("?") ? nil : Rules.matches(dispositif, patterns)
    }
    return [
      Coarsening(fine: "training_type", coarse: "is prealable") { type, _ in [type == "prealable" ? "yes" : "no"] },
      Coarsening(fine: "dispositif", coarse: "is prealable") { dispositif, _ in
        isPrealable(dispositif).map { [$0 ? "yes" : "no"] }
      },
      Coarsening(fine: "dispositif", coarse: "training_type") { dispositif, _ in
        isPrealable(dispositif).map { $0 ? ["prealable"] : ["certifiante", "qualifiante"] }
      },
    ]
  }

  /// Of ages by five years, which may lie across the end of a band.
  private var ageBand: Coarsening {
    let middle = middleAges
    return Coarsening(fine: "age_group", coarse: "age_band") { group, _ in
      guard group != "?" else { return ["?"] }
      guard let from = group.split(separator: "-").first.flatMap({ Int($0) }) else { return nil }
      let (low, high) = (middle.lowerBound, middle.upperBound)
      return Set(
        (from..<from + 5).map { $0 < low ? "<\(low)" : $0 > high ? ">\(high)" : "\(low)-\(high)" })
    }
  }

  /// A contract of temporary work comes before the activity.
  private var sector: Coarsening {
    let codes = interimNAF
    return Coarsening(fine: "naf", coarse: "sector") { naf, _ in
      [Sector(NAF(naf), interimNAF: codes).rawValue, Sector.interim.rawValue]
    }
  }

  /// Temporary work is one sector and one class of contracts.
  private static let interim = [
    ("sector", Sector.interim.rawValue), ("contract_class", ContractClass.interim.rawValue),
  ]
  .map { dimension, interim in
    Coarsening(fine: dimension, coarse: Coarsening.isInterim) { label, _ in [label == interim ? "yes" : "no"] }
  }

  /// Where the commune is unknown the postcode may tell the département.
  private var departement: Coarsening {
    Coarsening(fine: "commune", coarse: "departement") { commune, _ in
      Commune(commune).map { [$0.departement.code] }
    }
  }

  private var bassin: Coarsening {
    let reference = bassins
    return Coarsening(fine: "commune", coarse: "bassin") { label, year in
      guard let commune = Commune(label) else { return ["?"] }
      let found = reference.zonings(for: year).map { reference.bassin(of: commune, zoning: $0) ?? "?" }
      return found.isEmpty ? ["?"] : Set(found)
    }
  }

  /// A bassin whose communes all lie in one département gives it.
  private var departementOfBassin: Coarsening {
    let zonings = bassins.zonings.map { zoning in
      zoning.bassins.reduce(into: [String: Set<String>]()) { $0[$1.value, default: []].insert($1.key.departement.code) }
    }
    let reference = bassins
    return Coarsening(fine: "bassin", coarse: "departement") { bassin, year in
      guard bassin != "?" else { return nil }
      let found = reference.zonings(for: year).reduce(into: Set<String>()) { $0.formUnion(zonings[$1][bassin] ?? []) }
      return found.isEmpty ? nil : found
    }
  }
}

extension BassinReference {
  /// The zonings that facts of a year may take: one, or all where the year is not known.
  fileprivate func zonings(for year: Int?) -> [Int] {
    guard let year else { return Array(zonings.indices) }
    return zoning(for: year).map { [$0] } ?? []
  }
}
