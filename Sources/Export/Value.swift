import Count

/// What stands in one field of a table, as forms with types take it.
enum Value: Equatable {
  case integer(Int64)
  /// As in the CSV, with a point.
  case decimal(String)
  case text(String)
  /// An empty field.
  case nothing
  /// `s` or `nd`: no number, and the two must not be taken for each other.
  case sign(String)

  init(_ label: String, of field: Field) {
    if field.form == .integer, let number = Int64(label) { self = .integer(number) } else { self = .text(label) }
  }

  init(_ cell: Cell, of field: Field) {
    let text = cell.text
    switch (cell, field.form) {
    case (.secret, _), (.notAvailable, _): self = .sign(text)
    case (_, .integer): self = Int64(text).map(Value.integer) ?? .text(text)
    case (_, .decimal): self = .decimal(text)
    case (_, .text) where text.isEmpty: self = .nothing
    // Key figures hold words and numbers in one column.
    case (_, .text): self = Value.isNumber(text) ? .decimal(text) : .text(text)
    }
  }

  /// As a field of the CSV says it.
  init(text: String, in field: Field) {
    switch text {
    case _ where field.isDimension: self.init(text, of: field)
    case "s", "nd": self = .sign(text)
    case "": self = .nothing
    default: self = field.form == .integer ? Int64(text).map(Value.integer) ?? .text(text) : .decimal(text)
    }
  }

  /// As SQL has it: neither a sign nor an empty field is a value.
  var sqlText: String? {
    switch self {
    case .nothing, .sign: nil
    default: text
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    // What a double does not hold is no number in a sheet.
    return text.utf8.count <= 15 && parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// As in the CSV.
  var text: String {
    switch self {
    case .integer(let number): String(number)
    case .decimal(let text), .text(let text), .sign(let text): text
    case .nothing: ""
    }
  }
}
