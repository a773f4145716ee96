/// Small pictures of columns one below the other, all on one scale: what would else be told apart by colour alone.
public struct ColumnPanels: Sendable {
  public struct Panel: Sendable {
    let name: String
    /// At the right end of the name.
    let value: String
    /// One a step; `nil` where it is hidden.
    let numbers: [Double?]

    public init(_ name: String, value: String, _ numbers: [Double?]) {
      self.name = name
      self.value = value
      self.numbers = numbers
    }
  }

  private let steps: [String]
  private let panels: [Panel]
  /// What stands where a number is hidden.
  private let gap: String
  private let tick: @Sendable (Double) -> String

  private static let height = 52.0

  public init(steps: [String], _ panels: [Panel], gap: String, tick: @escaping @Sendable (Double) -> String) {
    self.steps = steps
    self.panels = panels
    self.gap = gap
    self.tick = tick
  }

  public func svg(title: String) -> Markup {
    let largest = panels.flatMap(\.numbers).compactMap { $0 }.max() ?? 0
    let scale = LinearScale(upTo: largest, steps: 2, start: 0, length: Self.height)
    let left = 12 + (scale.ticks.map { Shape.length(of: tick($0)) }.max() ?? 0) * 0.92
    let columns = Columns(count: steps.count, from: left, to: Shape.width)
    var shapes: [Markup] = []
    var y = 0.0
    for panel in panels {
      shapes += draw(panel, below: y, scale, columns)
      y += Self.height + 46
    }
    return Shape.picture(height: y + 12, title: title, shapes + columns.names(steps, y: y - 2))
  }

  private func draw(_ panel: Panel, below top: Double, _ scale: LinearScale, _ columns: Columns) -> [Markup] {
    let floor = top + 26 + Self.height
    let room = Shape.width - Shape.length(of: panel.value) - 12
    let words = [
      Shape.text(Shape.fitted(panel.name, into: room), 0, top + 12, class: "t strong"),
      Shape.text(panel.value, Shape.width, top + 12, anchor: "end"),
    ]
    let grid = scale.ticks.flatMap { number in
      let y = floor - scale.place(of: number)
      return [
        Shape.line(columns.left, y, Shape.width, y, class: "grid"),
        Shape.text(tick(number), columns.left - 6, y + 4, class: "t small", anchor: "end"),
      ]
    }
    let bars = panel.numbers.enumerated().map { index, number in
      let middle = columns.middle(of: index)
      guard let number else { return Shape.text(gap, middle, floor - 3, class: "t small", anchor: "middle") }
      let (height, width) = (scale.place(of: number), columns.width * 0.72)
      return Shape.bar(middle - width / 2, floor - height, width, height, class: "b1")
    }
    return words + grid + bars
  }
}
