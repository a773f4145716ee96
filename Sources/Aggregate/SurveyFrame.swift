import Deliveries
import Join
import LabourMarket

extension FactFrame {
  /// The answers to the BMO survey, one row each.
  init(_ survey: SurveyTable, _ employers: HiringEmployers, dimensions names: Set<String>) {
    rowCount = survey.answers.count
    for name in names {
      var column = DimensionColumn()
      for answer in survey.answers { column.append(answer, name, in: survey.book) }
      dimensions[name] = column
    }
    for answer in survey.answers {
      let recruits = answer.projects >= Quantity(1)
      let hasHired = employers.hasHired(answer)
      append(true, to: "answers")
      add(answer.weight, to: "recruiters", if: recruits)
      add(answer.weight, to: "confirmed", if: recruits && hasHired)
      add(answer.weight, to: "others", if: !recruits)
      add(answer.weight, to: "others_hiring", if: !recruits && hasHired)
    }
  }

  /// The weighted projects of the answers, interim left out: one row an answer.
  init(projectsOf survey: SurveyTable, dimensions names: Set<String>) {
    let answers = survey.answers.filter { $0.sector != .interim }
    rowCount = answers.count
    for name in names {
      var column = DimensionColumn()
      for answer in answers { column.append(answer, name, in: survey.book) }
      dimensions[name] = column
    }
    sums["projects_weighted"] = answers.map { $0.weight * $0.projects }
    flags["recruiters"] = answers.map { $0.projects > .zero ? 1 : 0 }
  }

  /// The same, one row an answer and FAP with projects.
  init(projectsByFAPOf survey: SurveyTable) {
    var (years, faps) = (DimensionColumn(), DimensionColumn())
    for answer in survey.answers where answer.sector != .interim {
      for intention in survey.intentions[answer.intentions] {
        years.append(answer, "year", in: survey.book)
        faps.append(UInt64(intention.fap)) { survey.book.text(of: intention.fap) }
        sums["projects_weighted", default: []].append(answer.weight * intention.projects)
        append(intention.projects > .zero, to: "recruiters")
        rowCount += 1
      }
    }
    dimensions = ["year": years, "fap": faps]
  }

  private mutating func add(_ weight: Quantity, to column: String, if counts: Bool) {
    append(counts, to: column)
    sums["\(column)_weighted", default: []].append(counts ? weight : .zero)
  }
}

extension DimensionColumn {
  fileprivate mutating func append(_ answer: SurveyAnswer, _ dimension: String, in book: CodeBook) {
    switch dimension {
    case "year": append(UInt64(answer.year)) { String(answer.year) }
    case "sector": append(UInt64(Sector.allCases.firstIndex(of: answer.sector)!)) { answer.sector.rawValue }
    case "departement": append(UInt64(answer.departement)) { book.text(of: answer.departement) }
    case "bassin": append(UInt64(answer.bassin)) { book.text(of: answer.bassin) }
    default: preconditionFailure("dimension \(dimension) is in the catalogue of answers and has no value")
    }
  }
}
