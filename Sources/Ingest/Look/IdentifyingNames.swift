/// The names of columns that say who a person is.
public struct IdentifyingNames: Sendable {
  /// How the values of a column are written.
  enum Showing {
    case shown, masked
    /// Shown, unless a value looks like a person's.
    case suspected
  }

  private let layout: Layout?
  private let layouts: [Layout]
  /// Of a file that fits no layout: what looks like a person's is one's.
  let isCautious: Bool

  /// Of a file whose layout is not known: what any of these marks.
  public init(_ layouts: [Layout], isCautious: Bool = false) {
    layout = nil
    self.layouts = layouts
    self.isCautious = isCautious
  }

  /// Of a file that is read by a layout: what that one marks. Columns that it does not list, which a file has that it
  /// does not fit, are those of an unknown file.
  public init(of layout: Layout, knowing layouts: [Layout]) {
    self.layout = layout
    self.layouts = layouts
    isCautious = false
  }

  func showing(_ name: String, occurrence: Int) -> Showing {
    if let column = layout?.column(named: name, occurrence: occurrence) {
      return column.isIdentifying ? .masked : .shown
    }
    let isCautious = isCautious || layout != nil
    if isCautious, SuspectValues.isIdentifying(column: name) { return .masked }
    let isMarked = layouts.contains { $0.column(named: name, occurrence: occurrence)?.isIdentifying == true }
    return isMarked ? .masked : isCautious ? .suspected : .shown
  }
}

extension Layout {
  fileprivate func column(named name: String, occurrence: Int) -> Column? {
    let name = ColumnName.normalised(name)
    return columns.first { column in
      column.occurrence == occurrence
        && column.names.contains { ColumnName.matches(name, pattern: ColumnName.normalised($0)) }
    }
  }
}
