/// The two identifiers of a person.
extension TextBuffer {
  /// The national identifier as it was issued: ten characters, all digits but for one person in eighty.
  mutating func append(nationalIdentifierOf person: Int) {
    let number = 1_000_000_000 + (person * 7_368_787_601 + 421_337) % 9_000_000_000
    guard person % 80 == 7 else { return append(number) }
    append(number / 10)
    append(byte: UInt8(0x41 + number % 10))
  }

  /// 13 characters: sex, year, month, département, commune and order of birth. Unique up to 900 000 persons.
  mutating func append(nirOf person: Person) {
    let tail = 1000 + person.index % 900_000
    append(person.isWoman ? 2 : 1)
    let (year, month, _) = person.birth.components
    append(year % 100, width: 2)
    append(month, width: 2)
    append(person.birthDepartement)
    append(tail, width: 6)
  }

  /// The two digits that check a NIR: 97 less the remainder, where `2A` counts as 19 and `2B` as 18.
  mutating func append(nirKeyOf person: Person) {
    let (year, month, _) = person.birth.components
    let departement =
      switch person.birthDepartement {
      case "2A": 19
      case "2B": 18
      default: Int(person.birthDepartement) ?? 99
      }
    var number = (person.isWoman ? 2 : 1) * 10_000 + year % 100 * 100 + month
    number = (number * 100 + departement) * 1_000_000 + 1000 + person.index % 900_000
    append(97 - number % 97, width: 2)
  }
}
