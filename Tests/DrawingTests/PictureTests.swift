import Drawing
import Testing

@Suite struct `A scale` {
  @Test(
    arguments: [
      (0.76, [0, 0.2, 0.4, 0.6, 0.8]), (15_000, [0, 5000, 10_000, 15_000]), (7, [0, 2, 4, 6, 8]), (0, [0, 0.5, 1]),
    ] as [(Double, [Double])])
  func `goes from 0 past the largest number in round steps`(largest: Double, ticks: [Double]) {
    let scale = LinearScale(upTo: largest, start: 0, length: 100)
    #expect(scale.ticks.count == ticks.count)
    for (one, other) in zip(scale.ticks, ticks) { #expect(abs(one - other) < 1e-9) }
  }

  @Test func `never passes the most that a number can be`() {
    #expect(LinearScale(upTo: 1.2, atMost: 1, start: 0, length: 100).maximum == 1)
  }

  @Test func `keeps a number past its end at the end, and takes what is no number`() {
    let scale = LinearScale(upTo: 10, start: 5, length: 100)
    #expect(scale.place(of: -1) == 5)
    #expect(scale.place(of: 99) == 105)
    #expect(LinearScale(upTo: .infinity, start: 0, length: 100).maximum == 1)
  }
}

@Suite struct `A picture` {
  private let tick: @Sendable (Double) -> String = { "\(Int($0))" }

  @Test func `says its title to those who do not see it`() {
    let svg = RowChart([], tick: tick).svg(title: "Accès & <emploi>").html
    #expect(svg.hasPrefix("<svg viewBox=\"0 0 360 "))
    #expect(svg.contains("role=\"img\" aria-label=\"Accès &amp; &lt;emploi&gt;\""))
  }

  @Test func `of rows tells two series apart by shape`() {
    let svg = RowChart(
      [RowChart.Row("a", value: "1", marks: [.dot(1), .dot(2, .second)])], legend: [("x", .first), ("y", .second)],
      tick: tick
    ).svg(title: "t").html
    #expect(svg.components(of: "<circle") == 2)
    #expect(svg.components(of: "<polygon") == 2)
  }

  @Test func `of rows shows what is not sure as a bar of its own, and nothing where all is sure`() {
    let unsure = { (most: Double) in
      RowChart([RowChart.Row("a", value: "", marks: [.bar(5, upTo: most)])], tick: tick).svg(title: "t").html
        .components(of: "unsure")
    }
    #expect(unsure(9) == 1)
    #expect(unsure(5) == 0)
  }

  @Test func `of lines leaves a gap where a number is hidden`() {
    let lines = { (numbers: [Double?]) in
      LineChart(steps: numbers.map { _ in "" }, [LineChart.Line("a", numbers)], tick: tick).svg(title: "t").html
    }
    #expect(lines([1, 2, 3, 4]).components(of: "<polyline") == 1)
    let gap = lines([1, 2, nil, 3, 4])
    #expect(gap.components(of: "<polyline") == 2)
    #expect(gap.components(of: "<circle") == 4)
  }

  @Test func `of tiles darkens with the value, and never so much that the words are lost`() {
    let tile = { (shade: Double?) in
      TileMap([TileMap.Tile(column: 3, row: 7, "13", value: "s", shade: shade)]).svg(title: "t").html
    }
    #expect(tile(0).contains("fill-opacity=\"0.10\""))
    #expect(tile(1).contains("fill-opacity=\"0.40\""))
    #expect(tile(99).contains("fill-opacity=\"0.40\""))
    #expect(tile(nil).contains("class=\"tile none\""))
  }

  @Test func `of rows gives a long name a line of its own, and cuts only what is longer than that`() {
    let height = { (name: String) in
      RowChart([RowChart.Row(name, value: "34,7 à 34,8 %", marks: [])], tick: tick).svg(title: "t").html
    }
    let (short, long) = (height("Serveurs"), height("Artistes de la musique, de la danse et de la scène"))
    #expect(short.contains("viewBox=\"0 0 360 62\""))
    #expect(long.contains("viewBox=\"0 0 360 77\""))
    #expect(long.contains("et de la scène</text>"))
    let longest = height(String(repeating: "Agents de maintenance ", count: 9))
    #expect(longest.contains("…</text>"))
    #expect(longest.contains(">34,7 à 34,8 %</text>"))
  }

  @Test func `of columns takes empty panels and no panel`() {
    #expect(ColumnPanels(steps: [], [], gap: "s", tick: tick).svg(title: "t").html.contains("</svg>"))
    let svg = ColumnPanels(steps: ["a", "b"], [ColumnPanels.Panel("x", value: "", [nil, nil])], gap: "s", tick: tick)
      .svg(
        title: "t"
      ).html
    #expect(!svg.contains("nan") && !svg.contains("inf"))
  }
}

extension String {
  func components(of part: String) -> Int { ranges(of: part).count }
}
