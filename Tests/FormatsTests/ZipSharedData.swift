import Glibc

/// The real and the hostile files that stand beside the project; a clone without them skips their tests.
enum ZipSharedData {
  static let folder: String = {
    // Tests/FormatsTests/<this file>: three folders up is the package, and the data lies beside it.
    let package = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    return "/\(package)/../shared/data"
  }()

  static let isHere = access(folder, R_OK) == 0
  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
    return bytes
  }

  static let absence = "no ../shared/data beside the package"
}
