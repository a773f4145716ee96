import Definition
import Deliveries
import Formats
import Ingest
import LabourMarket
import Ledger
public import Road

/// What a run would read, found without reading a row or writing a byte.
public struct Check: Sendable {
  /// One line a file: what it is, and when it was delivered.
  public let lines: [String]
  public let warnings: [String]

  /// - Throws: what a run would throw before its first row.
  public init(_ request: RunRequest, world: World) throws {
    let plan = try RunPlan(request, world: world)
    try DatabaseTarget(plan.definition, plan.audience.rawValue, world)?.probe(asOf: plan.asOf.description)
    let search = try InputSearch(plan, world)
    let seen = Source.all.flatMap { search.files[$0] ?? [] }
    lines =
      seen.map { "\($0.name): \($0.layout.name)\(Check.packing(of: $0))\(Check.delivery(of: $0))" }
      + search.later.map { "\($0.name): \($0.layout.name)\(Check.delivery(of: $0)), after \(plan.asOf): not seen" }
      + search.notWhole
      + search.unread.map { "\($0): no input reads it" }
    warnings = search.warnings
  }

  private static func packing(of file: InputFile) -> String {
    file.compression == .none || file.layout.format == .workbook ? "" : ", \(file.compression.rawValue)"
  }

  private static func delivery(of file: InputFile) -> String {
    guard let delivery = file.delivery else { return "" }
    let range = delivery.range.map { ", hires \($0.lowerBound) to \($0.upperBound)" } ?? ""
    return ", delivered \(delivery.delivered)\(range)"
  }
}
