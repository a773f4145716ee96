import Definition
import Deliveries
import Ingest
import LabourMarket
import Ledger
import Road

/// A file as a run read it.
struct ReadFile: Hashable {
  let name: String
  let sha256: String
}

/// What has become of the deliveries since the last published run: of the same as-of date or of one before.
///
/// It knows only what the manifest of that run says of its files: which they were, what they covered, how many rows stood.
struct Arrivals {
  private(set) var values: [SourceQuality.Value] = []
  private let copies: [(copy: ReadFile, original: String)]
  private let unmet: [String]

  init(_ product: RunProduct, _ history: History) throws {
    let digests = Dictionary(
      product.reports.map { ($0.file.name, $0.digest.sha256) }, uniquingKeysWith: { first, _ in first })
    copies = product.search.copyNames.map { (ReadFile(name: $0, sha256: digests[$0] ?? ""), $1) }
    unmet = product.search.expected?.unmet(product.reports) ?? []
    let plan = product.plan
    let last = try history.lastPublished(
      of: plan.definition.name, for: plan.audience.rawValue, upTo: plan.asOf.description)
    guard plan.only == nil, let last, let manifest = try history.manifest(of: last.run) else { return }
    for source in Source.all { compare(source, manifest, product, digests) }
  }

  private mutating func compare(
    _ source: Source, _ last: Manifest, _ product: RunProduct, _ digests: [String: String]
  ) {
    let before = last.inputs.filter { $0.source == source.name }
    guard let input = product.plan.definition.inputs.first(where: { $0.source == source }), !before.isEmpty else {
      return
    }
    let gone = before.filter { digests[$0.file] == nil && !mayGo($0, source, product) }
    let changed = before.filter { before in digests[before.file].map { $0 != before.sha256 } ?? false }
    let rows = product.accounts[source]?.read ?? 0
    func add(_ measure: SourceMeasure, _ value: Int, _ files: [Manifest.Input] = []) {
      values.append(
        SourceQuality.Value(measure, of: source, Double(value), files: files.map(\.file).sorted(), rows: rows))
    }
    if product.accounts[source] == nil, input.isExpected { add(.inputs, 1) }
    if !gone.isEmpty { add(.vanished, gone.count, gone) }
    if !changed.isEmpty { add(.changed, changed.count, changed) }
    guard !(gone + changed).isEmpty else { return }
    let lost = before.reduce(0) { $0 + $1.account.accepted } - (product.accounts[source]?.accepted ?? 0)
    if lost > 0 { add(.vanishedRows, lost, gone + changed) }
    let days = gone.reduce(0) { $0 + uncovered($1, product.observed) }
    if source == .dpae, days > 0 { add(.vanishedDays, days, gone) }
  }

  /// A person-level delivery that the series no longer needs may go unsaid.
  private func mayGo(_ file: Manifest.Input, _ source: Source, _ product: RunProduct) -> Bool {
    guard source == .dpae, file.firstHire != nil,
      let delivered = file.delivered.flatMap({ Day(iso: String($0.prefix(10))) })
    else { return false }
    return delivered < product.plan.asOf.adding(months: -product.plan.definition.rules.trendMonths - 3)
  }

  private func uncovered(_ file: Manifest.Input, _ observed: Observation) -> Int {
    guard let first = file.firstHire.flatMap({ Day(iso: $0) }), let last = file.lastHire.flatMap({ Day(iso: $0) }),
      let delivered = file.delivered.flatMap({ Day(iso: String($0.prefix(10))) }), first <= min(last, delivered)
    else { return 0 }
    let days = first...min(last, delivered)
    return days.dayCount - observed.coveredDays(of: days)
  }

  /// What no definition turns off: a copy is named on the night it comes, and what must be there holds the run.
  ///
  /// - Parameter known: the files that the last published run of an earlier as-of date read.
  func findings(_ known: Set<ReadFile>) -> [CheckFinding] {
    let held = unmet.map {
      CheckFinding(
        check: "expected", level: .fail, subject: $0, value: "otherwise", reference: nil,
        threshold: "as expected.csv says")
    }
    let copied = copies.filter { !known.contains($0.copy) }.map { copy, original in
      CheckFinding(
        check: "copies", level: .warn, subject: "\(copy.name): the same content as \(original)", value: "counted once",
        reference: nil, threshold: "take one of them away")
    }
    return held + copied
  }
}
