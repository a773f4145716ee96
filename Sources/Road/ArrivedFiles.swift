import Formats
import Foundation
import Glibc
import Ingest
import Publish

/// The files below an input folder, and which of them have not wholly arrived.
package struct ArrivedFiles {
  /// In byte order of the names, which are paths below the folder.
  private(set) var files: [File] = []
  /// Dot files, which no glob matches.
  private var hidden: [String] = []
  /// Names of `.sha256` files, by themselves in small letters.
  private var sums: [String: String] = [:]

  struct File {
    let name: String
    let size: Int
    /// Seconds since 1970.
    let modified: Double
  }

  package var names: [String] { files.map(\.name) }

  /// - Throws: `FileFailure` for a folder or a file that cannot be looked at: a delivery is never left out in silence.
  package init(below folder: String) throws {
    guard let top = opendir(systemPath(folder)) else {
      throw FileFailure(path: folder, doing: .openFolder, errno: errno)
    }
    closedir(top)
    var folders = [""]
    while let below = folders.popLast() {
      for name in try Publish.names(in: "\(folder)/\(below)") {
        // The lock file that a spreadsheet leaves beside a workbook that is open.
        if name.hasPrefix("~$") { continue }
        guard !name.hasPrefix(".") else {
          hidden.append(below + name)
          continue
        }
        let path = "\(folder)/\(below)\(name)"
        var status = stat()
        guard stat(systemPath(path), &status) == 0 else { throw FileFailure(path: path, doing: .open, errno: errno) }
        if status.st_mode & S_IFMT == S_IFDIR { folders.append("\(below)\(name)/") }
        if status.st_mode & S_IFMT == S_IFREG { files.append(File(below + name, status)) }
      }
    }
    for name in names where name.lowercased().hasSuffix(".sha256") { sums[name.lowercased()] = name }
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  // MARK: what is still on its way

  /// Endings that programs give to a file while they write it.
  private static let endings = [".part", ".partial", ".filepart", ".tmp", ".crdownload", ".uploading", ".inprogress"]

  /// The name that a file will have once it has arrived; `nil` for a file under its own name.
  ///
  /// `x.csv.gz.part`, and rsync's `.x.csv.gz.k3Jd8a`.
  static func finalName(of name: String) -> String? {
    if let ending = endings.first(where: { name.lowercased().hasSuffix($0) }) {
      return String(name.dropLast(ending.count))
    }
    var parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard let last = parts.last, last.hasPrefix("."), let dot = last.lastIndex(of: "."), dot > last.startIndex else {
      return nil
    }
    parts[parts.count - 1] = last[last.index(after: last.startIndex)..<dot]
    return parts.joined(separator: "/")
  }

  /// The files that are being written under another name, each with the name that it will have.
  var underWay: [(name: String, final: String)] {
    (names + hidden).compactMap { name in ArrivedFiles.finalName(of: name).map { (name, $0) } }
  }

  /// Why a file is not taken for whole; `nil` where it is.
  ///
  /// - Parameter quiet: seconds for which it must have been left alone.
  /// - Throws: `FileFailure` where the file or its `.sha256` cannot be read.
  func doubt(about file: File, in folder: String, quiet: Int, now: Date) throws -> String? {
    let age = now.timeIntervalSince1970 - file.modified
    if age < Double(quiet) {
      return "\(file.name): written \(max(0, Int(age))) s ago, less than the quiet time of \(quiet) s; not read"
    }
    guard let sum = sums[file.name.lowercased() + ".sha256"] else { return nil }
    let text = String(decoding: try contents(of: "\(folder)/\(sum)") ?? [], as: UTF8.self)
    // `<sum>  <name>`, `SHA256 (<name>) = <sum>`, a list of several files, or the sum alone.
    let lines = text.split(whereSeparator: \.isNewline)
    let own = lines.filter { $0.contains(file.name.split(separator: "/").last ?? "") }
    let said = (own.isEmpty ? lines : own).flatMap { $0.split { !$0.isHexDigit } }.filter { $0.count == 64 }
    let found = try digest(ofFile: "\(folder)/\(file.name)").sha256
    if said.contains(where: { $0.lowercased() == found }) { return nil }
    return "\(file.name): its SHA-256 is \(found), and \(sum) says \(said.first ?? "nothing of it"); not read"
  }
}

extension ArrivedFiles.File {
  init(_ name: String, _ status: stat) {
    self.name = name
    size = Int(status.st_size)
    modified = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
  }

  /// Whether the file on disk is still the one that was found.
  func isUnchanged(in folder: String) -> Bool {
    var status = stat()
    guard stat(systemPath("\(folder)/\(name)"), &status) == 0 else { return false }
    let now = ArrivedFiles.File(name, status)
    return now.size == size && now.modified == modified
  }
}
