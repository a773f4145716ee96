import Failures

/// Every exit code, and what to do about it.
func exitCodesPage() -> String {
  var page = Markdown(
    "Exit codes",
    "But for 0 and 1 nothing is published, and what was published stays. The codes from 64 on are those of BSD's sysexits where "
      + "it has one; 130 and 143 are 128 and the signal.")
  page.table(
    ["Code", "Meaning", "What to do"],
    ExitStatus.allCases.map { ["\($0.rawValue)", $0.meaning, $0.remedy] })
  return page.text
}
