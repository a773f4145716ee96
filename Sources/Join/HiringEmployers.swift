public import Deliveries
public import LabourMarket
public import Normalise

/// How often each of the survey's establishments has hired, other than by interim, in each survey year (DOMAIN section 5).
public struct HiringEmployers: Sendable {
  /// The years of the survey's answers, ascending.
  public let years: [Int]
  private let rows: KeyTable
  private let isInterim: [Bool]
  private let rules: Rules
  /// By row and year.
  private var hires: [Hires]

  private struct Hires: Sendable {
    var isAny = false
    /// Of a month or more.
    var ofMonth: Int32 = 0
  }

  /// - Parameter rules: say how long a hire of a month lasts.
  public init(_ survey: SurveyTable, workplaces: WorkplaceTable, rules: Rules) {
    self.rules = rules
    years = Set(survey.answers.map(\.year)).sorted()
    var table = KeyTable(capacity: survey.answers.count)
    for (row, answer) in survey.answers.enumerated() { table.set(answer.siret.number, to: row) }
    rows = table
    isInterim = workplaces.workplaces.map { $0.sector == .interim }
    hires = [Hires](repeating: Hires(), count: survey.answers.count * years.count)
  }

  /// Notes some settled hires, none after the as-of date. Cost: one look-up a hire, where there is a survey at all.
  public mutating func add(_ settled: SettledHires) {
    guard !years.isEmpty else { return }
    for hire in settled.hires {
      guard let row = rows.row(of: hire.siret.number), hire.contract != .ctt, !isInterim[Int(hire.workplace)],
        let year = years.firstIndex(of: Day(number: hire.hired).year)
      else { continue }
      let place = row * years.count + year
      hires[place].isAny = true
      let duration = rules.duration(from: hire.hired, to: hire.end)
      if rules.lasts(hire.contract, duration: duration, atLeast: rules.monthDays) { hires[place].ofMonth += 1 }
    }
  }

  /// Adds what another thread has noted of the same survey.
  public mutating func merge(_ other: HiringEmployers) {
    for index in hires.indices where other.hires[index].isAny {
      hires[index].isAny = true
      hires[index].ofMonth += other.hires[index].ofMonth
    }
  }

  /// Whether the establishment of an answer has hired in the year of the survey.
  public func hasHired(_ answer: SurveyAnswer) -> Bool { hires(answer).isAny }

  /// How many of these hires last a month or more.
  public func hiresOfMonth(_ answer: SurveyAnswer) -> Int { Int(hires(answer).ofMonth) }

  private func hires(_ answer: SurveyAnswer) -> Hires {
    guard let row = rows.row(of: answer.siret.number), let year = years.firstIndex(of: answer.year) else {
      return Hires()
    }
    return hires[row * years.count + year]
  }
}
