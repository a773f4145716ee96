import Deliveries
import LabourMarket

extension FactFrame {
  /// The offers filled in the twelve months up to the as-of date, one row each (DOMAIN section 5).
  init(_ offers: OfferTable, asOf: Day, months: Int, dimensions names: Set<String>) {
    let filled = offers.filled(asOf: asOf, months: months)
    rowCount = filled.count
    for name in names {
      var column = DimensionColumn()
      for offer in filled {
        let code = name == "region" ? offer.region : offer.departement
        column.append(UInt64(code)) { offers.book.text(of: code) }
      }
      dimensions[name] = column
    }
    flags["filled"] = [UInt8](repeating: 1, count: rowCount)
    values["days"] = filled.map { $0.filled!.number - $0.filed.number }
  }
}

extension OfferTable {
  /// Those filled in so many months up to a day.
  func filled(asOf: Day, months: Int) -> [Offer] {
    let since = asOf.adding(months: -months)
    return offers.filter { $0.filled.map { $0 > since && $0 <= asOf } ?? false }
  }
}
