import Count
import Formats

extension Dataset.Table {
  /// The table for a double click in a French Excel: UTF-8 with its mark, `;`, decimal comma, lines ended by CRLF.
  ///
  /// A text that a spreadsheet would take for a formula has an apostrophe before it. Excel guesses types, so `04` loses
  /// its zero and `2016-10` becomes a date there: the workbook is for those who must not lose them.
  public var excelCSV: [UInt8] {
    var text = "\u{FEFF}" + table.header.map(Self.excelField).joined(separator: ";") + "\r\n"
    for row in table.rows {
      text += values(row).map(Self.excelField).joined(separator: ";")
      text += "\r\n"
    }
    return Array(text.utf8)
  }

  private static func excelField(_ value: Value) -> String {
    switch value {
    case .integer(let number): String(number)
    case .decimal(let text): String(text.map { $0 == "." ? "," : $0 })
    case .text(let text), .sign(let text): excelField(text)
    case .nothing: ""
    }
  }

  private static func excelField(_ text: String) -> String {
    let first = text.unicodeScalars.first
    let isFormula = first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
    let safe = isFormula ? "'" + text : text
    guard safe.utf8.contains(where: { [0x3B, 0x22, 0x0A, 0x0D].contains($0) }) else { return safe }
    return quotedField(safe)
  }
}
