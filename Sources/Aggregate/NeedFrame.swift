import Ingest
import LabourMarket

extension FactFrame {
  /// The rows of the BMO open data.
  init(_ needs: NeedTable, dimensions names: Set<String>) {
    rowCount = needs.needs.count
    for name in names {
      var column = DimensionColumn()
      for need in needs.needs { column.append(label(name, of: need, in: needs.book)) }
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

private func label(_ dimension: String, of need: Need, in book: CodeBook) -> String {
  switch dimension {
  case "year": String(need.year)
  case "region": book.text(of: need.region)
  case "departement": book.text(of: need.departement)
  case "bassin": book.text(of: need.bassin)
  case "family": book.text(of: need.family)
  case "metier": book.text(of: need.metier)
  default: preconditionFailure("dimension \(dimension) is in the catalogue of needs and has no label")
  }
}
