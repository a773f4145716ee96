/// What a sender tells at the end of each month: what began, what ended, and as much of what is under way as makes the
/// delivery about as long as the others.
struct MonthlyIncrements {
  /// One thing that is told, and on which occasion.
  struct Telling {
    /// Index of the thing.
    let item: Int
    let isNew: Bool
  }

  struct Increment {
    let month: CalendarMonth
    /// In the order of the things.
    let tellings: [Telling]

    /// Until when all is told.
    var day: CalendarDay { month.last }
  }

  let increments: [Increment]

  /// - Parameter spans: from the first to the last day of each thing; one that has no end yet ends after every delivery.
  /// - Parameter months: of the deliveries; the first tells all that began before its end.
  /// - Parameter rows: the things that a delivery tells at least, where so many are under way.
  init(
    _ spans: [ClosedRange<CalendarDay>], months: ClosedRange<CalendarMonth>, rows: Int, _ random: inout RandomSource
  ) {
    var increments: [Increment] = []
    for index in months.lowerBound.index...months.upperBound.index {
      let month = CalendarMonth(index: index)
      var tellings: [Telling] = []
      var underWay: [Int] = []
      for (item, span) in spans.enumerated() where span.lowerBound <= month.last {
        if span.lowerBound >= month.first || increments.isEmpty {
          tellings.append(Telling(item: item, isNew: true))
        } else if span.upperBound >= month.first, span.upperBound <= month.last {
          tellings.append(Telling(item: item, isNew: false))
        } else if span.upperBound > month.last {
          underWay.append(item)
        }
      }
      var quota = Quota(&random)
      let missing = Double(rows - tellings.count) / Double(max(underWay.count, 1))
      let again = missing > 0 ? underWay.filter { _ in quota.takes(min(missing, 1)) } : []
      tellings += again.map { Telling(item: $0, isNew: false) }
      increments.append(Increment(month: month, tellings: tellings.sorted { $0.item < $1.item }))
    }
    self.increments = increments
  }
}
