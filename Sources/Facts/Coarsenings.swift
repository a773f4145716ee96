public import Count
public import Deliveries
import Ingest
public import LabourMarket

/// That one dimension of a fact gives another, or narrows it down, in a run.
public struct KnownCoarsening: Sendable {
  public let fine: Dimension
  public let coarse: Dimension
  /// The values that a fact with this label may have in the coarse dimension, in a year where that is known; `nil` is any.
  public let values: @Sendable (_ label: String, _ year: Int?) -> Set<String>?
}

/// What coarsens to what, under the rules and by the reference of a run. All of it is public.
public struct Coarsenings: Sendable {
  private let rules: Rules
  private let bassins: BassinReference

  /// - Parameter bassins: by which the run places communes.
  public init(_ rules: Rules, bassins: BassinReference = BassinReference()) {
    (self.rules, self.bassins) = (rules, bassins)
  }

  /// Those that hold for what a column of a fact counts: beside hires the survey places its answers by itself.
  public func of(_ fact: Fact, _ column: CountColumn) -> [KnownCoarsening] {
    if let hires = fact.employers?.hires, column != hires, !column.partOf.contains(hires) { return [] }
    return of(fact)
  }

  /// All of a fact.
  public func of(_ fact: Fact) -> [KnownCoarsening] {
    fact.dimensions.flatMap { fine in
      fine.coarsens.compactMap { coarsening in
        switch coarsening.tie {
        case .label(let label):
          let rules = rules
          return KnownCoarsening(fine: fine, coarse: coarsening.dimension) { text, _ in label(text, rules) }
        case .reference: return byReference(fine, coarsening.dimension)
        }
      }
    }
  }

  /// By the reference of communes; `nil` where the rows of an input alone tell.
  private func byReference(_ fine: Dimension, _ coarse: Dimension) -> KnownCoarsening? {
    switch (fine, coarse) {
    case (HireFact.commune, HireFact.bassin): bassinOfCommune
    case (HireFact.bassin, HireFact.departement): departementOfBassin
    default: nil
    }
  }

  private var bassinOfCommune: KnownCoarsening {
    let reference = bassins
    return KnownCoarsening(fine: HireFact.commune, coarse: HireFact.bassin) { label, year in
      guard let commune = Commune(label) else { return [Dimension.unknown] }
      let found = reference.zonings(for: year).map {
        reference.bassin(of: commune, zoning: $0) ?? Dimension.unknown
      }
      return found.isEmpty ? [Dimension.unknown] : Set(found)
    }
  }

  /// A bassin whose communes all lie in one département gives it.
  private var departementOfBassin: KnownCoarsening {
    let zonings = bassins.zonings.map { zoning in
      zoning.bassins.reduce(into: [String: Set<String>]()) { $0[$1.value, default: []].insert($1.key.departement.code) }
    }
    let reference = bassins
    return KnownCoarsening(fine: HireFact.bassin, coarse: HireFact.departement) { bassin, year in
      guard bassin != Dimension.unknown else { return nil }
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
