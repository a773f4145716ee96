/// Names that a workbook takes: 31 characters, none twice whatever its capitals, and not `History`, which spreadsheets keep
/// for themselves.
struct SheetNames {
  private var taken: Set<String> = ["history"]

  mutating func name(for wanted: String) -> String {
    var name = String(wanted.prefix(31))
    var number = 2
    while !taken.insert(name.lowercased()).inserted {
      name = "\(wanted.prefix(27))-\(number)"
      number += 1
    }
    return name
  }
}
