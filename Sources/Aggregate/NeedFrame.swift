import Deliveries
import LabourMarket

extension FactFrame {
  /// The rows of the BMO open data.
  init(_ needs: NeedTable, dimensions names: Set<String>) {
    rowCount = needs.needs.count
    for name in names {
      var column = DimensionColumn()
      for need in needs.needs {
        let value = value(name, of: need)
        column.append(UInt64(value)) { name == "year" ? String(value) : needs.book.text(of: value) }
      }
      dimensions[name] = column
    }
    for need in needs.needs {
      add(need.projects, to: "projects")
      add(need.difficult, to: "difficult")
      add(need.seasonal, to: "seasonal")
      append(need.isSecret, to: "secret_cells")
    }
  }

  private mutating func add(_ bounds: Bounds, to column: String) {
    sums["\(column)_low", default: []].append(bounds.low)
    sums["\(column)_high", default: []].append(bounds.high)
  }
}

/// A code of the table's book; for the year, the year.
private func value(_ dimension: String, of need: Need) -> UInt32 {
  switch dimension {
  case "year": UInt32(need.year)
  case "region": need.region
  case "departement": need.departement
  case "bassin": need.bassin
  case "family": need.family
  case "metier": need.metier
  default: preconditionFailure("dimension \(dimension) is in the catalogue of needs and has no value")
  }
}
