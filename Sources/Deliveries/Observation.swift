public import Ingest
public import LabourMarket

/// On which days what happened to persons could have been seen, as the names of the deliveries tell (DOMAIN section 4b).
///
/// Known before a row is read. A figure about persons is only as good as these days.
public struct Observation: Sendable, Equatable {
  /// The days on which hires could be seen: ascending, no two of them touch, short holes bridged, none after `hires`.
  /// Where no person-level delivery is visible, every day up to `hires`.
  public let covered: [ClosedRange<Day>]
  /// Runs of uncovered days between two covered ones that are short enough to count as covered.
  public let bridged: [ClosedRange<Day>]
  /// The longer ones.
  public let holes: [ClosedRange<Day>]
  /// Whether some person-level delivery says which days it covers; where none does, all days up to `hires` are believed.
  public let isStated: Bool
  /// The day until which hires are observed; `nil` where no declaration was delivered.
  public let hires: Day?
  /// The same of trainings and of offers: the day of their latest delivery.
  public let trainings: Day?
  public let offers: Day?

  /// - Parameter files: the visible ones of a source, but for copies of others.
  public init(files: (Source) -> [InputFile], asOf: Day, rules: Rules) {
    func latest(_ source: Source) -> Day? {
      let files = files(source)
      guard !files.isEmpty else { return nil }
      // A file whose name gives no date has been let in knowingly: it says nothing against the as-of date.
      return files.compactMap { $0.delivery?.delivered.day }.max().map { min($0, asOf) } ?? asOf
    }
    trainings = latest(TrainingTable.source)
    offers = latest(OfferTable.source)
    let stated = files(Declarations.source).filter(\.layout.isPersonLevel).compactMap { file in
      file.delivery.flatMap(Observation.coveredDays)
    }
    isStated = !stated.isEmpty
    guard isStated else {
      hires = latest(Declarations.source)
      covered = hires.map { [HiringDeclaration.knownDays.lowerBound...$0] } ?? []
      (bridged, holes) = ([], [])
      return
    }
    var runs: [ClosedRange<Day>] = []
    var gaps: (bridged: [ClosedRange<Day>], holes: [ClosedRange<Day>]) = ([], [])
    for days in stated.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard let last = runs.last, days.lowerBound.number > last.upperBound.number + 1 else {
        Observation.extend(&runs, by: days)
        continue
      }
      let gap = Day(number: last.upperBound.number + 1)...Day(number: days.lowerBound.number - 1)
      if gap.dayCount <= rules.holeDays {
        gaps.bridged.append(gap)
        Observation.extend(&runs, by: days)
      } else {
        gaps.holes.append(gap)
        runs.append(days)
      }
    }
    covered = runs
    (bridged, holes) = gaps
    hires = min(asOf, runs.last!.upperBound)
  }

  /// Hires on some days, trainings and offers until the last of them.
  ///
  /// - Parameter covered: ascending, no two of them touch.
  public init(covered: [ClosedRange<Day>]) {
    self.covered = covered
    (bridged, holes, isStated) = ([], [], true)
    let last = covered.last?.upperBound
    (hires, trainings, offers) = (last, last, last)
  }

  /// From its first hire date to the earlier of its last one and its delivery day; `nil` where there is no such day.
  private static func coveredDays(_ delivery: Delivery) -> ClosedRange<Day>? {
    guard let range = delivery.range, range.lowerBound <= delivery.delivered.day else { return nil }
    return range.lowerBound...min(range.upperBound, delivery.delivered.day)
  }

  private static func extend(_ runs: inout [ClosedRange<Day>], by days: ClosedRange<Day>) {
    guard let last = runs.popLast() else { return runs.append(days) }
    runs.append(last.lowerBound...max(last.upperBound, days.upperBound))
  }

  /// Whether hires could be seen on every day of (start, last].
  public func seesHires(after start: Day, through last: Day) -> Bool {
    guard let hires, last <= hires else { return false }
    let first = Day(number: start.number + 1)
    return last < first || covered.contains { $0.contains(first) && $0.contains(last) }
  }

  /// How many of some days hires could be seen on.
  public func coveredDays(of days: ClosedRange<Day>) -> Int {
    covered.reduce(0) { count, run in run.overlaps(days) ? count + run.clamped(to: days).dayCount : count }
  }
}

extension Observation: CustomStringConvertible {
  /// For the log: until when, and which days are bridged or missing.
  public var description: String {
    let until = [("hires", hires), ("trainings", trainings), ("offers", offers)]
    let spans = { (runs: [ClosedRange<Day>]) in
      runs.map { "\($0.lowerBound) to \($0.upperBound)" }.joined(separator: ", ")
    }
    return "observed until: " + until.map { "\($0.0) \($0.1.map { "\($0)" } ?? "nd")" }.joined(separator: ", ")
      + (bridged.isEmpty ? "" : "; uncovered, and taken for covered: \(spans(bridged))")
      + (holes.isEmpty ? "" : "; not covered: \(spans(holes))")
  }
}

extension ClosedRange<Day> {
  /// Both ends included.
  public var dayCount: Int { Int(upperBound.number - lowerBound.number) + 1 }
}
