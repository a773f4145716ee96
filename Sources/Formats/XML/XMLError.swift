public import Failures

/// Why an XML document is refused, and where.
public struct XMLError: Failure, Hashable, Sendable {
  public var kind: FailureKind { .badData }
  public enum Reason: Hashable, Sendable {
    /// Not well-formed; libxml2's own words.
    case notWellFormed(String)
    /// The document ends with that many elements still open.
    case truncated(openElements: Int)
    /// The document is empty, or ends before its first element.
    case noElement
    /// A DOCTYPE could define entities or name other files.
    case doctype
    case tooDeep(limit: Int)
    case tooManyAttributes(Int, limit: Int)
    case markupTooLong(limit: Int)
  }

  public let reason: Reason
  /// From 1.
  public let line: Int
  /// In characters, from 1: roughly where the parser stood.
  public let column: Int
}

extension XMLError: CustomStringConvertible {
  /// `line:column: what is wrong; what to do`, for the caller to put the file's name before it.
  public var description: String { "\(line):\(column): \(reason.statement); \(reason.remedy)" }
}

extension XMLError.Reason {
  /// What is wrong, without place and remedy.
  public var statement: String {
    switch self {
    case .notWellFormed(let words): "the XML is not well-formed: \(words)"
    case .truncated(let count): "the XML ends too early, with \(count) elements still open"
    case .noElement: "the XML ends before its first element"
    case .doctype: "the XML has a DOCTYPE, which could define entities or read other files"
    case .tooDeep(let limit): "elements are nested over the limit of \(limit) (XML depth)"
    case .tooManyAttributes(let count, let limit): "\(count) attributes, over the limit of \(limit) (XML attributes)"
    case .markupTooLong(let limit): "a tag or comment runs over the limit of \(limit) bytes (XML markup bytes)"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .notWellFormed, .truncated, .noElement: "transfer the file again, or ask the sender for a sound one"
    case .doctype: "ask the sender for a file without one"
    case .tooDeep, .tooManyAttributes, .markupTooLong: "if the file is genuine, raise that limit"
    }
  }
}
