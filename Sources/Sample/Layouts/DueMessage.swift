/// A message of the declarers' XML under way.
struct DueMessage {
  private var text = TextBuffer()
  private var indent = 0

  /// - Parameter isTest: the sender tries the line; a reader counts the message and drops it.
  init(isTest: Bool) {
    text.append("<?xml version=\"1.0\" encoding=\"ISO-8859-1\" ?>\n<FR_DUE_Upload")
    for (prefix, name) in [("rxorg", "Organization"), ("rxpadr", "PostalAddress"), ("rxpers", "Person_Identity")] {
      text.append(" xmlns:\(prefix)=\"http://www.repxml.org/\(name)\"")
    }
    text.append(">\n")
    value("FR_DUE_Upload.Test.Indicator", isTest ? "1" : "120")
  }

  mutating func finished() -> [UInt8] {
    text.append("</FR_DUE_Upload>\n")
    return text.bytes
  }

  mutating func append(_ declaration: Declaration, _ world: World, _ style: inout RandomSource) {
    let person = declaration.person.map { world.persons[$0] }
    group("FR_DuesGroup") { message in
      message.append(employer: world.establishments[declaration.establishment], declaration.flaw)
      message.group("FR_EmployeeGroup") { message in
        message.append(employee: person, &style)
        message.append(contract: declaration, &style)
      }
    }
  }

  private mutating func append(employer: Establishment, _ flaw: Flaw?) {
    var details = employer.details
    group("FR_Employer") { message in
      message.group("FR_EmployerIdentity") { message in
        let siret = flaw == .siretFails ? employer.siret.broken : employer.siret.number
        message.value("rxorg:FR_Organization.SIRET.Identifier", Self.padded(siret, 14))
        var name = TextBuffer()
        name.append(companyFrom: &details)
        let company = name.string
        message.value("rxorg:FR_Organization.Designation.Text", employer.sector == .chr ? "HÔTEL \(company)" : company)
        message.value("rxorg:FR_Organization.APE.Code", employer.naf)
      }
      message.value("FR_Employer.URSSAF.Code", "937")
      message.group("FR_EmployerAddress") { message in
        var street = TextBuffer()
        street.append(addressFrom: &details)
        message.value("rxpadr:FR_PostalAddress.StreetDesignation.Text", street.string)
        message.value("rxpadr:FR_PostalAddress.Town.Text", employer.place.name)
        message.value("rxpadr:FR_PostalAddress.Postal.Code", employer.place.postcode)
      }
    }
  }

  /// - Parameter employee: `nil` leaves out who it is; the block of the NIR is optional anyway.
  private mutating func append(employee: Person?, _ style: inout RandomSource) {
    var details = employee?.details ?? style
    let isWoman = employee?.isWoman ?? false
    group("FR_Employee") { message in
      message.group("FR_EmployeeIdentity") { message in
        message.value("rxpers:FR_PersonIdentity.Surname.Text", details.pick(InventedNames.surnames))
        message.value(
          "rxpers:FR_PersonIdentity.ChristianName.Text",
          details.pick(isWoman ? InventedNames.womensNames : InventedNames.mensNames))
        message.value("rxpers:FR_PersonIdentity.Sex.Code", isWoman ? "2" : "1")
        if let employee { message.append(identityOf: employee, &style) }
      }
    }
  }

  private mutating func append(identityOf employee: Person, _ style: inout RandomSource) {
    group("rxpers:FR_NNI") { message in
      var nir = TextBuffer()
      nir.append(nirOf: employee)
      message.value("rxpers:FR_NNI.NIR.Identifier", nir.string)
      guard style.chance(0.9) else { return }
      var key = TextBuffer()
      key.append(nirKeyOf: employee)
      message.value("rxpers:FR_NNI.NIRKey.Text", key.string)
    }
    group("rxpers:FR_Birth") { $0.value("rxpers:FR_Birth.Date", Self.iso(employee.birth)) }
  }

  private mutating func append(contract declaration: Declaration, _ style: inout RandomSource) {
    group("FR_Contract") { message in
      message.value("FR_Contract.StartContract.Date", Self.iso(declaration.hire))
      message.value("FR_Contract.StartContract.Time", "\(Self.padded(style.within(5...22), 2)):00:00")
      if let end = declaration.end { message.value("FR_Contract.EndContract.Date", Self.iso(end)) }
      message.value("FR_Contract.Nature.Code", declaration.contract.nature)
      message.value("FR_Contract.HealthService.Text", "MT131")
    }
  }

  private mutating func group(_ name: String, _ content: (inout DueMessage) -> Void) {
    line("<\(name)>")
    indent += 1
    content(&self)
    indent -= 1
    line("</\(name)>")
  }

  /// Values are padded with blanks.
  private mutating func value(_ name: String, _ value: String) {
    line("<\(name)> \(value) </\(name)>")
  }

  private mutating func line(_ markup: String) {
    for _ in 0...indent { text.append("  ") }
    text.append(latin1: markup)
    text.append(byte: 0x0A)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    var text = TextBuffer()
    text.append(number, width: width)
    return text.string
  }

  private static func iso(_ day: CalendarDay) -> String {
    var text = TextBuffer()
    text.append(day)
    return text.string
  }
}
