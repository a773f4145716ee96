/// The survey of employers' trust, `confiance` (DOMAIN section 2.8).
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

  private let answers: [Answer]

  init(_ world: World) {
    var random = RandomSource(world.options.seed, .trust)
    var quota = WeightedQuota(share: Self.share)
    answers = (0..<world.options.trustAnswers).map { _ in
      let sector = Sector.withoutInterim.draw(&random)
      let weight = random.within(400...2600)
      let trusts = random.chance(0.06) ? nil : quota.takes(weight: Double(weight), &random)
      return Answer(
        establishment: world.establishments.draw(in: sector, &random), day: CalendarDay(2016, 2, 1) + random.below(390),
        trusts: trusts, weight: weight)
    }
  }

  /// Weight of yes among yes and no.
  var trustRate: Double {
    let yes = answers.filter { $0.trusts == true }.map(\.weight).reduce(0, +)
    let all = answers.filter { $0.trusts != nil }.map(\.weight).reduce(0, +)
    return Double(yes) / Double(max(all, 1))
  }

  func write(_ world: World, in directory: SampleDirectory) throws -> WrittenFile {
    var file = try RowFile(
      "trust/confiance_20170315.csv.gz", in: directory, header: "siret;departement;date_reponse;confiance;ponderation")
    for answer in answers {
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
