public import Ingest
public import LabourMarket

/// What settling made of the rows of each file, by the index of the file.
public struct SettledCounts: Sendable, Equatable {
  public var accepted: [Int]
  public var superseded: [Int]
  /// Of declarations.
  public var matching = HireMatching()

  public init(fileCount: Int) {
    accepted = [Int](repeating: 0, count: fileCount)
    superseded = accepted
  }

  /// The same for files that were counted in the opposite order.
  public var reversed: SettledCounts {
    var counts = self
    counts.accepted.reverse()
    counts.superseded.reverse()
    return counts
  }
}

/// Reads again the lines of a file whose rows tie.
public typealias RowTexts = (Set<Int>, InputFile) throws -> [Int: [UInt8]]

extension TrainingTable {
  /// Keeps the records that stand: of (person, session) one version; of the records without person those of the latest
  /// delivery (DOMAIN section 4).
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let ranks = ranks(of: files.map { $0.delivery?.delivered })
    // Of each layout: a region's file and the national export do not hold the same persons.
    var latest: [String: Int] = [:]
    for (file, rank) in zip(files, ranks) { latest[file.layout.name] = max(latest[file.layout.name] ?? 0, rank) }
    // A record without a person is a version of nothing but itself.
    let versions = records.enumerated().map { index, record in
      Version(
        key: record.person.isUnknown ? (UInt64(index), .max) : (record.person.bits, UInt64(record.session)),
        place: record.place)
    }
    var stands = try standing(versions, ranks: ranks, in: files, texts: texts)
    for (index, record) in records.enumerated() where record.person.isUnknown {
      let file = Int(record.place.file)
      stands[index] = ranks[file] == latest[files[file].layout.name]
    }
    return records.keep(stands, fileCount: files.count) { $0.place }
  }
}

extension CostTable {
  /// Keeps, for each session, the lines of its latest delivery, which add up.
  public mutating func settle(files: [InputFile]) -> SettledCounts {
    let ranks = ranks(of: files.map { $0.delivery?.delivered })
    var latest: [UInt32: Int] = [:]
    for line in lines { latest[line.session] = max(latest[line.session] ?? 0, ranks[Int(line.place.file)]) }
    let stands = lines.map { ranks[Int($0.place.file)] == latest[$0.session] }
    return lines.keep(stands, fileCount: files.count) { $0.place }
  }
}

extension RegisterTable {
  /// Keeps one row for each person.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let ranks = ranks(of: files.map { $0.delivery?.delivered })
    let versions = persons.map {
      Version(key: ($0.person.bits, 0), place: $0.place)
    }
    return persons.keep(try standing(versions, ranks: ranks, in: files, texts: texts), fileCount: files.count) {
      $0.place
    }
  }

  /// Whose NIR it is. One that two standing rows carry belongs to that of the latest delivery, then to the smallest
  /// identifier in byte order.
  public func owners(files: [InputFile], directory: PersonDirectory) -> NIROwners {
    let ranks = ranks(of: files.map { $0.delivery?.delivered })
    var owners = NIROwners(capacity: persons.count)
    for (row, person) in persons.enumerated() {
      guard let nir = person.nir else { continue }
      if let known = owners.row(of: nir), !isBetter(row, than: known, ranks, directory) { continue }
      owners.set(nir, to: person.person, row: row)
    }
    return owners
  }

  /// Forgets who is in no training: only trainees are looked up in the register, once the NIR have their owners.
  public mutating func keepOnly(_ trainings: TrainingTable) {
    var trainees = KeyTable(capacity: trainings.records.count)
    for record in trainings.records where !record.person.isUnknown { trainees.set(record.person.bits, to: 0) }
    persons = persons.filter { trainees.row(of: $0.person.bits) != nil }
  }

  /// Whether a row's claim to a NIR goes before another's.
  private func isBetter(_ row: Int, than known: Int, _ ranks: [Int], _ directory: PersonDirectory) -> Bool {
    let (one, other) = (persons[row], persons[known])
    let (rank, knownRank) = (ranks[Int(one.place.file)], ranks[Int(other.place.file)])
    if rank != knownRank { return rank > knownRank }
    let (left, right) = (directory.identifier(of: one.person) ?? [], directory.identifier(of: other.person) ?? [])
    return left.lexicographicallyPrecedes(right)
  }
}

extension NeedTable {
  /// Keeps, for each year, the rows of one file: the first by name (DOMAIN section 4: one file a year).
  public mutating func settle(files: [InputFile]) -> SettledCounts {
    var first: [Int: Int32] = [:]
    for need in needs {
      guard let known = first[need.year] else {
        first[need.year] = need.place.file
        continue
      }
      let (one, other) = (files[Int(need.place.file)].name, files[Int(known)].name)
      if one.utf8.lexicographicallyPrecedes(other.utf8) { first[need.year] = need.place.file }
    }
    let stands = needs.map { first[$0.year] == $0.place.file }
    return needs.keep(stands, fileCount: files.count) { $0.place }
  }
}

extension OfferTable {
  /// Keeps one row for each offer.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let ranks = ranks(of: files.map { $0.delivery?.delivered })
    let versions = offers.map {
      Version(key: (UInt64($0.offer), 0), place: $0.place)
    }
    return offers.keep(try standing(versions, ranks: ranks, in: files, texts: texts), fileCount: files.count) {
      $0.place
    }
  }
}

extension TrustTable {
  /// Keeps one answer for each SIRET and date.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let ranks = ranks(of: files.map { $0.delivery?.delivered })
    let versions = answers.map {
      Version(
        key: ($0.siret.number, UInt64(UInt32(bitPattern: $0.date.number))), place: $0.place)
    }
    return answers.keep(try standing(versions, ranks: ranks, in: files, texts: texts), fileCount: files.count) {
      $0.place
    }
  }
}

extension SurveyTable {
  /// Keeps one answer for each SIRET and year.
  public mutating func settle(files: [InputFile], texts: RowTexts) throws -> SettledCounts {
    let versions = answers.map {
      Version(key: ($0.siret.number, UInt64($0.year)), place: $0.place)
    }
    let ranks = files.map { _ in 0 }
    return answers.keep(try standing(versions, ranks: ranks, in: files, texts: texts), fileCount: files.count) {
      $0.place
    }
  }
}

extension Array {
  /// Keeps the rows that stand.
  fileprivate mutating func keep(_ stands: [Bool], fileCount: Int, place: (Element) -> RowPlace) -> SettledCounts {
    var counts = SettledCounts(fileCount: fileCount)
    for (row, isStanding) in zip(self, stands) {
      let file = Int(place(row).file)
      if isStanding { counts.accepted[file] += 1 } else { counts.superseded[file] += 1 }
    }
    var kept: [Element] = []
    kept.reserveCapacity(counts.accepted.reduce(0, +))
    for row in indices where stands[row] { kept.append(self[row]) }
    self = kept
    return counts
  }
}
