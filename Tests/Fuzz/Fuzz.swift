import CFuzz
import Foundation
import TestSupport

/// `Fuzz READER [arguments of libFuzzer]`: runs one reader on mutated inputs until its time is over or it breaks.
/// `Fuzz seeds DIR`: writes a few sound inputs for each reader.
@main struct Fuzz {
  nonisolated(unsafe) private static var target = FuzzTarget.delimited

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else { fatalError("usage: Fuzz READER … | Fuzz seeds DIR") }
    if arguments[1] == "seeds" { return try FuzzSeeds.write(to: arguments[2]) }
    guard let target = FuzzTarget(rawValue: arguments[1]) else { fatalError("no reader \(arguments[1])") }
    self.target = target
    var words: [UnsafeMutablePointer<CChar>?] = ([arguments[0]] + arguments.dropFirst(2)).map { strdup($0) }
    var count = Int32(words.count)
    words.withUnsafeMutableBufferPointer { words in
      var pointer = words.baseAddress
      exit(
        LLVMFuzzerRunDriver(&count, &pointer) { bytes, length in
          Fuzz.target.read(UnsafeRawBufferPointer(start: bytes, count: length))
          return 0
        })
    }
  }
}
