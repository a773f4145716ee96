import Foundation

/// A delivered text as it stands in a dimension of a table.
///
/// Composed (NFC), so that two spellings of one word are one value; what is no letter, number, sign or blank, such as a line
/// end or a mark that would join the character before it, is `?`; and so is a text that a table gives a meaning of its own:
/// `total`, `s`, `nd`.
public func plainLabel(_ text: String) -> String {
  if text == "total" || text == "s" || text == "nd" { return "?" }
  if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
  let composed = text.precomposedStringWithCanonicalMapping.unicodeScalars
  return String(String.UnicodeScalarView(composed.map { isPlain($0) ? $0 : "?" }))
}

private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.properties.isGraphemeExtend { return false }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
  case .decimalNumber, .letterNumber, .otherNumber: return true
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation:
    return true
  case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .spaceSeparator: return true
  case .nonspacingMark, .spacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator, .control, .format,
    .surrogate, .privateUse, .unassigned:
    return false
  @unknown default: return false
  }
}
