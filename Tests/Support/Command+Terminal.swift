import Foundation
import Glibc

extension Command {
  /// Runs it to its end with its standard error on a terminal of its own.
  ///
  /// - Returns: what it wrote there.
  public static func runOnTerminal(_ arguments: [String], environment: [String: String] = [:]) throws -> String {
    var (near, far): (Int32, Int32) = (-1, -1)
    guard openpty(&near, &far, nil, nil, nil) == 0 else { throw CocoaError(.fileReadUnknown) }
    // A process that another test starts meanwhile must not keep the terminal open.
    for end in [near, far] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: packageRoot)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(fileDescriptor: far)
    try process.run()
    close(far)
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // The other end of a terminal whose last process has gone reads as an error.
    while case let count = read(near, &buffer, buffer.count), count > 0 { text += buffer[..<count] }
    close(near)
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
