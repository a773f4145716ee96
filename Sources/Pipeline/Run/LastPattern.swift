import Formats
import Ingest
import LabourMarket
import Protect
import Publish

/// The pattern of the last public run before this one's day, which a replay finds again.
struct LastPattern {
  let run: String
  let digest: String
  let pattern: Pattern

  /// - Throws: `RunFailure` where the last public run's pattern cannot be read: then tonight's could open it.
  static func find(_ plan: RunPlan, _ history: History) throws -> LastPattern? {
    let last = try history.lastPublished(
      of: plan.definition.name, for: Audience.public.rawValue, before: plan.asOf.description)
    return try last.map { try LastPattern(of: $0.run, history) }
  }

  /// The pattern of one public run.
  init(of run: String, _ history: History) throws {
    let path = "\(history.output.run(run))/pattern.json"
    guard let bytes = try contents(of: path), let pattern = try? Pattern(json: bytes) else {
      throw RunFailure(
        .noInput, "\(path): cannot be read, so nobody knows what the last publication hid; put the file back")
    }
    self.init(run: run, digest: sha256(bytes), pattern: pattern)
  }

  private init(run: String, digest: String, pattern: Pattern) {
    (self.run, self.digest, self.pattern) = (run, digest, pattern)
  }
}
