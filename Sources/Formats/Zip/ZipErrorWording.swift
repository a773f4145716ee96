import Glibc

extension ZipError: CustomStringConvertible {
  /// One line: archive, member and byte, what is wrong, what to do.
  public var description: String {
    var place = path
    if let offset { place += ": byte \(offset)" }
    if let member { place += ": member '\(member)'" }
    return "\(place): \(reason.statement); \(reason.remedy)"
  }
}

extension ZipError.Reason {
  fileprivate var statement: String {
    switch self {
    case .unreadable(let errno): "cannot be read: \(String(cString: strerror(errno)))"
    case .notAnArchive: "no zip directory at the end of the file: not a zip archive, or one that was cut short"
    case .truncated(let part): "archive truncated inside the \(part)"
    case .severalDisks: "one part of an archive split over several files"
    case .tooManyEntries(let count, let limit): "\(count) members, over the limit of \(limit) (zip entries)"
    case .directoryTooLarge(let bytes, let limit):
      "a directory of \(bytes) bytes, over the limit of \(limit) (zip directory bytes)"
    case .directoryDamaged(let what): "archive corrupt: \(what)"
    case .duplicateName: "the name stands twice in the archive"
    case .unsafeName: "the name is absolute, empty or leaves its folder"
    case .encrypted: "encrypted"
    case .unsupportedMethod(let method): "compression method \(method) is not supported (only stored and deflate are)"
    case .headerMismatch(let field): "archive corrupt: the member's header and the directory differ in \(field)"
    case .beyondEnd: "archive truncated: the member's data would lie beyond the end of the archive"
    case .overlaps(let other): "archive corrupt: the data overlaps that of '\(other)'"
    case .corruptData: "archive corrupt: the compressed data cannot be inflated"
    case .wrongSize(let declared, let found): "archive corrupt: \(declared) bytes declared, \(found) found"
    case .wrongChecksum(let declared, let found):
      "archive corrupt: CRC-32 \(String(declared, radix: 16)) declared, \(String(found, radix: 16)) found"
    case .memberTooLarge(let bytes, let limit): "\(bytes) bytes, over the limit of \(limit) (member bytes)"
    case .ratioTooHigh(let ratio, let limit): "inflates \(ratio) times, over the limit of \(limit) (compression ratio)"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .unreadable: "check the path and the rights"
    case .notAnArchive, .truncated, .beyondEnd, .corruptData, .wrongSize, .wrongChecksum: "transfer the file again"
    case .severalDisks: "join the parts into one archive"
    case .encrypted: "ask the sender for an archive without a password"
    case .unsupportedMethod: "pack it again with deflate"
    case .tooManyEntries, .directoryTooLarge, .memberTooLarge, .ratioTooHigh:
      "if the file is genuine, raise that limit"
    case .directoryDamaged, .duplicateName, .unsafeName, .headerMismatch, .overlaps:
      "ask the sender for an archive made anew"
    }
  }
}
