/// The regions of a system, each made when a target in it is first asked for.
final class Regions {
  private let system: CountSystem
  private let mayMove: [Bool]
  private var regions: [Int: Region] = [:]
  /// Counts that may not move after all.
  private var shown: Set<Int> = []

  init(_ system: CountSystem, mayMove: [Bool]) {
    (self.system, self.mayMove) = (system, mayMove)
  }

  subscript(_ target: Target) -> Region {
    if let known = regions[target.count] { return known }
    let region = Region(component(of: target), system)
    for count in region.counts {
      regions[count] = region
      if shown.contains(count) { region.set(count, moves: false) }
    }
    return region
  }

  /// Lets a count move no more.
  func show(_ count: Int) {
    shown.insert(count)
    regions[count]?.set(count, moves: false)
  }

  /// Lets a count move again.
  func hide(_ count: Int) {
    shown.remove(count)
    regions[count]?.set(count, moves: true)
  }

  private func component(of target: Target) -> [Int] {
    var found = target.terms.map(\.count).filter { mayMove[$0] }
    var seen = Set(found)
    var next = 0
    while next < found.count {
      for row in system.rowsOf[found[next]] {
        for term in system.rows[row].terms where mayMove[term.count] && seen.insert(term.count).inserted {
          found.append(term.count)
        }
      }
      next += 1
    }
    return found.sorted()
  }
}
