/// One row of a sheet, valid while the callback that gets it runs: its memory serves all the rows of the sheet.
public struct SheetRow: ~Copyable {
  /// The row's number in the sheet, from 1.
  public private(set) var number = 0
  /// One more than the greatest column that has a cell; 0 for an empty row.
  public private(set) var width = 0

  /// The texts of the row's own cells, one after the other.
  var text = TextArena(capacity: 4096)
  private let strings: SharedStrings
  /// One place for each column that a sheet may have; a place of an earlier row is known by its stamp.
  private let slots: UnsafeMutablePointer<Slot>
  private var stamp: UInt32 = 0

  private struct Slot {
    var stamp: UInt32
    var kind: SheetCell.Kind
    var isShared: Bool
    /// Where in the row's text, or which of the shared strings.
    var start: UInt32
    var count: UInt32
  }

  init(strings: SharedStrings) {
    self.strings = strings
    slots = .allocate(capacity: CellReference.columns)
    slots.initialize(
      repeating: Slot(stamp: 0, kind: .blank, isShared: false, start: 0, count: 0), count: CellReference.columns)
  }

  deinit { slots.deallocate() }

  /// True when no cell of the row has a value.
  public var isBlank: Bool { (0..<width).allSatisfy { self[$0].kind == .blank } }

  /// The cell of a column, from 0 (`A`). Any column may be asked for: one without a cell is blank.
  public subscript(column: Int) -> SheetCell {
    guard hasCell(at: column) else { return .blank }
    let slot = slots[column]
    let start = Int(slot.start)
    let bytes = slot.isShared ? strings[start] : text[start..<(start + Int(slot.count))]
    return SheetCell(kind: slot.kind, bytes: bytes)
  }

  func hasCell(at column: Int) -> Bool { column >= 0 && column < width && slots[column].stamp == stamp }

  /// Makes this the next row, of a number that the first cell may still correct.
  mutating func begin(_ number: Int) {
    self.number = number
    width = 0
    stamp += 1
    text.truncate(to: 0)
  }

  mutating func renumber(_ number: Int) { self.number = number }

  /// Sets a cell whose bytes stand in the row's own text.
  mutating func set(_ column: Int, _ kind: SheetCell.Kind, _ range: Range<Int>) {
    slots[column] = Slot(
      stamp: stamp, kind: kind, isShared: false, start: UInt32(range.lowerBound), count: UInt32(range.count))
    width = max(width, column + 1)
  }

  /// Sets a text cell that refers to the shared strings.
  mutating func setShared(_ column: Int, _ index: Int) {
    slots[column] = Slot(stamp: stamp, kind: .text, isShared: true, start: UInt32(index), count: 0)
    width = max(width, column + 1)
  }
}
