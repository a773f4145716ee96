import Formats

/// The text of a file, plain or packed.
public enum Inflated {
  public static func read(_ path: String, _ body: ([UInt8]) -> Void) throws {
    let source = try TextSource(FileBytes(path: path))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var bytes: [UInt8] = []
    while case let count = try source.read(into: buffer), count > 0 { bytes += buffer[..<count] }
    body(bytes)
  }
}
