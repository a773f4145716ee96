import Synchronization

/// How far the reading has come, for the line on the terminal; written by the readers, read by whoever shows it.
public final class ReadingProgress: Sendable {
  private let rows = Atomic<Int>(0)
  private let bytes = Atomic<Int>(0)
  private let file = Mutex("")

  public init() {}

  func begin(_ name: String) { file.withLock { $0 = name } }

  func add(rows: Int, bytes: Int) {
    self.rows.add(rows, ordering: .relaxed)
    self.bytes.add(bytes, ordering: .relaxed)
  }

  /// The file begun last, the rows seen, and the bytes read from disk.
  public var state: (file: String, rows: Int, bytes: Int) {
    (file.withLock { $0 }, rows.load(ordering: .relaxed), bytes.load(ordering: .relaxed))
  }
}
