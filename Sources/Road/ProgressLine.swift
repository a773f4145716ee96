@preconcurrency import Dispatch
import Glibc
import Ingest
import Synchronization

/// One line on the terminal, written over several times a second: file, rows, MB/s and time left. Silent where nobody
/// watches.
final class ProgressLine: Sendable {
  private let isStopped = Mutex(false)
  private let timer: (any DispatchSourceTimer)?

  /// - Parameter total: bytes on disk that will be read.
  init(_ world: World, _ progress: ReadingProgress, total: Int) {
    guard world.isWatched else {
      timer = nil
      return
    }
    let start = ContinuousClock.now
    let timer = DispatchSource.makeTimerSource()
    self.timer = timer
    timer.schedule(deadline: .now() + .milliseconds(300), repeating: .milliseconds(200))
    timer.setEventHandler { [weak self] in
      let elapsed = start.duration(to: .now)
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
      self?.show(ProgressLine.text(progress.state, total: total, seconds: seconds))
    }
    timer.resume()
  }

  /// Wipes the line; later calls do nothing.
  func stop() {
    timer?.cancel()
    isStopped.withLock { isStopped in
      if timer != nil, !isStopped { write("\r\u{1B}[K") }
      isStopped = true
    }
  }

  private func show(_ text: String) {
    isStopped.withLock { if !$0 { write("\r\u{1B}[K\(text)") } }
  }

  private func write(_ text: String) {
    var text = text
    _ = text.withUTF8 { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static func text(_ state: (file: String, rows: Int, bytes: Int), total: Int, seconds: Double) -> String {
    let speed = Double(state.bytes) / max(seconds, 0.001)
    let left = speed > 0 ? Double(max(0, total - state.bytes)) / speed : 0
    let rate = Int((speed / 100_000).rounded())
    return "\(state.file)  \(state.rows) rows  \(rate / 10).\(rate % 10) MB/s  \(Int(left.rounded(.up))) s left"
  }
}
