import Formats

/// The declarers' own XML, `FR_DUE_Upload` (DOMAIN section 2.3): a gzip file of several members, each of them one
/// message in ISO-8859-1 with some declarations.
enum DeclarersXML {
  /// The hires of a period, delivered after it.
  private struct Delivery {
    let name: String
    let first: CalendarDay
    let last: CalendarDay
  }

  private static let deliveries = [
    Delivery(name: "FR_DUE_20150701", first: CalendarDay(2015, 1, 1), last: CalendarDay(2015, 6, 30)),
    Delivery(name: "FR_DUE_20160104", first: CalendarDay(2015, 7, 1), last: CalendarDay(2015, 12, 31)),
    Delivery(name: "FR_DUE_20160701", first: CalendarDay(2016, 1, 1), last: CalendarDay(2016, 6, 30)),
    Delivery(name: "FR_DUE_20170102", first: CalendarDay(2016, 7, 1), last: CalendarDay(2016, 12, 31)),
    Delivery(name: "FR_DUE_20170331_2", first: CalendarDay(2017, 1, 1), last: .asOf),
  ]

  static func write(_ world: World, in directory: SampleDirectory) throws -> [WrittenFile] {
    try deliveries.compactMap { try write($0, world, in: directory) }
  }

  /// Nothing to declare, nothing delivered.
  private static func write(
    _ delivery: Delivery, _ world: World, in directory: SampleDirectory
  ) throws -> WrittenFile? {
    var waiting = declarations(of: delivery, world)[...]
    guard !waiting.isEmpty else { return nil }
    let path = "dpae/\(delivery.name).xml.gz"
    let gzip = try GzipWriter(path: directory.path(of: path), effort: directory.effort)
    var style = RandomSource(world.options.seed, .declarersStyle, Int(delivery.first.number))
    var written = WrittenFile(path: path, rows: 0)
    while !waiting.isEmpty {
      let group = waiting.prefix(style.within(1...12))
      waiting = waiting.dropFirst(group.count)
      var message = DueMessage(isTest: false)
      for declaration in group {
        written.note(declaration)
        message.append(declaration, world, &style)
      }
      try gzip.write(message.finished())
      try gzip.endMember()
      written.rows += group.count
      if style.chance(0.02), let declaration = group.first {
        var test = DueMessage(isTest: true)
        test.append(declaration, world, &style)
        try gzip.write(test.finished())
        try gzip.endMember()
        written.rows += 1
        written.note("testMessage")
      }
    }
    try gzip.close()
    return written
  }

  /// Trainees' hires that nobody else declares, hires that the warehouse tells too, and others.
  private static func declarations(of delivery: Delivery, _ world: World) -> [Declaration] {
    let range = delivery.first...delivery.last
    let planned = world.outcomes.declarers.filter { range.contains($0.hire) }
    let months = world.deliveries.months.filter { range.contains($0.month.first) }
    let others = world.deliveries.declarersRows / world.deliveries.months.count
    return planned
      + months.flatMap { month in
        var told = world.stream(of: month)
        var own = DeclarationStream(world, .declarers, month.month, rows: others)
        return take(others / 3, from: &told, in: range) + take(others * 2 / 3, from: &own, in: range)
      }
  }

  private static func take(
    _ count: Int, from stream: inout DeclarationStream, in range: ClosedRange<CalendarDay>
  ) -> [Declaration] {
    var taken: [Declaration] = []
    while taken.count < count, let declaration = stream.next() {
      let isFit = [nil, .siretFails, .endMissing].contains(declaration.flaw) && declaration.remark == nil
      if isFit, !declaration.isPlanned, range.contains(declaration.hire) { taken.append(declaration) }
    }
    return taken
  }
}
