public import Count
import Deliveries
import Ingest
import LabourMarket

extension Fact {
  public static let offer = Fact(
    "offer", Wording("Délais de satisfaction des offres", "Time to fill offers"), dimensions: OfferFact.dimensions,
    measures: OfferFact.measures, restsOn: ["offers"]
  ) {
    Wording(
      "une offre satisfaite dans les \($0.offerMonths) mois avant la date des chiffres",
      "one job offer filled in the \($0.offerMonths) months up to the as-of date")
  }
}

/// One job offer that was filled (DOMAIN section 5): neither person nor establishment.
public enum OfferFact {
  public static let region = Dimension(
    "region", Wording("Région", "Region"),
    kernel: OfferKernel(value: { row, _ in UInt64(row.region) }, label: { row, book in book.text(of: row.region) }),
    rule: Wording("code Insee de la région", "INSEE code of the region"))

  public static let departement = Dimension(
    "departement", Wording("Département", "Département"),
    kernel: OfferKernel(
      value: { row, _ in UInt64(row.departement) }, label: { row, book in book.text(of: row.departement) }),
    coarsens: [Coarsening(to: region, .reference)],
    rule: Wording("code du département", "INSEE code of the département"))

  static let dimensions = [region, departement]

  public enum Column {
    public static let filled = CountColumn("filled", nil)
  }

  private static let days = ValueColumn("days")

  public static let filled = Measure(
    Column.filled.name, Wording("Offres satisfaites", "Offers filled"), .count(Column.filled), .offers,
    rule: Wording("offres satisfaites", "offers filled"))

  public static let daysMean = Measure(
    "days_mean", Wording("Délai moyen", "Mean time"), .mean(days), .days,
    rule: Wording("moyenne des jours du dépôt à la satisfaction", "mean days from filing to filling"))

  public static let daysMedian = Measure(
    "days_median", Wording("Délai médian", "Median time"), .median(days), .days,
    rule: Wording("médiane des jours du dépôt à la satisfaction", "median days from filing to filling"))

  static let measures = [filled, daysMean, daysMedian]

  /// The offers filled in the months up to the as-of date, one row each.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let offers = facts.filledOffers
    var frame = FactFrame(rowCount: offers.count)
    frame.add(dimensions, of: offers, in: facts.offers.book)
    frame.flags[Column.filled] = [UInt8](repeating: 1, count: offers.count)
    frame.values[days] = offers.map { $0.filled!.number - $0.filed.number }
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let offers = facts.filledOffers
    return FactSubjects(
      source: .offers, place: { offers[$0].place },
      said: { row in
        let (filed, filled) = (offers[row].filed, offers[row].filled!)
        return "filed \(filed), filled \(filled): \(filled.number - filed.number) days"
      })
  }
}

private typealias OfferKernel = RowKernel<Offer, CodeBook>

extension RunFacts {
  /// The offers filled in the months up to the as-of date.
  fileprivate var filledOffers: [Offer] {
    let since = asOf.adding(months: -trainings.rules.offerMonths)
    return offers.offers.filter { $0.filled.map { $0 > since && $0 <= asOf } ?? false }
  }
}
