/// A file of the sample, and what a reader finds in it.
struct WrittenFile: Sendable {
  let path: String
  var rows: Int
  /// How many rows have what is wrong or worth knowing.
  private(set) var dirt: [String: Int] = [:]

  init(path: String, rows: Int) {
    self.path = path
    self.rows = rows
  }

  /// Counts something wrong, or worth knowing, in the row under way.
  mutating func note(_ kind: String) { dirt[kind, default: 0] += 1 }

  mutating func note(_ declaration: Declaration) {
    if let flaw = declaration.flaw { note(flaw.rawValue) }
    if let remark = declaration.remark { note(remark.rawValue) }
    if declaration.person == nil { note("personUnknown") }
    if declaration.hire > .asOf { note("afterTheRun") }
  }
}
