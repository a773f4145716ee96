/// What the parser of arguments says of a command (`--experimental-dump-help`), as far as the pages need it.
///
/// The parser's own types for it are in none of its products.
struct CommandInfo: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  /// `nil` where it says nothing: shown.
  let shouldDisplay: Bool?
  let subcommands: [CommandInfo]?
  let arguments: [ArgumentInfo]?

  /// The whole of the dump.
  struct Dump: Decodable {
    let command: CommandInfo
  }
}

struct ArgumentInfo: Decodable {
  let kind: Kind
  let shouldDisplay: Bool
  let isOptional: Bool
  let preferredName: Name?
  let valueName: String?
  let defaultValue: String?
  let allValues: [String]?
  let abstract: String?
  let discussion: String?

  enum Kind: String, Decodable {
    case positional, option, flag
  }

  struct Name: Decodable {
    let kind: String
    let name: String
  }
}
