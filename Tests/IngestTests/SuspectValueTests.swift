import Foundation
import Ingest
import Testing

/// Persons in a file that fits no layout (`outcomes read`).
@Suite struct SuspectValueTests {
  private func written(_ header: [String], _ row: [String]) throws -> [String] {
    var text: [UInt8] = []
    var writer = RecordWriter(.csv, masking: IdentifyingNames([], isCautious: true)) { text += $0 }
    for record in [header, row] { try writer.write(record.map { Array($0.utf8) }) }
    try writer.flush()
    return String(decoding: text, as: UTF8.self).split(separator: "\n")[1].split(separator: ",").map(String.init)
  }

  @Test(arguments: ["NOM", "DC_NOM", "NIR", "Prénom", "c_adresseemail", "KD_DATENAISSANCE", "dn_individu_national"])
  func `a column whose name speaks of a person is masked`(name: String) throws {
    #expect(try written([name, "ROME"], ["value", "K1802"]) == ["(withheld)", "K1802"])
  }

  @Test(arguments: ["Nom métier BMO", "NOM_REG", "name", "first", "dc_siret", "annee"])
  func `a column of something else is not`(name: String) throws {
    #expect(try written([name], ["value"]) == ["value"])
  }

  @Test func `a NIR is masked wherever it stands, and a SIRET is not`() throws {
    #expect(try written(["a", "b"], ["183023400202652", "73282932000074"]) == ["(withheld)", "73282932000074"])
    #expect(try written(["a|b"], ["x|1830234002026|y"]) == ["(withheld)"])
  }

  @Test func `a whole header taken for one name masks the whole line`() throws {
    #expect(try written(["KC_SIRET|KC_NIR|DC_NOM"], ["73282932000074||DURAND"]) == ["(withheld)"])
  }
}
