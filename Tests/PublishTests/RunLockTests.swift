import Foundation
import Publish
import Testing

/// A folder for a test, gone with it.
final class Folder {
  let path = FileManager.default.temporaryDirectory.appending(path: "publish-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ text: String, to name: String) throws {
    let path = "\(self.path)/\(name)"
    let parent = String(path[..<path.lastIndex(of: "/")!])
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: false, encoding: .utf8)
  }

  func text(_ name: String) -> String? { try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) }

  /// The names in a folder, dot files among them; `nil` where there is none.
  func names(_ name: String = "") -> [String]? {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(name)"))?.sorted()
  }

  func link(_ name: String) -> String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "\(path)/\(name)")
  }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return try #require(attributes[.posixPermissions] as? Int)
  }
}

/// Who holds an output folder, and who held it and died.
@Suite struct RunLockTests {
  private let folder: Folder
  private let output: OutputFolder

  init() throws {
    folder = try Folder()
    output = OutputFolder("\(folder.path)/out")
  }

  private func holder(_ pid: Int32) -> RunLock.Holder {
    RunLock.Holder(pid: pid, host: "here", started: "2017-03-31T01:45:02Z", purpose: "run 20170331T014502.375Z-\(pid)")
  }

  /// The lock, or who has it.
  private func take(_ pid: Int32) throws -> (lock: RunLock?, heldBy: RunLock.Holder?, died: RunLock.Holder?) {
    switch try RunLock.take(output, for: holder(pid)) {
    case .lock(let lock, let died): (lock, nil, died)
    case .heldBy(let holder): (nil, holder, nil)
    }
  }

  @Test func `a folder that nobody holds is taken, and made`() throws {
    #expect(!output.isHeldByProcess)
    let taken = try take(1)
    #expect(taken.lock != nil && taken.died == nil)
    #expect(output.isHeldByProcess)
    withExtendedLifetime(taken) {}
  }

  @Test func `while it is held the next is told by whom`() throws {
    let taken = try take(1)
    let next = try take(2)
    #expect(next.lock == nil)
    #expect(next.heldBy == holder(1))
    #expect(
      next.heldBy?.description
        == "run 20170331T014502.375Z-1 (process 1 on here, since 2017-03-31T01:45:02Z)")
    taken.lock?.release()
  }

  @Test func `who gives it back has not died`() throws {
    try take(1).lock?.release()
    #expect(!output.isHeldByProcess)
    let next = try take(2)
    #expect(next.lock != nil && next.died == nil)
  }

  @Test func `who ends without giving it back holds nothing, and is named`() throws {
    do { withExtendedLifetime(try take(1)) {} }
    #expect(!output.isHeldByProcess)
    let next = try take(2)
    #expect(next.lock != nil)
    #expect(next.died == holder(1))
    #expect(try take(3).heldBy == holder(2))
    withExtendedLifetime(next) {}
  }

  @Test(arguments: ["", "garbage\n", "x here 2017 run\n", "7 here 2017\n"])
  func `a file of which nothing can be read is of nobody`(text: String) throws {
    try folder.write(text, to: "out/.lock")
    let taken = try take(1)
    #expect(taken.lock != nil && taken.died == nil)
    #expect(folder.text("out/.lock") == "1 here 2017-03-31T01:45:02Z run 20170331T014502.375Z-1\n")
  }
}
