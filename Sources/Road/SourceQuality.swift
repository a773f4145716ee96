package import Definition
import Deliveries
import Ingest
import LabourMarket
import Normalise

/// What a run knows of its sources, for the checks, the manifest and the report.
package struct SourceQuality {
  /// By measure, by source (`dpae`), or by source and layout where deliveries are meant (`dpae xdp-dpae`).
  package private(set) var values: [SourceMeasure: [String: Value]] = [:]

  package struct Value: Equatable {
    package let value: Double
    /// What is usual, where the source itself tells.
    package var usual: Double?
    /// The delivery that the value is of.
    package var files: [String] = []
  }

  /// As the manifest says it: with four decimals at most.
  package var texts: [String: [String: String]] {
    Dictionary(
      uniqueKeysWithValues: values.map { measure, values in
        (measure.rawValue, values.mapValues { CheckRule.text($0.value) })
      })
  }

  /// - Parameter matched: leavers of the cohort whom some declaration names, and all of them.
  init(_ ingestion: Ingestion, asOf: Day, profile: HireProfile, matched: (known: Int, leavers: Int)) {
    for (source, reports) in ingestion.reports where !reports.isEmpty {
      let total = ingestion.total(of: [source])
      let name = source.name
      set(.rows, name, Double(total.read))
      set(.rejectedShare, name, share(total.rejectedRows, of: total.read))
      set(.filteredShare, name, share(total.filteredRows, of: total.read))
      set(.supersededShare, name, share(total.superseded, of: total.read))
      set(.repairedShare, name, share(total.repaired.values.reduce(0, +), of: total.read))
      addDeliveries(source, reports, asOf)
    }
    set(.matchRate, Source.training.name, share(matched.known, of: matched.leavers))
    set(.unknownCommunes, Source.dpae.name, share(profile.unknownCommunes, of: profile.hires))
    set(.unknownPersons, Source.dpae.name, share(profile.unknownPersons, of: profile.hires))
    set(.missingDays, Source.dpae.name, Double(SourceQuality.missingDays(ingestion.files(.dpae), profile, asOf)))
  }

  private mutating func set(_ measure: SourceMeasure, _ name: String, _ value: Double?) {
    if let value { values[measure, default: [:]][name] = Value(value: value) }
  }

  private func share(_ part: Int, of whole: Int) -> Double? { whole == 0 ? nil : Double(part) / Double(whole) }

  /// The newest delivery of each layout, beside the median of up to six earlier ones.
  private mutating func addDeliveries(_ source: Source, _ reports: [FileReport], _ asOf: Day) {
    let dated = reports.filter { $0.file.delivery != nil }
    if let last = dated.compactMap({ $0.file.delivery?.delivered.day }).max() {
      set(.deliveryAge, source.name, Double(asOf.number - last.number))
    }
    for (layout, reports) in Dictionary(grouping: dated, by: \.file.layout.name) {
      let deliveries = Dictionary(grouping: reports) { $0.file.delivery!.delivered }.sorted { $0.key < $1.key }
        .map { Delivered($0.value) }
      let newest = deliveries.last!
      let earlier = deliveries.dropLast().suffix(6).map(\.rowsADay).sorted()
      values[.deliveryRows, default: [:]]["\(source.name) \(layout)"] = Value(
        value: Double(newest.rows), usual: SourceQuality.median(earlier).map { $0 * Double(newest.days) },
        files: newest.files
      )
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
      days = reports.reduce(0) { days, report in
        days + (report.file.delivery?.range.map { Int($0.upperBound.number - $0.lowerBound.number) + 1 } ?? 1)
      }
    }
  }

  private static func median(_ sorted: [Double]) -> Double? {
    sorted.isEmpty ? nil : (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
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
