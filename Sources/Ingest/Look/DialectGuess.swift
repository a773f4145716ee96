import Formats

/// The separator, quotes and line end that cut the first lines of a text best: into records of the same number of
/// fields, and of as many as possible.
struct DialectGuess {
  let form: DelimitedForm

  init(_ text: [UInt8]) {
    let lineEnd = DialectGuess.lineEnd(of: text)
    var best = (score: 0.0, form: DelimitedForm(separator: [0x3B], lineEnd: lineEnd))
    for separator in [[0x3B], [0x7C], [0x2C], [0x09], [0xA5]] as [[UInt8]] {
      for quote in [0x22, nil] as [UInt8?] {
        let form = DelimitedForm(
          separator: separator, separatorPrefix: separator == [0xA5] ? 0xC2 : nil, quote: quote, lineEnd: lineEnd)
        guard quote == nil || DialectGuess.hasQuotedField(text, form) else { continue }
        let score = DialectGuess.score(DialectGuess.records(of: text, form, atMost: 200))
        if score > best.score { best = (score, form) }
      }
    }
    form = best.form
  }

  private static func lineEnd(of text: [UInt8]) -> DelimitedForm.LineEnd {
    var (feeds, lone) = (0, 0)
    for (index, byte) in text.enumerated() {
      if byte == 0x0A { feeds += 1 }
      if byte == 0x0D, index + 1 == text.count || text[index + 1] != 0x0A { lone += 1 }
    }
    return feeds == 0 && lone > 0 ? .cr : .lf
  }

  /// A quote that begins a field: else it is a character like any other.
  private static func hasQuotedField(_ text: [UInt8], _ form: DelimitedForm) -> Bool {
    text.indices.contains { index in
      text[index] == form.quote && (index == 0 || [form.separator[0], 0x0A, 0x0D].contains(text[index - 1]))
    }
  }

  /// 0 for records of one field; more fields are better, unequal records worse.
  private static func score(_ records: [[[UInt8]]]) -> Double {
    let counts = records.map(\.count)
    guard
      let usual = Dictionary(counts.map { ($0, 1) }, uniquingKeysWith: +).max(by: {
        ($0.value, $0.key) < ($1.value, $1.key)
      }),
      usual.key > 1
    else { return 0 }
    let share = Double(usual.value) / Double(counts.count)
    return share * share * (1 - 1 / Double(usual.key))
  }

  /// The first records of a text in memory, empty lines left out.
  ///
  /// - Parameter line: that of the first record which may be one.
  static func records(
    of text: [UInt8], _ form: DelimitedForm, atMost limit: Int, fromLine line: Int = 1
  ) -> [[[UInt8]]] {
    var records: [[[UInt8]]] = []
    guard let reader = try? DelimitedReader(text: text, form: form) else { return [] }
    while records.count < limit, let block = try? reader.nextBlock() {
      for index in 0..<block.count where records.count < limit {
        let record = block.record(index)
        if record.isEmpty || block.line(of: index) < line { continue }
        records.append((0..<record.fieldCount).map { Array(block.field($0, of: record)) })
      }
    }
    return records
  }
}
