import Definition
import Failures
import Formats
import Glibc
import Ledger
import Logging
import Publish
import Road
import Synchronization

/// Watches over the run of this process from a thread of its own: SIGTERM and SIGINT, the time and the memory that it may
/// take. It breaks off a run at any moment, which the way of publishing allows, and says where it was.
final class Supervisor: Sendable {
  private let ending: RunEnding
  private let whereabouts: Whereabouts
  private let world: World
  private let limits: RunPlan.Ceilings
  private let finish: @Sendable (RunRecord) -> Void

  /// Takes the signals of the whole process; to be called while it has one thread.
  ///
  /// - Parameter finish: records and announces a run that was broken off.
  init(
    _ ending: RunEnding, _ whereabouts: Whereabouts, _ limits: RunPlan.Ceilings, _ world: World,
    finish: @escaping @Sendable (RunRecord) -> Void
  ) {
    self.ending = ending
    self.whereabouts = whereabouts
    self.limits = limits
    self.world = world
    self.finish = finish
  }

  static func blockSignals() {
    var signals = watched()
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    signal(SIGPIPE, SIG_IGN)
  }

  private static func watched() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    return signals
  }

  func start() {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(self).toOpaque()
    let failure = pthread_create(
      &thread, nil,
      { box in
        Unmanaged<Supervisor>.fromOpaque(box!).takeRetainedValue().watch()
        return nil
      }, box)
    if failure != 0 {
      world.log.warning("no thread to watch over the run: \(String(cString: strerror(failure)))")
    } else {
      pthread_detach(thread)
    }
  }

  /// Ten looks a second, until the run is over; a signal is seen at once.
  private func watch() {
    let started = ContinuousClock.now
    var signals = Supervisor.watched()
    var tenth = timespec(tv_sec: 0, tv_nsec: 100_000_000)
    while !ending.withLock({ $0.isOver }) {
      let seconds = started.duration(to: .now).components.seconds
      if let limit = limits.seconds, seconds >= limit {
        end(.overLimit, "over its time limit of \(limit) s")
      }
      if let limit = limits.memory, let bytes = Supervisor.residentBytes(), bytes > limit {
        end(.overLimit, "over its memory limit: it holds \(bytes >> 10) KiB of \(limit >> 10)")
      }
      let signal = sigtimedwait(&signals, nil, &tenth)
      if signal == SIGTERM || signal == SIGINT {
        Supervisor.asked.store(signal, ordering: .relaxed)
        end(signal == SIGTERM ? .terminated : .interrupted, "ended by \(signal == SIGTERM ? "SIGTERM" : "SIGINT")")
      }
    }
  }

  /// The last signal; 0 is none.
  private static let asked = Atomic<Int32>(0)

  /// Whether the process was asked to end when no run could be broken off.
  static var isAskedToEnd: ExitStatus? {
    var pending = sigset_t()
    sigpending(&pending)
    let signal = asked.load(ordering: .relaxed)
    if signal == SIGTERM || sigismember(&pending, SIGTERM) == 1 { return .terminated }
    if signal == SIGINT || sigismember(&pending, SIGINT) == 1 { return .interrupted }
    return nil
  }

  /// Breaks the run off, unless it is over.
  private func end(_ status: ExitStatus, _ reason: String) {
    let place = whereabouts.said
    ending.withLock { ending in
      if ending.isOver { return }
      world.log.error("\(reason), \(place); the tables that were published before stay")
      ending.publication?.discard()
      if var record = ending.record {
        record.state = .stopped
        record.exitCode = status.rawValue
        record.message = "\(reason), \(place)"
        finish(record)
      }
      ending.lock?.release()
      _exit(status.rawValue)
    }
  }

  /// What the process holds in memory.
  private static func residentBytes() -> Int? {
    guard let text = try? contents(of: "/proc/self/statm"),
      let pages = Int(String(decoding: text, as: UTF8.self).split(separator: " ").dropFirst().first ?? "")
    else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}

/// The one lock on how a run ends: held while it is made visible and while it is broken off, so that one of the two
/// happens, and never half of both.
final class RunEnding: Sendable {
  private let state = Mutex(State())

  struct State: Sendable {
    var record: RunRecord?
    var lock: RunLock?
    var publication: Publication?
    /// The tables are visible: nothing is left to break off.
    var isOver = false
  }

  func withLock<Result>(_ work: (inout State) throws -> sending Result) rethrows -> sending Result {
    try state.withLock { state in try work(&state) }
  }
}
