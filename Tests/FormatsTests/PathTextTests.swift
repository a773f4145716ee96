import Formats
import Testing

@Suite struct `The name of a file as text` {
  private func text(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { pathText($0) } }
  private func bytes(_ text: String) -> [UInt8] { systemPath(text).map { UInt8(bitPattern: $0) } }

  @Test(arguments: ["dpae/XDP.csv.gz", "Été 2016.csv", "𝒳", "", "a\\b", "\\x41", "\\xe9", "\\x7F"])
  func `is itself where it is UTF-8`(name: String) {
    #expect(text(Array(name.utf8)) == name)
    #expect(bytes(name) == Array(name.utf8) + [0])
  }

  @Test(
    arguments: [
      ([0x6E, 0x6F, 0x74, 0xE9], "not\\xE9"), ([0xE9, 0x74, 0xE9], "\\xE9t\\xE9"), ([0xC3], "\\xC3"),
      ([0xC3, 0xA9, 0xC3], "é\\xC3"), ([0xED, 0xA0, 0x80], "\\xED\\xA0\\x80"), ([0xFF, 0x80], "\\xFF\\x80"),
      // What looks like an escape and is none.
      (Array("\\xE9".utf8), "\\x5CxE9"), (Array("\\x5C".utf8), "\\x5Cx5C"), (Array("\\x5CxE9".utf8), "\\x5Cx5CxE9"),
    ] as [([UInt8], String)])
  func `has the bytes that are no UTF-8 written out, and gives them back`(name: [UInt8], written: String) {
    #expect(text(name) == written)
    #expect(bytes(written) == name + [0])
  }
}
