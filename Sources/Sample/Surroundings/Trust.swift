/// The yearly survey of employers' trust, `confiance` (DOMAIN section 2.8).
struct Trust {
  static let share = 0.70

  private struct Answer {
    let establishment: Int
    let day: CalendarDay
    /// `nil`: no answer.
    let trusts: Bool?
    /// In thousandths.
    let weight: Int
  }

  /// The answers of a survey, and when they were delivered.
  private struct Wave {
    let delivered: CalendarDay
    let answers: [Answer]
  }

  private let waves: [Wave]

  init(_ world: World) {
    var random = RandomSource(world.options.seed, .trust)
    var quota = WeightedQuota(share: Self.share)
    var asked: Set<Int> = []
    waves = [CalendarDay(2016, 3, 15), CalendarDay(2017, 3, 15)].map { delivered in
      let answers = (0..<world.options.trustAnswers).map { _ in
        let sector = Sector.withoutInterim.draw(&random)
        let weight = random.within(400...2600)
        let trusts = random.chance(0.06) ? nil : quota.takes(weight: Double(weight), &random)
        return Answer(
          establishment: Self.drawEmployer(in: sector, world, &asked, &random),
          day: delivered + -random.within(10...360), trusts: trusts, weight: weight)
      }
      return Wave(delivered: delivered, answers: answers)
    }
  }

  /// One who has not been asked yet, as far as there are any: two answers of one day would be versions of one.
  private static func drawEmployer(
    in sector: Sector, _ world: World, _ asked: inout Set<Int>, _ random: inout RandomSource
  ) -> Int {
    for _ in 0..<100 {
      let establishment = world.establishments.draw(in: sector, &random)
      if asked.insert(establishment).inserted { return establishment }
    }
    return world.establishments.draw(in: sector, &random)
  }

  /// Weight of yes among yes and no.
  var trustRate: Double {
    let answers = waves.flatMap(\.answers)
    let yes = answers.filter { $0.trusts == true }.map(\.weight).reduce(0, +)
    let all = answers.filter { $0.trusts != nil }.map(\.weight).reduce(0, +)
    return Double(yes) / Double(max(all, 1))
  }

  func write(_ world: World, in directory: SampleDirectory) throws -> [WrittenFile] {
    try waves.map { try write($0, world, directory) }
  }

  private func write(_ wave: Wave, _ world: World, _ directory: SampleDirectory) throws -> WrittenFile {
    var name = TextBuffer()
    name.append("trust/confiance_")
    name.append(compact: wave.delivered)
    name.append(".csv.gz")
    var file = try RowFile(
      name.string, in: directory, header: "siret;departement;date_reponse;confiance;ponderation")
    for answer in wave.answers {
      let establishment = world.establishments[answer.establishment]
      file.text.append(establishment.siret.number, width: 14)
      file.text.append(";\(establishment.place.departement);")
      file.text.append(answer.day)
      file.text.append(answer.trusts.map { $0 ? ";oui;" : ";non;" } ?? ";;")
      file.text.append(answer.weight, places: 3, mark: ".")
      try file.endRow()
    }
    return try file.finish()
  }
}
