/// The number of an establishment: SIREN of 9 digits, NIC of 5, both with the check digit of Luhn.
struct SIRET: Hashable, Sendable {
  let number: Int

  /// Two indices never share a SIREN: the multiplier has no factor in common with the modulus. One SIREN in eleven
  /// begins with a zero, which spreadsheets lose.
  init(ofEstablishment index: Int) {
    let stem = 1_500_000 + (index * 48_271_331 + 77_171) % 96_000_000
    let siren = Self.checked(stem)
    number = Self.checked(siren * 10_000 + 1 + index % 3)
  }

  /// La Poste numbers its offices so that the digits add up to a multiple of 5, whatever Luhn says.
  init(ofPostOffice index: Int) {
    let digitsOfSIREN = 14
    let stem = 1000 + index
    var digits = digitsOfSIREN
    var rest = stem
    while rest > 0 {
      digits += rest % 10
      rest /= 10
    }
    number = 356_000_000 * 100_000 + stem * 10 + (5 - digits % 5) % 5
  }

  /// The same number with another last digit, so that Luhn fails.
  var broken: Int { number % 10 == 9 ? number - 9 : number + 1 }

  private static func checked(_ stem: Int) -> Int {
    var sum = 0
    var rest = stem
    var isDoubled = true
    while rest > 0 {
      let digit = rest % 10 * (isDoubled ? 2 : 1)
      sum += digit > 9 ? digit - 9 : digit
      isDoubled.toggle()
      rest /= 10
    }
    return stem * 10 + (10 - sum % 10) % 10
  }
}
