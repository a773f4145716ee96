import Count
import Drawing

/// How counts of rows are written.
///
/// For the public they are made coarse: all accepted rows less the hires of the months that a table shows would be the
/// hires of the months that it hides. Two digits of each number stay, and small sources say nothing but that.
struct RowCounts {
  let say: Language
  let isPublic: Bool

  /// Rows below which a source, and every share of it, is only called small.
  static let small = 1000

  func count(_ count: Int) -> String {
    guard isPublic, count > 0 else { return say.numbers.text(count) }
    guard count >= Self.small else { return "<\u{202F}" + say.numbers.text(Self.small) }
    var unit = 1
    while count / unit >= 100 { unit *= 10 }
    return "≈\u{202F}" + say.numbers.text((count + unit / 2) / unit * unit)
  }

  /// - Returns: `s` where the whole is too small to tell the public; `nd` for a share of nothing.
  func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "nd" }
    guard !isPublic || whole >= Self.small else { return "s" }
    let share = DecimalNumber(units: Int((Double(part) / Double(whole) * 1000).rounded()), decimals: 3)
    if part > 0, share.units == 0 { return "<\u{202F}" + say.numbers.percent(DecimalNumber(units: 1, decimals: 3)) }
    return say.numbers.percent(share)
  }
}
