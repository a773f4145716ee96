import Formats
import Testing

@Suite struct ZipMemberTests {
  private func read(
    step: Int = 4096, most: Int = .max, limits: ZipLimits = ZipLimits(), _ build: (inout ZipBuilder) -> Void
  ) throws -> String {
    var builder = ZipBuilder()
    build(&builder)
    let file = ArchiveOnDisk(builder.bytes)
    let archive = try ZipArchive(path: file.path, limits: limits)
    return String(decoding: try bytes(of: "a", in: archive, step: step, most: most), as: UTF8.self)
  }

  private func reason(_ build: (inout ZipBuilder) -> Void) -> ZipError.Reason? {
    do {
      _ = try read(build)
      return nil
    } catch {
      return (error as? ZipError)?.reason
    }
  }

  @Test func `an encrypted member is refused`() {
    #expect(reason { $0.add("a", "x") { $0.flags = 1 } } == .encrypted)
  }

  @Test func `an unknown method is refused by number`() {
    #expect(reason { $0.add("a", "x") { $0.method = 12 } } == .unsupportedMethod(12))
  }

  @Test func `a header that contradicts the directory is refused`() {
    #expect(reason { $0.add("a", "x") { $0.localName = Array("b".utf8) } } == .headerMismatch(field: "name"))
    #expect(reason { $0.add("a", "x") { $0.localSize = 2 } } == .headerMismatch(field: "size"))
  }

  @Test func `a wrong CRC is refused`() {
    let crc = ZipBuilder.crc(Array("x".utf8))
    #expect(reason { $0.add("a", "x") { $0.crc = 7 } } == .wrongChecksum(declared: 7, found: crc))
    #expect(reason { $0.addDeflated("a", "x") { $0.crc = 7 } } == .wrongChecksum(declared: 7, found: crc))
  }

  @Test func `a size that is one too small or too great is refused`() {
    #expect(reason { $0.addDeflated("a", "xyz") { $0.size = 2 } } == .wrongSize(declared: 2, found: 3))
    #expect(reason { $0.addDeflated("a", "xyz") { $0.size = 4 } } == .wrongSize(declared: 4, found: 3))
    #expect(reason { $0.add("a", "xyz") { $0.size = 2 } } == .wrongSize(declared: 2, found: 3))
  }

  @Test func `a stream that is cut, damaged or followed by bytes is refused`() {
    #expect(reason { $0.addDeflated("a", "xyz") { $0.packed.removeLast() } } == .corruptData)
    #expect(reason { $0.addDeflated("a", "xyz") { $0.packed[3] ^= 1 } } == .corruptData)
    #expect(reason { $0.addDeflated("a", "xyz") { $0.packed.append(0) } } == .corruptData)
    #expect(reason { $0.addDeflated("a", "xyz") { $0.packed = [] } } == .wrongSize(declared: 3, found: 0))
  }

  @Test func `a member as long as the limit passes and one byte more does not`() throws {
    #expect(try read(most: 3) { $0.add("a", "xyz") } == "xyz")
    #expect { try read(most: 2) { $0.add("a", "xyz") } } throws: {
      ($0 as? ZipError)?.reason == .memberTooLarge(3, limit: 2)
    }
  }

  @Test func `a declared ratio over the limit is refused before any byte is inflated`() {
    let limits = ZipLimits(ratio: 10, bytesFreeOfRatio: 100)
    #expect { try read(limits: limits) { $0.addDeflated("a", "x") { $0.size = 101 } } } throws: {
      ($0 as? ZipError)?.reason == .ratioTooHigh(16, limit: 10)
    }
    #expect { try read(limits: limits) { $0.addDeflated("a", "x") { $0.size = 100 } } } throws: {
      ($0 as? ZipError)?.reason == .wrongSize(declared: 100, found: 1)
    }
  }

  @Test func `sizes that follow the data are taken from the directory`() throws {
    #expect(try read { $0.addDeflated("a", "xyz") { $0.flags = 8 } } == "xyz")
  }

  @Test func `an empty member is empty, stored or deflated, with a block or without`() throws {
    #expect(try read { $0.add("a", "") } == "")
    #expect(try read { $0.addDeflated("a", "") } == "")
    #expect(try read { $0.addDeflated("a", "") { $0.packed = [] } } == "")
  }

  @Test(arguments: [1, 2, 7, 1000, 70_000])
  func `the size of the buffer changes no byte`(step: Int) throws {
    let text = (0..<20_000).map { String($0) }.joined(separator: ";")
    #expect(try read(step: step) { $0.add("a", text) } == text)
    #expect(try read(step: step) { $0.addDeflated("a", text) } == text)
  }

  @Test(arguments: [1, 3, 4096])
  func `a stream of Huffman codes is inflated`(step: Int) throws {
    // zlib's raw deflate of 40 times "SIRET;NAF;".
    let packed: [UInt8] = [
      0x0B, 0xF6, 0x0C, 0x72, 0x0D, 0xB1, 0xF6, 0x73, 0x74, 0xB3, 0x0E, 0x1E, 0x65, 0x0D, 0x02, 0x16, 0x00,
    ]
    let text = String(repeating: "SIRET;NAF;", count: 40)
    let found = try read(step: step) { builder in
      builder.addDeflated("a", text) { $0.packed = packed }
    }
    #expect(found == text)
  }

  @Test(.enabled(if: ZipSharedData.isHere, "\(ZipSharedData.absence)"))
  func `the archive of two members gives both, a thousand rows each`() throws {
    let archive = try ZipArchive(path: "\(ZipSharedData.folder)/hostile/zip_two_csv_members.zip")
    for name in ["a.csv", "b.csv"] {
      for step in [1, 65_536] {
        let lines = try bytes(of: name, in: archive, step: step).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1001)
      }
    }
  }

  @Test(.enabled(if: ZipSharedData.isHere, "\(ZipSharedData.absence)"))
  func `the hostile archives are refused by the member's name`() {
    let expected = ["zip_duplicate_names": "a.csv", "zip_path_traversal": "../../evil.csv"]
    for (file, member) in expected {
      #expect { try ZipArchive(path: "\(ZipSharedData.folder)/hostile/\(file).zip") } throws: {
        ($0 as? ZipError)?.member == member
      }
    }
  }
}
