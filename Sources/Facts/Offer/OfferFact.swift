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
      "une offre ouverte, ou satisfaite dans les \($0.offerMonths) mois jusqu’au jour où les offres sont observées, ou dans les \($0.offerMonths) mois d’avant",
      "one job offer that is open, or was filled in the \($0.offerMonths) months up to the day until which offers are observed, or in the \($0.offerMonths) months before those"
    )
  }
}

/// One job offer that is open or was filled (DOMAIN section 5): neither person nor establishment.
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
    public static let open = CountColumn("open", nil)
  }

  private static let days = ValueColumn("days")
  private static let daysBefore = ValueColumn("days_before")
  /// As `Measure.Kind.survival` has it.
  private static let lasted = ValueColumn("lasted")

  public static let filled = Measure(
    Column.filled.name, Wording("Offres satisfaites", "Offers filled"), .count(Column.filled), .offers
  ) {
    Wording(
      "offres satisfaites dans les \($0.offerMonths) mois jusqu’au jour où les offres sont observées",
      "offers filled in the \($0.offerMonths) months up to the day until which offers are observed")
  }

  public static let daysMean = Measure(
    "days_mean", Wording("Délai moyen", "Mean time"), .mean(days), .days,
    rule: Wording("moyenne des jours du dépôt à la satisfaction", "mean days from filing to filling"))

  public static let daysMedian = Measure(
    "days_median", Wording("Délai médian", "Median time"), .median(days), .days,
    rule: Wording("médiane des jours du dépôt à la satisfaction", "median days from filing to filling"))

  public static let open = Measure(
    Column.open.name, Wording("Offres ouvertes", "Open offers"), .count(Column.open), .offers,
    rule: Wording(
      "offres déposées jusqu’au jour où les offres sont observées, et pas encore satisfaites ce jour-là",
      "offers filed up to the day until which offers are observed, and not filled by then"))

  public static let daysMeanBefore = Measure(
    "days_mean_before", Wording("Délai moyen, période précédente", "Mean time, period before"), .mean(daysBefore), .days
  ) {
    Wording(
      "\(daysMean) des offres satisfaites dans les \($0.offerMonths) mois d’avant",
      "\(daysMean) of the offers filled in the \($0.offerMonths) months before those")
  }

  public static let daysSurvival = Measure(
    "days_survival", Wording("Délai médian, offres ouvertes comprises", "Median time, open offers among them"),
    .survival(lasted), .days
  ) {
    Wording(
      "médiane de Kaplan-Meier des jours du dépôt à la satisfaction des offres déposées dans les \($0.offerMonths) mois : les offres ouvertes ont duré au moins jusqu’au jour où les offres sont observées ; nd si plus de la moitié durent encore",
      "Kaplan-Meier median of the days from filing to filling, of the offers filed in the \($0.offerMonths) months: open ones have lasted at least to the day until which offers are observed; nd where more than half last longer"
    )
  }

  static let measures = [filled, daysMean, daysMedian, open, daysMeanBefore, daysSurvival]

  /// The offers that are open, or were filled in the two windows, one row each.
  static func frame(_ facts: RunFacts, _ dimensions: Set<Dimension>) -> FactFrame {
    let offers = facts.seenOffers
    var frame = FactFrame(rowCount: offers.count)
    frame.add(dimensions, of: offers.map(\.offer), in: facts.offers.book)
    frame.flags[Column.filled] = offers.map { $0.state == .filled ? 1 : 0 }
    frame.flags[Column.open] = offers.map { $0.state == .open ? 1 : 0 }
    frame.values[days] = offers.map { $0.state == .filled ? $0.days : nil }
    frame.values[daysBefore] = offers.map { $0.state == .filledBefore ? $0.days : nil }
    frame.values[lasted] = offers.map { $0.isRecent ? 2 * $0.days + ($0.state == .open ? 1 : 0) : nil }
    return frame
  }

  static let subjects: @Sendable (RunFacts) -> FactSubjects = { facts in
    let offers = facts.seenOffers
    return FactSubjects(
      source: .offers, place: { offers[$0].offer.place },
      said: { row in
        let (offer, days) = (offers[row].offer, offers[row].days)
        guard offers[row].state != .open, let filled = offer.filled else {
          return "filed \(offer.filed), still open after \(days) days"
        }
        return "filed \(offer.filed), filled \(filled): \(days) days"
      })
  }
}

private typealias OfferKernel = RowKernel<Offer, CodeBook>

/// An offer as it is seen on the day until which offers are observed.
private struct SeenOffer {
  let offer: Offer
  let state: State
  /// From filing to filling, or to that day.
  let days: Int32
  /// Filed in the last months.
  let isRecent: Bool

  enum State {
    case open
    /// In the last months, or in as many before them.
    case filled, filledBefore
  }

  /// `nil` where it was not filed yet, or filled long ago.
  init?(_ offer: Offer, until last: Day, months: Int) {
    let (recent, before) = (last.adding(months: -months), last.adding(months: -2 * months))
    guard offer.filed <= last else { return nil }
    self.offer = offer
    isRecent = offer.filed > recent
    guard let filled = offer.filled, filled <= last else {
      (state, days) = (.open, last.number - offer.filed.number)
      return
    }
    guard filled > before else { return nil }
    (state, days) = (filled > recent ? .filled : .filledBefore, filled.number - offer.filed.number)
  }
}

extension RunFacts {
  fileprivate var seenOffers: [SeenOffer] {
    guard let last = observed.offers else { return [] }
    return offers.offers.compactMap { SeenOffer($0, until: last, months: trainings.rules.offerMonths) }
  }
}
