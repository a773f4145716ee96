import LabourMarket

/// The values of one dimension: a small number for each, and its label in the tables.
public struct DimensionLabels: Sendable, Equatable {
  /// By code; the unknown value is `?`.
  public let labels: [String]

  public init(_ labels: [String]) { self.labels = labels }

  /// Bits that hold every code, and all ones for `total`.
  public var width: UInt64 { UInt64(Int.bitWidth - labels.count.leadingZeroBitCount) }

  public func code(of label: String) -> UInt32? { labels.firstIndex(of: label).map { UInt32($0) } }
}

/// One dimension of every row of a fact.
public struct DimensionColumn: Sendable {
  private var codes: [UInt32] = []
  private var book = CodeBook()
  /// The code of each source value that was seen.
  private var known: [UInt64: UInt32] = [:]
  /// Rows in a row that share a value.
  private let each: Int

  /// - Parameter each: rows that every appended value stands for; once all values are used, they start again.
  public init(each: Int = 1) { self.each = each }

  /// Adds the value of the next row; an empty label is unknown.
  ///
  /// - Parameter value: what the label follows from: equal values have equal labels, which are made once.
  public mutating func append(_ value: UInt64, label: () -> String) {
    if let code = known[value] { return codes.append(code) }
    let text = plainLabel(label())
    let code = book.intern(text.isEmpty ? "?" : text)
    known[value] = code
    codes.append(code)
  }

  /// Makes a value known that no row need have.
  public mutating func know(_ value: UInt64, label: () -> String) {
    append(value, label: label)
    codes.removeLast()
  }

  /// Adds the codes of some rows to the keys of their cells.
  func pack(_ rows: Range<Int>, into keys: inout [UInt64], shift: UInt64) {
    guard !codes.isEmpty else { return }
    for (place, row) in rows.enumerated() { keys[place] |= UInt64(codes[row / each % codes.count]) << shift }
  }

  /// Leaves out the rows that have another code.
  func select(_ rows: Range<Int>, having code: UInt32?, from kept: inout [Bool]) {
    for (place, row) in rows.enumerated() where codes.isEmpty || codes[row / each % codes.count] != code {
      kept[place] = false
    }
  }

  /// The label of each of so many rows.
  public func rowLabels(_ count: Int) -> [String] {
    let labels = labels.labels
    return (0..<count).map { codes.isEmpty ? "?" : labels[Int(codes[$0 / each % codes.count])] }
  }

  /// Those of some rows whose label is wanted.
  public func select(_ rows: [Int], _ isWanted: (String) -> Bool) -> [Int] {
    let isWantedCode = labels.labels.map(isWanted)
    return codes.isEmpty ? [] : rows.filter { isWantedCode[Int(codes[$0 / each % codes.count])] }
  }

  public var labels: DimensionLabels { DimensionLabels((0..<UInt32(book.count)).map { book.text(of: $0) }) }
}
