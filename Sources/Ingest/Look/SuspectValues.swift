import LabourMarket

/// What tells of a person in a file that fits no layout, where nobody has said which columns do.
///
/// A guess on the careful side: by words of the column's name, and by runs of digits that have the form of a NIR.
enum SuspectValues {
  private static let words: Set<String> = ["nir", "mail", "tel", "portable", "naissance", "individu"]
  private static let parts = [
    "prenom", "naissance", "email", "courriel", "telephone", "nompatro", "nomepoux", "individunational",
  ]
  private static let prefixes: Set<String> = ["dc", "kc", "kd", "dn", "dd", "c"]

  /// Whether a name, or a whole header that was taken for one, speaks of a person.
  static func isIdentifying(column name: String) -> Bool {
    let folded = name.lowercased().replacing("é", with: "e")
    let words = folded.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    if words.contains(where: { SuspectValues.words.contains($0) || parts.contains(where: $0.contains) }) { return true }
    return words.filter { !prefixes.contains($0) } == ["nom"]
  }

  /// Whether a run of 13 or 15 characters has the form of a NIR, with or without its key.
  static func holdNIR(_ field: [UInt8]) -> Bool {
    field.split { !($0.isDigit || $0 == UInt8(ascii: "A") || $0 == UInt8(ascii: "B")) }.contains { run in
      (run.count == 13 || run.count == 15) && Array(run.prefix(13)).withUnsafeBytes { NIR($0) != nil }
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}
