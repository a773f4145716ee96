/// Job offers, `offres`, at the end of each month with those that were filed or filled in it (DOMAIN section 2.8).
struct Offers {
  struct Offer {
    let number: Int
    let region: String
    let departement: String
    let rome: String
    let filed: CalendarDay
    /// `nil`: not filled by the day of the run.
    let filled: CalendarDay?
  }

  let offers: [Offer]
  private let options: SampleOptions

  init(_ options: SampleOptions) {
    self.options = options
    var random = RandomSource(options.seed, .offers)
    let here = Self.offers(options.offersOfTheRegion, from: 0, meanDays: (33, 30), in: Self.region, &random)
    let elsewhere = Self.offers(
      options.offersElsewhere, from: here.count, meanDays: (36, 35), in: Self.others, &random)
    offers = here + elsewhere
  }

  /// Mean days to fill, of the offers filled in the twelve months up to the run, or in the twelve months before them.
  func meanDays(inRegion: Bool, yearBefore: Bool = false) -> Double {
    let last = yearBefore ? CalendarDay.asOf.adding(months: -12) : .asOf
    let days = offers.compactMap { offer -> Int? in
      guard (offer.region == "93") == inRegion, let filled = offer.filled, filled <= last,
        filled > last.adding(months: -12)
      else { return nil }
      return filled - offer.filed
    }
    return Double(days.reduce(0, +)) / Double(max(days.count, 1))
  }

  /// Filed up to the day of the run, and not filled by then.
  func open(inRegion: Bool) -> Int {
    offers.count { ($0.region == "93") == inRegion && $0.filed <= .asOf && $0.filled == nil }
  }

  /// The times to fill of a year are spread evenly over their distribution, so that a small sample has the right mean.
  ///
  /// - Parameter count: of a year.
  /// - Parameter meanDays: of those filled in the twelve months up to the run, and before.
  private static func offers(
    _ count: Int, from first: Int, meanDays: (before: Int, last: Int), in areas: [(String, String)],
    _ random: inout RandomSource
  ) -> [Offer] {
    let firstDay = CalendarDay(2015, 1, 5)
    let lastYear = CalendarDay.asOf.adding(months: -12)
    let days = CalendarDay.asOf - firstDay + 1
    var even = (before: random.share(), last: random.share())
    return (0..<count * days / 365).map { index in
      let filled = firstDay + random.below(days)
      let isFilled = !random.chance(0.08)
      var spread = random.share()
      // Steps of the golden ratio fill the interval evenly, wherever one stops.
      if isFilled { spread = filled > lastYear ? step(&even.last) : step(&even.before) }
      let wait = Int(Double(3 * (filled > lastYear ? meanDays.last : meanDays.before)) * spread * spread + 0.5)
      let (region, departement) = random.pick(areas)
      return Offer(
        number: 40_000_000 + (first + index) * 7 + random.below(7), region: region, departement: departement,
        rome: Metier.all[Metier.withROME[0].draw(&random)].romes[0], filed: filled + -wait,
        filled: isFilled ? filled : nil)
    }
  }

  private static func step(_ even: inout Double) -> Double {
    even += 0.618_033_988_749_894_9
    if even >= 1 { even -= 1 }
    return even
  }

  private static let region = ["13", "13", "13", "06", "06", "83", "83", "84", "04", "05"].map { ("93", $0) }
  private static let others = [
    ("11", "75"), ("11", "92"), ("84", "69"), ("84", "38"), ("76", "31"), ("76", "34"), ("75", "33"), ("44", "67"),
    ("32", "59"), ("28", "76"), ("27", "21"), ("24", "45"), ("52", "44"), ("53", "35"), ("94", "2A"), ("94", "2B"),
  ]

  func write(in directory: SampleDirectory) throws -> [WrittenFile] {
    var random = RandomSource(options.seed, .increments, 1)
    let increments = MonthlyIncrements(
      offers.map { $0.filed...($0.filled ?? .never) }, months: CalendarMonth(2015, 1)...CalendarMonth(of: .asOf),
      rows: (options.offersOfTheRegion + options.offersElsewhere) * 20 / 120, &random)
    return try increments.increments.map { try write($0, directory) }
  }

  private func write(_ increment: MonthlyIncrements.Increment, _ directory: SampleDirectory) throws -> WrittenFile {
    var name = TextBuffer()
    name.append("offers/offres_")
    name.append(compact: increment.day)
    name.append(".csv.gz")
    var file = try RowFile(
      name.string, in: directory, header: "offre;region;departement;rome;date_depot;date_satisfaction")
    var random = RandomSource(options.seed, .offers, increment.month.index)
    for telling in increment.tellings {
      let offer = offers[telling.item]
      try file.add(offer, number: offer.number, filled: offer.filled.flatMap { $0 <= increment.day ? $0 : nil })
      guard telling.isNew, random.chance(0.004) else { continue }
      file.note("filledBeforeFiled")
      try file.add(offer, number: offer.number + 50_000_000, filled: offer.filed + -random.within(1...9))
    }
    return try file.finish()
  }
}

extension RowFile {
  fileprivate mutating func add(_ offer: Offers.Offer, number: Int, filled: CalendarDay?) throws {
    text.append(number)
    text.append(";\(offer.region);\(offer.departement);\(offer.rome);")
    text.append(offer.filed)
    text.append(";")
    if let filled { text.append(filled) }
    try endRow()
  }
}
