import Dispatch
import Glibc
import Synchronization

/// Unpacks a text on a thread of its own, some buffers ahead of who reads it: for a file that is alone, so that a second
/// core inflates while the first parses.
///
/// Cost: a copy of the text, from a buffer that still lies in the cache. Gives the bytes, and then the end or the error,
/// that the source itself would give.
public final class ReadAhead {
  private let shared: Shared
  private let thread: pthread_t
  private var isJoined = false
  /// The buffer that is being read, how far, and how many have been given back.
  private var place = 0
  private var current: Buffer?
  private var taken = 0
  /// Offset in the file of the last packed byte that what has been read so far may have needed.
  public private(set) var offset = 0

  private struct Buffer {
    var count = 0
    var offset = 0
    var failure: (any Error)?
  }

  /// What both threads use: a buffer belongs to the one that has waited for it.
  private final class Shared {
    static let count = 4
    let source: TextSource
    let bytes: [UnsafeMutableRawBufferPointer]
    let buffers: UnsafeMutablePointer<Buffer>
    let filled = DispatchSemaphore(value: 0)
    let free = DispatchSemaphore(value: 0)
    let isCancelled = Atomic<Bool>(false)

    init(_ source: TextSource, bufferBytes: Int) {
      self.source = source
      bytes = (0..<Shared.count).map { _ in .allocate(byteCount: bufferBytes, alignment: 64) }
      buffers = .allocate(capacity: Shared.count)
      buffers.initialize(repeating: Buffer(), count: Shared.count)
      for _ in bytes { free.signal() }
    }

    deinit {
      for part in bytes { part.deallocate() }
      buffers.deinitialize(count: Shared.count)
      buffers.deallocate()
    }

    /// Fills one buffer after the other until the end of the text.
    func run() {
      var number = 0
      while true {
        free.wait()
        if isCancelled.load(ordering: .acquiring) { return }
        let buffer = fill(bytes[number % Shared.count])
        buffers[number % Shared.count] = buffer
        filled.signal()
        if buffer.count == 0 { return }
        number += 1
      }
    }

    private func fill(_ room: UnsafeMutableRawBufferPointer) -> Buffer {
      do {
        let count = try source.read(into: room)
        return Buffer(count: count, offset: source.offset)
      } catch {
        return Buffer(failure: error)
      }
    }
  }

  /// - Parameter source: used by no one else from now on.
  /// - Parameter bufferBytes: the size of each of the four buffers, 16 at least.
  public init(_ source: TextSource, bufferBytes: Int = 1 << 18) {
    shared = Shared(source, bufferBytes: max(16, bufferBytes))
    var thread = pthread_t()
    let context = Unmanaged.passRetained(shared)
    let status = pthread_create(
      &thread, nil,
      { context in
        let shared = Unmanaged<Shared>.fromOpaque(context!).takeRetainedValue()
        shared.run()
        return nil
      }, context.toOpaque())
    precondition(status == 0, "no thread can be made")
    self.thread = thread
  }

  deinit {
    guard !isJoined else { return }
    // The other thread waits for a free buffer now or soon: it is given one, and leaves.
    shared.isCancelled.store(true, ordering: .releasing)
    shared.free.signal()
    pthread_join(thread, nil)
  }

  public var name: String { shared.source.name }

  /// At least one byte, or 0 at the end, when the source is at rest and its digests can be asked for.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let ready = try next() else { return 0 }
    let count = min(buffer.count, ready.count - place)
    let bytes = shared.bytes[taken % Shared.count]
    buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[place..<place + count]))
    place += count
    if place == ready.count {
      (current, place) = (nil, 0)
      taken += 1
      shared.free.signal()
    }
    return count
  }

  private func next() throws -> Buffer? {
    if let current { return current }
    guard !isJoined else { return nil }
    shared.filled.wait()
    let ready = shared.buffers[taken % Shared.count]
    if ready.count == 0 {
      pthread_join(thread, nil)
      isJoined = true
      if let failure = ready.failure { throw failure }
      return nil
    }
    (current, offset) = (ready, ready.offset)
    return ready
  }
}
