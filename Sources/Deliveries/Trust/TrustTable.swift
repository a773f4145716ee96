public import Ingest
public import LabourMarket

/// One employer's answer to the trust survey (DOMAIN section 2.8).
public struct TrustAnswer: PlacedRecord, Sendable {
  public var siret: SIRET
  public var date: Day
  /// `nil` where there was no answer.
  public var trusts: Bool?
  public var weight: Quantity
  public var place: RowPlace
}

/// The answers to the trust survey of a run.
public struct TrustTable: DeliveredTable {
  public var answers: [TrustAnswer] = []

  public static let source = Source.trust

  public init() {}

  /// An answer without SIRET, date or weight, or that is neither oui, non nor empty, is rejected.
  public mutating func read(_ reader: RowReader, fileIndex: Int, _ context: ReadingContext) throws {
    let at = TrustFields.of
    try reader.forEachRow { row in
      guard let employer = reader.siret(row[at.siret]) else { return reader.rejectSIRET(row, at.siret) }
      guard let answered = reader.day(row[at.date]) else { return reader.reject(row, at.date, .date) }
      let said = reader.text(row[at.trust])
      guard ["oui", "non", ""].contains(said) else { return reader.reject(row, at.trust, .trust) }
      guard let share = Quantity(row[at.weight], digits: 6) else { return reader.reject(row, at.weight, .weight) }
      reader.note(date: answered)
      answers.append(
        TrustAnswer(
          siret: employer, date: answered, trusts: said.isEmpty ? nil : said == "oui", weight: share,
          place: RowPlace(file: fileIndex, line: row.line)))
    }
  }
}

extension TrustTable {
  /// Keeps one answer for each SIRET and date.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    try answers.keepVersions(of: files, ranks: files.deliveryRanks, texts: texts) {
      ($0.siret.number, UInt64(UInt32(bitPattern: $0.date.number)))
    }
  }
}

extension DeliveredTables {
  public var trust: TrustTable { self[TrustTable.self] }
}

private struct TrustFields {
  static let of = TrustFields()

  let siret, date, trust, weight: Field
  let list: FieldList

  init() {
    var list = FieldList()
    siret = list.required("siret")
    date = list.required("date")
    trust = list.required("trust")
    weight = list.required("weight")
    self.list = list
  }
}

extension Source {
  public static let trust = Source(
    "trust", title: ("confiance", "trust"), isDelivered: true, fields: TrustFields.of.list,
    reasons: [.siret, .date, .trust, .weight])
}

extension Reason {
  fileprivate static let date = Reason("date", remedy: "give the day of the answer as yyyy-mm-dd")
  fileprivate static let trust = Reason("trust", remedy: "known answers are oui, non and nothing")
  fileprivate static let weight = Reason("weight", remedy: "give a number")
}
