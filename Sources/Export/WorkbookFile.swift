import CMemory
import CXLSXWriter
import Formats
import Glibc

/// An XLSX workbook under way, in memory; made by libxlsxwriter.
///
/// Sheets and formats belong to the workbook and live as long as it does.
final class WorkbookFile {
  typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
  typealias Format = UnsafeMutablePointer<lxw_format>

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let descriptor: Int32
  private let path: String

  /// - Parameter title: in the properties of the file, beside a time of making that is always the same.
  init(title: String) throws {
    // The library writes to a name; this one is of a file that is nowhere but in memory.
    descriptor = open_memory_file("tables.xlsx")
    guard descriptor >= 0 else { throw FormFailure("no file in memory for the workbook: errno \(errno)") }
    path = "/proc/self/fd/\(descriptor)"
    workbook = workbook_new(path)
    guard workbook != nil else { throw FormFailure("libxlsxwriter has no memory for a workbook") }
    var title = Array(title.utf8CString)
    title.withUnsafeMutableBufferPointer { title in
      var properties = lxw_doc_properties()
      properties.title = title.baseAddress
      properties.created = 1_451_606_400  // 2016-01-01: a time of making would make every replay another file.
      workbook_set_properties(workbook, &properties)
    }
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
    close(descriptor)
  }

  func addSheet(_ name: String) throws -> Sheet {
    guard let sheet = workbook_add_worksheet(workbook, name) else {
      throw FormFailure("libxlsxwriter takes no sheet '\(name)'")
    }
    return sheet
  }

  func addFormat(_ set: (Format) -> Void) -> Format {
    let format = workbook_add_format(workbook)!
    set(format)
    return format
  }

  /// Ends the workbook; it takes no more sheets.
  ///
  /// The library does not look whether its temporary files were written whole, so what it made is read back.
  ///
  /// - Parameter rows: by sheet, how many it must have.
  /// - Returns: the bytes of the file.
  /// - Throws: where its temporary files cannot be written (`TMPDIR`).
  func bytes(rows: [(sheet: String, count: Int)]) throws -> [UInt8] {
    let status = workbook_close(workbook)
    workbook = nil
    guard status == LXW_NO_ERROR else {
      throw unwritten(String(cString: lxw_strerror(status)))
    }
    try check(rows)
    let size = lseek(descriptor, 0, SEEK_END)
    var count = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, Int(size))) { buffer, used in
      while count < buffer.count {
        let read = pread(descriptor, buffer.baseAddress! + count, buffer.count - count, off_t(count))
        guard read > 0 else { break }
        count += read
      }
      used = count
    }
    guard size > 0, count == size else { throw FormFailure("the workbook cannot be read back from memory") }
    return bytes
  }

  private func check(_ rows: [(sheet: String, count: Int)]) throws {
    do {
      try checkParts()
      let workbook = try Workbook(path: path)
      for (name, count) in rows {
        var found = 0
        guard let sheet = workbook.sheet(named: name) else { throw unwritten("no sheet \(name)") }
        try workbook.readRows(of: sheet) { _ in
          found += 1
          return .more
        }
        if found != count { throw unwritten("\(found) rows in \(name), not \(count)") }
      }
    } catch let failure as FormFailure {
      throw failure
    } catch {
      throw unwritten("what was written cannot be read back")
    }
  }

  /// Each part of the archive must end with the element that it begins with: one that was cut short does not.
  private func checkParts() throws {
    let archive = try ZipArchive(path: path)
    for entry in archive.entries where try !isWhole(archive.reader(for: entry)) {
      throw unwritten("\(entry.name) is cut short")
    }
  }

  private func isWhole(_ part: ZipMemberReader) throws -> Bool {
    var (head, tail): ([UInt8], [UInt8]) = ([], [])
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try part.read(into: buffer), count > 0 {
      if head.isEmpty { head = Array(buffer.prefix(min(count, 512))) }
      tail = Array((tail + buffer.prefix(count)).suffix(128))
    }
    let text = String(decoding: head, as: UTF8.self)
    guard let root = text.firstMatch(of: /<([A-Za-z][^\s>\/]*)/) else { return false }
    let end = String(decoding: tail.reversed().drop { [0x20, 0x0A, 0x0D].contains($0) }.reversed(), as: UTF8.self)
    return end.hasSuffix("</\(root.1)>") || (head.count == part.entry.size && end.hasSuffix("/>"))
  }

  private func unwritten(_ why: String) -> FormFailure {
    FormFailure("the workbook cannot be written (\(why)); it needs room in TMPDIR, by default /tmp")
  }
}
