/// The texts that cells refer to by number, in one arena.
final class SharedStrings: Sendable {
  private let text: TextArena
  /// Where each text ends in the arena.
  private let ends: [UInt32]

  init(text: consuming TextArena, ends: [UInt32]) {
    self.text = text
    self.ends = ends
  }

  var count: Int { ends.count }

  /// The UTF-8 of text `index`, from 0 to `count` - 1; valid as long as the table.
  subscript(index: Int) -> UnsafeRawBufferPointer {
    text[Int(index == 0 ? 0 : ends[index - 1])..<Int(ends[index])]
  }
}

/// Reads `sharedStrings.xml`: an `si` is a text, made of its own `t` or of those of its runs (`r`).
struct SharedStringsVisitor: XMLVisitor, ~Copyable {
  private let limits: WorkbookLimits
  private let si, t, rPh: XMLName
  private var text = TextArena(capacity: 1 << 16)
  private var ends: [UInt32] = []
  private var isInString = false
  private var isInText = false
  /// Elements open inside a phonetic run, which repeats the text in another script and is no part of it.
  private var phoneticDepth = 0
  /// Where the current `t` starts: an escape does not reach over two of them.
  private var textStart = 0

  init(names: XMLStream, limits: WorkbookLimits) {
    self.limits = limits
    (si, t, rPh) = (names.name("si"), names.name("t"), names.name("rPh"))
  }

  consuming func table() -> SharedStrings { SharedStrings(text: text, ends: ends) }

  mutating func startElement(_ element: XMLElement) throws {
    if phoneticDepth > 0 {
      phoneticDepth += 1
    } else if element.name == si {
      isInString = true
    } else if element.name == rPh {
      phoneticDepth = 1
    } else if isInString && element.name == t {
      isInText = true
      textStart = text.count
    }
  }

  mutating func endElement(_ name: XMLName) throws {
    if phoneticDepth > 0 {
      phoneticDepth -= 1
    } else if isInText && name == t {
      isInText = false
      text.resolveEscapes(from: textStart)
    } else if name == si {
      isInString = false
      guard ends.count < limits.sharedStrings else {
        throw WorkbookFault(reason: .tooManySharedStrings(limit: limits.sharedStrings))
      }
      ends.append(UInt32(text.count))
    }
  }

  mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
    guard isInText && phoneticDepth == 0 else { return }
    text.append(bytes)
    guard text.count <= min(limits.sharedStringBytes, Int(UInt32.max)) else {
      throw WorkbookFault(reason: .sharedStringsTooLong(limit: limits.sharedStringBytes))
    }
    guard text.count - Int(ends.last ?? 0) <= limits.cellBytes else {
      throw WorkbookFault(reason: .cellTooLong(limit: limits.cellBytes))
    }
  }
}
