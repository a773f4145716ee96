import Definition
import Deliveries
import Ingest

/// What a layout file may hold, what a source may be fed, and every layout that comes with the product.
func layoutsPage(_ layouts: [Layout]) -> String {
  var page = Markdown(
    "Layouts",
    "A layout says what a file looks like: its form, and which column feeds which field of its source. A file is recognised by "
      + "its header, never by its name. `outcomes layout FILE` says which layout fits a file, what differs, and proposes one."
  )
  page.add(Layout.sections)
  page.heading("Sources and their fields")
  page.paragraph(
    "A required field must be fed by a column in every file. Of a source that is delivered, files are dated by their names, and "
      + "those after the as-of date are not seen.")
  page.table(
    ["Source", "Delivered", "Required fields", "Optional fields"],
    Source.all.map { source in
      let either = source.alternatives.map { "`\($0)`" }.joined(separator: " or ")
      return [
        "`\(source.name)`", source.isDelivered ? "yes" : "no",
        codes(source.requiredFields) + (either.isEmpty ? "" : "; \(either)"),
        codes(source.optionalFields),
      ]
    })
  for layout in layouts { page.add(layout) }
  return page.text
}

extension Markdown {
  fileprivate mutating func add(_ layout: Layout) {
    heading(layout.name)
    table(["", ""], layout.facts.map { [$0.0, $0.1] })
    let plain = layout.columns.filter(\.isPlain)
    table(
      ["Column", "Field", "Other spellings", "Notes"],
      layout.columns.filter { !$0.isPlain }.map { column in
        [
          "`\(column.names[0])`", column.field.map { "`\($0)`" } ?? "", codes(Array(column.names.dropFirst())),
          column.notes,
        ]
      })
    if !plain.isEmpty { paragraph("Known, and not read: \(codes(plain.map { $0.names[0] })).") }
  }
}

extension Layout.Column {
  /// Nothing is to be said of it but its name.
  fileprivate var isPlain: Bool { self == Layout.Column([names[0]]) }

  fileprivate var notes: String {
    [
      field == nil ? "not read" : nil, isWide ? "one for each FAP métier" : nil,
      occurrence > 1 ? "column number \(occurrence) of that name" : nil, isIdentifying ? "identifying: masked" : nil,
      isOptional ? "may be absent" : nil,
    ].compactMap { $0 }.joined(separator: "; ")
  }
}
