public import Deliveries
import Join
public import LabourMarket
import Normalise

/// What training records are described by, beside themselves: the register and the references.
public struct TrainingContext: Sendable {
  let register: [RegisteredPerson]
  private let byPerson: KeyTable
  let book: CodeBook
  let bassins: BassinReference
  let rules: Rules

  public init(_ trainings: TrainingTable, register: RegisterTable, bassins: BassinReference, rules: Rules) {
    self.register = register.persons
    self.book = trainings.book
    self.bassins = bassins
    self.rules = rules
    var table = KeyTable(capacity: register.persons.count)
    for (row, person) in register.persons.enumerated() { table.set(person.person.bits, to: row) }
    byPerson = table
  }

  func registered(_ person: PersonKey) -> RegisteredPerson? {
    person.isUnknown ? nil : byPerson.row(of: person.bits).map { register[$0] }
  }

  /// What that label follows from.
  func value(_ dimension: String, of record: TrainingRecord) -> UInt64 {
    switch dimension {
    case "dispositif": UInt64(record.dispositif)
    case "training_type": UInt64(record.dispositif) << 1 | (record.isCertifying ? 1 : 0)
    case "funders": UInt64(record.funders)
    case "formacode_domain": UInt64(record.formacode)
    case "sex": UInt64(registered(record.person)?.sex ?? 0)
    case "departement": UInt64(record.commune) << 32 | UInt64(record.departement)
    case "bassin": UInt64(record.commune) << 32 | UInt64(UInt32(record.start.year))
    default: preconditionFailure("dimension \(dimension) is in the catalogue of trainings and has no value")
    }
  }

  /// The label of a dimension that leavers and entries share; empty where unknown.
  func label(_ dimension: String, of record: TrainingRecord) -> String {
    switch dimension {
    case "dispositif": book.text(of: record.dispositif)
    case "training_type": trainingType(of: record)
    case "funders": book.text(of: record.funders)
    case "formacode_domain": formacodeDomain(of: record)
    case "sex": registered(record.person).map { $0.sex == 0 ? "" : String($0.sex) } ?? ""
    case "departement": departement(of: record)
    case "bassin": bassin(of: record)
    default: preconditionFailure("dimension \(dimension) is in the catalogue of trainings and has no label")
    }
  }

  /// Préalable à l'embauche by its dispositif; else certifiante where a certifinfo code is present (DOMAIN section 2.6).
  private func trainingType(of record: TrainingRecord) -> String {
    let dispositif = book.text(of: record.dispositif)
    return Rules.matches(dispositif, rules.prealable)
      ? "prealable" : record.isCertifying ? "certifiante" : "qualifiante"
  }

  private func formacodeDomain(of record: TrainingRecord) -> String {
    let formacode = book.text(of: record.formacode)
    return formacode.utf8.count == 5 && formacode.utf8.allSatisfy { (0x30...0x39).contains($0) }
      ? String(formacode.prefix(3)) : ""
  }

  /// Of the place's INSEE code, else of the column.
  private func departement(of record: TrainingRecord) -> String {
    let commune = Commune(book.text(of: record.commune))
    return (commune?.departement ?? Departement(column: book.text(of: record.departement)))?.code ?? ""
  }

  private func bassin(of record: TrainingRecord) -> String {
    guard let commune = Commune(book.text(of: record.commune)) else { return "" }
    guard let zoning = bassins.zoning(for: record.start.year) else { return "" }
    return bassins.bassin(of: commune, zoning: zoning) ?? ""
  }
}
