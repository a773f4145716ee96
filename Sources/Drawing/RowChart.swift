/// Rows one below the other: a name and a value in words, and below them marks or bars on a common scale.
public struct RowChart: Sendable {
  public struct Row: Sendable {
    let name: String
    /// At the right end; `s` and `nd` stand here too.
    let value: String
    let marks: [Mark]
    /// Stands out: the total, or the own region.
    let isMain: Bool

    public init(_ name: String, value: String, marks: [Mark], isMain: Bool = false) {
      self.name = name
      self.value = value
      self.marks = marks
      self.isMain = isMain
    }
  }

  public enum Mark: Sendable, Equatable {
    case dot(Double, Series = .first)
    case interval(Double, Double)
    /// A bar up to a number that is sure, and a paler one up to the most that it can be.
    case bar(Double, upTo: Double, Series = .first)

    fileprivate var largest: Double {
      switch self {
      case .dot(let number, _): number
      case .interval(_, let high): high
      case .bar(let sure, let most, _): max(sure, most)
      }
    }

    fileprivate var isBar: Bool { if case .bar = self { true } else { false } }
  }

  private let rows: [Row]
  private let legend: [(name: String, series: Series)]
  private let scale: LinearScale
  private let tick: @Sendable (Double) -> String

  private static let (left, right, lane) = (6.0, 10.0, 12.0)

  /// - Parameter rows: from the top down; all share one scale, up to the largest of their marks.
  /// - Parameter legend: what each series of the marks is called; where it is empty there is none.
  /// - Parameter most: what no value passes, such as 1 for shares.
  /// - Parameter tick: what stands at a tick of the axis.
  public init(
    _ rows: [Row], legend: [(name: String, series: Series)] = [], atMost most: Double = .infinity,
    tick: @escaping @Sendable (Double) -> String
  ) {
    self.rows = rows
    self.legend = legend
    self.tick = tick
    scale = LinearScale(
      upTo: rows.flatMap(\.marks).map(\.largest).max() ?? 0, atMost: most, start: Self.left,
      length: Shape.width - Self.left - Self.right)
  }

  public func svg(title: String) -> Markup {
    let hasBars = rows.contains { $0.marks.contains(where: \.isBar) }
    let key = Legend(legend) { x, y, series in
      hasBars
        ? Shape.bar(x - 8, y - 5, 16, 10, class: series == .first ? "b1" : "b2") : Shape.mark(x, y, series)
    }
    var shapes: [Markup] = []
    var y = key.height
    for row in rows { shapes += draw(row, &y) }
    return Shape.picture(height: y + 24, title: title, key.shapes + axis(below: y) + shapes)
  }

  private func draw(_ row: Row, _ y: inout Double) -> [Markup] {
    var shapes = words(of: row, &y)
    y += 19
    let lanes = Double(max(1, row.marks.count(where: \.isBar)))
    shapes += grid(from: y - 1, to: y + lanes * (Self.lane + 1) + 1)
    for mark in row.marks {
      if mark.isBar, mark != row.marks.first(where: \.isBar) { y += Self.lane + 1 }
      shapes.append(draw(mark, y + Self.lane / 2))
    }
    y += Self.lane + 7
    return shapes
  }

  /// On one line; on two where the name leaves no room for the value.
  private func words(of row: Row, _ y: inout Double) -> [Markup] {
    let style = row.isMain ? "t strong" : "t"
    let name = Shape.text(Shape.fitted(row.name, into: Shape.width), 0, y + 13, class: style)
    if Shape.length(of: row.name) > Shape.width - Shape.length(of: row.value) - 12 { y += 15 }
    return [name, Shape.text(row.value, Shape.width, y + 13, class: style, anchor: "end")]
  }

  private func draw(_ mark: Mark, _ y: Double) -> Markup {
    switch mark {
    case .dot(let number, let series): return Shape.mark(scale.place(of: number), y, series)
    case .interval(let low, let high):
      let (x1, x2) = (scale.place(of: low), scale.place(of: high))
      return .several([
        Shape.line(x1, y, x2, y, class: "whisker"), Shape.line(x1, y - 4, x1, y + 4, class: "whisker"),
        Shape.line(x2, y - 4, x2, y + 4, class: "whisker"),
      ])
    case .bar(let sure, let most, let series):
      let (zero, x1, x2) = (scale.place(of: 0), scale.place(of: sure), scale.place(of: most))
      let solid = Shape.bar(zero, y - 5, x1 - zero, 10, class: series == .first ? "b1" : "b2")
      return most > sure ? .several([Shape.bar(x1, y - 4, x2 - x1, 8, class: "unsure"), solid]) : solid
    }
  }

  /// Below the words of a row, so that no line crosses them.
  private func grid(from top: Double, to bottom: Double) -> [Markup] {
    let middle = (top + bottom) / 2
    return [Shape.line(scale.place(of: 0), middle, scale.place(of: scale.maximum), middle, class: "grid")]
      + scale.ticks.map { Shape.line(scale.place(of: $0), top, scale.place(of: $0), bottom, class: "grid") }
  }

  private func axis(below bottom: Double) -> [Markup] {
    scale.ticks.enumerated().map { index, number in
      let isLast = index == scale.ticks.count - 1
      let (x, anchor) =
        index == 0 ? (0, "start") : isLast ? (Shape.width, "end") : (scale.place(of: number), "middle")
      return Shape.text(tick(number), x, bottom + 14, class: "t small", anchor: anchor)
    }
  }
}
