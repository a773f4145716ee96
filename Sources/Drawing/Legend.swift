/// Names of series beside their marks, on one line or more above a picture.
struct Legend {
  let entries: [(sign: Markup, name: String)]
  let height: Double

  /// - Parameter sign: draws the mark of a series centred on a place, 16 pixels wide.
  init(_ names: [(name: String, series: Series)], sign: (Double, Double, Series) -> Markup) {
    var entries: [(Markup, String)] = []
    var (x, y) = (0.0, 12.0)
    for (name, series) in names {
      let length = 24 + Shape.length(of: name)
      if x > 0, x + length > Shape.width { (x, y) = (0, y + 18) }
      entries.append((.several([sign(x + 8, y - 4, series), Shape.text(name, x + 22, y)]), name))
      x += length + 14
    }
    self.entries = entries
    height = names.isEmpty ? 0 : y + 8
  }

  var shapes: [Markup] { entries.map(\.sign) }
}
