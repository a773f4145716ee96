/// The known name that somebody may have meant.
///
/// - Parameter name: what was written; of any length, an empty one is near to none.
/// - Parameter known: names in the order of preference: of equally near ones the first is taken.
/// - Returns: the name that the fewest edits lead to (a character put in, left out or replaced, or two neighbours
///   swapped; upper and lower case are the same), or `nil` where that takes more than one edit and more than a third of
///   the longer name.
public func nearestName(to name: String, in known: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased())
  var nearest: (name: String, edits: Int)?
  for candidate in known {
    let spelling = Array(candidate.lowercased())
    let bound = max(1, max(wanted.count, spelling.count) / 3)
    // Cheap, and keeps the square cost away from a name of a megabyte.
    guard !wanted.isEmpty, abs(wanted.count - spelling.count) <= bound else { continue }
    let edits = editDistance(wanted, spelling)
    // Every character of a very short name replaced is no resemblance.
    guard edits <= bound, edits < max(wanted.count, spelling.count) else { continue }
    if nearest.map({ edits < $0.edits }) ?? true { nearest = (candidate, edits) }
  }
  return nearest?.name
}

/// Optimal string alignment: the edits of Levenshtein, and the swap of two neighbours. Three rows are kept.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for (row, character) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var edits = min(previous[column + 1] + 1, current[column] + 1, previous[column] + (character == other ? 0 : 1))
      if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
        edits = min(edits, beforePrevious[column - 1] + 1)
      }
      current.append(edits)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}
