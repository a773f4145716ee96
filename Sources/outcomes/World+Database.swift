import Logging
import Road

#if PostgreSQL
  import PostgreSQL
#endif

extension World {
  /// The real world, with the database that this program was built with.
  static func withDatabase(log: Logger) -> World {
    var world = World.real(log: log)
    #if PostgreSQL
      world.openDatabase = { PostgreSQL($0) }
    #endif
    return world
  }
}
