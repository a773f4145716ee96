/// A jobseeker or worker, as the register and the declarations describe them; nobody real.
struct Person: Sendable {
  let index: Int
  let isWoman: Bool
  let birth: CalendarDay
  /// `99` when born abroad, `2A` and `2B` in Corsica.
  let birthDepartement: String
  /// Index in `Commune.all`.
  let commune: Int
  /// Further draws of invented details: names, telephone.
  let details: RandomSource
}

/// All the persons of the sample, told from their index: the trainees first, then the workers.
struct Persons: Sendable {
  let trainees: Int
  let workers: Int
  private let seed: UInt64

  init(_ options: SampleOptions, trainees: Int) {
    seed = options.seed
    self.trainees = trainees
    workers = options.workers
  }

  var all: Range<Int> { 0..<trainees + workers }

  /// Draws a worker; the first ones are hired more often, mission after mission.
  func drawWorker(_ random: inout RandomSource) -> Int {
    trainees + random.below(workers / 3 + random.below(workers - workers / 3))
  }

  subscript(index: Int) -> Person {
    var random = RandomSource(seed, .person, index)
    let isWoman = random.chance(0.5)
    let band = Self.ages.draw(&random)
    let year = 2016 - band - random.below(5)
    let birth = CalendarDay(year, random.within(1...12), random.within(1...28))
    return Person(
      index: index, isWoman: isWoman, birth: birth, birthDepartement: Self.birthDepartements.draw(&random),
      commune: Commune.weighted.draw(&random), details: random)
  }

  /// Whether the register knows the person: nearly every trainee, and the workers who have been jobseekers.
  func isRegistered(_ index: Int) -> Bool {
    index < trainees ? index % 50 != 49 : index % 5 < 2
  }

  /// Five-year bands, by their first age.
  private static let ages = Weighted(Array(stride(from: 16, through: 60, by: 5))) { age in
    [16: 14, 21: 18, 26: 15, 31: 14, 36: 12, 41: 10, 46: 8, 51: 6, 56: 3][age] ?? 1
  }

  private static let birthDepartements: Weighted<String> = {
    let weights = [
      "13": 26, "06": 13, "83": 10, "84": 7, "04": 2, "05": 2, "99": 14, "2A": 1, "2B": 1, "75": 5, "69": 3, "59": 3,
      "38": 2, "30": 2, "34": 2, "42": 1, "31": 1, "33": 1, "57": 1, "62": 1, "92": 1, "93": 1,
    ]
    return Weighted(weights.keys.sorted()) { weights[$0] ?? 0 }
  }()
}

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
