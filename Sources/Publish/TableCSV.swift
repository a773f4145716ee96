public import Count
import Formats

extension OutcomeTable {
  /// The table as it is published: UTF-8, comma, header line, every line ended by LF, a field quoted only if it must be
  /// (DOMAIN section 7).
  public var csv: [UInt8] {
    var text: [UInt8] = []
    append(header, to: &text)
    for row in rows { append(row.labels.map { $0 ?? "total" } + row.cells.map(\.text), to: &text) }
    return text
  }

  private func append(_ fields: [String], to text: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text.append(0x2C) }
      text += csvField(field).utf8
    }
    text.append(0x0A)
  }
}
