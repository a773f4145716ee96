import Foundation
import Yams

/// One YAML file, as bytes and as a tree of values that know their place.
///
/// Only the plain part of YAML is taken: one document, without anchors and aliases (which can swell a small file to any
/// size).
struct YAMLFile {
  let path: String
  /// As they stand on the disk: what the manifest hashes.
  let bytes: [UInt8]
  let root: YAMLValue

  /// A definition is written by hand; anything larger is another file given by mistake.
  static let largestSize = 1 << 20

  init(path: String) throws(DefinitionError) {
    let bytes = try Self.bytes(of: path)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw DefinitionError(file: path, "is not UTF-8; save it in that encoding")
    }
    self.path = path
    self.bytes = bytes
    self.root = YAMLValue(node: try Self.tree(of: text, path: path), label: "the file", file: path)
  }

  private static func bytes(of path: String) throws(DefinitionError) -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw DefinitionError(file: path, "cannot be opened; give the path of a YAML file that you may read")
    }
    let data: Data
    do {
      // One byte more than is taken tells a larger file without reading all of it.
      data = try file.read(upToCount: largestSize + 1) ?? Data()
    } catch {
      throw DefinitionError(file: path, "cannot be read; give the path of a YAML file")
    }
    guard data.count <= largestSize else {
      throw DefinitionError(file: path, "is larger than \(largestSize) bytes: not a definition")
    }
    return [UInt8](data)
  }

  private static func tree(of text: String, path: String) throws(DefinitionError) -> Node {
    // The parser takes no mark of the byte order once it is told the encoding, and no empty text at all.
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    guard !text.isEmpty else { throw DefinitionError(file: path, "is empty") }
    do {
      // The encoding is stated, or an environment variable would have a say. No rules of type: `01` stays `01`.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { throw DefinitionError(file: path, "is empty") }
      // A node holds its anchor weakly: the parser keeps it.
      try withExtendedLifetime(parser) { try refuseAnchors(in: root, path: path) }
      return root
    } catch let error as DefinitionError {
      throw error
    } catch {
      throw DefinitionError(error, in: text, path: path)
    }
  }

  /// An alias stands after its anchor, so the walk ends before it could follow one.
  private static func refuseAnchors(in node: Node, path: String) throws(DefinitionError) {
    let anchor: Anchor?
    var inner: [Node] = []
    switch node {
    case .scalar(let scalar): anchor = scalar.anchor
    case .alias(let alias): anchor = alias.anchor
    case .sequence(let sequence): (anchor, inner) = (sequence.anchor, Array(sequence))
    case .mapping(let mapping): (anchor, inner) = (mapping.anchor, mapping.flatMap { [$0.key, $0.value] })
    }
    if let anchor {
      throw DefinitionError(
        file: path, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1,
        "anchor '&\(anchor.rawValue)': anchors and aliases are not read; write the value out where it is needed")
    }
    for node in inner { try refuseAnchors(in: node, path: path) }
  }
}

extension DefinitionError {
  /// An error of the YAML parser, in our words only where its own do not help.
  fileprivate init(_ error: any Error, in text: String, path: String) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _):
      self.init(file: path, line: mark.line, column: mark.column, "not YAML: \(problem)")
    case YamlError.composer(nil, let problem, let mark, _):
      self.init(file: path, line: mark.line, column: mark.column, "not YAML: \(problem)")
    case YamlError.composer(_, _, let mark, _):
      self.init(file: path, line: mark.line, column: mark.column, "a second document; write one document a file")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      self.init(
        file: path, line: max(1, context.mark.line), column: max(1, context.mark.column),
        "key '\(keys.first ?? "")' stands twice; keep one")
    case YamlError.reader(let problem, let offset, _, _):
      let line = text.utf8.prefix(offset ?? 0).count { $0 == UInt8(ascii: "\n") } + 1
      self.init(file: path, line: line, "not YAML: \(problem)")
    default:
      self.init(file: path, "not YAML: \(error)")
    }
  }
}
