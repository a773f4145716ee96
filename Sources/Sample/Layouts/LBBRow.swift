/// One row of an LBB layout, with what a reader of these files has to bear.
struct LBBRow {
  private let layout: LBBLayout
  private let declaration: Declaration
  private let establishment: Establishment

  init(_ layout: LBBLayout, _ declaration: Declaration, _ establishment: Establishment) {
    self.layout = layout
    self.declaration = declaration
    self.establishment = establishment
  }

  func append(to file: inout RowFile, _ style: inout RandomSource) {
    let wrapping: UInt8? =
      switch style.below(100) {
      case 0, 1: 0x27
      case 2, 3: 0x22
      default: nil
      }
    if wrapping != nil { file.note("wrappedLine") }
    if let wrapping { file.text.append(byte: wrapping) }
    appendFields(to: &file, &style)
    if let wrapping { file.text.append(byte: wrapping) }
  }

  private func appendFields(to file: inout RowFile, _ style: inout RandomSource) {
    let spelling = DateSpelling.draw(&style)
    appendEmployer(to: &file.text, &style)
    file.text.append(hireOf: declaration, spelling)
    file.text.append(layout.separator)
    file.text.append(contractOf: declaration)
    file.text.append(layout.separator)
    if declaration.end == nil, declaration.flaw != .endUnreadable {
      file.text.append(missing: &style)
    } else {
      file.text.append(endOf: declaration, spelling)
    }
    file.text.append(layout.separator)
    appendTrades(to: &file.text, &style)
    file.text.append(declaration.created, spelling)
    file.text.append(layout.separator)
    appendWork(to: &file.text, &style)
    appendAge(to: &file, &style)
    if declaration.flaw == .fieldCount { file.text.append(layout.separator) }
  }

  /// Columns 1 to 7, with their separators.
  private func appendEmployer(to text: inout TextBuffer, _ style: inout RandomSource) {
    var details = establishment.details
    text.append(establishment.siret, declaration.flaw, losesZero: style.chance(0.5))
    text.append(layout.separator)
    text.append(nafOf: establishment, declaration.flaw)
    text.append(layout.separator)
    text.append(addressFrom: &details)
    text.append(layout.separator)
    text.append(postcodeOf: establishment, declaration.flaw, losesZero: style.chance(0.3))
    text.append(layout.separator)
    text.append(communeOf: establishment, declaration.flaw)
    text.append(layout.separator)
    text.append(establishment.size)
    text.append(layout.separator)
    text.append(missing: &style)
    text.append(layout.separator)
  }

  /// The two codes ROME: one row in five has none.
  private func appendTrades(to text: inout TextBuffer, _ style: inout RandomSource) {
    let romes = Metier.all[Metier.withROME[establishment.sector.rawValue].draw(&style)].romes
    if style.chance(0.8), let rome = romes.first { text.append(rome) } else { text.append(missing: &style) }
    text.append(layout.separator)
    if style.chance(0.2), let rome = romes.last { text.append(rome) }
    text.append(layout.separator)
  }

  /// From `dc_privepublic` to `iiann`: the residence is never that of the establishment by rule.
  private func appendWork(to text: inout TextBuffer, _ style: inout RandomSource) {
    text.append(establishment.sector == .publicService ? 2 : 1)
    text.append(layout.separator)
    text.append(Commune.all[Commune.weighted.draw(&style)].code)
    text.append(layout.separator)
    for field in [1 + style.below(6), 1 + style.below(9), 35, 151, 1607, 1 + style.below(300)] {
      text.append(field, width: field < 10 ? 2 : 1)
      text.append(layout.separator)
    }
    text.append(missing: &style)
    text.append(layout.separator)
  }

  private func appendAge(to file: inout RowFile, _ style: inout RandomSource) {
    let age = AgeBand.draw(&style)
    if age == .middleWithMark { file.note("ageWithMark") }
    if age == .middleInLatin1 { file.note("ageInLatin1") }
    if !layout.isDelta {
      file.text.append(age.spelling)
      file.text.append(layout.separator)
      return file.text.append("NULL")
    }
    file.text.append("NULL")
    file.text.append(layout.separator)
    file.text.append(age.spelling)
    file.text.append(layout.separator)
    file.text.append(style.within(1...30))
    file.text.append(layout.separator)
    file.text.append("ext")
    file.text.append(style.below(1_000_000))
    file.text.append(layout.separator)
    if style.chance(0.5) { file.text.append("Embauche") }
  }
}

/// The age bands, where `à` arrives in three ways.
private enum AgeBand {
  case young, middle, middleWithMark, middleInLatin1, old

  static func draw(_ random: inout RandomSource) -> AgeBand {
    switch random.below(100) {
    case 0..<30: .young
    case 30..<72: .middle
    case 72..<80: .middleWithMark
    case 80..<85: .middleInLatin1
    default: .old
    }
  }

  var spelling: [UInt8] {
    switch self {
    case .young: Array("moins de 26 ans".utf8)
    case .middle: Array("de 26 ans à 50 ans".utf8)
    case .middleWithMark: Array("de 26 ans ? 50 ans".utf8)
    case .middleInLatin1: Array("de 26 ans ".utf8) + [0xE0] + Array(" 50 ans".utf8)
    case .old: Array("plus de 50 ans".utf8)
    }
  }
}

extension TextBuffer {
  /// The three spellings of a missing value.
  fileprivate mutating func append(missing style: inout RandomSource) {
    switch style.below(4) {
    case 0: append("NULL")
    case 1: append("null")
    default: break
    }
  }
}
