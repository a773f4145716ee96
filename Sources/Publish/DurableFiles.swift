import Formats
import Glibc

/// Makes a folder, and those above it that are missing.
public func makeFolder(_ path: String) throws {
  if mkdir(path, 0o755) != 0, errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
    try makeFolder(String(path[..<slash]))
  }
  guard mkdir(path, 0o755) == 0 else {
    if errno == EEXIST { return }
    throw FileFailure(path: path, doing: .makeFolder, errno: errno)
  }
  giveToOwner(path)
}

/// What root makes belongs to the owner of the folder that it lies in: the service's own user must be able to write over,
/// and remove, what an administrator wrote for it.
func giveToOwner(_ path: String) {
  guard geteuid() == 0 else { return }
  var parent = stat()
  let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  if stat(folder, &parent) == 0, parent.st_uid != 0 { lchown(path, parent.st_uid, parent.st_gid) }
}

/// Writes a file that is not there yet, and syncs it.
///
/// - Parameter isPrivate: only its owner may read it.
func writeNew(_ bytes: [UInt8], to path: String, isPrivate: Bool = false) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
  guard descriptor >= 0 else { throw FileFailure(path: path, doing: .create, errno: errno) }
  defer { close(descriptor) }
  giveToOwner(path)
  try bytes.withUnsafeBytes { rest in
    var rest = rest[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw FileFailure(path: path, doing: .write, errno: errno) }
      rest = rest.dropFirst(count)
    }
  }
  guard fsync(descriptor) == 0 else { throw FileFailure(path: path, doing: .sync, errno: errno) }
}

/// Puts a file in place of the one of that name in one move: who reads it sees the old one whole, or the new one.
public func replaceFile(_ path: String, with bytes: [UInt8]) throws {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") + "/" : ""
  // Not an ending that a collector of the folder would take for a file of its own.
  let aside = "\(folder).\(parts.last!)\(newSuffix)"
  unlink(aside)
  do {
    try writeNew(bytes, to: aside)
    try move(aside, to: path)
  } catch {
    unlink(aside)
    throw error
  }
  try syncFolder(folder.isEmpty ? "." : folder)
}

let newSuffix = ".new"

func move(_ path: String, to target: String) throws {
  guard rename(path, target) == 0 else { throw FileFailure(path: target, doing: .moveHere, errno: errno) }
}

/// Makes the names in a folder survive a power cut.
func syncFolder(_ path: String) throws {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  // Not `open`: that it cannot be synced is a failure to write.
  guard descriptor >= 0 else { throw FileFailure(path: path, doing: .sync, errno: errno) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw FileFailure(path: path, doing: .sync, errno: errno) }
}

/// Syncs a folder and those below it; the files in them are synced as they are written.
func syncTree(_ path: String) throws {
  for name in try names(in: path) where isFolder("\(path)/\(name)") { try syncTree("\(path)/\(name)") }
  try syncFolder(path)
}

/// Itself, and not a link to one.
public func isFolder(_ path: String) -> Bool {
  var status = stat()
  return lstat(systemPath(path), &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The names in a folder, dot files among them, as `pathText` writes them and in its byte order; none where there is no such
/// folder.
public func names(in folder: String) throws -> [String] {
  guard let stream = opendir(systemPath(folder)) else {
    if errno == ENOENT || errno == ENOTDIR { return [] }
    throw FileFailure(path: folder, doing: .openFolder, errno: errno)
  }
  defer { closedir(stream) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else {
      guard errno == 0 else { throw FileFailure(path: folder, doing: .read, errno: errno) }
      return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: UInt8.self, capacity: 256) { name in
        pathText(UnsafeRawBufferPointer(start: name, count: Int(strlen(name))))
      }
    }
    if name != "." && name != ".." { names.append(name) }
  }
}

/// Removes a file, or a folder with all that is in it; what is not there is removed already.
public func removeTree(_ path: String) throws {
  var status = stat()
  guard lstat(systemPath(path), &status) == 0 else {
    if errno == ENOENT { return }
    throw FileFailure(path: path, doing: .remove, errno: errno)
  }
  guard status.st_mode & S_IFMT == S_IFDIR else {
    guard unlink(systemPath(path)) == 0 || errno == ENOENT else {
      throw FileFailure(path: path, doing: .remove, errno: errno)
    }
    return
  }
  for name in try names(in: path) { try removeTree("\(path)/\(name)") }
  guard rmdir(systemPath(path)) == 0 || errno == ENOENT else {
    throw FileFailure(path: path, doing: .remove, errno: errno)
  }
}

/// The whole of a file; `nil` where there is none.
public func contents(of path: String) throws -> [UInt8]? {
  let file: FileBytes
  do {
    file = try FileBytes(path: path)
  } catch {
    if error.errno == ENOENT || error.errno == ENOTDIR { return nil }
    throw error
  }
  var bytes: [UInt8] = []
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  defer { buffer.deallocate() }
  while true {
    let count = try file.read(into: buffer)
    if count == 0 { return bytes }
    bytes += buffer[..<count]
  }
}

/// Bytes of the files below a folder.
public func size(of folder: String) throws -> Int {
  try names(in: folder).reduce(0) { total, name in
    var status = stat()
    guard lstat(systemPath("\(folder)/\(name)"), &status) == 0 else { return total }
    if status.st_mode & S_IFMT == S_IFDIR { return total + (try size(of: "\(folder)/\(name)")) }
    return total + Int(status.st_size)
  }
}
