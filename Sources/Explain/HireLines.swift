import Deliveries
import Failures
import Ingest
import LabourMarket
import Road

/// Finds the lines that some settled hires stand on: a declaration that is kept has no room for its line, so the files
/// are read again, and only those that the hires came from.
struct HireLines {
  struct Found {
    let place: RowPlace
    let hire: HiringDeclaration
  }

  private let files: [InputFile]
  private let limits: ReadingLimits
  private let kept: KeptHires

  init(_ ingestion: Ingestion, _ kept: KeptHires, limits: ReadingLimits) {
    files = ingestion.files(.dpae)
    self.limits = limits
    self.kept = kept
  }

  /// The index of the file that a hire stands in.
  func file(of hire: HiringDeclaration) -> Int { files.count - 1 - hire.file }

  /// - Parameter count: files are read in the order of their names until so many lines are found; `nil` reads them all.
  /// - Throws: `RunFailure` where a hire is on no line: the program contradicts itself, or a file has just changed.
  /// - Returns: in the order of the files and of their lines. Of equal repeats of a known person in one file the first;
  ///   those of unknown persons all stand.
  func find(_ hires: [HiringDeclaration], atMost count: Int? = nil) throws -> [Found] {
    let byFile = Dictionary(grouping: hires, by: file)
    var found: [Found] = []
    for index in byFile.keys.sorted() where found.count < count ?? .max {
      let hires = byFile[index]!
      let lines = try find(Set(hires.map(Words.init)), inFile: index)
      guard lines.count >= hires.count else {
        throw RunFailure(
          .bug,
          "\(files[index].name): \(hires.count) of its hires stand in the row, and \(lines.count) are found again; "
            + "explain again, and report this if it stays")
      }
      found += lines.sorted { $0.place.line < $1.place.line }
    }
    return Array(found.prefix(count ?? .max))
  }

  private func find(_ wanted: Set<Words>, inFile index: Int) throws -> [Found] {
    let reader = DeclarationReader(
      RowReader(files[index], limits: limits, progress: ReadingProgress()), context: kept.context, fileIndex: index,
      fileNumber: files.count - 1 - index)
    var found: [Found] = []
    var seen: Set<Words> = []
    try reader.readLines { declaration, line, workplaces in
      var hire = declaration
      guard let number = kept.numbers.number(of: hire.workplace, in: workplaces) else { return }
      hire.workplace = number
      let words = Words(hire)
      guard wanted.contains(words), seen.insert(words).inserted || hire.person == 0 else { return }
      found.append(Found(place: RowPlace(file: index, line: line), hire: hire))
    }
    return found
  }

  /// A declaration as it is told from all others.
  private struct Words: Hashable {
    let person, hire, version, workplaceAndFile: UInt64

    init(_ hire: HiringDeclaration) {
      (person, self.hire) = (hire.person, hire.hire)
      (version, workplaceAndFile) = (hire.version, hire.workplaceAndFile)
    }
  }
}
