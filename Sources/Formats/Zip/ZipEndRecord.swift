/// The end-of-central-directory record: how many members, and where their directory lies.
struct ZipEndRecord {
  let entries: Int
  let directorySize: Int
  let directoryOffset: Int

  private static let size = 22
  private static let locatorSize = 20
  private static let longestComment = 0xFFFF

  /// Looks for the record from the end of the file backwards; it fits only if its comment ends the file exactly.
  init(of file: ZipFile) throws(ZipError) {
    let tailSize = min(file.size, Self.size + Self.longestComment)
    let tail = try file.record(tailSize, at: file.size - tailSize, part: "end record")
    var position = tailSize - Self.size
    while position >= 0 {
      let isRecord = tail.bytes[position] == 0x50 && tail.u32(position) == 0x0605_4b50
      if isRecord && position + Self.size + tail.u16(position + 20) == tailSize { break }
      position -= 1
    }
    guard position >= 0 else { throw ZipError(.notAnArchive, in: file.path) }
    let offset = file.size - tailSize + position

    let count = tail.u16(position + 10)
    let directorySize = tail.u32(position + 12)
    let directoryOffset = tail.u32(position + 16)
    // On the first disk of several the two counts differ; on the others the disk's number is not 0.
    let disk = tail.u16(position + 4)
    let isWide = count == 0xFFFF || directorySize == .max || directoryOffset == .max || disk == 0xFFFF
    if isWide, let wide = try Self.wide(in: file, before: offset) {
      self = wide
      return
    }
    guard disk == 0, tail.u16(position + 6) == 0, tail.u16(position + 8) == count else {
      throw ZipError(.severalDisks, in: file.path, at: offset)
    }
    self.init(entries: count, directorySize: Int(directorySize), directoryOffset: Int(directoryOffset))
    try check(against: offset, in: file)
  }

  private init(entries: Int, directorySize: Int, directoryOffset: Int) {
    self.entries = entries
    self.directorySize = directorySize
    self.directoryOffset = directoryOffset
  }

  /// The ZIP64 end record, through the locator that stands just before the short one; nil if there is none.
  private static func wide(in file: ZipFile, before offset: Int) throws(ZipError) -> ZipEndRecord? {
    guard offset >= locatorSize else { return nil }
    let locator = try file.record(locatorSize, at: offset - locatorSize, part: "ZIP64 locator")
    guard locator.u32(0) == 0x0706_4b50 else { return nil }
    guard locator.u32(4) == 0, locator.u32(16) <= 1 else { throw ZipError(.severalDisks, in: file.path, at: offset) }
    guard let start = locator.u64(8), start <= offset - locatorSize - 56 else {
      throw ZipError(.directoryDamaged("the ZIP64 end record is not where it should be"), in: file.path, at: offset)
    }
    let record = try file.record(56, at: start, part: "ZIP64 end record")
    guard record.u32(0) == 0x0606_4b50, let entries = record.u64(32), let size = record.u64(40),
      let directory = record.u64(48)
    else {
      throw ZipError(.directoryDamaged("the ZIP64 end record is not where it should be"), in: file.path, at: start)
    }
    guard record.u32(16) == 0, record.u32(20) == 0 else { throw ZipError(.severalDisks, in: file.path, at: start) }
    let end = ZipEndRecord(entries: entries, directorySize: size, directoryOffset: directory)
    try end.check(against: start, in: file)
    return end
  }

  /// The directory must end where the end record starts, or before it.
  private func check(against end: Int, in file: ZipFile) throws(ZipError) {
    guard directorySize <= end, directoryOffset <= end - directorySize else {
      throw ZipError(.directoryDamaged("the directory does not lie before the end record"), in: file.path, at: end)
    }
  }
}
