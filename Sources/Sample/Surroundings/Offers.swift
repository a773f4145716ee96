/// Job offers, `offres`, in two deliveries of which the later replaces the earlier (DOMAIN section 2.8).
struct Offers {
  struct Offer {
    let number: Int
    let region: String
    let departement: String
    let rome: String
    let filed: CalendarDay
    /// `nil`: not filled by the day of the run.
    let filled: CalendarDay?

    /// Filled in the twelve months up to the run: those of which the times are published.
    static func counts(_ filled: CalendarDay) -> Bool { filled > .asOf.adding(months: -12) && filled <= .asOf }
  }

  let offers: [Offer]
  private let seed: UInt64

  init(_ options: SampleOptions) {
    seed = options.seed
    var random = RandomSource(options.seed, .offers)
    let here = Self.offers(options.offersOfTheRegion, from: 0, meanDays: 30, in: Self.region, &random)
    let elsewhere = Self.offers(options.offersElsewhere, from: here.count, meanDays: 35, in: Self.others, &random)
    offers = here + elsewhere
  }

  /// Mean days to fill, of the offers filled in the twelve months up to the run.
  func meanDays(inRegion: Bool) -> Double {
    let days = offers.compactMap { offer -> Int? in
      guard (offer.region == "93") == inRegion, let filled = offer.filled, Offer.counts(filled) else { return nil }
      return filled - offer.filed
    }
    return Double(days.reduce(0, +)) / Double(max(days.count, 1))
  }

  /// The times to fill that count are spread evenly over their distribution, so that a small sample has the right mean.
  private static func offers(
    _ count: Int, from first: Int, meanDays: Int, in areas: [(String, String)], _ random: inout RandomSource
  ) -> [Offer] {
    let firstDay = CalendarDay(2016, 1, 5)
    var even = random.share()
    return (0..<count).map { index in
      let filled = firstDay + random.below(CalendarDay.asOf - firstDay + 1)
      let isFilled = !random.chance(0.15)
      var spread = random.share()
      if isFilled && Offer.counts(filled) {
        // Steps of the golden ratio fill the interval evenly, wherever one stops.
        even += 0.618_033_988_749_894_9
        if even >= 1 { even -= 1 }
        spread = even
      }
      let days = Int(Double(3 * meanDays) * spread * spread + 0.5)
      let (region, departement) = random.pick(areas)
      return Offer(
        number: 40_000_000 + (first + index) * 7 + random.below(7), region: region, departement: departement,
        rome: Metier.all[Metier.withROME[0].draw(&random)].romes[0], filed: filled + -days,
        filled: isFilled ? filled : nil)
    }
  }

  private static let region = ["13", "13", "13", "06", "06", "83", "83", "84", "04", "05"].map { ("93", $0) }
  private static let others = [
    ("11", "75"), ("11", "92"), ("84", "69"), ("84", "38"), ("76", "31"), ("76", "34"), ("75", "33"), ("44", "67"),
    ("32", "59"), ("28", "76"), ("27", "21"), ("24", "45"), ("52", "44"), ("53", "35"), ("94", "2A"), ("94", "2B"),
  ]

  func write(in directory: SampleDirectory) throws -> [WrittenFile] {
    [
      try write("offers/offres_20161001.csv.gz", until: CalendarDay(2016, 9, 30), isFinal: false, directory),
      try write("offers/offres_20170331.csv.gz", until: .asOf, isFinal: true, directory),
    ]
  }

  private func write(
    _ path: String, until last: CalendarDay, isFinal: Bool, _ directory: SampleDirectory
  ) throws -> WrittenFile {
    var file = try RowFile(path, in: directory, header: "offre;region;departement;rome;date_depot;date_satisfaction")
    var random = RandomSource(seed, .offers, isFinal ? 2 : 1)
    for offer in offers where offer.filed <= last {
      try file.add(offer, number: offer.number, filled: offer.filled.flatMap { $0 <= last ? $0 : nil })
      guard isFinal, random.chance(0.003) else { continue }
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
