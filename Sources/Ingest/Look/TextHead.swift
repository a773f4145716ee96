import Formats

/// The first bytes of a text, by which its encoding and its form are guessed.
struct TextHead {
  let compression: Compression
  let encoding: TextEncoding
  /// As the file has it, but UTF-8 where it is UTF-16; without a byte order mark; whole lines where it has some.
  let text: [UInt8]

  private static let size = 1 << 16

  init(path: String, member: String?, encoding: TextEncoding?, limits: ReadingLimits) throws {
    var declared = encoding ?? .utf8
    let source: TextSource
    do {
      let bytes = try FileBytes(path: path, chunk: limits.chunkBytes)
      source = try TextSource(bytes, member: member, encoding: declared, limits: limits.unpacking)
    } catch let conflict as EncodingConflict where encoding == nil {
      // The byte order mark is believed where nothing was declared.
      declared = conflict.found ?? .utf8
      let bytes = try FileBytes(path: path, chunk: limits.chunkBytes)
      source = try TextSource(bytes, member: member, encoding: declared, limits: limits.unpacking)
    }
    var text = try TextHead.read(source)
    if encoding == nil, declared == .utf8, let wide = TextHead.order(of: text) {
      declared = wide
      let bytes = try FileBytes(path: path, chunk: limits.chunkBytes)
      text = try TextHead.read(try TextSource(bytes, member: member, encoding: wide, limits: limits.unpacking))
    }
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    compression = source.compression
    self.encoding = encoding ?? (declared == .utf8 ? TextHead.encoding(of: text) : declared)
    self.text = text
  }

  private static func read(_ source: TextSource) throws -> [UInt8] {
    var text = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = try text.withUnsafeMutableBytes {
        try source.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...]))
      }
      if count == 0 { break }
      filled += count
    }
    let isWhole = filled < size
    text.removeLast(size - filled)
    if !isWhole, let end = text.lastIndex(of: 0x0A) { text.removeLast(text.count - end - 1) }
    return text
  }

  /// UTF-16 without its mark: of western text every other byte is 0.
  private static func order(of text: [UInt8]) -> TextEncoding? {
    var zeros = [0, 0]
    for (index, byte) in text.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    if zeros[1] * 4 > text.count, zeros[0] * 10 < zeros[1] { return .utf16LE }
    return zeros[0] * 4 > text.count && zeros[1] * 10 < zeros[0] ? .utf16BE : nil
  }

  /// UTF-8 where it is; else the code page in which the bytes are French letters.
  private static func encoding(of text: [UInt8]) -> TextEncoding {
    if text.withUnsafeBytes(isUTF8) { return .utf8 }
    let dos: Set<UInt8> = [0x82, 0x83, 0x85, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x90, 0x93, 0x96, 0x97]
    let windows: Set<UInt8> = [
      0xE0, 0xE2, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEE, 0xEF, 0xF4, 0xF9, 0xFB, 0xC9, 0xC8, 0xC0,
    ]
    let isDOS = text.count { dos.contains($0) } > text.count { windows.contains($0) }
    return isDOS ? .cp850 : .windows1252
  }

  var isXML: Bool { text.first { $0 > 0x20 } == 0x3C }

  /// The local name of the first element.
  var rootName: String? {
    let text = String(decoding: text.prefix(4096), as: UTF8.self)
    for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      guard let first = part.first, first.isLetter || first == "_" else { continue }
      let name = part.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
      return name.split(separator: ":").last.map(String.init)
    }
    return nil
  }

  func hasRoot(of layout: Layout) -> Bool {
    guard case .xml(let form) = layout.format else { return false }
    return form.root == rootName
  }

  /// Whether the first line is a header of the layout.
  func fits(_ layout: Layout) -> Bool { match(layout)?.fits ?? false }

  /// The one of these that the first line resembles most, read in its form.
  func nearest(of layouts: [Layout]) -> Layout? { layouts.compactMap { match($0) }.nearestFirst.first?.layout }

  /// How the first line fits a layout of delimited text.
  func match(_ layout: Layout) -> LayoutMatch? {
    guard case .delimited(let form) = layout.format, layout.encoding.isUTF16 == encoding.isUTF16 else { return nil }
    return DialectGuess.records(of: text, form, atMost: 1, fromLine: layout.headerLine ?? 1).first.map { fields in
      let names = fields.map { field in
        String(decoding: field.withUnsafeBytes { layout.encoding.decode($0) }, as: UTF8.self)
      }
      return LayoutMatch(names, layout)
    }
  }
}

extension TextEncoding {
  var isUTF16: Bool { [.utf16, .utf16LE, .utf16BE].contains(self) }
}
