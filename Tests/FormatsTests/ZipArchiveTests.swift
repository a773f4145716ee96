import Formats
import Testing

@Suite struct ZipArchiveTests {
  private func reason(_ builder: ZipBuilder, limits: ZipLimits = ZipLimits()) -> ZipError? {
    let file = ArchiveOnDisk(builder.bytes)
    do throws(ZipError) {
      _ = try ZipArchive(path: file.path, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private func sample(_ names: [String]) -> ZipBuilder {
    var builder = ZipBuilder()
    for name in names { builder.add(name, "x") }
    return builder
  }

  @Test func `a duplicate member is refused by name`() {
    let error = reason(sample(["a.csv", "b.csv", "a.csv"]))
    #expect(error?.reason == .duplicateName)
    #expect(error?.member == "a.csv")
    #expect(error?.description.contains("member 'a.csv': the name stands twice") == true)
  }

  @Test(arguments: ["../evil.csv", "a/../../b", "/abs.csv", "C:\\win.csv", "..\\up.csv", "a/..", ""])
  func `a name that leaves its folder is refused`(name: String) {
    #expect(reason(sample(["ok.csv", name]))?.reason == .unsafeName)
  }

  @Test func `a name that holds a NUL is refused`() {
    #expect(reason(sample(["a\0.csv"]))?.reason == .unsafeName)
  }

  @Test(arguments: ["..a.csv", "a..", "a/b/c.csv", "folder/", "déjà.csv", "."])
  func `a name that only looks odd is kept`(name: String) throws {
    let file = ArchiveOnDisk(sample([name]).bytes)
    #expect(try ZipArchive(path: file.path).entries.map(\.name) == [name])
  }

  @Test func `a backslash separates folders and foreign bytes are shown`() throws {
    var builder = ZipBuilder()
    builder.members = [ZipBuilder.Member("xl\\a.xml".utf8, []), ZipBuilder.Member([0x63, 0xE9], [])]
    let file = ArchiveOnDisk(builder.bytes)
    #expect(try ZipArchive(path: file.path).entries.map(\.name) == ["xl/a.xml", "c\\xE9"])
  }

  @Test func `as many entries as the limit pass and one more does not`() {
    let builder = sample(["a", "b", "c"])
    #expect(reason(builder, limits: ZipLimits(entries: 3)) == nil)
    #expect(reason(builder, limits: ZipLimits(entries: 2))?.reason == .tooManyEntries(3, limit: 2))
  }

  @Test func `a directory over the limit is not read`() {
    #expect(reason(sample(["a"]), limits: ZipLimits(directoryBytes: 46))?.reason == .directoryTooLarge(47, limit: 46))
  }

  @Test func `an archive cut anywhere is refused`() throws {
    let whole = sample(["a.csv", "b.csv"]).bytes
    for count in 0..<whole.count {
      let file = ArchiveOnDisk(Array(whole[..<count]))
      #expect(throws: ZipError.self) { try ZipArchive(path: file.path) }
    }
  }

  @Test func `a wrong count of members is refused`() {
    for count in [0, 1, 3] {
      var builder = sample(["a", "b"])
      builder.announcedEntries = count
      #expect(reason(builder) != nil, "\(count) announced")
    }
  }

  @Test func `members that share bytes are refused`() {
    var builder = sample(["a", "b"])
    builder.add("c", "xyz") { $0.isWide = true }
    builder.offsetShift = 5
    #expect(reason(builder)?.reason == .beyondEnd)
    var overlapping = ZipBuilder()
    overlapping.add("a", "x") { $0.packed = Array("xxxxxx".utf8) }
    overlapping.add("b", "x")
    var bytes = overlapping.bytes
    // The first member's compressed size in the directory, one byte over the gap to the second header.
    let entry = bytes.indices.dropLast(4).first { bytes[$0...].starts(with: [0x50, 0x4B, 1, 2]) }!
    bytes[entry + 20] = 6 + 4 + 1
    let file = ArchiveOnDisk(bytes)
    #expect { try ZipArchive(path: file.path) } throws: { ($0 as? ZipError)?.reason == .overlaps("b") }
  }

  @Test func `the record at the end is found behind a comment and in 64 bits`() throws {
    var builder = sample(["a", "b"])
    builder.comment = Array("PK\u{5}\u{6} in a comment".utf8)
    #expect(reason(builder) == nil)
    builder.isWide = true
    builder.add("c", "wide") { $0.isWide = true }
    let file = ArchiveOnDisk(builder.bytes)
    let archive = try ZipArchive(path: file.path)
    #expect(archive.entries.map(\.size) == [1, 1, 4])
    #expect(try bytes(of: "c", in: archive) == Array("wide".utf8))
  }

  @Test func `a folder, a pipe and an absent file are refused in words`() {
    for path in ["/tmp", "/dev/null", "/absent/file.zip"] {
      #expect(throws: ZipError.self) { try ZipArchive(path: path) }
    }
  }
}

/// All bytes of a member, read in pieces of `step`.
func bytes(of name: String, in archive: ZipArchive, step: Int = 65_536, most: Int = .max) throws -> [UInt8] {
  let entry = try #require(archive.entry(named: name))
  let reader = try archive.reader(for: entry, maximumBytes: most)
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: step, alignment: 1)
  defer { buffer.deallocate() }
  var bytes: [UInt8] = []
  while case let count = try reader.read(into: buffer), count > 0 { bytes += buffer[..<count] }
  return bytes
}
