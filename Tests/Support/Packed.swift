import CBZip2
import Formats
import Foundation

/// Bytes packed in one way or another.
public enum Packed {
  /// One bzip2 stream.
  public static func bzip2(_ bytes: [UInt8]) -> [UInt8] {
    var source = bytes.map { CChar(bitPattern: $0) }
    var packed = [CChar](repeating: 0, count: bytes.count * 2 + 1024)
    var count = UInt32(packed.count)
    let status = BZ2_bzBuffToBuffCompress(&packed, &count, &source, UInt32(source.count), 1, 0, 0)
    precondition(status == BZ_OK, "bzip2 status \(status)")
    return packed[..<Int(count)].map { UInt8(bitPattern: $0) }
  }

  /// A zip archive of some members.
  public static func zip(_ members: KeyValuePairs<String, [UInt8]>) throws -> [UInt8] {
    let path = FileManager.default.temporaryDirectory.appending(path: "zip-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let writer = try ZipWriter(path: path)
    for (name, content) in members { try writer.add(name, content) }
    try writer.close()
    return Array(try Data(contentsOf: URL(filePath: path)))
  }
}
