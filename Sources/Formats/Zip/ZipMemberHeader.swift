extension ZipFile {
  /// Where the data of a member starts: after its own header, which must agree with the directory.
  ///
  /// - Parameter bound: the offset that the data may not pass.
  func dataOffset(of entry: ZipEntry, bound: Int) throws(ZipError) -> Int {
    func mismatch(_ field: String) -> ZipError {
      ZipError(.headerMismatch(field: field), in: path, member: entry.name, at: entry.headerOffset)
    }
    let header = try record(
      ZipEntry.headerSize, at: entry.headerOffset, part: "member's header", member: entry.name)
    guard header.u32(0) == 0x0403_4b50 else { throw mismatch("place (no header there)") }
    guard header.u16(6) & 0x1 == entry.flags & 0x1 else { throw mismatch("encryption") }
    guard header.u16(8) == entry.method else { throw mismatch("method") }
    if !entry.hasTrailingSizes {
      guard header.u32(14) == entry.crc else { throw mismatch("CRC-32") }
      // A full field means that the size stands in the extra field, in 64 bits: the directory's is the one used.
      let compressed = header.u32(18)
      guard compressed == .max || Int(compressed) == entry.compressedSize else { throw mismatch("compressed size") }
      let size = header.u32(22)
      guard size == .max || Int(size) == entry.size else { throw mismatch("size") }
    }
    let nameLength = header.u16(26)
    let name = try record(
      nameLength, at: entry.headerOffset + ZipEntry.headerSize, part: "member's header", member: entry.name)
    guard name.bytes == entry.rawName else { throw mismatch("name") }
    let start = entry.headerOffset + ZipEntry.headerSize + nameLength + header.u16(28)
    guard start <= bound - entry.compressedSize else {
      throw ZipError(.beyondEnd, in: path, member: entry.name, at: start)
    }
    return start
  }
}
