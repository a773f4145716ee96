import CGLPK

/// A linear program over bounded numbers, solved by GLPK: the most and the least that a sum can be.
///
/// One thread at a time. The same program gives the same answers: nothing in it is drawn or timed.
public final class LinearProgram {
  public struct Term: Sendable {
    public let column: Int
    public let coefficient: Double

    public init(_ column: Int, _ coefficient: Double) {
      self.column = column
      self.coefficient = coefficient
    }
  }

  /// A solution: the value of the sum, and that of each column.
  public struct Solution: Sendable {
    public let value: Double
    public let columns: [Double]

    /// The columns as whole numbers; `nil` where one is none.
    public var wholeNumbers: [Int64]? {
      var numbers: [Int64] = []
      numbers.reserveCapacity(columns.count)
      for column in columns {
        guard abs(column - column.rounded()) < 1e-6 else { return nil }
        numbers.append(Int64(column.rounded()))
      }
      return numbers
    }
  }

  private let problem: OpaquePointer
  private let columnCount: Int
  private var objective: [Int] = []

  /// - Parameter columns: the bounds of each.
  public init(columns: [ClosedRange<Double>]) {
    glp_term_out(GLP_OFF)
    problem = glp_create_prob()
    columnCount = columns.count
    if columnCount > 0 { glp_add_cols(problem, Int32(columnCount)) }
    for (index, bounds) in columns.enumerated() { set(index, to: bounds) }
  }

  deinit { glp_delete_prob(problem) }

  /// Puts other bounds on a column.
  public func set(_ column: Int, to bounds: ClosedRange<Double>) {
    let kind = bounds.lowerBound == bounds.upperBound ? GLP_FX : GLP_DB
    glp_set_col_bnds(problem, Int32(column + 1), kind, bounds.lowerBound, bounds.upperBound)
  }

  /// Adds the condition that a sum lies between two numbers; `nil` is no bound.
  ///
  /// - Returns: the number of the condition.
  @discardableResult
  public func add(_ terms: [Term], from low: Double?, to high: Double?) -> Int32 {
    let row = glp_add_rows(problem, 1)
    replace(row, terms, from: low, to: high)
    return row
  }

  /// How many conditions there are.
  public var rowCount: Int32 { glp_get_num_rows(problem) }

  /// Takes away the conditions that were added since there were so many.
  public func removeRows(from kept: Int32) {
    guard rowCount > kept else { return }
    let rows = [0] + Array(kept + 1...rowCount)
    glp_del_rows(problem, rowCount - kept, rows)
  }

  /// Puts another condition in the place of one.
  public func replace(_ row: Int32, _ terms: [Term], from low: Double?, to high: Double?) {
    bound(row, from: low, to: high)
    let indices = [0] + terms.map { Int32($0.column + 1) }
    let coefficients = [0] + terms.map(\.coefficient)
    glp_set_mat_row(problem, row, Int32(terms.count), indices, coefficients)
  }

  /// Puts other bounds on the sum of a condition.
  public func bound(_ row: Int32, from low: Double?, to high: Double?) {
    switch (low, high) {
    case (let low?, let high?): glp_set_row_bnds(problem, row, low == high ? GLP_FX : GLP_DB, low, high)
    case (let low?, nil): glp_set_row_bnds(problem, row, GLP_LO, low, 0)
    case (nil, let high?): glp_set_row_bnds(problem, row, GLP_UP, 0, high)
    case (nil, nil): glp_set_row_bnds(problem, row, GLP_FR, 0, 0)
    }
  }

  /// The most, or the least, that a sum can be; `nil` where nothing satisfies the conditions.
  public func extreme(of terms: [Term], largest: Bool) -> Solution? {
    extreme(of: terms, largest: largest, method: GLP_PRIMAL)
  }

  private func extreme(of terms: [Term], largest: Bool, method: Int32) -> Solution? {
    setObjective(terms, largest: largest)
    return solve(method)
  }

  private func setObjective(_ terms: [Term], largest: Bool) {
    for column in objective { glp_set_obj_coef(problem, Int32(column + 1), 0) }
    objective = terms.map(\.column)
    for term in terms { glp_set_obj_coef(problem, Int32(term.column + 1), term.coefficient) }
    glp_set_obj_dir(problem, largest ? GLP_MAX : GLP_MIN)
  }

  private func solve(_ method: Int32) -> Solution? {
    var options = glp_smcp()
    glp_init_smcp(&options)
    options.msg_lev = GLP_MSG_OFF
    options.meth = method
    if glp_simplex(problem, &options) != 0 {
      // A basis that has gone stale: from the start again.
      glp_std_basis(problem)
      guard glp_simplex(problem, &options) == 0 else { return nil }
    }
    guard glp_get_status(problem) == GLP_OPT else { return nil }
    return Solution(
      value: glp_get_obj_val(problem), columns: (1...max(1, columnCount)).map { glp_get_col_prim(problem, Int32($0)) })
  }

  /// The least that a sum of columns with prices of 0 or more can be, from all columns at their lower bounds: a solution
  /// that moves few columns is found in few steps, however many there are.
  public func cheapest(_ prices: [Double]) -> Solution? {
    glp_std_basis(problem)
    return extreme(of: prices.enumerated().map { Term($0, $1) }, largest: false, method: GLP_DUALP)
  }

  /// The least after conditions were added to what `cheapest` solved: on from where it ended.
  public func cheapestAgain() -> Solution? { solve(GLP_DUALP) }

  /// Some solution in whole numbers, after `extreme` or `cheapest` and near what it found.
  ///
  /// - Returns: `nil` where there is none, or none was found within so many branches.
  public func anyWhole(branches: Int32 = 200) -> Solution? {
    for column in 1...max(1, columnCount) { glp_set_col_kind(problem, Int32(column), GLP_IV) }
    defer { for column in 1...max(1, columnCount) { glp_set_col_kind(problem, Int32(column), GLP_CV) } }
    var options = glp_iocp()
    glp_init_iocp(&options)
    options.msg_lev = GLP_MSG_OFF
    // The first that is found will do.
    options.mip_gap = 1e9
    options.cb_func = { tree, most in
      var branches: Int32 = 0
      glp_ios_tree_size(tree, nil, nil, &branches)
      if branches > most!.load(as: Int32.self) { glp_ios_terminate(tree) }
    }
    var most = branches
    withUnsafeMutablePointer(to: &most) {
      options.cb_info = UnsafeMutableRawPointer($0)
      _ = glp_intopt(problem, &options)
    }
    guard [GLP_OPT, GLP_FEAS].contains(glp_mip_status(problem)) else { return nil }
    return Solution(
      value: glp_mip_obj_val(problem), columns: (1...max(1, columnCount)).map { glp_mip_col_val(problem, Int32($0)) })
  }
}
