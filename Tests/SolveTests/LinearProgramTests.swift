import Solve
import Testing

/// Programs small enough to solve by hand.
@Suite struct LinearProgramTests {
  private func terms(_ coefficients: Double...) -> [LinearProgram.Term] {
    coefficients.enumerated().map { LinearProgram.Term($0, $1) }
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool { value.map { abs($0 - expected) < 1e-9 } ?? false }

  /// x + y <= 4, x + 3y <= 6, x in 0...3, y in 0...10.
  private func textbook() -> LinearProgram {
    let program = LinearProgram(columns: [0...3, 0...10])
    program.add(terms(1, 1), from: nil, to: 4)
    program.add(terms(1, 3), from: nil, to: 6)
    return program
  }

  // MARK: extremes

  @Test func `the most and the least are in the corners`() throws {
    let program = textbook()
    let most = try #require(program.extreme(of: terms(3, 2), largest: true))
    #expect(isNear(most.value, 11) && isNear(most.columns[0], 3) && isNear(most.columns[1], 1))
    let other = try #require(program.extreme(of: terms(1, 2), largest: true))
    #expect(isNear(other.value, 5) && isNear(other.columns[0], 3) && isNear(other.columns[1], 1))
    #expect(isNear(program.extreme(of: terms(0, 1), largest: true)?.value, 2))
    #expect(isNear(program.extreme(of: terms(3, 2), largest: false)?.value, 0))
    #expect(isNear(program.extreme(of: terms(1, -1), largest: false)?.value, -2))
  }

  @Test func `a sum that was asked for before leaves nothing in the next`() {
    let program = textbook()
    _ = program.extreme(of: terms(100, 100), largest: true)
    #expect(isNear(program.extreme(of: [LinearProgram.Term(1, 1)], largest: true)?.value, 2))
    #expect(isNear(program.extreme(of: [], largest: true)?.value, 0))
  }

  @Test func `without conditions the bounds of the columns are the extremes`() {
    let program = LinearProgram(columns: [-2...5, 1...1, 0...1e9])
    #expect(isNear(program.extreme(of: terms(1, 1, 0), largest: true)?.value, 6))
    #expect(isNear(program.extreme(of: terms(1, 1, 0), largest: false)?.value, -1))
    #expect(isNear(program.extreme(of: terms(0, 0, 1), largest: true)?.value, 1e9))
  }

  @Test func `where nothing satisfies the conditions there is no answer`() {
    let program = textbook()
    let kept = program.rowCount
    program.add(terms(1, 1), from: 4.5, to: nil)
    #expect(program.extreme(of: terms(1, 1), largest: true) == nil)
    #expect(program.extreme(of: terms(1, 1), largest: false) == nil)
    #expect(program.cheapest([1, 1]) == nil)
    program.removeRows(from: kept)
    #expect(isNear(program.extreme(of: terms(1, 1), largest: true)?.value, 4))
  }

  @Test(arguments: [(0.0, 4.0), (4.0, 4.0), (3.0, 3.0)])
  func `a condition holds up to its bounds, both included`(low: Double, high: Double) {
    let program = LinearProgram(columns: [0...10, 0...10])
    program.add(terms(1, 1), from: low, to: high)
    #expect(isNear(program.extreme(of: terms(1, 1), largest: true)?.value, high))
    #expect(isNear(program.extreme(of: terms(1, 1), largest: false)?.value, low))
  }

  // MARK: conditions that change

  @Test func `a condition can have other bounds, other terms, or none`() {
    let program = LinearProgram(columns: [0...10, 0...10])
    let most = { program.extreme(of: self.terms(1, 1), largest: true)?.value }
    let row = program.add(terms(1, 1), from: nil, to: 4)
    #expect(isNear(most(), 4))
    program.bound(row, from: nil, to: 7)
    #expect(isNear(most(), 7))
    program.replace(row, terms(1, 0), from: 2, to: 2)
    #expect(isNear(most(), 12))
    #expect(isNear(program.extreme(of: terms(1, 1), largest: false)?.value, 2))
    program.bound(row, from: nil, to: nil)
    #expect(isNear(most(), 20))
  }

  @Test func `conditions that were added last are the ones that are taken away`() {
    let program = LinearProgram(columns: [0...10])
    program.add(terms(1), from: nil, to: 8)
    let kept = program.rowCount
    program.add(terms(1), from: nil, to: 5)
    program.add(terms(1), from: nil, to: 2)
    #expect(program.rowCount == 3)
    #expect(isNear(program.extreme(of: terms(1), largest: true)?.value, 2))
    program.removeRows(from: kept)
    #expect(program.rowCount == 1)
    #expect(isNear(program.extreme(of: terms(1), largest: true)?.value, 8))
    program.removeRows(from: kept)
    #expect(program.rowCount == 1)
  }

  @Test func `a column can be fixed, and freed again`() {
    let program = textbook()
    program.set(0, to: 1...1)
    #expect(isNear(program.extreme(of: terms(3, 2), largest: true)?.value, 3 + 2 * 5.0 / 3))
    program.set(0, to: 0...3)
    #expect(isNear(program.extreme(of: terms(3, 2), largest: true)?.value, 11))
  }

  // MARK: the cheapest, and whole numbers

  @Test func `the cheapest way to reach a sum takes the cheapest columns first`() throws {
    // 5 of three columns of at most 2, 2 and 10.
    let program = LinearProgram(columns: [0...2, 0...2, 0...10])
    program.add(terms(1, 1, 1), from: 5, to: 5)
    let found = try #require(program.cheapest([7, 1, 3]))
    #expect(isNear(found.value, 2 + 9))
    #expect(found.wholeNumbers == [0, 2, 3])
    // On from there, once the third may be no more than 2.
    program.add(terms(0, 0, 1), from: nil, to: 2)
    let next = try #require(program.cheapestAgain())
    #expect(isNear(next.value, 7 + 2 + 6))
    #expect(next.wholeNumbers == [1, 2, 2])
  }

  @Test func `columns that are no whole numbers are said to be none`() throws {
    let program = LinearProgram(columns: [0...10])
    program.add(terms(2), from: nil, to: 5)
    let half = try #require(program.extreme(of: terms(1), largest: true))
    #expect(isNear(half.value, 2.5))
    #expect(half.wholeNumbers == nil)
  }

  @Test func `a solution in whole numbers satisfies the conditions`() throws {
    // 3x + 5y = 17: of the fewest x, 2/3; of whole ones, only 4.
    let program = LinearProgram(columns: [0...4, 0...3])
    program.add(terms(3, 5), from: 17, to: 17)
    #expect(try #require(program.cheapest([1, 0])).wholeNumbers == nil)
    #expect(program.anyWhole()?.wholeNumbers == [4, 1])
    #expect(program.anyWhole()?.value == 4)
  }

  @Test func `where only fractions satisfy the conditions there is no whole solution, and the columns stay numbers`() {
    let program = LinearProgram(columns: [0...10, 0...10])
    program.add(terms(2, 2), from: 5, to: 5)
    #expect(isNear(program.extreme(of: terms(1, 0), largest: true)?.value, 2.5))
    #expect(program.anyWhole() == nil)
    #expect(isNear(program.extreme(of: terms(1, 0), largest: true)?.value, 2.5))
  }

  @Test func `the same program gives the same answer`() {
    let answers = (0..<3).map { _ in
      let program = LinearProgram(columns: [0...9, 0...9, 0...9, 0...9])
      program.add(terms(1, 1, 0, 0), from: 9, to: 9)
      program.add(terms(0, 0, 1, 1), from: 9, to: 9)
      program.add(terms(1, 0, 1, 0), from: 9, to: 9)
      return program.cheapest([1, 1, 1, 1])?.columns
    }
    #expect(answers[0] != nil && answers[0] == answers[1] && answers[1] == answers[2])
  }
}
