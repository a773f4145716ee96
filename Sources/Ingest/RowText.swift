import Formats

/// The text of some rows of a file, read again: versions that differ in nothing else are ordered by it, and keeping the
/// text of every row for the few that tie would cost more than the rest of the run's memory.
///
/// - Parameter lines: the physical lines on which the rows begin, from 1; in any order.
/// - Parameter file: delimited; of any other nothing is read.
/// - Parameter limits: those that the file was read with before.
/// - Returns: for each line that is there, its unwrapped record, every field decoded to UTF-8 (DOMAIN section 4).
public func rowTexts(of lines: Set<Int>, in file: InputFile, limits: ReadingLimits) throws -> [Int: [UInt8]] {
  guard case .delimited(let form) = file.layout.format else { return [:] }
  let reader = try DelimitedReader(
    file.text(limits), form: form, blockBytes: limits.blockBytes, limits: limits.text)
  let separator = file.separatorText
  var texts: [Int: [UInt8]] = [:]
  while let block = try reader.nextBlock() {
    for index in 0..<block.count where lines.contains(block.line(of: index)) {
      let record = block.record(index)
      var text: [UInt8] = []
      for field in 0..<record.fieldCount {
        if field > 0 { text += separator }
        text += file.layout.encoding.decode(block.field(field, of: record))
      }
      texts[block.line(of: index)] = text
    }
  }
  return texts
}
