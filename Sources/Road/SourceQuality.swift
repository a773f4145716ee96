package import Definition
import Deliveries
package import Ingest
import LabourMarket
import Normalise

/// What a run knows of its sources, for the checks, the manifest and the report.
package struct SourceQuality {
  package private(set) var values: [Value] = []

  /// A measure of a source, or of one of its files or deliveries.
  package struct Value {
    package let measure: SourceMeasure
    package let source: Source
    /// Of a file or delivery.
    package var layout: String?
    package let value: Double
    /// What is usual, where the source itself tells.
    package var usual: Double?
    /// The delivery that the value is of; empty for the whole source.
    package var files: [String] = []
    /// Of the file or delivery, else of the source.
    package let rows: Int

    package init(
      _ measure: SourceMeasure, of source: Source, layout: String? = nil, _ value: Double, usual: Double? = nil,
      files: [String] = [], rows: Int
    ) {
      (self.measure, self.source, self.layout, self.value) = (measure, source, layout, value)
      (self.usual, self.files, self.rows) = (usual, files, rows)
    }

    /// `dpae`, or `dpae xdp-dpae in dpae/XDP_….csv.gz`.
    package var name: String {
      files.isEmpty ? source.name : "\(source.name)\(layout.map { " \($0)" } ?? "") in \(files.joined(separator: ", "))"
    }
  }

  /// As the manifest says it: of the sources, with four decimals at most.
  package var texts: [String: [String: String]] {
    var texts: [String: [String: String]] = [:]
    for value in values where value.files.isEmpty {
      texts[value.measure.rawValue, default: [:]][value.source.name] = CheckRule.text(value.value)
    }
    return texts
  }

  /// - Parameter matched: leavers of the cohort whom some declaration names, and all of them.
  init(
    _ ingestion: Ingestion, _ definition: Definition, asOf: Day, profile: HireProfile,
    matched: (known: Int, leavers: Int)
  ) {
    for (source, reports) in ingestion.reports.sorted(by: { $0.key.name < $1.key.name }) where !reports.isEmpty {
      let total = ingestion.total(of: [source])
      func set(_ measure: SourceMeasure, _ value: Double?) {
        if let value { values.append(Value(measure, of: source, value, rows: total.read)) }
      }
      set(.rows, Double(total.read))
      set(.rejectedShare, share(total.rejectedRows, of: total.read))
      set(.filteredShare, share(total.filteredRows, of: total.read))
      set(.supersededShare, share(total.superseded, of: total.read))
      set(.repairedShare, share(total.repaired.values.reduce(0, +), of: total.read))
      if let last = reports.compactMap({ $0.file.delivery?.delivered.day }).max() {
        set(.deliveryAge, Double(asOf.number - last.number))
      }
      if source == .survey {
        set(.weightedProjects, SourceQuality.weightedProjects(ingestion.tables, definition.rules))
      }
      if source == .training { set(.matchRate, share(matched.known, of: matched.leavers)) }
      if source == .dpae {
        set(.unknownCommunes, share(profile.unknownCommunes, of: profile.hires))
        set(.unknownPersons, share(profile.unknownPersons, of: profile.hires))
        set(.missingDays, Double(SourceQuality.missingDays(ingestion.files(.dpae), profile, asOf)))
        let holes = ingestion.observed.holes.reduce(0) { days, hole in
          days + hole.dayCount - definition.knownHoles.reduce(0) { $0 + $1.daysShared(with: hole) }
        }
        set(.coverage, Double(max(0, holes)))
      }
      let counting = reports.enumerated().filter { ingestion.copies(source)[$0.offset] == nil }.map(\.element)
      for (layout, reports) in Dictionary(grouping: counting, by: \.file.layout.name).sorted(by: { $0.key < $1.key }) {
        addDeliveries(source, layout, reports)
        addFiles(source, layout, reports)
      }
    }
  }

  private func share(_ part: Int, of whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }

  /// Each delivery of a layout, beside the median of all others. A delivery may be several files; one whose name gives a
  /// range is a delivery of its own.
  private mutating func addDeliveries(_ source: Source, _ layout: String, _ reports: [FileReport]) {
    let dated = reports.filter { $0.file.delivery != nil }
    let deliveries = Dictionary(grouping: dated) { $0.file.delivery! }
      .sorted { ($0.key.delivered, $0.value[0].file.name) < ($1.key.delivered, $1.value[0].file.name) }
      .map { Delivered($0.value) }
    add(.deliveryRows, source, layout, deliveries.map { ($0.files, $0.rowsADay, $0.rows) }) { index, usual in
      (Double(deliveries[index].rows), usual * Double(deliveries[index].days))
    }
  }

  /// What the rows of each file look like, beside the other files of its layout.
  private mutating func addFiles(_ source: Source, _ layout: String, _ reports: [FileReport]) {
    func add(_ measure: SourceMeasure, _ value: (FileReport) -> Double?) {
      guard measure.sources.contains(source) else { return }
      let known = reports.compactMap { report in
        value(report).map { (files: [report.file.name], value: $0, rows: report.account.read) }
      }
      self.add(measure, source, layout, known) { (known[$0].value, $1) }
    }
    add(.rejectedShare) { share($0.account.rejectedRows, of: $0.account.read) }
    add(.unknownActivities) { share($0.profile.unknownActivities, of: $0.account.read - $0.account.rejectedRows) }
    add(.unknownPersons) { report in
      // Extracts without persons, and entries of unknown ones, have nobody to know.
      guard source != .dpae || report.file.layout.isPersonLevel, source != .training || report.file.namesTrainees else {
        return nil
      }
      return share(report.profile.unknownPersons, of: report.account.read - report.account.rejectedRows)
    }
    add(.outsideRange) { report in
      guard source == .dpae else { return share(report.profile.afterDelivery, of: report.profile.dated) }
      return report.file.delivery?.range == nil ? nil : share(report.lines(of: .outsideRange), of: report.account.read)
    }
    add(.repeatedLines) { share($0.lines(of: .repeatedLines), of: $0.account.read) }
    add(.dateLag) { share($0.profile.daysBefore, of: $0.profile.dated) }
  }

  /// - Parameter known: the files, value and rows of each delivery.
  /// - Parameter shown: of the delivery with that index and what is usual for it, the value and what it is compared with.
  private mutating func add(
    _ measure: SourceMeasure, _ source: Source, _ layout: String,
    _ known: [(files: [String], value: Double, rows: Int)], shown: (Int, Double) -> (Double, Double)
  ) {
    let sorted = known.map(\.value).sorted()
    for (index, delivery) in known.enumerated() {
      let usual = SourceQuality.median(sorted, without: delivery.value)
      let (value, reference) = shown(index, usual ?? 0)
      values.append(
        Value(
          measure, of: source, layout: layout, value, usual: usual == nil ? nil : reference, files: delivery.files,
          rows: delivery.rows))
    }
  }

  /// The files of one delivery.
  private struct Delivered {
    let files: [String]
    let rows: Int
    /// Days of the range of hire dates; 1 where the names give none.
    let days: Int
    var rowsADay: Double { Double(rows) / Double(days) }

    init(_ reports: [FileReport]) {
      files = reports.map(\.file.name)
      // A delivery whose rows are all rejected is as good as none.
      rows = reports.reduce(0) { $0 + $1.account.read - $1.account.rejectedRows }
      days = reports.first?.file.delivery?.range?.dayCount ?? 1
    }
  }

  /// The survey and the open data are two editions of one inquiry: its weights bring the answers up to the open data.
  private static func weightedProjects(_ tables: DeliveredTables, _ rules: Rules) -> Double? {
    let (survey, needs) = (tables.survey, tables.needs)
    let years = Set(survey.answers.map(\.year)).intersection(needs.needs.map(\.year))
    guard let year = years.max() else { return nil }
    let weighted = survey.answers.reduce(Quantity.zero) { sum, answer in
      let region = Departement(column: survey.book.text(of: answer.departement))?.region
      let isCounted = answer.year == year && answer.sector != .interim && region == rules.region
      return isCounted ? sum + answer.weight * answer.projects : sum
    }
    let published = needs.needs.reduce(Quantity.zero) { sum, need in
      let isCounted = need.year == year && needs.book.text(of: need.region) == rules.region
      return isCounted ? sum + need.projects.low : sum
    }
    return published == .zero ? nil : Double(weighted.units) / Double(published.units)
  }

  /// - Parameter one: stands among the values, and is left out once.
  private static func median(_ sorted: [Double], without one: Double) -> Double? {
    guard sorted.count > 1, let place = sorted.firstIndex(of: one) else { return nil }
    let others = { (index: Int) in sorted[index < place ? index : index + 1] }
    let count = sorted.count - 1
    return (others((count - 1) / 2) + others(count / 2)) / 2
  }

  /// Of the days from the first to the last that full deliveries cover, holes between them included, in the twelve months
  /// up to the as-of date.
  private static func missingDays(_ files: [InputFile], _ profile: HireProfile, _ asOf: Day) -> Int {
    let ranges = files.compactMap { $0.delivery?.range }
    guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max() else { return 0 }
    let (first, last) = (max(asOf.adding(months: -12).number + 1, start.number), min(asOf.number, end.number))
    guard first <= last else { return 0 }
    return (first...last).map { Day(number: $0) }.count { day in
      // 1970-01-01 was a Thursday.
      let isWeekday = (Int(day.number) % 7 + 7 + 3) % 7 < 5
      return isWeekday && !profile.isSeen(day)
    }
  }
}

extension FileReport {
  fileprivate func lines(of kind: Finding.Kind) -> Int { findings.first { $0.kind == kind }?.lines ?? 0 }
}

extension ClosedRange<Day> {
  fileprivate func daysShared(with other: ClosedRange<Day>) -> Int {
    overlaps(other) ? clamped(to: other).dayCount : 0
  }
}
