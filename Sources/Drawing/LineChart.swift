/// One or two lines over a row of steps, months as a rule; a step without a number leaves a gap.
public struct LineChart: Sendable {
  public struct Line: Sendable {
    let name: String
    let numbers: [Double?]
    let series: Series

    /// - Parameter name: stands in the legend, which a chart of one line does without.
    /// - Parameter numbers: one a step, `nil` for a gap.
    /// - Parameter series: the look; the two lines of a chart have one each.
    public init(_ name: String, _ numbers: [Double?], _ series: Series = .first) {
      self.name = name
      self.numbers = numbers
      self.series = series
    }
  }

  private let steps: [String]
  private let lines: [Line]
  private let most: Double
  private let tick: @Sendable (Double) -> String

  /// - Parameter steps: what stands below each step; where they do not all fit, some are left out.
  /// - Parameter lines: each with a number, or a gap, for every step.
  /// - Parameter most: what no number passes, such as 1 for shares.
  /// - Parameter tick: what stands at a tick of the axis.
  public init(
    steps: [String], _ lines: [Line], atMost most: Double = .infinity, tick: @escaping @Sendable (Double) -> String
  ) {
    self.steps = steps
    self.lines = lines
    self.most = most
    self.tick = tick
  }

  public func svg(title: String) -> Markup {
    let names = lines.count > 1 ? lines.map { (name: $0.name, series: $0.series) } : []
    let legend = Legend(names) { x, y, series in
      .several([
        Shape.line(x - 8, y, x + 8, y, class: series == .first ? "l1" : "l2"), Shape.mark(x, y, series, size: 3.5),
      ])
    }
    let (top, height) = (legend.height + 8, 170.0)
    let largest = lines.flatMap(\.numbers).compactMap { $0 }.max() ?? 0
    let scale = LinearScale(upTo: largest, atMost: most, start: 0, length: height)
    let left = 12 + (scale.ticks.map { Shape.length(of: tick($0)) }.max() ?? 0) * 0.92
    let level = { (number: Double) in top + height - scale.place(of: number) }
    let grid = scale.ticks.flatMap { number in
      [
        Shape.line(left, level(number), Shape.width, level(number), class: "grid"),
        Shape.text(tick(number), left - 6, level(number) + 4, class: "t small", anchor: "end"),
      ]
    }
    let columns = Columns(count: steps.count, from: left, to: Shape.width)
    return Shape.picture(
      height: top + height + 24, title: title,
      legend.shapes + grid + columns.names(steps, y: top + height + 17)
        + lines.reversed().flatMap { draw($0, columns, level) })
  }

  private func draw(_ line: Line, _ columns: Columns, _ level: (Double) -> Double) -> [Markup] {
    let points = line.numbers.enumerated().map { index, number in
      number.map { (x: columns.middle(of: index), y: level($0)) }
    }
    let paths = points.split { $0 == nil }.filter { $0.count > 1 }.map { run in
      Shape.path(run.compactMap { $0 }, class: line.series == .first ? "l1" : "l2")
    }
    return paths + points.compactMap { $0 }.map { Shape.mark($0.x, $0.y, line.series, size: 3.5) }
  }
}

/// So many equal columns between two places.
struct Columns {
  let count: Int
  let left: Double
  let width: Double

  init(count: Int, from left: Double, to right: Double) {
    self.count = count
    self.left = left
    width = (right - left) / Double(max(1, count))
  }

  func middle(of index: Int) -> Double { left + (Double(index) + 0.5) * width }

  /// Every column's name, or every second, third… so that none runs into the next.
  func names(_ names: [String], y: Double) -> [Markup] {
    let longest = names.map { Shape.length(of: $0) }.max() ?? 0
    let step = max(1, Int(((longest + 6) / width).rounded(.up)))
    return names.indices.filter { $0 % step == 0 }.map { index in
      let half = Shape.length(of: names[index]) / 2
      let x = min(middle(of: index), Shape.width - half)
      return Shape.text(names[index], x, y, class: "t small", anchor: "middle")
    }
  }
}
