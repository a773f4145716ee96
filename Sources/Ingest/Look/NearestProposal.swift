import Formats

/// The nearest layout, changed as little as reads a file that it does not fit.
///
/// Its keys and its columns are kept. A column that was perhaps renamed keeps its field, a new one is known and not read,
/// one that the file lacks is left out: each with a comment.
struct NearestProposal {
  private let file: FileDescription
  private let match: LayoutMatch
  private let names: IdentifyingNames
  private let renames: [Int: Layout.Column]

  private var layout: Layout { match.layout }

  /// - Parameter names: by which columns that the layout does not list are marked.
  init(_ file: FileDescription, _ match: LayoutMatch, _ names: IdentifyingNames) {
    (self.file, self.match, self.names) = (file, match, names)
    let columns = match.renames.map { ($0.column, match.layout.columns[$0.place]) }
    renames = Dictionary(uniqueKeysWithValues: columns)
  }

  var lines: [String] {
    let head = "# Proposed by outcomes layout, from layout \(layout.name)"
    return ["\(head): give it a name, save it under that name in layouts/, and check each column."] + aliases
      + keys + ["", "columns:"] + columns
  }

  /// What is less than a layout of its own.
  private var aliases: [String] {
    guard !renames.isEmpty else { return [] }
    let head = "# Where a column is renamed and no more, an alias in layout \(layout.name) is the smaller change:"
    return [head]
      + renames.sorted { $0.key < $1.key }.map { index, column in
        var column = column
        column.names.append(file.header[index])
        return "#   - \(column.yaml)"
      }
  }

  private var keys: [String] {
    var keys = ["layout: \(layout.name)-new", "source: \(layout.source.name)"]
    switch file.form.format {
    case .workbook: keys.append("format: workbook")
    case .xml: break
    case .delimited(let form): keys += ["format: delimited"] + textKeys(form)
    }
    if !layout.missing.isEmpty { keys.append("missing: \(YAMLText.list(layout.missing))") }
    let dates = dates
    if layout.source.isDelivered || dates != .yearFirst {
      keys.append("dates: \(dates.rawValue)" + differing(dates, layout.dates, layout.dates.rawValue))
    }
    if let line = layout.headerLine { keys.append("header_line: \(line)") }
    if !layout.takesSeveralMembers { keys.append("zip_members: one") }
    if !layout.fileNames.isEmpty {
      let fileNames = [file.form.member, file.form.path].compactMap { $0 }
      let isDated = fileNames.contains { name in layout.fileNames.contains { $0.match(name) != nil } }
      keys.append(
        "file_names: \(YAMLText.list(layout.fileNames.map(\.text)))"
          + (isDated ? "" : "   # the name of this file has another form: without one it has no date"))
    }
    return keys
  }

  /// As the layout has them, unless the file shows others.
  private func textKeys(_ form: DelimitedForm) -> [String] {
    let isPlain = file.form.encoding == .utf8 && !layout.encoding.isUTF16
    let encoding = isPlain ? layout.encoding : file.form.encoding
    var keys = ["encoding: \(encoding.rawValue)" + differing(encoding, layout.encoding, layout.encoding.rawValue)]
    keys += YAMLText.keys(of: form)
    if case .delimited(let known) = layout.format {
      keys[1] += differing(form.separator, known.separator, YAMLText.separator(of: known))
    }
    return keys
  }

  private func differing<Value: Equatable>(_ found: Value, _ known: Value, _ text: String) -> String {
    found == known ? "" : "   # layout \(layout.name) has \(text)"
  }

  /// The form in which the columns that are read have their days.
  private var dates: Layout.DateForm {
    let read = file.columns.indices.filter { index in
      (match.places[index].map { layout.columns[$0] } ?? renames[index])?.field != nil
    }
    let isDayFirst = read.contains { file.columns[$0].isDayFirst }
    let isYearFirst = read.contains { file.columns[$0].isYearFirst }
    return isDayFirst == isYearFirst ? layout.dates : isDayFirst ? .dayFirst : .yearFirst
  }

  /// In the order of the header; then what it lacks.
  private var columns: [String] {
    var lines: [String] = []
    var written: Set<Int> = []
    for (index, place) in match.places.enumerated() {
      if let place {
        // One of the layout stands for a column for each métier.
        guard written.insert(place).inserted else { continue }
        lines.append("  - \(kept(layout.columns[place]).yaml)")
      } else if var column = renames[index] {
        let old = YAMLText.shown(column.names[0])
        (column.names, column.occurrence) = ([file.header[index]], file.occurrences[index])
        lines.append("  - \(column.yaml)   # a guess: \(old) of layout \(layout.name), renamed")
      } else {
        lines.append("  - \(file.unknownColumn(index, names, comment: "   # not in layout \(layout.name)"))")
      }
    }
    let renamed = Set(match.renames.map(\.place))
    for (place, column) in layout.columns.enumerated() where !written.contains(place) && !renamed.contains(place) {
      let mayBeAbsent = column.isWide || (column.isOptional && column.occurrence == 1)
      lines.append(mayBeAbsent ? "  - \(column.yaml)" : "  # left out, for the file lacks it: \(column.yaml)")
    }
    return lines
  }

  /// A column without the spellings that another column of this header has.
  private func kept(_ column: Layout.Column) -> Layout.Column {
    guard column.names.count > 1 else { return column }
    let others = match.added.filter { file.occurrences[$0.column] == column.occurrence }
    var column = column
    column.names.removeAll { name in
      others.contains { ColumnName.normalised($0.name) == ColumnName.normalised(name) }
    }
    return column
  }
}
