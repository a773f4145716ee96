public import Deliveries
import Ingest
import Join
public import LabourMarket

/// What training records are described by, beside themselves: the register and the references.
public final class TrainingContext: Sendable {
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
}
