import Formats

/// How a header fits a layout: where the fields stand, or what differs.
struct LayoutMatch {
  let layout: Layout
  /// Column from 0 of each field of the source, -1 where there is none.
  private(set) var columns: [Int]
  /// The columns of the wide field, each with the code in its name.
  private(set) var wide: [(code: String, column: Int)] = []
  /// Header names that the layout does not list, each with its column from 0, and columns of the layout that the header
  /// lacks.
  private(set) var added: [(name: String, column: Int)] = []
  private(set) var missing: [String] = []
  /// For each column of the header its place in the layout; `nil` for one that the layout does not list.
  private(set) var places: [Int?] = []
  /// The places of the layout's columns that the header lacks, optional ones too.
  private(set) var lacking: [Int] = []
  /// For each column of the layout that the header has, in the order of the header: its place in the layout.
  private var order: [Int] = []
  private let header: [String]

  var fits: Bool { added.isEmpty && missing.isEmpty }

  init(_ header: [String], _ layout: Layout) {
    self.layout = layout
    self.header = header
    columns = [Int](repeating: -1, count: layout.source.fields.count)
    var isFound = [Bool](repeating: false, count: layout.columns.count)
    var occurrences: [String: Int] = [:]
    let patterns = layout.columns.map { $0.names.map(ColumnName.normalised) }
    for (position, written) in header.enumerated() {
      let name = ColumnName.normalised(written)
      occurrences[name, default: 0] += 1
      let occurrence = occurrences[name]!
      let match = layout.columns.indices.first { index in
        (!isFound[index] || layout.columns[index].isWide) && layout.columns[index].occurrence == occurrence
          && patterns[index].contains { ColumnName.matches(name, pattern: $0) }
      }
      places.append(match)
      guard let match else {
        added.append((written, position))
        continue
      }
      isFound[match] = true
      if layout.columns[match].isWide {
        if layout.feedsWideField(match) { wide.append((name.uppercased(), position)) }
        continue
      }
      order.append(match)
      if let field = layout.columns[match].field, let index = layout.source.place(of: field) {
        columns[index] = position
      }
    }
    for (place, column) in layout.columns.enumerated() where !isFound[place] && !column.isWide {
      lacking.append(place)
      if column.isOptional { continue }
      missing.append(column.names[0] + (column.occurrence > 1 ? " (occurrence \(column.occurrence))" : ""))
    }
  }

  /// Share of the layout's columns that the header has, less what it has beside: 1 where they are the same.
  var likeness: Double {
    Double(order.count + wide.count) / Double(max(1, order.count + wide.count + added.count + missing.count))
  }

  /// Whether enough of the layout is there to say that the file resembles it.
  var isAlike: Bool { likeness >= 0.2 }

  /// Columns that were perhaps renamed, each with its place in the layout and its column in the header: those of which
  /// either name is the nearest to the other.
  var renames: [(place: Int, column: Int)] {
    // Each is compared with each, so a header of thousands of unknown names would take minutes, and is no renamed one.
    guard added.count <= 500 else { return [] }
    var renames: [(place: Int, column: Int)] = []
    var places = lacking
    var free = added
    let name = { layout.columns[$0].names[0] }
    for place in lacking {
      guard let near = nearestName(to: name(place), in: free.lazy.map(\.name)),
        nearestName(to: near, in: places.lazy.map(name)) == name(place),
        let index = free.firstIndex(where: { $0.name == near })
      else { continue }
      renames.append((place, free.remove(at: index).column))
      places.removeAll { $0 == place }
    }
    return renames
  }

  /// The columns that stand in another order than in the layout: as few as explain it. They are read all the same, for a
  /// column is found by its name.
  var moved: [String] {
    let staying = Set(longestIncreasing(order))
    return order.filter { !staying.contains($0) }.map { layout.columns[$0].names[0] }
  }

  /// What a reader must change, in words: columns renamed, missing, added and moved, names that stand twice or are blank.
  ///
  /// Where few names are known the first line may be no header but a row: then no name of it is shown.
  var difference: String {
    let known = order.count + wide.count
    let isHeader = known * 2 >= added.count
    var parts: [String] = []
    if isHeader {
      let required = lacking.filter { !layout.columns[$0].isOptional }
      let renames = renames.filter { required.contains($0.place) }
      parts = zip(missing, required).map { name, place in
        renames.first { $0.place == place }.map { renamed in
          "\(name) is missing (renamed to \(header[renamed.column]), column \(renamed.column + 1)?)"
        } ?? "\(name) is missing"
      }
      for (name, column) in added where !name.isEmpty && !renames.contains(where: { $0.column == column }) {
        parts.append("\(name) (column \(column + 1)) is not in the layout")
      }
    } else {
      parts = [
        "\(known) of its \(layout.columns.count) column names stand in the first line, beside \(added.count) others; "
          + "is the header missing, or the separator another one?"
      ]
    }
    parts += ColumnName.faults(of: header, columns: added.map(\.column), showingNames: isHeader)
    if isHeader, !moved.isEmpty { parts.append("moved, which does no harm: \(moved.joined(separator: ", "))") }
    let shown = parts.prefix(8).joined(separator: "; ")
    return "layout \(layout.name): \(shown)\(parts.count > 8 ? "; and \(parts.count - 8) more" : "")"
  }

  /// The elements of one longest subsequence that ascends.
  private func longestIncreasing(_ values: [Int]) -> [Int] {
    var best: [[Int]] = []
    for value in values {
      let before = best.filter { $0.last! < value }.max { $0.count < $1.count } ?? []
      best.append(before + [value])
    }
    return best.max { $0.count < $1.count } ?? []
  }
}

extension Layout {
  /// Whether one of its columns feeds the field that many columns feed.
  fileprivate func feedsWideField(_ column: Int) -> Bool {
    source.fields.contains { $0.need == .wide && $0.name == columns[column].field }
  }
}

extension Sequence<LayoutMatch> {
  /// Those whose layout the header resembles, the nearest first.
  var nearestFirst: [LayoutMatch] { filter(\.isAlike).sorted { $0.likeness > $1.likeness } }
}
