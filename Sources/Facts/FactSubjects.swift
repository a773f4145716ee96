import Deliveries
import Ingest
import Join
import LabourMarket

/// What each row of a fact's columns stands for: where it was read, and what it says. Nobody's identifier is in it.
struct FactSubjects {
  let source: Source
  let place: (Int) -> RowPlace
  let said: (Int) -> String
  var exit: (Int) -> Int? = { _ in nil }
  var employer: (Int) -> SIRET? = { _ in nil }
  var session: (Int) -> UInt32? = { _ in nil }

  /// In the order of the rows of `FactFrame`.
  init(source: Source, place: @escaping (Int) -> RowPlace, said: @escaping (Int) -> String) {
    self.source = source
    self.place = place
    self.said = said
  }

  static func number(_ quantity: Quantity) -> String { quantity.text(decimals: 6, trimmed: true) }
}
