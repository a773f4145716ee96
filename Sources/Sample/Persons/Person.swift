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
