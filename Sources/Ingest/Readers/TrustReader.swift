public import LabourMarket

/// One employer's answer to the trust survey (DOMAIN section 2.8).
public struct TrustAnswer: Sendable {
  public var siret: SIRET
  public var date: Day
  /// `nil` where there was no answer.
  public var trusts: Bool?
  public var weight: Quantity
  public var place: RowPlace
}

/// The answers to the trust survey of a run, in the order of the files and of their lines.
public struct TrustTable: Sendable {
  public var answers: [TrustAnswer] = []

  public init() {}

  /// Reads one file; an answer without SIRET, date or weight, or that is neither oui, non nor empty, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int) throws {
    let source = Source.trust
    let (siret, date) = (source.index(of: "siret"), source.index(of: "date"))
    let (trust, weight) = (source.index(of: "trust"), source.index(of: "weight"))
    try reader.forEachRow { row in
      guard let employer = reader.siret(row[siret]) else { return reader.reject(row, field: siret, .siret) }
      guard let answered = reader.day(row[date]) else { return reader.reject(row, field: date, .date) }
      let said = reader.text(row[trust])
      guard ["oui", "non", ""].contains(said) else { return reader.reject(row, field: trust, .trust) }
      guard let share = Quantity(row[weight], digits: 6) else { return reader.reject(row, field: weight, .weight) }
      answers.append(
        TrustAnswer(
          siret: employer, date: answered, trusts: said.isEmpty ? nil : said == "oui", weight: share,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}

/// The target of the training plan, by month (DOMAIN section 7).
public struct PlanTable: Sendable {
  public private(set) var targets: [String: Quantity] = [:]

  public init() {}

  /// Reads one file; a row without a month yyyy-mm or a number is rejected. Of two rows for a month the greater stands.
  public mutating func read(_ reader: RowReader) throws {
    let (month, target) = (Source.plan.index(of: "month"), Source.plan.index(of: "target"))
    try reader.forEachRow { row in
      let name = reader.text(row[month])
      let isMonth = (Array("\(name)-01".utf8)).withUnsafeBytes { Day(yearFirst: $0) } != nil && name.utf8.count == 7
      guard isMonth else { return reader.reject(row, field: month, .month) }
      guard let entries = Quantity(row[target]) else { return reader.reject(row, field: target, .target) }
      reader.accept()
      targets[name] = max(targets[name] ?? entries, entries)
    }
  }
}
