import Foundation
import Glibc

/// A command that is told something on its standard input.
struct Notification {
  private let words: [String]
  private let seconds: Int

  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  init(_ words: [String], seconds: Int) {
    self.words = words
    self.seconds = seconds
  }

  /// Waits for the command to end, no longer than it may take. What it prints goes to standard error.
  ///
  /// - Throws: `Refusal` where it cannot be started, ends badly or takes too long.
  func send(_ bytes: [UInt8]) throws {
    // A file and not a pipe: a command that does not read cannot hold the run up.
    let input = try temporaryFile(bytes)
    defer { close(input) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The run blocks signals for its supervisor; the command is to take them. A group of its own can be ended whole.
    var none = sigset_t()
    sigemptyset(&none)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let status = posix_spawn(&child, words[0], &actions, &attributes, arguments, environ)
    guard status == 0 else {
      throw Refusal(description: "\(words[0]) cannot be started: \(String(cString: strerror(status)))")
    }
    try wait(for: child)
  }

  private func wait(for child: pid_t) throws {
    let started = ContinuousClock.now
    var status: Int32 = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      guard started.duration(to: .now) < .seconds(seconds) else {
        kill(-child, SIGKILL)
        kill(child, SIGKILL)
        waitpid(child, &status, 0)
        throw Refusal(description: "\(words[0]) took longer than \(seconds) s and was ended")
      }
      usleep(20_000)
    }
    let (signal, code) = (status & 0x7F, status >> 8 & 0xFF)
    guard status == 0 else {
      throw Refusal(description: "\(words[0]) ended with \(signal == 0 ? "exit code \(code)" : "signal \(signal)")")
    }
  }

  private func temporaryFile(_ bytes: [UInt8]) throws -> Int32 {
    var path = Array("/tmp/outcomes-notification-XXXXXX".utf8CString)
    let descriptor = mkstemp(&path)
    if descriptor >= 0 {
      unlink(path)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }
    guard descriptor >= 0, bytes.isEmpty || write(descriptor, bytes, bytes.count) == bytes.count,
      lseek(descriptor, 0, SEEK_SET) == 0
    else { throw Refusal(description: "nothing can be written for \(words[0]): \(String(cString: strerror(errno)))") }
    return descriptor
  }
}
