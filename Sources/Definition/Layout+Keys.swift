import Deliveries
import Formats
public import Ingest

extension Layout {
  static let formKeys = [
    SectionKey(
      "separator", "1 to 8 characters of ASCII, or a list of bytes in hex such as `[\"C2 A5\", \"A5\"]`",
      standard: "(needed in delimited text)",
      "delimited text: what stands between two fields"),
    SectionKey(
      "quote", "one character of ASCII", standard: "no quotes", "delimited text: what fields may be quoted with"),
    SectionKey(
      "escape", "one character of ASCII", standard: "a quote is doubled",
      "delimited text: what makes the next character a plain one"),
    SectionKey(
      "line_end", SectionKey.choice(of: DelimitedForm.LineEnd.self), standard: "`lf`",
      "delimited text: what ends a line; `lf` may have a CR before it"),
    SectionKey(
      "wrapped_by", "a list of characters", standard: "none",
      "delimited text: quotes that may stand around a whole line, which is unwrapped before it is cut"),
  ]

  static let xmlKeys = [
    SectionKey("root", "a local name", standard: "(needed in XML)", "XML: the root of a message"),
    SectionKey("record", "a local name", standard: "(needed in XML)", "XML: the element that holds one row"),
    SectionKey(
      "repeated", "a local name", standard: "none",
      "XML: the element in a record that may stand several times, each a row with what the record says around it"),
  ]

  static let keys =
    [
      SectionKey("layout", "the name of the file without `.yaml`", standard: nil, "name of the layout"),
      SectionKey(
        "source", SectionKey.choice(among: Source.all.map(\.name)), standard: nil, "what a row of the file is"),
      SectionKey("format", SectionKey.choice(of: FormatName.self), standard: nil, "the form of the file"),
    ] + formKeys + xmlKeys + [
      SectionKey(
        "encoding", SectionKey.choice(of: TextEncoding.self), standard: "`windows-1252`",
        "of the bytes that are not UTF-8"),
      SectionKey(
        "missing", "a list of texts", standard: "none", "spellings of a missing value, beside the empty field"),
      SectionKey(
        "header_line", "a whole number, 1 or more", unit: "lines", standard: "the first",
        "text and workbooks: the line, or row of the sheet, in which the names of the columns stand; those above it are a "
          + "title, and no rows"),
      SectionKey("dates", SectionKey.choice(of: DateForm.self), standard: "`yyyy-mm-dd`", "how a day is written"),
      SectionKey(
        "zip_members", SectionKey.choice(of: ZipMembers.self), standard: "`all`",
        "whether a zip archive may hold several files of it"),
      SectionKey(
        "file_names", "a list of texts with `<delivered>` and perhaps `<first>` and `<last>`", standard: "none",
        "how a file name gives the delivery and, of a full one, its range of hire dates, which without `<last>` ends on "
          + "the day of the delivery; days are yyyymmdd or yyyy-mm-dd; for sources that are delivered"),
      SectionKey("columns", "a list of names, or of columns", standard: nil, "every column of the header"),
    ]

  /// What a layout file may hold.
  public static let sections = [
    Section(
      "a layout file",
      "`layouts/<name>.yaml` beside the definition. A file has the layout where every column that is not "
        + "optional stands in its header, and no column that the layout does not list; in any order.", keys,
      example: """
        layout: offres
        source: offers
        format: delimited
        separator: ";"
        file_names: ["offres_<delivered>"]
        columns:
          - {name: offre, field: offer}
          - {name: region, field: region}
          - {name: departement, field: departement}
          - {name: rome, field: rome}
          - {name: date_depot, field: filed}
          - {name: date_satisfaction, field: filled}
        """),
    Section(
      "columns",
      "A name alone is a column that is known and not read. In a layout of XML the names are those of elements, "
        + "`Parent/Element` where the same element serves several ends.", Column.keys),
  ]

  /// Every layout of a folder, in the order of their names.
  public static func all(in folder: String) throws(DefinitionError) -> [Layout] {
    var layouts = LayoutFolder(path: folder)
    return try layouts.all()
  }
}
