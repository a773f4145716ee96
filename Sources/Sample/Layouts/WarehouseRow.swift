/// One row of the warehouse export, column by column.
extension TextBuffer {
  mutating func append(
    warehouse declaration: Declaration, _ establishment: Establishment, _ person: Person?, _ style: inout RandomSource
  ) {
    let spelling = DateSpelling.draw(&style)
    append(originOf: declaration, establishment, spelling)
    append(employer: establishment, declaration.flaw, &style)
    if let person {
      append(employee: person, declaration, spelling, &style)
    } else {
      append(unknownEmployee: &style)
    }
    append(contract: declaration, spelling, &style)
  }

  /// Columns 1 to 5: farms declare to MSA, the others to URSSAF.
  private mutating func append(
    originOf declaration: Declaration, _ establishment: Establishment, _ spelling: DateSpelling
  ) {
    append(establishment.sector == .agriculture ? "MSA" : "URS")
    append("|93")
    append(String(establishment.place.departement))
    separate()
    let (year, month, _) = declaration.hire.components
    append(year * 100 + month)
    separate()
    append(declaration.created, spelling)
    append("||")
  }

  /// Columns 6 to 20.
  private mutating func append(employer: Establishment, _ flaw: Flaw?, _ style: inout RandomSource) {
    var details = employer.details
    append(employer.siret, flaw, losesZero: style.chance(0.2))
    separate()
    append(nafOf: employer, flaw)
    separate()
    append(companyFrom: &details)
    separate()
    append(addressFrom: &details)
    separate()
    append(postcodeOf: employer, flaw, losesZero: style.chance(0.06))
    separate()
    append(employer.place.name)
    append("|FR|")
    if style.chance(0.03) { append("NULL") } else { append(telephoneFrom: &details) }
    append(employer.sector == .publicService ? "|2|" : "|1|")
    append(communeOf: employer, flaw)
    separate()
    append(employer.size)
    append(employer.sector == .publicService ? "|7210|" : "|5499|")
    append(details.below(3), width: 3)
    separate()
    append(20_000_000 + details.below(9_000_000))
    // A field too many shifts all that follows.
    append(flaw == .fieldCount ? "|||" : "||")
  }

  /// Columns 21 to 36, up to the separator.
  private mutating func append(
    employee: Person, _ declaration: Declaration, _ spelling: DateSpelling, _ style: inout RandomSource
  ) {
    var details = employee.details
    let isNational = declaration.knownBy != .nir
    if declaration.knownBy != .nationalIdentifier { append(nirOf: employee, declaration.flaw, &style) }
    append(isNational ? "|V|V|O|" : "|V||N|")
    append(employee.birth, spelling)
    separate()
    if employee.birthDepartement == "99" { append("ETRANGER") } else { append(Commune.all[employee.commune].name) }
    separate()
    append(employee.birthDepartement)
    separate()
    append(details.pick(InventedNames.surnames))
    separate()
    append(details.pick(employee.isWoman ? InventedNames.womensNames : InventedNames.mensNames))
    separate()
    if style.chance(0.05) { append(style.chance(0.5) ? "NULL" : "null") }
    append(employee.isWoman ? "|2|" : "|1|")
    if isNational { append(localIdentifierFrom: &details) }
    append(isNational ? "|V|" : "||")
    append(Commune.all[employee.commune].code)
    separate()
    if isNational { append(nationalIdentifierOf: employee, &style) }
    append("||")
  }

  /// Nothing that tells the person: names are left out too, as such rows come from bulk senders.
  private mutating func append(unknownEmployee style: inout RandomSource) {
    append("|||N||||||")
    append(style.chance(0.5) ? "|1|" : "|2|")
    append("|||")
    append("||")
  }

  /// Columns 37 to 47.
  private mutating func append(
    contract declaration: Declaration, _ spelling: DateSpelling, _ style: inout RandomSource
  ) {
    append(hireOf: declaration, spelling)
    separate()
    append(style.within(5...22), width: 2)
    append(style.chance(0.7) ? ":00|" : ":30|")
    append(contractOf: declaration)
    separate()
    append(endOf: declaration, spelling)
    append("|0")
    append(style.within(1...9))
    append("|0")
    append(style.within(1...6))
    append(style.chance(0.7) ? "|35|151|1607|" : "|20|86|920|")
    append(declaration.contract == .openEnded ? 60 : style.below(15))
    separate()
  }

  mutating func separate() { append(byte: 0x7C) }

  private mutating func append(nirOf person: Person, _ flaw: Flaw?, _ style: inout RandomSource) {
    switch flaw {
    case .nirImpossible: append("9999999999999")
    case .nirKeyWrong:
      append(nirOf: person)
      append("99")
    default:
      append(nirOf: person)
      if style.chance(0.8) { append(nirKeyOf: person) }
    }
  }

  /// As it was issued; now and then with a zero before it or a blank behind it.
  private mutating func append(nationalIdentifierOf person: Person, _ style: inout RandomSource) {
    let ticket = style.below(200)
    if ticket == 0 { append("0") }
    append(nationalIdentifierOf: person.index)
    if ticket == 1 { append(" ") }
  }

  /// `0167942369Z`
  private mutating func append(localIdentifierFrom details: inout RandomSource) {
    append(details.below(900_000_000), width: 10)
    append(byte: 0x41 + UInt8(details.below(26)))
  }
}
