import Count
import Facts
import Failures
import Formats
import Foundation
import Glibc
import Ingest
import LabourMarket

/// The key of pseudonyms: read from a file outside the definition, which nobody but its owner may read.
package struct PersonKeyFile: Sendable {
  private let key: [UInt8]

  static let leastBytes = 32

  /// - Throws: `RunFailure` where the file cannot be read, can be read by others, or is short.
  init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else {
      throw RunFailure(.noInput, "\(path): cannot be opened (\(String(cString: strerror(errno)))); give the key's file")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw RunFailure(.noInput, "\(path): is no regular file; give the key's file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw RunFailure(.noInput, "\(path): can be read by others than its owner; chmod 600 it, and make a new key")
    }
    let bytes = FileHandle(fileDescriptor: descriptor).readData(ofLength: 4096)
    guard bytes.count >= Self.leastBytes else {
      throw RunFailure(
        .noInput, "\(path): holds \(bytes.count) bytes; make one of \(Self.leastBytes): head -c 32 /dev/urandom >FILE")
    }
    key = [UInt8](bytes)
  }

  /// HMAC-SHA-256, in hexadecimal.
  func pseudonym(of identifier: [UInt8]) -> String {
    hexadecimal(authenticationCode(of: identifier, key: key))
  }

  /// Tells one key from another, and nothing more.
  var check: String { String(pseudonym(of: Array("the key of a run".utf8)).prefix(8)) }
}

/// `persons/leavers.csv` and `persons/k-anonymity.json`, for the internal audience only (DOMAIN section 6).
struct PersonOutput {
  let csv: [UInt8]
  let report: [UInt8]

  private struct Report: Encodable {
    let persons: Int
    let attributes: [String]
    let k: Int
    let smallestGroup: Int
    let personsInSmallerGroups: Int
    let shareInSmallerGroups: String
    let personsByGroupSize: [String: Int]
    let meaning: String
  }

  /// - Parameter identifierOf: a person's identifier, which goes no further than its pseudonym.
  init(
    _ table: PersonTable, key: PersonKeyFile, rules: DisclosureRules, identifierOf: (PersonKey) -> [UInt8]?
  ) throws {
    let attributes = PersonTable.attributes.map(\.name)
    let header =
      ["pseudonym"] + attributes + [LeaverFact.Column.mature.name] + PersonTable.outcomes.map(\.name)
      + [LeaverFact.daysToFirstHire.name]
    // By pseudonym: the order of the records would tell who is who.
    let lines = table.rows.map { row in
      let outcomes = row.outcomes.map { row.isMature ? ($0 ? "1" : "0") : "" }
      let person = key.pseudonym(of: identifierOf(row.person) ?? [])
      let fields = [person] + row.attributes + [row.isMature ? "1" : "0"] + outcomes + [row.days.map { "\($0)" } ?? ""]
      return fields.map(csvField).joined(separator: ",")
    }
    csv = Array((([header.joined(separator: ",")] + lines.sorted()).joined(separator: "\n") + "\n").utf8)
    let sizes = table.groupSizes
    let few = sizes.filter { $0.key < rules.k }.values.reduce(0, +)
    report = try jsonText(
      Report(
        persons: table.rows.count, attributes: attributes, k: rules.k,
        smallestGroup: sizes.keys.min() ?? 0, personsInSmallerGroups: few,
        shareInSmallerGroups: table.rows.isEmpty ? "nd" : Cell.share(Int64(few), of: Int64(table.rows.count)).text,
        personsByGroupSize: Dictionary(uniqueKeysWithValues: sizes.map { ("\($0)", $1) }),
        meaning: "Une personne est dans un groupe de k quand k personnes ont les mêmes attributs ; un groupe de "
          + "moins de \(rules.k) la laisse reconnaître par qui la connaît."))
  }
}
