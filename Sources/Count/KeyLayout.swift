public import Failures

/// How the dimensions of a table are packed into one word: the key of a cell.
public struct KeyLayout: Sendable {
  public let shifts: [UInt64]
  let widths: [UInt64]
  /// For every combination of margins, the bits that make a leaf's key that of the margin; the leaf itself (0) first.
  public let marginMasks: [UInt64]

  /// - Throws: `TableFailure` where the dimensions need more than 64 bits.
  init(_ table: TableDefinition, labels: [DimensionLabels]) throws {
    widths = labels.map(\.width)
    var shifts: [UInt64] = []
    var used: UInt64 = 0
    for width in widths {
      shifts.append(used)
      used += width
    }
    guard used <= 64 else {
      throw TableFailure(table: table.name, problem: "its dimensions have too many values together; drop one of them")
    }
    self.shifts = shifts
    var masks: [UInt64] = [0]
    for (index, dimension) in table.dimensions.enumerated() where table.margins.contains(dimension) {
      let total = KeyLayout.ones(widths[index]) << shifts[index]
      masks += masks.map { $0 | total }
    }
    marginMasks = masks
  }

  /// The code of a dimension in a key; `nil` is `total`.
  public func code(_ dimension: Int, in key: UInt64) -> UInt32? {
    let ones = KeyLayout.ones(widths[dimension])
    let code = key >> shifts[dimension] & ones
    return code == ones ? nil : UInt32(truncatingIfNeeded: code)
  }

  private static func ones(_ width: UInt64) -> UInt64 { width >= 64 ? .max : 1 << width - 1 }
}

/// A table that cannot be made as the definition asks.
public struct TableFailure: Failure, CustomStringConvertible {
  public var kind: FailureKind { .badDefinition }
  public let table: String
  public let problem: String

  public var description: String { "table '\(table)': \(problem)" }
}
