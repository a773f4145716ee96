public import LabourMarket

/// All rows of a small fact as columns, by the columns that the fact's measures count.
public struct FactFrame: Sendable {
  public var rowCount: Int
  public var dimensions: [Dimension: DimensionColumn] = [:]
  /// 1 where the row counts.
  public var flags: [CountColumn: [UInt8]] = [:]
  public var sums: [SumColumn: [Quantity]] = [:]
  /// `nil` where the row has no value.
  public var values: [ValueColumn: [Int32?]] = [:]

  public init(rowCount: Int = 0) { self.rowCount = rowCount }

  public func labels(_ dimension: Dimension) -> DimensionLabels { dimensions[dimension]?.labels ?? DimensionLabels([]) }

  /// Counts the rows into the cells of a table and of its margins. Cost: a look-up per row and margin.
  public func count(_ plan: TablePlan) -> Cells {
    var cells = Cells(plan)
    for start in stride(from: 0, to: rowCount, by: FactFrame.batch) {
      count(start..<min(rowCount, start + FactFrame.batch), plan, &cells)
    }
    return cells
  }

  /// Lays out some dimensions of the rows.
  ///
  /// - Parameter each: rows of the frame that every one of `rows` stands for, side by side.
  public mutating func add<Row, Context>(
    _ names: some Sequence<Dimension>, of rows: [Row], in context: Context, each: Int = 1
  ) {
    for dimension in names {
      guard let kernel = dimension.kernel as? RowKernel<Row, Context> else {
        preconditionFailure("the dimension \(dimension.name) gets its value from other rows than those of \(Row.self)")
      }
      var column = DimensionColumn(each: each)
      for row in rows { column.append(kernel.value(row, context)) { kernel.label(row, context) } }
      dimensions[dimension] = column
    }
  }

  public mutating func append(_ flag: Bool, to column: CountColumn) { flags[column, default: []].append(flag ? 1 : 0) }

  /// Rows that are counted together, column by column.
  private static let batch = 8192

  private func count(_ rows: Range<Int>, _ plan: TablePlan, _ cells: inout Cells) {
    var leaves = [UInt64](repeating: 0, count: rows.count)
    for (dimension, shift) in zip(plan.table.dimensions, plan.layout.shifts) {
      dimensions[dimension]?.pack(rows, into: &leaves, shift: shift)
    }
    var isKept = [Bool](repeating: true, count: rows.count)
    for filter in plan.filters { dimensions[filter.dimension]?.select(rows, having: filter.code, from: &isKept) }
    var cellOf = [Int](repeating: 0, count: rows.count)
    let places = rows.indices.map { $0 - rows.lowerBound }.filter { isKept[$0] }
    for mask in plan.layout.marginMasks {
      for place in places { cellOf[place] = cells.cell(leaves[place] | mask) }
      for (index, name) in plan.counts.enumerated() {
        guard let column = flags[name] else { continue }
        for place in places { cells.add(count: Int64(column[rows.lowerBound + place]), to: index, of: cellOf[place]) }
      }
      for (index, name) in plan.sums.enumerated() {
        guard let column = sums[name] else { continue }
        for place in places { cells.add(quantity: column[rows.lowerBound + place], to: index, of: cellOf[place]) }
      }
      for (index, name) in plan.medians.enumerated() {
        guard let column = values[name] else { continue }
        for place in places {
          if let value = column[rows.lowerBound + place] { cells.add(value: value, to: index, of: cellOf[place]) }
        }
      }
    }
  }
}
