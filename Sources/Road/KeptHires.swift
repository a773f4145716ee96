import Count
package import Deliveries
package import Facts
import Ingest
package import Join
package import LabourMarket

/// The hires that were kept to explain a row, and what their lines are found again by.
package struct KeptHires {
  package let selection: HireSelection
  package let finder: OutcomeFinder
  package let context: DeclarationContext
  package let numbers: WorkplaceNumbers

  /// - Parameter selections: one a thread; `nil` where there is none.
  init?(
    _ selections: [HireSelection], _ finder: OutcomeFinder, _ context: DeclarationContext, _ numbers: WorkplaceNumbers
  ) {
    guard let all = selections.first else { return nil }
    for other in selections.dropFirst() { all.merge(other) }
    (selection, self.finder, self.context, self.numbers) = (all, finder, context, numbers)
  }
}

/// The numbers that the workplaces of a run had when its hires were settled: in byte order of what was written.
package struct WorkplaceNumbers {
  private var all = WorkplaceBook()
  private let ranks: [UInt32]

  /// - Parameter books: those of the threads.
  init(_ books: [WorkplaceBook]) {
    for book in books { _ = all.merge(book) }
    ranks = all.book.ranks()
  }

  /// The number of a workplace that another book has another code for.
  package func number(of code: UInt32, in other: WorkplaceBook) -> UInt32? {
    let known = other.book.withBytes(of: code) { all.book.code(of: $0) }
    return known.map { ranks[Int($0)] }
  }
}
