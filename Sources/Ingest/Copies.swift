import Formats
import LabourMarket

/// Finds the files of one source whose text, once unpacked, is that of another (DOMAIN section 4).
///
/// Of files with one text that of the latest delivery counts, of these the first; the others are its copies, packed or
/// not, under whatever names. A file without a row is no copy.
///
/// - Parameter files: those of one source, in byte order of their names.
/// - Parameter limits: what a packed file may inflate to before it is refused.
/// - Returns: for the index of each copy, that of the file that counts.
/// - Throws: what a file that cannot be unpacked throws when it is read.
/// - Cost: the first 64 KiB of each file once more; of files that begin alike, little more than what they share.
public func copies(among files: [InputFile], limits: ReadingLimits) throws -> [Int: Int] {
  var groups = files.count > 1 ? [Array(files.indices)] : []
  var length = 1 << 16
  var copies: [Int: Int] = [:]
  while !groups.isEmpty {
    let beginnings = try groups.map { group in
      try Dictionary(grouping: group.map { ($0, try files[$0].beginning(length, limits)) }, by: \.1)
    }
    let alike = beginnings.flatMap { $0.filter { $0.value.count > 1 } }
    groups = alike.filter { !$0.key.isWhole }.map { $0.value.map(\.0) }
    for (beginning, group) in alike where beginning.isWhole && beginning.hasRows {
      let latest = group.map { files[$0.0].delivery?.delivered ?? .never }.max()!
      let counting = group.map(\.0).filter { files[$0].delivery?.delivered ?? .never == latest }.min()!
      for (index, _) in group where index != counting { copies[index] = counting }
    }
    length *= 16
  }
  return copies
}

extension DeliveryTime {
  /// Before any delivery: a name without a date is older than all others.
  fileprivate static let never = DeliveryTime(day: Day(number: .min))
}

/// The first bytes of a text.
private struct Beginning: Hashable {
  let sha256: String
  /// The text is no longer.
  let isWhole: Bool
  let hasRows: Bool
}

extension InputFile {
  /// A workbook is compared as it lies on disk: its members are compressed, not its text.
  fileprivate func beginning(_ length: Int, _ limits: ReadingLimits) throws -> Beginning {
    let isWorkbook = layout.format == .workbook
    let file = try isWorkbook ? FileBytes(path: path, chunk: limits.chunkBytes) : nil
    let text = try isWorkbook ? nil : text(limits)
    let sha = SHA256()
    var (left, lines, isLineEmpty) = (length, 0, true)
    var buffer = [UInt8](repeating: 0, count: min(length, limits.chunkBytes))
    while left > 0 {
      let count = try buffer.withUnsafeMutableBytes { buffer in
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
        return try file?.read(into: part) ?? text!.read(into: part)
      }
      if count == 0 { break }
      buffer[..<count].withUnsafeBytes { sha.update($0) }
      if lines < 2 {
        for byte in buffer[..<count] {
          if byte == 0x0A || byte == 0x0D {
            isLineEmpty = true
          } else if isLineEmpty {
            isLineEmpty = false
            lines += 1
          }
        }
      }
      left -= count
    }
    return Beginning(sha256: hexadecimal(sha.finish()), isWhole: left > 0, hasRows: isWorkbook || lines > 1)
  }
}
