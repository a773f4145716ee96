import Failures
import Foundation
import TestSupport
import Testing

@Suite struct RejectTests {
  private func reject(_ fields: KeyValuePairs<String, String>) throws -> [String] {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire(), Deliveries.hire(fields)))
    try night.run()
    let lines = try night.text("rejects/dpae.csv").split(separator: "\n").dropFirst()
    return lines.map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)[1...4].joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("KC_SIRET", "73282932000075", "3 6 KC_SIRET siret"), ("KC_SIRET", "", "3 6 KC_SIRET siret"),
    ("KD_DATEEMBAUCHE", "2016-02-30", "3 37 KD_DATEEMBAUCHE hire-date"),
    ("KD_DATEEMBAUCHE", "1999-12-31", "3 37 KD_DATEEMBAUCHE hire-before-2000"),
    ("DC_TYPECONTRAT_ID", "4", "3 39 DC_TYPECONTRAT_ID contract"),
    ("DC_TYPECONTRAT_ID", "NULL", "3 39 DC_TYPECONTRAT_ID contract"),
  ])
  func `a reject names line, column, field and reason`(field: String, value: String, line: String) throws {
    #expect(try reject([field: value]) == [line])
  }

  @Test func `an end that is no date rejects a CDD, and is ignored on a CDI`() throws {
    #expect(try reject(["DC_TYPECONTRAT_ID": "1", "DD_DATEFINCDD": "soon"]) == ["3 40 DD_DATEFINCDD end-date"])
    #expect(try reject(["DC_TYPECONTRAT_ID": "2", "DD_DATEFINCDD": "soon"]).isEmpty)
  }

  @Test(arguments: [("2016-10-02", false), ("2016-10-03", true)])
  func `an end before the hire rejects`(end: String, isTaken: Bool) throws {
    #expect(try reject(["DC_TYPECONTRAT_ID": "3", "DD_DATEFINCDD": end]).isEmpty == isTaken)
  }

  @Test func `the first reason counts`() throws {
    #expect(try reject(["KC_SIRET": "x", "KD_DATEEMBAUCHE": "x", "DC_TYPECONTRAT_ID": "x"]) == ["3 6 KC_SIRET siret"])
  }

  @Test func `a row with a field too many is rejected as a whole`() throws {
    #expect(try reject(["DC_NOM": "A|B"]) == ["3   field-count"])
  }

  @Test func `a blank line is a row, an empty line is none`() throws {
    let night = try Night()
    try night.deliver(Deliveries.warehouse(Deliveries.hire()) + "\n\n   \n")
    try night.run()
    #expect(try night.text("rejects/dpae.csv").contains(",5,,,field-count,"))
    #expect(try night.text("manifest.json").contains("\"read\" : 2"))
  }

  @Test func `a hire after the as-of date is filtered, not rejected`() throws {
    let night = try Night()
    try night.deliver(
      Deliveries.warehouse(
        Deliveries.hire(["KD_DATEEMBAUCHE": "2017-03-31"]), Deliveries.hire(["KD_DATEEMBAUCHE": "2017-04-01"])))
    try night.run()
    #expect(try night.table("hires").map { $0["month"] } == ["2017-03"])
    #expect(try night.text("manifest.json").contains("\"after as-of\" : 1"))
  }

  @Test func `nothing that says who a person is leaves the run`() throws {
    let night = try Night()
    let secrets = ["8880001112", "2690849099888", "SECRETNOM", "secret@example.org", "0699887766", "0167942369Z"]
    let person = Deliveries.hire([
      "DC_INDIVIDU_NATIONAL": secrets[0], "KC_NIR": secrets[1], "DC_NOM": secrets[2], "DC_PRENOM": secrets[2],
      "DC_TELEPHONE": secrets[4], "DC_INDIVIDU_LOCAL": secrets[5], "DC_NOMEPOUX": secrets[2],
    ])
    try night.deliver(
      Deliveries.warehouse(person, person.merging(["KD_DATEEMBAUCHE": "x"]) { $1 }) + secrets.joined(separator: "|")
        + "\n")
    let trainee = Deliveries.training([
      "dn_individu_national": secrets[0], "c_nomcorrespondance": secrets[2], "c_adresseemail": secrets[3],
      "c_telephone1": secrets[4], "c_individulocal": secrets[5],
    ])
    try night.deliverTrainings(Deliveries.trainings(trainee, trainee.merging(["dn_session_id": ""]) { $1 }))
    let registered = ["KC_INDIVIDU_NATIONAL": secrets[0], "KC_NIR": secrets[1]]
    try night.put(
      Deliveries.register(registered, registered.merging(["KC_INDIVIDU_NATIONAL": ""]) { $1 }),
      at: "register/REFH_INDIVIDU_20160101.csv.gz")
    try night.run()
    let written = try night.files("tables").merging(night.files("rejects")) { $1 }.values.map {
      String(decoding: $0, as: UTF8.self)
    }
    let all = (written + night.log.all + [try night.text("manifest.json")]).joined()
    for secret in secrets { #expect(!all.contains(secret)) }
    #expect(all.contains("(withheld)"))
  }

  @Test func `a file without its header shows none of its rows`() throws {
    let night = try Night()
    try night.put(
      Deliveries.register(["KC_INDIVIDU_NATIONAL": "8880001112", "KC_NIR": "2690849099888"])
        .split(separator: "\n").dropFirst().joined(separator: "\n"), at: "register/REFH_INDIVIDU_20160101.csv")
    try night.deliver(Deliveries.warehouse(Deliveries.hire()))
    let failure = try #require(night.failure())
    #expect(failure.status == .badData)
    #expect(failure.message.contains("is the header missing"))
    #expect(!failure.message.contains("8880001112") && !failure.message.contains("2690849099888"))
  }
}
