/// Fields that several DPAE layouts write alike.
extension TextBuffer {
  /// 14 digits; a wrong last one where the declaration says so; now and then without the leading zero.
  mutating func append(_ siret: SIRET, _ flaw: Flaw?, losesZero: Bool) {
    append(flaw == .siretFails ? siret.broken : siret.number, width: losesZero ? 1 : 14)
  }

  mutating func append(nafOf establishment: Establishment, _ flaw: Flaw?) {
    if flaw != .nafMissing { append(establishment.naf) }
  }

  /// Five digits, `4000` for 04000 now and then.
  mutating func append(postcodeOf establishment: Establishment, _ flaw: Flaw?, losesZero: Bool) {
    guard flaw != .placeMissing else { return }
    let postcode = establishment.place.postcode
    if losesZero && postcode.hasPrefix("0") {
      append(String(postcode.dropFirst()))
    } else {
      append(postcode)
    }
  }

  mutating func append(communeOf establishment: Establishment, _ flaw: Flaw?) {
    if flaw != .communeMissing && flaw != .placeMissing { append(establishment.place.code) }
  }

  mutating func append(hireOf declaration: Declaration, _ spelling: DateSpelling) {
    switch declaration.flaw {
    case .hireDateImpossible: append("2016-02-30")
    case .hireBefore2000: append(CalendarDay(1999, 12, 31), spelling)
    default: append(declaration.hire, spelling)
    }
  }

  mutating func append(contractOf declaration: Declaration) {
    append(declaration.flaw == .contractUnknown ? 4 : Int(declaration.contract.rawValue))
  }

  mutating func append(endOf declaration: Declaration, _ spelling: DateSpelling) {
    if declaration.flaw == .endUnreadable {
      append("2016-13-45")
    } else if let end = declaration.end {
      append(end, spelling)
    }
  }

  /// `12 RUE NEUVE`
  mutating func append(addressFrom details: inout RandomSource) {
    append(details.within(1...120))
    append(byte: 0x20)
    append(details.pick(InventedNames.streets))
  }

  /// `SARL LES OLIVIERS DU PORT`
  mutating func append(companyFrom details: inout RandomSource) {
    append(details.pick(InventedNames.legalForms))
    append(byte: 0x20)
    append(details.pick(InventedNames.trades))
    append(byte: 0x20)
    append(details.pick(InventedNames.endings))
  }

  /// Ten digits of a range that is kept free for fiction.
  mutating func append(telephoneFrom details: inout RandomSource) {
    append("04656")
    append(71_000 + details.below(1000))
  }
}
