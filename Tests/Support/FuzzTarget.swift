import Definition
import Deliveries
import Formats
import Foundation
import Glibc
import Ingest

/// The readers, each as a function of bytes that may hold anything: it must come back, with records or an error.
public enum FuzzTarget: String, CaseIterable, Sendable {
  case gzip, bzip2, zip, workbook, delimited, xml, yaml, layout

  /// Reads the bytes to their end, or to the error that they deserve.
  ///
  /// - Precondition: of a text, every size of block gives the same records.
  public func read(_ bytes: UnsafeRawBufferPointer) {
    switch self {
    case .gzip: read(bytes, named: "x") { try drain(TextSource(FileBytes(path: $0), limits: FuzzTarget.limits)) }
    case .bzip2: read(bytes, named: "x") { try drain(TextSource(FileBytes(path: $0), limits: FuzzTarget.limits)) }
    case .zip: read(bytes, named: "x", readZip)
    case .workbook: read(bytes, named: "x.xlsx", readWorkbook)
    case .delimited: readDelimited(Array(bytes))
    case .xml: read(bytes, named: "x.xml", readXML)
    case .yaml: read(bytes, named: "layouts/x.yaml", readYAML)
    case .layout: read(bytes, named: "x.csv", describe)
    }
  }

  private static let limits = UnpackingLimits(inflationRatio: 1100, zipEntries: 1000, zipMemberBytes: 1 << 24)
  private static let folder: String = {
    let path = "/dev/shm/fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: "\(path)/layouts", withIntermediateDirectories: true)
    return path
  }()

  private func read(_ bytes: UnsafeRawBufferPointer, named name: String, _ body: (String) throws -> Void) {
    let path = "\(FuzzTarget.folder)/\(name)"
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(descriptor >= 0 && write(descriptor, bytes.baseAddress, bytes.count) == bytes.count)
    close(descriptor)
    // An error is what broken input deserves; a message for it must exist.
    do { try body(path) } catch { precondition(!"\(error)".isEmpty) }
  }

  private func drain(_ source: TextSource) throws {
    try withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 16) { buffer in
      while try source.read(into: buffer) > 0 {}
    }
  }

  private func readZip(_ path: String) throws {
    let archive = try ZipArchive(path: path, limits: FuzzTarget.limits.zip)
    for entry in archive.textMembers {
      do { try drain(TextSource(FileBytes(path: path), member: entry.name, limits: FuzzTarget.limits)) } catch {}
    }
  }

  private func readWorkbook(_ path: String) throws {
    let workbook = try Workbook(path: path, limits: WorkbookLimits(sheetBytes: 1 << 24, indexBytes: 1 << 20))
    for sheet in workbook.sheets {
      try workbook.readRows(of: sheet) { row in
        for column in 0..<row.width { precondition(row[column].bytes.count >= 0) }
        return .more
      }
    }
  }

  /// The first byte chooses the form.
  private func readDelimited(_ bytes: [UInt8]) {
    guard let choice = bytes.first else { return }
    let ends: [DelimitedForm.LineEnd] = [.lf, .cr, .any]
    let form = DelimitedForm(
      separator: choice & 1 == 0 ? [0x3B] : [0x2C, 0x20], separatorPrefix: choice & 2 == 0 ? nil : 0xC2,
      quote: choice & 4 == 0 ? nil : 0x22, escape: choice & 8 == 0 ? nil : 0x5C,
      lineEnd: ends[Int(choice >> 4 & 3) % 3], wrappers: choice & 4 == 0 && choice & 64 != 0 ? [0x27, 0x22] : [])
    let text = Array(bytes.dropFirst())
    let small = records(text, form, blockBytes: 16)
    let large = records(text, form, blockBytes: 1 << 16)
    precondition(small == large, "the size of the blocks changes the records")
  }

  private func records(_ text: [UInt8], _ form: DelimitedForm, blockBytes: Int) -> [[[UInt8]]] {
    var records: [[[UInt8]]] = []
    guard let reader = try? DelimitedReader(text: text, form: form, blockBytes: blockBytes) else { return [] }
    while let block = try? reader.nextBlock() {
      for index in 0..<block.count {
        let record = block.record(index)
        records.append((0..<record.fieldCount).map { Array(block.field($0, of: record)) })
        block.forEachFieldBeyondASCII(of: record) { field, _ in precondition(field.firstHighByte() != nil) }
      }
    }
    return records
  }

  private func readXML(_ path: String) throws {
    let form = FileForm(xmlAt: path, root: "FR_DUE_Upload")
    _ = try XMLSurvey(form, limits: ReadingLimits())
    let layout = Layout(
      name: "x", source: .dpae, format: .xml(XMLForm(root: "FR_DUE_Upload", record: "FR_DuesGroup", repeated: "e")),
      columns: [Layout.Column(["a/b"], field: "siret"), Layout.Column(["c"], field: "contract")])
    var read = form
    (read.layout, read.format) = (layout, layout.format)
    try RawReader(read, limits: ReadingLimits()).forEachRecord { precondition(!$0.fields.isEmpty) }
  }

  private func readYAML(_ path: String) throws {
    do {
      _ = try Look(path: path, wish: FileForm.Wish(), layoutName: "x", folder: "\(FuzzTarget.folder)/layouts")
    } catch { precondition(!"\(error)".isEmpty) }
    _ = try Definition.load(path: path)
  }

  private func describe(_ path: String) throws {
    let form = try FileForm(of: path, wish: FileForm.Wish(), layouts: [], limits: ReadingLimits())
    let description = try FileDescription(form, layouts: [], limits: ReadingLimits())
    precondition(!description.lines.isEmpty && !description.proposal(knowing: [], sources: Source.all).isEmpty)
  }
}
