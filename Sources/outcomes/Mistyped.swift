import ArgumentParser
import Formats

/// The command that was perhaps meant by a first word that is none: the parser suggests options, but no commands.
enum Mistyped {
  private static let options = ["--help", "--version", "--generate-completion-script", "--experimental-dump-help"]

  /// What to say of the words of a command line; `nil` where the first is a command, or where nothing comes near it.
  static func correction(of words: [String]) -> String? {
    let isHelp = words.first == "help"
    guard let word = words.dropFirst(isHelp ? 1 : 0).first, !word.hasPrefix("---"), word != "-h" else { return nil }
    let name = word.prefix { $0 != "=" }
    if name.hasPrefix("--") {
      guard !options.contains(String(name)), let near = nearestName(to: String(name), in: options.prefix(2)) else {
        return nil
      }
      return "Unknown option '\(name)'. Did you mean '\(near)'?"
    }
    guard !commands.contains(word), !word.hasPrefix("-") else { return nil }
    let near = nearestName(to: word, in: commands).map { " Did you mean '\($0)'?" }
    return "There is no command '\(word)'.\(near ?? " There are: \(commands.joined(separator: ", "))")"
  }

  /// In the order of the help. Closures: a key path to a metatype's member ends this compiler.
  private static var commands: [String] {
    Outcomes.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
  }
}
