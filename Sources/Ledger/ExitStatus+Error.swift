import Aggregate
import Definition
import Export
public import Failures
import Formats
import Glibc
import Ingest

extension ExitStatus {
  /// The exit code of an error that ended a command.
  public static func of(_ error: any Error) -> ExitStatus {
    switch error {
    case let failure as RunFailure: failure.status
    case is DefinitionError, is TableFailure: .badDefinition
    case let failure as FileFailure:
      ["open", "read", "open the folder"].contains(failure.doing) ? .noInput : .cannotWrite
    case is UnreadableFile, is EncodingConflict, is ArchiveFailure, is TextFailure, is ZipError, is WorkbookError,
      is XMLError:
      .badData
    case is DatabaseFailure: .unavailable
    case is FormFailure: .cannotWrite
    default: .bug
    }
  }
}
