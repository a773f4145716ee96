/// The end record and the central directory of an archive: APPNOTE 4.3.12 to 4.3.16, with the ZIP64 forms.
struct ZipDirectory {
  /// The members in the order of the directory.
  let entries: [ZipEntry]
  /// Where the directory starts: no member's data may reach it.
  let offset: Int

  init(of file: ZipFile, limits: ZipLimits) throws(ZipError) {
    let end = try ZipEndRecord(of: file)
    guard end.entries <= limits.entries else {
      throw ZipError(.tooManyEntries(end.entries, limit: limits.entries), in: file.path)
    }
    guard end.directorySize <= limits.directoryBytes else {
      throw ZipError(.directoryTooLarge(end.directorySize, limit: limits.directoryBytes), in: file.path)
    }
    let record = try file.record(end.directorySize, at: end.directoryOffset, part: "central directory")
    var entries: [ZipEntry] = []
    entries.reserveCapacity(end.entries)
    var position = 0
    while position < record.count {
      entries.append(
        try ZipDirectory.entry(in: record, at: &position, directoryOffset: end.directoryOffset, path: file.path))
    }
    guard entries.count == end.entries else {
      let count = "\(end.entries) members announced, \(entries.count) in the directory"
      throw ZipError(.directoryDamaged(count), in: file.path, at: end.directoryOffset)
    }
    self.entries = entries
    self.offset = end.directoryOffset
  }

  /// Reads the entry at `position` and moves past it.
  private static func entry(
    in record: ZipRecord, at position: inout Int, directoryOffset: Int, path: String
  ) throws(ZipError) -> ZipEntry {
    let start = position
    func damaged(_ what: String) -> ZipError {
      ZipError(.directoryDamaged(what), in: path, at: directoryOffset + start)
    }
    guard start + 46 <= record.count, record.u32(start) == 0x0201_4b50 else {
      throw damaged("no entry where the directory should have one")
    }
    let nameEnd = start + 46 + record.u16(start + 28)
    let extraEnd = nameEnd + record.u16(start + 30)
    position = extraEnd + record.u16(start + 32)
    guard position <= record.count else { throw damaged("an entry runs over the end of the directory") }

    let rawName = Array(record.bytes[(start + 46)..<nameEnd])
    let name = ZipName(rawName)
    guard name.isSafe else { throw ZipError(.unsafeName, in: path, member: name.text, at: directoryOffset + start) }
    // In this order do the 64-bit values stand in the extra field, each only if its 32-bit field is full.
    let narrow = [record.u32(start + 24), record.u32(start + 20), record.u32(start + 42)]
    guard let wide = wideValues(of: narrow, in: record, extra: nameEnd..<extraEnd) else {
      throw damaged("the 64-bit sizes of '\(name.text)' are missing or impossible")
    }
    return ZipEntry(
      name: name.text, size: wide[0], compressedSize: wide[1], crc: record.u32(start + 16), rawName: rawName,
      flags: record.u16(start + 8), method: record.u16(start + 10), headerOffset: wide[2])
  }

  private static func wideValues(of narrow: [UInt32], in record: ZipRecord, extra: Range<Int>) -> [Int]? {
    guard narrow.contains(.max) else { return narrow.map(Int.init) }
    var field = extra.lowerBound
    while field + 4 <= extra.upperBound {
      let end = field + 4 + record.u16(field + 2)
      guard end <= extra.upperBound else { return nil }
      if record.u16(field) == 0x0001 {
        var next = field + 4
        var values: [Int] = []
        for value in narrow {
          guard value == .max else {
            values.append(Int(value))
            continue
          }
          guard next + 8 <= end, let wide = record.u64(next) else { return nil }
          values.append(wide)
          next += 8
        }
        return values
      }
      field = end
    }
    return nil
  }
}
