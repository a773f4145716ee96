import Count
import Facts
import LabourMarket
import Publish
import Testing

/// A table as its file says it (DOMAIN section 7).
@Suite struct TableCSVTests {
  private func csv(
    _ rows: [([String?], [Cell])], by dimensions: [Dimension] = [NeedAndHireFact.year, NeedAndHireFact.bassin],
    measures: [Measure] = [NeedAndHireFact.hires, NeedAndHireFact.persons]
  ) -> String {
    let definition = TableDefinition(
      name: "needs-and-hires", fact: .needAndHire, dimensions: dimensions, measures: measures)
    let table = OutcomeTable(definition, rows.map { OutcomeTable.Row(labels: $0.0, cells: $0.1) })
    return String(decoding: table.csv, as: UTF8.self)
  }

  @Test func `a header line, then a line a row, each ended by a line feed`() {
    #expect(csv([(["2016", "9311"], [.count(12), .count(0)])]) == "year,bassin,hires,persons\n2016,9311,12,0\n")
    #expect(csv([]) == "year,bassin,hires,persons\n")
  }

  @Test(arguments: [
    ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("\"", "\"\"\"\""),
    ("a;b", "a;b"), (" a b\t", " a b\t"), ("a'b", "a'b"), ("", ""), ("é€", "é€"), ("=1", "=1"),
    ("\"\u{301}", "\"\"\"\u{301}\""),
  ])
  func `a field is quoted if it holds a comma, a quote or the end of a line, and only then`(
    label: String, field: String
  ) {
    #expect(csv([(["2016", label], [.count(1), .count(1)])]) == "year,bassin,hires,persons\n2016,\(field),1,1\n")
  }

  /// A thirty-second is 0.03125, a twentieth 0.05.
  @Test(arguments: [
    (Cell.share(1, of: 32), "0.0313"), (.share(31, of: 32), "0.9688"), (.share(1, of: 1), "1.0000"),
    (.weightedShare(Quantity(1), of: Quantity(32)), "0.0313"), (.mean(1, of: 20), "0.1"), (.mean(9, of: 200), "0.0"),
    (.median(twice: 5), "2.5"), (.bound(0.00006), "0.0001"), (.bound(0.00004), "0.0000"), (.bound(1), "1.0000"),
  ])
  func `a number is rounded to its decimals, halves away from zero`(cell: Cell, text: String) {
    #expect(csv([(["2016", "a"], [.count(1), cell])]).hasSuffix(",1,\(text)\n"))
  }

  @Test func `rows are in the order of the dimensions, total first, years as numbers, the rest in byte order`() {
    let labels: [[String?]] = [
      ["2016", "é"], ["10000", "A"], ["2016", "a"], ["2016", "Z"], [nil, "Z"], ["2016", nil], [nil, nil],
      ["2016", "10"], ["2016", "9"], ["2016", "?"], ["999", "A"],
    ]
    let lines = csv(labels.map { ($0, [.count(1), .count(1)]) }).split(separator: "\n").dropFirst()
    #expect(
      lines.map { String($0.dropLast(4)) } == [
        "total,total", "total,Z", "999,A", "2016,total", "2016,10", "2016,9", "2016,?", "2016,Z", "2016,a", "2016,é",
        "10000,A",
      ])
  }

  @Test func `shares have four decimals, means one, amounts two; halves go away from zero`() throws {
    let cents = Quantity(units: Quantity.scale / 200)  // 0.005
    let cells: [(Cell, String)] = [
      (.share(1, of: 3), "0.3333"), (.share(2, of: 3), "0.6667"), (.share(1, of: 20_000), "0.0001"),
      (.share(1, of: 20_001), "0.0000"), (.share(7, of: 7), "1.0000"), (.mean(1, of: 20), "0.1"),
      (.mean(1, of: 21), "0.0"),
      (.median(twice: 5), "2.5"), (.quantity(cents, decimals: 2, trimmed: false, terms: 0), "0.01"),
      (.quantity(Quantity(units: -cents.units), decimals: 2, trimmed: false, terms: 0), "-0.01"),
      (.quantity(Quantity(7), decimals: 2, trimmed: false, terms: 0), "7.00"),
      (.quantity(Quantity(7), decimals: 2, trimmed: true, terms: 0), "7"),
      (.notAvailable, "nd"), (.secret, "s"), (.text("chr"), "chr"), (.bound(0.20654), "0.2065"),
    ]
    for (cell, text) in cells {
      #expect(
        csv([(["2016"], [cell])], by: [NeedAndHireFact.year], measures: [NeedAndHireFact.hires])
          == "year,hires\n2016,\(text)\n")
    }
  }
}
