extension Evidence {
  /// What a counted table shows.
  ///
  /// - Parameter order: the cell of each row.
  init(_ cells: Cells, _ rows: [OutcomeTable.Row], order: [Int]) {
    let plan = cells.plan
    let fact = plan.table.fact
    let filters = Dictionary(plan.table.filters.map { ($0.dimension, $0.value) }) { $1 }
    self.cells = zip(rows, order).map { row, cell in
      let labels = zip(plan.table.dimensions, row.labels).compactMap { name, label in label.map { (name, $0) } }
      let values = filters.merging(labels) { $1 }
      let count = { (column: CountColumn) in plan.counts.firstIndex(of: column).map { cells.count($0, of: cell) } ?? 0 }
      var employers: CountEvidence.Employers?
      if plan.counts.contains(TablePlan.largest), let columns = fact.employers {
        employers = CountEvidence.Employers(
          establishments: count(columns.establishments), largest: count(TablePlan.largest), hires: count(columns.hires))
      }
      return plan.measures.map { measure in
        let columns = measure.countColumns.filter { $0.counts != nil }
        let references = columns.map { fact.reference($0, values) }
        for (column, reference) in zip(columns, references) {
          counts[reference] = CountEvidence(count(column), column.counts!, employers: employers)
        }
        let rate = columns.count == 2 && measure.rateColumns != nil ? Rate(references[0], of: references[1]) : nil
        return CellEvidence(counts: references, rate: rate, isCount: measure.isCount)
      }
    }
  }
}
