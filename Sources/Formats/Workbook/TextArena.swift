/// Many texts in one growing piece of memory, each known by its range of bytes.
///
/// Sendable because a shared one is behind a `let`, and only `mutating` functions change the memory.
struct TextArena: ~Copyable, @unchecked Sendable {
  private var storage: UnsafeMutableRawBufferPointer
  private(set) var count = 0

  init(capacity: Int) { storage = .allocate(byteCount: capacity, alignment: 16) }

  deinit { storage.deallocate() }

  /// The bytes of one text, valid until the arena changes or ends.
  subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
    precondition(range.upperBound <= count)
    return UnsafeRawBufferPointer(rebasing: storage[range])
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress else { return }
    let end = count + bytes.count
    if end > storage.count { grow(to: end) }
    (storage.baseAddress! + count).copyMemory(from: source, byteCount: bytes.count)
    count = end
  }

  /// Forgets what stands after `count`; the memory is kept.
  mutating func truncate(to count: Int) { self.count = count }

  /// Resolves the escapes of ECMA-376 in the text from `start` on.
  mutating func resolveEscapes(from start: Int) {
    let text = UnsafeMutableRawBufferPointer(rebasing: storage[start..<count])
    // Few texts have an underscore at all.
    guard text.contains(UInt8(ascii: "_")) else { return }
    count = start + EscapedText.resolve(text)
  }

  private mutating func grow(to least: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(least, storage.count * 2), alignment: 16)
    larger.copyMemory(from: self[0..<count])
    storage.deallocate()
    storage = larger
  }
}
