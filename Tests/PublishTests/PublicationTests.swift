import Formats
import Foundation
import Publish
import Testing

/// The move that makes a run visible, its undo, and what a process that died has left.
@Suite struct PublicationTests {
  private let folder: Folder
  private let output: OutputFolder

  init() throws {
    folder = try Folder()
    output = OutputFolder(folder.path)
  }

  private func written(_ run: String, _ text: String = "1\n") throws -> Publication {
    let publication = try Publication(output: output, run: run)
    try publication.write(Array(text.utf8), to: "tables/hires.csv")
    try publication.write(Array("{}".utf8), to: "manifest.json")
    return publication
  }

  private func publish(_ run: String, _ text: String = "1\n") throws { _ = try written(run, text).commit() }

  /// Nothing is under way.
  private var isClean: Bool {
    let names = (folder.names() ?? []) + (folder.names("runs") ?? []) + (folder.names("held") ?? [])
    return !names.contains { $0.hasPrefix(".") }
  }

  // MARK: forwards

  @Test func `until it is committed a run is seen nowhere`() throws {
    try publish("run-1")
    let next = try written("run-2", "2\n")
    #expect(folder.names("runs") == [".staging-run-2", "run-1"])
    #expect(try output.runNames(in: output.runs) == ["run-1"])
    #expect(output.currentRun == "run-1")
    #expect(folder.text("current/tables/hires.csv") == "1\n")
    #expect(try next.commit() == "\(folder.path)/runs/run-2")
    #expect(folder.link("current") == "runs/run-2")
    #expect(folder.text("current/tables/hires.csv") == "2\n")
    #expect(folder.text("runs/run-1/tables/hires.csv") == "1\n")
    #expect(isClean)
  }

  @Test func `a run that is not shown is published, and current stays`() throws {
    try publish("run-1")
    #expect(try written("run-2", "2\n").commit(isShown: false) == "\(folder.path)/runs/run-2")
    #expect(output.currentRun == "run-1")
    #expect(folder.text("runs/run-2/tables/hires.csv") == "2\n")
    #expect(isClean)
  }

  @Test func `a run that is held waits beside, and is published whole`() throws {
    try publish("run-1")
    #expect(try written("run-2", "2\n").hold() == "\(folder.path)/held/run-2")
    #expect(output.currentRun == "run-1" && folder.names("runs") == ["run-1"])
    #expect(try output.publishHeld("run-2", isShown: true) == "\(folder.path)/runs/run-2")
    #expect(output.currentRun == "run-2" && folder.names("held") == [])
    #expect(folder.text("current/tables/hires.csv") == "2\n")
    #expect(isClean)
  }

  @Test func `what is discarded leaves nothing`() throws {
    let publication = try written("run-1")
    publication.discard()
    #expect(folder.names("runs") == [])
    #expect(output.currentRun == nil)
  }

  @Test func `a file that is private is read by its owner alone`() throws {
    let publication = try Publication(output: output, run: "run-1")
    try publication.write([0x31], to: "persons/leavers.csv", isPrivate: true)
    try publication.write([0x31], to: "tables/hires.csv")
    #expect(try folder.mode("runs/.staging-run-1/persons/leavers.csv") == 0o600)
    #expect(try folder.mode("runs/.staging-run-1/tables/hires.csv") & 0o600 == 0o600)
    #expect(throws: FileFailure.self) { try publication.write([0x32], to: "tables/hires.csv") }
    #expect(folder.text("runs/.staging-run-1/tables/hires.csv") == "1")
  }

  // MARK: backwards

  @Test func `where current cannot be moved the run goes back to where it was`() throws {
    // A folder that is no link, and not empty, lets no link take its place.
    try folder.write("mine", to: "current/note.txt")
    let publication = try written("run-1")
    #expect(throws: FileFailure.self) { try publication.commit() }
    #expect(folder.names("runs") == [".staging-run-1"])
    #expect(folder.names() == ["current", "runs"])
    #expect(folder.text("current/note.txt") == "mine")
    publication.discard()
    #expect(isClean)
  }

  @Test func `where the run cannot be moved no link stays to show it`() throws {
    try publish("run-1")
    try folder.write("other", to: "runs/run-2/other.txt")
    let publication = try written("run-2", "2\n")
    #expect(throws: FileFailure.self) { try publication.commit() }
    #expect(output.currentRun == "run-1")
    #expect(folder.names() == ["current", "runs"])
    #expect(folder.names("runs") == [".staging-run-2", "run-1", "run-2"])
    #expect(folder.names("runs/run-2") == ["other.txt"])
  }

  @Test func `a held run that cannot be shown stays held`() throws {
    try folder.write("mine", to: "current/note.txt")
    _ = try written("run-1").hold()
    #expect(throws: FileFailure.self) { try output.publishHeld("run-1", isShown: true) }
    #expect(folder.names("held") == ["run-1"])
    #expect(folder.names("runs") == [])
    #expect(folder.names() == ["current", "held", "runs"])
  }

  // MARK: what was left half done

  /// As a process leaves it that dies when the link stands and the run is moved, but `current` is not.
  private func breakOff(_ run: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/.current-\(run)", withDestinationPath: "runs/\(run)")
  }

  @Test func `a run that had only to become visible is published by the next`() throws {
    try publish("run-1")
    _ = try written("run-2", "2\n").commit(isShown: false)
    try breakOff("run-2")
    let said = try output.clearLeftovers()
    #expect(said.count == 1 && said[0].contains("run-2") && said[0].contains("is published now"))
    #expect(output.currentRun == "run-2" && isClean)
    #expect(try output.clearLeftovers().isEmpty)
  }

  @Test func `a link to a run that was not moved yet is taken away, and so is the run`() throws {
    try publish("run-1")
    _ = try written("run-2")
    try breakOff("run-2")
    let said = try output.clearLeftovers()
    #expect(said.count == 1 && said[0].contains("run-2") && said[0].contains("is removed"))
    #expect(output.currentRun == "run-1" && isClean)
    #expect(folder.names("runs") == ["run-1"])
  }

  @Test func `a run without its manifest is not whole`() throws {
    try publish("run-1")
    try folder.write("2\n", to: "runs/run-2/tables/hires.csv")
    try breakOff("run-2")
    #expect(try output.clearLeftovers().isEmpty)
    #expect(output.currentRun == "run-1" && isClean)
  }

  @Test func `of the history only what is half written is removed`() throws {
    for name in [".run-1.json.new", "run-1.json", ".keep", "note.new"] { try folder.write("{}", to: "history/\(name)") }
    #expect(try output.clearLeftovers().isEmpty)
    #expect(folder.names("history") == [".keep", "note.new", "run-1.json"])
  }
}

/// Files as they are written, replaced and removed.
@Suite struct DurableFileTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  @Test func `a file is replaced whole, whatever an earlier attempt has left`() throws {
    try folder.write("old", to: "state.json")
    try folder.write("half", to: ".state.json.new")
    try replaceFile("\(folder.path)/state.json", with: Array("new".utf8))
    #expect(folder.text("state.json") == "new")
    #expect(folder.names() == ["state.json"])
  }

  @Test func `a file that cannot be replaced stays, and nothing lies beside it`() throws {
    try folder.write("x", to: "state.json/x")
    #expect(throws: FileFailure.self) { try replaceFile("\(folder.path)/state.json", with: [0x31]) }
    #expect(folder.names() == ["state.json"])
    #expect(folder.names("state.json") == ["x"])
  }

  @Test func `folders are made with those above them, and those that are there are left`() throws {
    try makeFolder("\(folder.path)/a/b/c")
    try folder.write("1", to: "a/b/c/1")
    try makeFolder("\(folder.path)/a/b/c")
    #expect(folder.text("a/b/c/1") == "1")
    #expect(throws: FileFailure.self) { try makeFolder("\(folder.path)/a/b/c/1/d") }
  }

  @Test func `names are in byte order, dot files among them; of no folder there are none`() throws {
    for name in ["b", "B", ".a", "é", "10", "9"] { try folder.write("", to: name) }
    #expect(try names(in: folder.path) == [".a", "10", "9", "B", "b", "é"])
    #expect(try names(in: "\(folder.path)/none") == [])
    #expect(try names(in: "\(folder.path)/b") == [])
  }

  @Test func `a folder is removed with all that is in it, and nothing that a link points at`() throws {
    try folder.write("mine", to: "mine/note.txt")
    try folder.write("x", to: "gone/deep/x")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/gone/link", withDestinationPath: "\(folder.path)/mine")
    #expect(!isFolder("\(folder.path)/gone/link") && isFolder("\(folder.path)/gone"))
    try removeTree("\(folder.path)/gone")
    try removeTree("\(folder.path)/gone")
    #expect(folder.names() == ["mine"])
    #expect(folder.text("mine/note.txt") == "mine")
  }

  @Test func `the size of a folder is that of all files below it`() throws {
    try folder.write("123", to: "a/b/c")
    try folder.write("45", to: "d")
    #expect(try size(of: folder.path) == 5)
  }

  @Test func `of a file that is not there nothing is read, and of one that is all`() throws {
    try folder.write(String(repeating: "x", count: 200_000), to: "long")
    #expect(try contents(of: "\(folder.path)/long")?.count == 200_000)
    #expect(try contents(of: "\(folder.path)/none") == nil)
    #expect(try contents(of: "\(folder.path)/long/none") == nil)
  }
}
