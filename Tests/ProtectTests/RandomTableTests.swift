import Attack
import Count
import Facts
import LabourMarket
import Protect
import Testing

/// Whatever the table, what is protected is not found out, and what is not, is.
@Suite struct RandomTableTests {
  private func table(_ seed: Int) -> OutcomeTable {
    var draws = Draws(state: UInt64(seed) &* 0x9E37_79B9)
    let letters = CountedTable.letters
    let (rows, columns, layers) = (2 + draws.below(4), 2 + draws.below(4), 1 + draws.below(3))
    var leaves: [([String], [Int64])] = []
    for row in 0..<rows {
      for column in 0..<columns {
        for layer in 0..<layers {
          let whole = draws.count()
          let labels = [letters[row], letters[column], letters[layer]]
          leaves.append((labels, seed % 2 == 0 ? [whole] : [whole, Int64(draws.below(Int(whole) + 1))]))
        }
      }
    }
    let dimensions = ["departement", "dispositif", "training_type"]
    return seed % 2 == 0
      ? CountedTable.entries(by: dimensions).table(leaves) : CountedTable.access(by: dimensions).table(leaves)
  }

  @Test(arguments: 1...40) func `a protected table keeps its secrets`(seed: Int) throws {
    let (_, leaks) = try protect(table(seed))
    #expect(leaks == [])
  }

  @Test(arguments: 1...20) func `the same table gives the same pattern`(seed: Int) throws {
    let one = try Protection([table(seed)], rules: Rules())
    let other = try Protection([table(seed)], rules: Rules())
    #expect(one.hidden.map(\.reference) == other.hidden.map(\.reference))
  }

  @Test(arguments: 1...40) func `with any one of the further cells shown, it does not`(seed: Int) throws {
    let whole = table(seed)
    let protection = try Protection([whole], rules: Rules())
    let further = protection.hidden.filter { $0.reason == .secondary }.map(\.reference)
    for opened in further.prefix(4) {
      // The pattern is one from which nothing can be left out.
      let rows = zip(protection.tables[0].rows, zip(whole.rows, whole.evidence!.cells)).map { hidden, truth in
        let cells = zip(hidden.cells, zip(truth.0.cells, truth.1)).map { cell, shown in
          shown.1.isCount && shown.1.counts == [opened] ? shown.0 : cell
        }
        return OutcomeTable.Row(labels: hidden.labels, cells: cells)
      }
      #expect(try !attacked([OutcomeTable(rows: rows, of: whole)]).isEmpty)
    }
  }
}
