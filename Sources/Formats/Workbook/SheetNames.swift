/// The names to look for in the XML of a sheet, interned by the stream that reads it.
struct SheetNames {
  let sheetData, row, c, v, `is`, r, t, s: XMLName

  init(_ stream: XMLStream) {
    sheetData = stream.name("sheetData")
    row = stream.name("row")
    c = stream.name("c")
    v = stream.name("v")
    `is` = stream.name("is")
    r = stream.name("r")
    t = stream.name("t")
    s = stream.name("s")
  }
}

/// Whether the reader of a sheet wants the next row.
public enum RowDemand: Sendable {
  case more
  /// The rest of the sheet is left unread, and unchecked.
  case enough
}

/// Ends the parse of a sheet of which the reader has enough; it never leaves the workbook.
struct EnoughRows: Error {}
