public import Deliveries
import LabourMarket
public import Normalise

/// Which of the survey's establishments have hired, other than by interim, in which survey year (DOMAIN section 5).
public struct HiringEmployers: Sendable {
  /// The years of the survey's answers, ascending.
  public let years: [Int]
  private let rows: KeyTable
  private let isInterim: [Bool]
  /// By row and year: seen to hire.
  private var hires: [Bool]

  public init(_ survey: SurveyTable, workplaces: WorkplaceTable) {
    years = Set(survey.answers.map(\.year)).sorted()
    var table = KeyTable(capacity: survey.answers.count)
    for (row, answer) in survey.answers.enumerated() { table.set(answer.siret.number, to: row) }
    rows = table
    isInterim = workplaces.workplaces.map { $0.sector == .interim }
    hires = [Bool](repeating: false, count: survey.answers.count * years.count)
  }

  /// Notes some settled hires, none after the as-of date. Cost: one look-up a hire, where there is a survey at all.
  public mutating func add(_ settled: SettledHires) {
    guard !years.isEmpty else { return }
    for hire in settled.hires {
      guard let row = rows.row(of: hire.siret.number), hire.contract != .ctt, !isInterim[Int(hire.workplace)],
        let year = years.firstIndex(of: Day(number: hire.hired).year)
      else { continue }
      hires[row * years.count + year] = true
    }
  }

  /// Adds what another thread has noted of the same survey.
  public mutating func merge(_ other: HiringEmployers) {
    for index in hires.indices where other.hires[index] { hires[index] = true }
  }

  /// Whether the establishment of an answer has hired in the year of the survey.
  public func hasHired(_ answer: SurveyAnswer) -> Bool {
    guard let row = rows.row(of: answer.siret.number), let year = years.firstIndex(of: answer.year) else {
      return false
    }
    return hires[row * years.count + year]
  }
}
