import Dispatch
import Synchronization

/// Runs `count` pieces of work on the threads of `workers`, each taking the next piece when it is free.
///
/// - Parameter body: gets the worker, which no other thread uses meanwhile, and the number of the piece.
/// - Throws: the error of the first piece that failed, in the order of the pieces; no piece is begun after it.
func share<Worker>(_ count: Int, among workers: [Worker], _ body: (Worker, Int) throws -> Void) throws {
  let next = Atomic<Int>(0)
  let failure = Mutex<(piece: Int, error: any Error)?>(nil)
  // Each index is handed to one thread only, and the threads end before this function does.
  nonisolated(unsafe) let workers = workers
  nonisolated(unsafe) let body = body
  withoutActuallyEscaping(body) { body in
    nonisolated(unsafe) let body = body
    DispatchQueue.concurrentPerform(iterations: workers.count) { index in
      while failure.withLock({ $0 == nil }) {
        let piece = next.add(1, ordering: .relaxed).oldValue
        guard piece < count else { return }
        do {
          try body(workers[index], piece)
        } catch {
          failure.withLock { if $0.map({ piece < $0.piece }) ?? true { $0 = (piece, error) } }
        }
      }
    }
  }
  if let failed = failure.withLock({ $0 }) { throw failed.error }
}
