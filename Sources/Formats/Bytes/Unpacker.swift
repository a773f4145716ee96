/// The bytes of a file as they were before they were packed.
enum Unpacker {
  case plain(FileBytes)
  case gzip(GzipReader)
  case bzip2(Bzip2Reader)
  case zip(ZipMemberReader, FileBytes)

  /// - Parameter member: of a zip archive, needed where it holds several.
  /// - Throws: `ArchiveFailure` for an empty file, one that is packed in a way that is not read, or one that is not
  ///   packed though its name says so; `ZipError`.
  init(_ file: FileBytes, member: String?, limits: UnpackingLimits) throws {
    let head = try file.peek(Compression.headBytes)
    if head.isEmpty {
      throw ArchiveFailure(path: file.path, byte: 0, problem: "empty delivery: the file has no byte")
    }
    let compression = Compression(firstBytes: head)
    switch compression {
    case .none:
      let announced = Compression(announcedBy: file.path)
      guard announced == .none else {
        throw ArchiveFailure(
          path: file.path, byte: 0, problem: "its name says \(announced.rawValue), its first bytes are not",
          remedy: "ask the sender for the file again, or give it the name of what it is")
      }
      self = .plain(file)
    case .gzip: self = .gzip(GzipReader(file, limits: limits))
    case .bzip2: self = .bzip2(Bzip2Reader(file, limits: limits))
    case .zip:
      let archive = try ZipArchive(path: file.path, limits: limits.zip)
      self = .zip(try archive.reader(for: try archive.textMember(named: member)), file)
    default:
      throw ArchiveFailure(
        path: file.path, byte: 0, problem: "the file is \(compression.rawValue), which is not read",
        remedy: "unpack it, or pack it with gzip, bzip2 or zip")
    }
  }

  var compression: Compression {
    switch self {
    case .plain: .none
    case .gzip: .gzip
    case .bzip2: .bzip2
    case .zip: .zip
    }
  }

  /// At least one byte, or 0 at the end, once every checksum has been found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    switch self {
    case .plain(let file): return try file.read(into: buffer)
    case .gzip(let gzip): return try gzip.read(into: buffer)
    case .bzip2(let bzip2): return try bzip2.read(into: buffer)
    case .zip(let member, let file):
      let count = try member.read(into: buffer)
      // An archive is read by its directory: the pass that its hash needs is made here.
      if count == 0 { try file.drain() }
      return count
    }
  }
}

extension ZipArchive {
  /// The members that hold data, in the order of the archive: no folder, and none of the files that some systems add.
  public var textMembers: [ZipEntry] {
    entries.filter { entry in
      let names = entry.name.split(separator: "/")
      return !entry.isFolder && names.first != "__MACOSX" && names.last?.hasPrefix(".") == false
        && names.last?.hasPrefix("~$") == false
    }
  }

  fileprivate func textMember(named name: String?) throws -> ZipEntry {
    let members = textMembers
    if let name, let entry = members.first(where: { $0.name == name }) { return entry }
    guard name == nil, members.count == 1 else {
      let names = members.prefix(8).map(\.name).joined(separator: ", ")
      throw ArchiveFailure(
        path: path, byte: 0, problem: "a zip archive of \(members.count) files (\(names)), of which one is meant",
        remedy: "name one of them")
    }
    return members[0]
  }
}
