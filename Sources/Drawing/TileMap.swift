/// A map of equal squares, one an area, each with its code and its value; the stronger its colour, the greater.
public struct TileMap: Sendable {
  public struct Tile: Sendable {
    let column: Int
    let row: Int
    let name: String
    let value: String
    /// 0...1; `nil` where the value is hidden or nobody is counted.
    let shade: Double?

    /// - Parameter column: counted from the west; only differences matter.
    /// - Parameter row: counted from the north; only differences matter.
    /// - Parameter name: the area's code.
    /// - Parameter value: as it is written below the code; `s` and `nd` stand here too.
    /// - Parameter shade: 0...1, the strongest is 1; `nil` where the value is hidden or nobody is counted.
    public init(column: Int, row: Int, _ name: String, value: String, shade: Double?) {
      self.column = column
      self.row = row
      self.name = name
      self.value = value
      self.shade = shade
    }
  }

  private let tiles: [Tile]

  public init(_ tiles: [Tile]) { self.tiles = tiles }

  public func svg(title: String) -> Markup {
    let (firstColumn, firstRow) = (tiles.map(\.column).min() ?? 0, tiles.map(\.row).min() ?? 0)
    let columns = (tiles.map(\.column).max() ?? 0) - firstColumn + 1
    let rows = (tiles.map(\.row).max() ?? 0) - firstRow + 1
    let size = min(96, Shape.width / Double(columns))
    let left = (Shape.width - size * Double(columns)) / 2
    let shapes = tiles.flatMap { tile in
      draw(tile, x: left + size * Double(tile.column - firstColumn), y: size * Double(tile.row - firstRow), size)
    }
    return Shape.picture(height: size * Double(rows), title: title, shapes)
  }

  private func draw(_ tile: Tile, x: Double, y: Double, _ size: Double) -> [Markup] {
    let middle = x + size / 2
    let square = element(
      "rect",
      [
        "x": Shape.at(x + 2), "y": Shape.at(y + 2), "width": Shape.at(size - 4), "height": Shape.at(size - 4),
        "class": tile.shade == nil ? "tile none" : "tile",
        // Never so dark that the words on it could not be read.
        "fill-opacity": "0.\(Int((10 + 30 * min(1, max(0, tile.shade ?? 0))).rounded()))",
      ])
    return [
      square, Shape.text(tile.name, middle, y + size / 2 - 4, class: "t strong", anchor: "middle"),
      Shape.text(tile.value, middle, y + size / 2 + 14, anchor: "middle"),
    ]
  }
}
