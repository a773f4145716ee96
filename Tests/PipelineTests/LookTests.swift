import Definition
import Formats
import Foundation
import Ingest
import TestSupport
import Testing

/// What `outcomes layout` and `outcomes read` make of a file that resembles a known layout.
@Suite struct LookTests {
  private let layouts = "\(pipelines)/layouts"

  /// What is said of a file, and proposed for it.
  private func description(
    _ text: String, named name: String = "XDP_DPAE_20160101_20161231_20170101.csv", folder: String? = nil
  ) throws -> String {
    let files = try DefinitionFolder([name: text])
    return try look(at: "\(files.path)/\(name)", folder: folder).description().text
  }

  private func look(
    at path: String, layout: String? = nil, sheet: String? = nil, folder: String? = nil
  ) throws -> Look {
    var wish = FileForm.Wish()
    wish.sheet = sheet
    return try Look(path: path, wish: wish, layoutName: layout, folder: folder ?? layouts)
  }

  private func proposal(_ header: [String], rows: [String] = []) throws -> String {
    let text = try description(([header.joined(separator: "|")] + rows).map { $0 + "\n" }.joined())
    return String(text[try #require(text.firstRange(of: "# Proposed")).lowerBound...])
  }

  private let renamed = Deliveries.warehouseColumns.map { $0 == "KD_DATEEMBAUCHE" ? "DATE_EMBAUCHE" : $0 }

  // The proposal.

  @Test func `the proposal has every key of the nearest layout`() throws {
    let proposal = try proposal(renamed)
    #expect(
      proposal.contains(
        """
        layout: xdp-dpae-new
        source: dpae
        format: delimited
        encoding: windows-1252
        separator: "|"
        wrapped_by: ["'", "\\""]
        missing: ["NULL", "null"]
        dates: yyyy-mm-dd
        file_names: ["XDP_DPAE_<first>_<last>_<delivered>"]

        columns:

        """))
  }

  @Test func `a renamed column keeps its field, as a guess, and an alias is said to be less`() throws {
    let proposal = try proposal(renamed)
    #expect(
      proposal.contains(
        "\n  - {name: \"DATE_EMBAUCHE\", field: hire_date}   # a guess: KD_DATEEMBAUCHE of layout xdp-dpae, renamed\n"))
    #expect(
      proposal.contains("\n#   - {name: \"KD_DATEEMBAUCHE\", aliases: [\"DATE_EMBAUCHE\"], field: hire_date}\n"))
    #expect(!proposal.contains("left out"))
  }

  @Test func `a new column is known and not read, a lost one is left out with a comment`() throws {
    let proposal = try proposal(Deliveries.warehouseColumns.filter { $0 != "DC_PRENOM" } + ["VERSION", "COURRIEL"])
    #expect(proposal.contains("\n  - \"VERSION\"   # not in layout xdp-dpae\n"))
    #expect(proposal.contains("\n  - {name: \"COURRIEL\", identifying: true}   # not in layout xdp-dpae\n"))
    #expect(
      proposal.hasSuffix("\n  # left out, for the file lacks it: {name: \"DC_PRENOM\", identifying: true}\n"))
    #expect(!proposal.contains("alias"))
  }

  @Test func `the nearest layout says who is identified, another one does not`() throws {
    let proposal = try proposal(renamed)
    #expect(proposal.contains("\n  - {name: \"DC_COMMUNE_ID\", field: commune}\n"))
    #expect(proposal.contains("\n  - {name: \"KC_NIR\", field: nir, identifying: true}\n"))
  }

  @Test func `what is proposed reads the file and dates it`() throws {
    let row = Deliveries.warehouse(Deliveries.hire()).split(separator: "\n")[1]
    let text = "\(renamed.joined(separator: "|"))\n\(row)\n"
    let files = try DefinitionFolder(["layouts/xdp-dpae-new.yaml": try proposal(renamed)])
    let known = try Layout.all(in: "\(files.path)/layouts")
    #expect(known.first?.fileNames.first?.match("XDP_DPAE_20160101_20161231_20170101.csv") != nil)
    let said = try description(text, folder: "\(files.path)/layouts")
    #expect(said.contains("\nlayout: xdp-dpae-new fits\n"))
  }

  @Test func `lines in quotes are unwrapped as in the nearest layout`() throws {
    let lines = try description("\"\(renamed.joined(separator: "|"))\"\n")
    #expect(lines.contains("\ncolumns: 47\n"))
    #expect(lines.contains("\n  - \"KC_ORGANISME_EMETTEUR\"\n"))
  }

  @Test func `a separator or days of another form are the file's own`() throws {
    let text = try description("offre,region,departement,rome,date_depot,date_servie\n1,93,13,K1802,03/10/2016,\n")
    #expect(text.contains("\nseparator: \",\"   # layout offres has \";\"\n"))
    #expect(text.contains("\ndates: dd/mm/yyyy   # layout offres has yyyy-mm-dd\n"))
    #expect(
      text.contains(
        "\nfile_names: [\"offres_<delivered>\"]   # the name of this file has another form: without one it has no date\n"
      ))
  }

  // Workbooks.

  private let data = [
    "annee", "Code FAP", "Nom métier BMO", "Famille_met", "BE18", "NOMBE18", "Dept", "REG", "met", "xmet", "smet",
  ]

  private func workbook(_ sheets: [[String]]) throws -> DefinitionFolder {
    let folder = try DefinitionFolder([:])
    try folder.write(Data(try Packed.workbook(sheets)), to: "bmo.xlsx")
    return folder
  }

  @Test func `the sheet that resembles a layout most is looked at, and said`() throws {
    let folder = try workbook([["Variable", "Libellé"], data, ["annee", "autre"]])
    let text = try look(at: "\(folder.path)/bmo.xlsx").description().text
    #expect(text.contains("\nformat: workbook, sheet 2 'S2'\n"))
    #expect(
      text.contains(
        "\nsheet: 2 'S2' resembles a known layout most; --sheet takes another: 1 'S1', 3 'S3'\n"))
    #expect(text.contains("\nlayout: none fits; nearest layout bmo-open-data: "))
  }

  @Test func `a sheet that is asked for is looked at, whatever it resembles`() throws {
    let folder = try workbook([["Variable", "Libellé"], data])
    let text = try look(at: "\(folder.path)/bmo.xlsx", sheet: "1").description().text
    #expect(text.contains("\nlayout: none that is known resembles it\n") && !text.contains("\nsheet: "))
  }

  @Test func `where no sheet resembles a layout it is the first, which is said too`() throws {
    let folder = try workbook([["Variable", "Libellé"], ["x", "y"]])
    let text = try look(at: "\(folder.path)/bmo.xlsx").description().text
    #expect(text.contains("\nsheet: 1 'S1' is the first, for none resembles a known layout; --sheet takes another: 2"))
  }

  @Test func `the year in a name stays a pattern`() throws {
    let folder = try workbook([data])
    let text = try look(at: "\(folder.path)/bmo.xlsx").description().text
    #expect(text.contains("\n  - {name: \"BE<yy>\", field: bassin}\n"))
    #expect(text.contains("\n  - {name: \"NOMBE<yy>\", field: bassin_name, optional: true}\n"))
    #expect(text.contains("\n  - {name: \"annee\", aliases: [\"année\"], field: year}\n"))
    #expect(!text.contains("missing: []") && !text.contains("dates:"))
  }

  // Masks.

  /// The fields of the first row that `outcomes read` shows, by column.
  private func shown(_ header: [String], layout: String?) throws -> [String: String] {
    let row = Array(repeating: "x", count: header.count)
    let files = try DefinitionFolder(["f.csv": [header, row].map { $0.joined(separator: "|") + "\n" }.joined()])
    let look = try look(at: "\(files.path)/f.csv", layout: layout)
    let written = Texts()
    var writer = RecordWriter(.csv, masking: look.identifyingNames) { written.bytes += $0 }
    try look.reader().forEachRecord { try writer.write($0.fields) }
    try writer.flush()
    let lines = String(decoding: written.bytes, as: UTF8.self).split(separator: "\n").map { $0.split(separator: ",") }
    return Dictionary(zip(lines[0].map(String.init), lines[1].map(String.init))) { first, _ in first }
  }

  private final class Texts { var bytes: [UInt8] = [] }

  @Test(arguments: ["xdp-dpae", nil]) func `of a layout that is given or fits only its own marks are masked`(
    layout: String?
  ) throws {
    let row = try shown(Deliveries.warehouseColumns, layout: layout)
    #expect(row["DC_COMMUNE_ID"] == "x" && row["DC_SEXE"] == "x")
    #expect(row["KC_NIR"] == "(withheld)" && row["DC_NOM"] == "(withheld)")
  }

  @Test func `a column that the given layout does not list is masked where it looks like a person's`() throws {
    let header = Deliveries.warehouseColumns.map { $0 == "DC_NOM" ? "PRENOM_NOM" : $0 } + ["VERSION"]
    let row = try shown(header, layout: "xdp-dpae")
    #expect(row["PRENOM_NOM"] == "(withheld)")
    #expect(row["DC_COMMUNE_ID"] == "x" && row["VERSION"] == "x")
  }

  @Test func `of a file that fits no layout all marks are masked`() throws {
    #expect(try shown(renamed, layout: nil)["DC_COMMUNE_ID"] == "(withheld)")
  }

  // The folder of layouts.

  @Test func `a file without a byte among the layouts is not one of them`() throws {
    let files = try DefinitionFolder(["layouts/bmo.yaml": sampleLayout, "layouts/new.yaml": "", "f.csv": "a;b\n1;2\n"])
    let look = try look(at: "\(files.path)/f.csv", folder: "\(files.path)/layouts")
    #expect(look.layouts.map(\.name) == ["bmo"])
  }

  @Test func `a definition that names it is refused`() throws {
    #expect(try refusal(layout: "") == "layouts/bmo.yaml:1:1: is empty")
  }

  // Messages of a run.

  @Test func `what stops a run names the file by its whole path, whatever is wrong`() throws {
    let name = "dpae/XDP_DPAE_20160101_20161231_20170101.csv.gz"
    let unknown = try Night()
    try unknown.put("\(renamed.joined(separator: "|"))\n", at: name)
    #expect(try #require(unknown.failure()).message.hasPrefix("\(unknown.input)/\(name):1: the header fits no layout"))
    let cut = try Night()
    try cut.put(Deliveries.warehouse(Deliveries.hire()), at: name)
    let whole = try Data(contentsOf: URL(filePath: "\(cut.input)/\(name)"))
    try cut.putRaw(Array(whole.prefix(whole.count / 2)), at: name)
    #expect(try #require(cut.failure()).message.hasPrefix("\(cut.input)/\(name): at byte "))
  }
}
