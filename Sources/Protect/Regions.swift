/// The regions of a system, each made when a target in it is first asked for.
final class Regions {
  private let system: CountSystem
  private let mayMove: [Bool]
  private var regions: [Int: Region] = [:]

  init(_ system: CountSystem, mayMove: [Bool]) {
    (self.system, self.mayMove) = (system, mayMove)
  }

  subscript(_ target: Target) -> Region {
    if let known = regions[target.count] { return known }
    let region = Region(component(of: target), system)
    for count in region.counts { regions[count] = region }
    return region
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
