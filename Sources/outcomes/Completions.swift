import ArgumentParser
import Definition
import Foundation
import Ledger

/// What a shell proposes for a word that only the machine's own folders know.
extension CompletionKind {
  static let yaml = CompletionKind.file(extensions: ["yaml", "yml"])

  /// The runs of the folder that --output names, the newest first.
  static let runs = CompletionKind.custom { words, _, _ in
    let output = value(of: "--output", in: words) ?? HistoryArguments.folder
    let records = (try? History(of: output).records()) ?? []
    return ["last", "current"] + records.reversed().map(\.run)
  }

  /// The layouts of the folder that --layouts names.
  static let layouts = CompletionKind.custom { words, _, _ in
    let folder = value(of: "--layouts", in: words) ?? PipelineFolder.layouts
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }.sorted()
  }

  private static func value(of option: String, in words: [String]) -> String? {
    if let joined = words.last(where: { $0.hasPrefix(option + "=") }) {
      return String(joined.dropFirst(option.count + 1))
    }
    guard let place = words.lastIndex(of: option), place + 1 < words.count else { return nil }
    return words[place + 1]
  }
}
