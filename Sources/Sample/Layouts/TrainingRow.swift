/// One row of the trainee export.
struct TrainingRow {
  enum SessionField {
    case of(Int)
    case missing
  }

  /// As written; `sessionID` is that of the true session.
  var session: SessionField
  let sessionID: Int
  var start: CalendarDay
  var end: CalendarDay?
  var hasStart = true
  private let training: Session
  private let person: Person?
  private let number: Int

  var hasPerson: Bool { person != nil }

  /// - Parameter number: of the entry; tells apart two rows of nobody known.
  init(_ training: Session, person: Person?, number: Int) {
    self.training = training
    self.person = person
    self.number = number
    session = .of(training.id)
    sessionID = training.id
    start = training.start
    end = training.end
  }

  func append(to text: inout TextBuffer, _ style: inout RandomSource) {
    appendTrainee(to: &text, &style)
    appendSession(to: &text)
    appendPlace(to: &text, &style)
    appendSubject(to: &text)
    appendOrganisation(to: &text, &style)
  }

  /// Columns 1 to 9: all of them say who it is, but the eighth.
  private func appendTrainee(to text: inout TextBuffer, _ style: inout RandomSource) {
    var details = person?.details ?? style
    text.append(details.pick(InventedNames.surnames))
    text.separate()
    text.append(details.pick(person?.isWoman == true ? InventedNames.womensNames : InventedNames.mensNames))
    text.append("|STAGIAIRE.")
    text.append(number)
    text.append("@EXEMPLE.INVALID|")
    text.append(telephoneFrom: &details)
    text.append(style.chance(0.3) ? "|NULL|V|" : "||V|")
    if let person {
      text.append(nationalIdentifierOf: person.index)
    } else if style.chance(0.4) {
      text.append("NULL")
    }
    text.separate()
    if case .of(let id) = session { text.append(id) }
    text.separate()
    text.append(details.below(900_000_000), width: 10)
    text.append("Z|")
  }

  /// Columns 10 to 14.
  private func appendSession(to text: inout TextBuffer) {
    text.append("93_AF_")
    text.append(training.id / 7, width: 10)
    text.separate()
    text.append(training.title)
    text.separate()
    if hasStart { text.append(start, .midnightAndTenths) }
    text.separate()
    if let end { text.append(end, .midnightAndTenths) }
    text.append("|93")
    text.append(training.id / 40, width: 18)
    text.separate()
  }

  /// Columns 15 to 17; without an INSEE code, the département stands in its own column.
  private func appendPlace(to text: inout TextBuffer, _ style: inout RandomSource) {
    let place = Commune.all[training.commune]
    text.append(place.postcode)
    text.separate()
    text.append(style.chance(0.03) ? "NULL" : place.code)
    text.separate()
    text.append(place.name)
    text.separate()
  }

  /// Columns 18 to 27.
  private func appendSubject(to text: inout TextBuffer) {
    text.append(training.formacode)
    text.append("|||||")
    if training.isCertifying { text.append(50_000 + training.id % 40_000) }
    text.append("|||||")
  }

  /// Columns 28 to 38.
  private func appendOrganisation(to text: inout TextBuffer, _ style: inout RandomSource) {
    let siret = SIRET(ofEstablishment: 90_000_000 + training.id / 40)
    text.append(siret.number, width: 14)
    text.append("|ECOLE DE PROVENCE|ECOLE DE PROVENCE SARL|")
    text.append(String(Commune.all[training.commune].departement))
    text.append("|SE_")
    text.append(training.id, width: 10)
    text.append("|93_SE_")
    text.append(training.id, width: 10)
    text.separate()
    text.append(training.kind.financeurs)
    text.separate()
    text.append(training.kind.name)
    if style.chance(0.02) { text.append(" ") }
    text.append("|NULL|NULL|NULL")
  }
}
