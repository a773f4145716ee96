import Definition
import Failures
import Foundation
import TestSupport
import Testing

/// One row a leaver, for researchers inside, under pseudonyms (DOMAIN section 6).
@Suite struct PersonOutputTests {
  private func key(_ night: Night, bytes: Int = 32, fill: UInt8 = 7, mode: Int = 0o600) throws -> String {
    let path = "\(night.folder)/pseudonyms-\(fill).key"
    try Data(repeating: fill, count: bytes).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  /// Two leavers, one of them hired in time.
  private func night() throws -> Night {
    let night = try Night()
    try night.deliver(
      Deliveries.warehouse(Deliveries.hire(["DC_INDIVIDU_NATIONAL": "1000000001", "KD_DATEEMBAUCHE": "2016-07-15"])))
    let trainee = { (person: String, session: String) in
      Deliveries.training([
        "dn_individu_national": person, "dn_session_id": session, "dd_datedebutplanformation": "2016-04-01",
        "dd_datefinplanformation": "2016-06-30", "c_nomcorrespondance": "PLANTEDNAME",
        "c_adresseemail": "planted@example.org", "c_telephone1": "0699887766",
      ])
    }
    try night.deliverTrainings(Deliveries.trainings(trainee("1000000001", "1"), trainee("1000000002", "2")))
    return night
  }

  private func rows(_ night: Night) throws -> [[String]] {
    try night.text("persons/leavers.csv").split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `a row has a pseudonym, what was given of the person, and the outcomes`() throws {
    let night = try night()
    try night.run(personKey: key(night))
    let rows = try rows(night)
    #expect(
      rows[0] == [
        "pseudonym", "dispositif", "training_type", "departement", "age_band", "sex", "exit_month", "mature",
        "access_any", "access", "access_durable", "employed", "days_to_first_hire",
      ])
    #expect(rows.count == 3)
    #expect(rows.dropFirst().allSatisfy { $0[0].count == 64 && $0[0].allSatisfy(\.isHexDigit) })
    #expect(rows[1][0] < rows[2][0])
    #expect(Set(rows.dropFirst().map { $0[8] }) == ["0", "1"])
    #expect(Set(rows.dropFirst().map { $0[12] }) == ["", "15"])
  }

  @Test func `the same key gives the same pseudonyms on another night, another key others`() throws {
    let (one, other) = (try night(), try night())
    try one.run(personKey: key(one))
    let first = try rows(one).map { $0[0] }
    try one.run(asOf: "2017-03-30", personKey: key(one))
    #expect(try rows(one).map { $0[0] } == first)
    try other.run(personKey: key(other, fill: 8))
    #expect(Set(try rows(other).dropFirst().map { $0[0] }).isDisjoint(with: first))
  }

  // The expected value was computed with another program: HMAC-SHA-256 of 1000000001 under 32 bytes of 07.
  @Test func `a pseudonym is the HMAC of the identifier as it is compared`() throws {
    let night = try night()
    try night.run(personKey: key(night))
    #expect(try rows(night).contains { $0[0] == "736a5a466f16ec479c8183d43cf3368b575c0915761144cd04784d95a1685b2e" })
  }

  @Test func `it says how many persons stand out`() throws {
    let night = try night()
    try night.run(personKey: key(night))
    let report = try night.text("persons/k-anonymity.json")
    #expect(report.contains("\"smallest_group\" : 2"))
    #expect(report.contains("\"persons_in_smaller_groups\" : 2"))
    #expect(report.contains("\"share_in_smaller_groups\" : \"1.0000\""))
  }

  @Test(arguments: [0o640, 0o604, 0o644]) func `a key that others may read is refused`(mode: Int) throws {
    let night = try night()
    let path = try key(night, mode: mode)
    let failure = #expect(throws: RunFailure.self) { try night.run(personKey: path) }
    #expect(failure?.description.contains("chmod 600") == true)
    #expect(!night.isPublished)
  }

  @Test func `so is a short one, one that is not there, and one for the public`() throws {
    let night = try night()
    let short = try key(night, bytes: 31)
    #expect(throws: RunFailure.self) { try night.run(personKey: short) }
    #expect(throws: RunFailure.self) { try night.run(personKey: "\(night.folder)/none.key") }
    let good = try key(night, fill: 9)
    let failure = #expect(throws: RunFailure.self) { try night.run(audience: .public, personKey: good) }
    #expect(failure?.kind == .usage)
  }

  @Test(arguments: [Audience.internal, .public])
  func `no identifier, name, address or number leaves the run`(audience: Audience) throws {
    let night = try night()
    let broken = """
      <FR_DUE_Upload><FR_PersonIdentity.Surname.Text>PLANTEDNAME</FR_PersonIdentity.Surname.Text>
      <FR_NNI.NIR.Identifier>2690849099888</FR_NNI.NIR.Identifier></FR_DUE_Uplo
      """
    try night.put(broken, at: "dpae/FR_DUE_20161101.xml.gz")
    let bad = ["KC_INDIVIDU_NATIONAL": "", "KC_NIR": "2690849099888"]
    try night.put(
      Deliveries.register(bad, ["KC_INDIVIDU_NATIONAL": "1000000002", "KC_NIR": "2690849099888"]),
      at: "register/REFH_INDIVIDU_20160101.csv.gz")
    try night.run(audience: audience, personKey: audience == .internal ? key(night) : nil)
    let all = try night.everythingWritten() + night.log.all.joined()
    #expect(all.count > 1000)
    for planted in ["1000000001", "1000000002", "2690849099888", "PLANTEDNAME", "planted@example", "0699887766"] {
      #expect(!all.contains(planted))
    }
  }
}
