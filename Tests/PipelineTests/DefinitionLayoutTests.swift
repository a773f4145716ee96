import Definition
import Formats
import Foundation
import Ingest
import Testing

@Suite struct `A layout` {
  // Refusals first.

  @Test(arguments: [
    ("layout: bmo", "layout: bom", "1:9: layout 'bom' stands in the file of layout 'bmo'"),
    ("source: needs", "source: need", "2:9: unknown source 'need'; did you mean 'needs'?"),
    ("format: delimited", "format: csv", "3:9: unknown format 'csv'. Known: delimited, workbook"),
    ("format: delimited", "format: workbook", "4:12: a workbook has no separator; leave the key out"),
    ("separator: \";\"", "wrapped_by: [\"'\"]", "1:1: the file has no key 'separator'; add it"),
    ("separator: \";\"", "separator: ¥", "4:12: separator must be 1 to 8 characters of ASCII; write any other bytes"),
    ("separator: \";\"", "separator: [\"C2A5\"]", "4:13: 'C2A5' must be one or two bytes in hex, such as \"C2 A5\""),
    ("separator: \";\"", "separator: [\"+1\"]", "4:13: '+1' must be one or two bytes in hex"),
    ("separator: \";\"", "separator: [\"0A\"]", "4:13: '0A' must be one or two bytes in hex"),
    ("separator: \";\"", "separator: [A5, 7C]", "4:12: separator must be one byte, alone or also after one other"),
    ("separator: \";\"", "separator: [C2 A5]", "4:12: separator must be one byte, alone or also after one other"),
    ("separator: \";\"", "separator: \";\"\nquote: \";\"", "4:12: the separator is also a quote of the layout"),
    (
      "separator: \";\"", "separator: \";\"\nquote: '\"'\nwrapped_by: [\"'\"]",
      "6:13: a layout has either quoted fields (quote) or wrapped lines (wrapped_by)"
    ),
    (
      "separator: \";\"", "separator: \";\"\nencoding: ebcdic",
      "5:11: unknown encoding 'ebcdic'. Known: utf-8, iso-8859-1, iso-8859-15, windows-1252"
    ),
    ("separator: \";\"", "separator: \";\"\nmissing: [NULL]", "5:11: an element of missing has no value"),
    ("separator: \";\"", "separator: \";\"\ndates: d/m/y", "5:8: unknown dates 'd/m/y'. Known: yyyy-mm-dd, dd/mm/yyyy"),
    (
      "separator: \";\"", "separator: \";\"\nfile_names: [\"BMO_<year>\"]",
      "5:14: unknown placeholder <year> in 'BMO_<year>'; known: <first>, <last>, <delivered>"
    ),
    (
      "separator: \";\"", "separator: \";\"\nfile_names: [\"BMO_<delivered>\"]",
      "5:13: the files of source 'needs' are seen whatever their name; leave file_names out"
    ),
    ("field: year", "field: yaer", "6:26: unknown field 'yaer' of source 'needs'; did you mean 'year'?"),
    ("field: year", "feild: year", "6:19: unknown key 'feild' of an element of columns; did you mean 'field'?"),
    ("field: year", "field: metier", "7:5: field 'metier' is fed by two columns; keep one"),
    (", field: year", "", "6:3: no column feeds the field 'year', which source 'needs' needs"),
    ("field: year", "field: year, optional: true", "6:42: the column of 'year' cannot be optional"),
    ("- label", "- \" MET \"", "10:5: column 'met' stands twice; a second one in the header has occurrence: 2"),
    (
      "- label", "- {name: label, aliases: [annee]}",
      "10:5: column 'annee' stands twice; a second one in the header has occurrence: 2"
    ),
    (
      "- label", "- {name: label, occurrence: 2}",
      "10:5: column 'label' has occurrence 2, and 0 stand before it here"
    ),
    ("- label", "- {name: label, occurrence: 0}", "10:31: occurrence must be a whole number from 1 to 9, not '0'"),
    ("- label", "- \"\"", "10:5: '' is no column name"),
    ("- label", "- BE<yyyy>", "10:5: 'BE<yyyy>' is no column name: a text, with <yy> for the digits of a year"),
    ("- label", "- [label]", "10:5: an element of columns must be one value, not a list"),
  ])
  func `is refused in its own file`(part: String, other: String, message: String) throws {
    let layout = sampleLayout.replacing(part, with: other)
    #expect(layout != sampleLayout)
    let found = try #require(try refusal(layout: layout))
    #expect(found.contains("layouts/bmo.yaml:" + message))
  }

  @Test func `is taken with a second column of the same name`() throws {
    let layout = sampleLayout.replacing("- label", with: "- {name: Met , occurrence: 2}")
    #expect(try refusal(layout: layout) == nil)
  }

  @Test func `says what the definition of the DPAE extracts needs`() throws {
    let inputs = try Definition.load(path: "\(pipelines)/nightly.yaml").definition.inputs
    let layouts = inputs.flatMap(\.layouts)
    let counts = Dictionary(uniqueKeysWithValues: layouts.map { ($0.name, $0.columns.count) })
    #expect(counts["xdp-dpae"] == 47)
    #expect(counts["lbb-dpae-24"] == 24)
    #expect(counts["lbb-dpae-27"] == 27)
    #expect(counts["stagiaires-pe"] == 38)
    let lbb = try #require(layouts.first { $0.name == "lbb-dpae-24" })
    guard case .delimited(let form) = lbb.format else { throw Failure.notDelimited }
    #expect(form.separator == [0xA5])
    #expect(form.separatorPrefix == 0xC2)
    #expect(form.wrappers == [UInt8(ascii: "'"), UInt8(ascii: "\"")])
    #expect(form.quote == nil)
    #expect(lbb.missing == ["NULL", "null"])
    let communes = lbb.columns.filter { $0.names == ["dc_commune_id"] }
    #expect(communes.map(\.occurrence) == [1, 2])
    #expect(communes.map(\.field) == ["commune", nil])
    #expect(communes.map(\.isIdentifying) == [false, true])
  }

  @Test func `masks every field that names a person`() throws {
    let inputs = try Definition.load(path: "\(pipelines)/nightly.yaml").definition.inputs
    for layout in inputs.flatMap(\.layouts) {
      for column in layout.columns where ["national_id", "nir", "birth_date"].contains(column.field) {
        #expect(column.isIdentifying, "\(layout.name): \(column.names)")
      }
    }
  }

  /// The header as a reader would see it: names and occurrences, in any order.
  @Test(
    arguments: [
      ("lbb-dpae-24", "dpae/LBB_XDPDPA_DPAE_20151010_20161110_20161110_174915.csv"),
      ("lbb-dpae-27", "dpae/lbb_xdpdpae_delta_201511102200.csv"),
      ("lbb-dpae-27", "dpae/lbb_xdpdpae_delta_201611102200.csv"),
      ("stagiaires-pe", "training/stagiaires-pe.csv"), ("stagiaires-pe", "training/stagiaires-pe-with-NULL.csv"),
    ])
  func `has the columns of the real file`(name: String, file: String) throws {
    let path = "\(pipelines)/../../shared/data/\(file)"
    guard let data = FileManager.default.contents(atPath: path) else {
      print("skipped: \(path) is not here")
      return
    }
    let layouts = try Definition.load(path: "\(pipelines)/nightly.yaml").definition.inputs.flatMap(\.layouts)
    let layout = try #require(layouts.first { $0.name == name })
    guard case .delimited(let form) = layout.format else { throw Failure.notDelimited }
    let header = data.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let names = header.split(separator: form.separator).map { String(decoding: $0, as: UTF8.self) }
    #expect(names == layout.columns.map { $0.names[0] })
    let delivery = layout.fileNames.compactMap { $0.match(file) }.first
    #expect((delivery == nil) == file.hasPrefix("training/"))
  }

  private enum Failure: Error { case notDelimited }
}
