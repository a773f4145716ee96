/// A field of comma-separated text, quoted only if it must be: if it holds a comma, a quote, CR or LF.
public func csvField(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
  return quotedField(text)
}

/// A field between quotes, its own quotes doubled. By scalars: a mark after a quote makes one character of the two.
public func quotedField(_ text: String) -> String {
  var quoted = "\"".unicodeScalars
  for scalar in text.unicodeScalars {
    if scalar == "\"" { quoted.append(scalar) }
    quoted.append(scalar)
  }
  quoted.append("\"")
  return String(quoted)
}

/// The records of comma-separated text in which fields are quoted as `csvField` quotes them; a quoted field may hold line
/// ends.
public func csvRecords(_ text: [UInt8]) -> [[String]] {
  var records: [[String]] = []
  var (record, field): ([String], [UInt8]) = ([], [])
  var (isQuoted, hasJustClosed) = (false, false)
  for byte in text {
    // A doubled quote closes and opens again.
    if byte == 0x22, hasJustClosed { field.append(0x22) }
    hasJustClosed = byte == 0x22 && isQuoted
    switch byte {
    case 0x22: isQuoted.toggle()
    case 0x2C where !isQuoted:
      record.append(String(decoding: field, as: UTF8.self))
      field = []
    case 0x0A where !isQuoted:
      records.append(record + [String(decoding: field, as: UTF8.self)])
      (record, field) = ([], [])
    default: field.append(byte)
    }
  }
  if !record.isEmpty || !field.isEmpty { records.append(record + [String(decoding: field, as: UTF8.self)]) }
  return records
}
