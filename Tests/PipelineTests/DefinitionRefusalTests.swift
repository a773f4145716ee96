import Testing

@Suite struct `A definition is refused` {
  @Test func `with every problem that one reading can find, each at its place`() throws {
    let found = try refusal(
      top: "jobz: 2\nas_of: 2017-02-30\nrules: {cohort: 18, durable: 182 hours}",
      table: "needs: {fact: need, dimensions: [yaer], measures: [projects_low, projects]}")
    #expect(
      found == """
        pipeline.yaml:2:1: unknown key 'jobz' of the file; did you mean 'jobs'? Known: pipeline, input, output, as_of, \
        audience, jobs, inputs, ignored, rules, limits, report, publish, tables, checks, \
        known_holes, monitoring
        pipeline.yaml:3:8: as_of must be a day of the calendar, yyyy-mm-dd, not '2017-02-30'
        pipeline.yaml:4:17: cohort must be a number of months, such as '18 months', not '18'
        pipeline.yaml:4:30: durable must be a number of days, such as '182 days', not '182 hours'
        pipeline.yaml:8:36: unknown dimension 'yaer' of fact 'need'; did you mean 'year'? Known: year, region, \
        departement, bassin, family, metier
        pipeline.yaml:8:68: unknown measure 'projects' of fact 'need'; did you mean 'projects_low'? Known: \
        projects_low, projects_high, difficult_low, difficult_high, seasonal_low, seasonal_high, secret_cells
        """)
  }

  @Test(arguments: [
    "short_class: 180 days", "one_month: 182 days", "durable: 1500 days", "middle_age_to: 26 years",
    "confidence_z: 0.1", "confidence_z: 10", "plan_year: 1950", "plan_year: 2129",
  ])
  func `for no rule that lies on its bound`(rule: String) throws {
    #expect(try refusal(top: "rules: {\(rule)}") == nil)
  }

  @Test(arguments: ["inputs", "tables", "pipeline"])
  func `without its sections`(key: String) throws {
    let lines = sampleDefinition().split(separator: "\n")
    let at = try #require(lines.firstIndex { $0.hasPrefix(key) })
    let rest = lines.enumerated().filter { $0.offset != at && !($0.element.hasPrefix(" ") && $0.offset == at + 1) }
    let text = rest.map(\.element).joined(separator: "\n")
    let folder = try DefinitionFolder(["pipeline.yaml": text, "layouts/bmo.yaml": sampleLayout])
    #expect(folder.refusal()?.contains("the file has no key '\(key)'; add it") == true)
  }

  @Test(arguments: [
    ("audience: press", "unknown audience 'press'. Known: internal, public"),
    ("audience: pubic", "unknown audience 'pubic'; did you mean 'public'? Known: internal, public"),
    ("audience: [public]", "audience must be one value, not a list"),
    ("as_of: 2017-3-31", "as_of must be a day of the calendar, yyyy-mm-dd, not '2017-3-31'"),
    ("as_of:", "as_of has no value; leave the key out, or put the text in quotes"),
    ("output: ''", "output is empty; give a folder, or leave the key out"),
    ("output: ~", "output has no value; leave the key out, or put the text in quotes"),
    ("jobs: 0", "jobs must be a whole number from 1 to 256, not '0'"),
    ("jobs: +2", "jobs must be a whole number from 1 to 256, not '+2'"),
    ("jobs: 99999999999999999999", "jobs must be a whole number from 1 to 256, not '99999999999999999999'"),
    ("limits: {rejected_share: 50 %}", "rejected_share must be a number from 0.0 to 1.0, not '50 %'"),
    ("limits: {rejected_share: 1.5}", "rejected_share must be a number from 0.0 to 1.0, not '1.5'"),
    ("limits: {rejected_share: 0x1p-3}", "rejected_share must be a number from 0.0 to 1.0, not '0x1p-3'"),
    ("limits: {rejected_share: nan}", "rejected_share must be a number from 0.0 to 1.0, not 'nan'"),
    (
      "limits: {longest_line: 1048576}",
      "longest_line must be a number of bytes, such as '1048576 bytes', not '1048576'"
    ),
    ("report: {language: de}", "unknown language 'de'. Known: fr, en"),
    ("report: {langage: fr}", "unknown key 'langage' of report; did you mean 'language'?"),
    ("report: fr", "report must be keys with values (key: value), not 'fr'"),
    ("limits: []", "limits must be keys with values (key: value), not a list"),
    ("rules: {access: 6 days}", "access must be a number of months, such as '6 months', not '6 days'"),
    ("rules: {access: 0 months}", "access must lie between 1 and 120 months, not '0 months'"),
    ("rules: {access: -6 months}", "access must be a number of months, such as '1 months', not '-6 months'"),
    ("rules: {acces: 6 months}", "unknown key 'acces' of rules; did you mean 'access'?"),
    ("rules: {short_class: 200 days}", "short_class (200) must be less than medium_class (181)"),
    ("rules: {middle_age_to: 20 years}", "middle_age_from (26) must not be more than middle_age_to (20)"),
    ("rules: {interim_naf: [78.20Z]}", "'78.20Z' is no NAF code: four digits and a capital letter, such as 7820Z"),
    ("rules: {interim_naf: [\"7*\"]}", "'7*' is no NAF code"),
    ("rules: {interim_naf: [\"78*Z\"]}", "'78*Z' is no NAF code"),
    ("rules: {interim_naf: [78201Z]}", "'78201Z' is no NAF code: four digits and a capital letter, such as 7820Z"),
    ("rules: {short_class: 181 days}", "short_class (181) must be less than medium_class (181)"),
    ("rules: {medium_class: 1500 days}", "medium_class (1500) must be less than longest_duration (1500)"),
    ("rules: {confidence_z: 0.09}", "confidence_z must be a number from 0.1 to 10.0, not '0.09'"),
    ("rules: {confidence_z: 10.5}", "confidence_z must be a number from 0.1 to 10.0, not '10.5'"),
    ("rules: {plan_year: 1949}", "plan_year must be a whole number from 1950 to 2129, not '1949'"),
    ("rules: {plan_year: 2130}", "plan_year must be a whole number from 1950 to 2129, not '2130'"),
    ("rules: {prealable: POEI}", "prealable must be a list such as [a, b], not 'POEI'"),
    ("rules: {prealable: [POEI, POEI]}", "'POEI' stands twice in prealable"),
  ])
  func `for a value that makes no sense`(top: String, message: String) throws {
    let found = try #require(try refusal(top: top))
    #expect(found.hasPrefix("pipeline.yaml:2:"))
    #expect(found.contains(": " + message))
  }

  @Test(arguments: [
    ("dpa: {files: [a], layouts: [bmo]}", "unknown source 'dpa'; did you mean 'dpae'? Known: dpae, training, costs"),
    ("needs: {layouts: [bmo]}", "needs has no key 'files'; add it"),
    ("needs: {files: [bmo/*.csv]}", "needs has no key 'layouts'; add it"),
    ("needs: {files: [], layouts: [bmo]}", "files is empty; give at least one glob such as dpae/*.csv.gz"),
    ("needs: {files: [a], layouts: []}", "layouts is empty; name at least one. Known: bmo"),
    ("needs: {files: a, layouts: [bmo]}", "files must be a list such as [a, b], not 'a'"),
    ("needs: {files: [a, a], layouts: [bmo]}", "'a' stands twice in files"),
    ("needs: {files: [/etc/*], layouts: [bmo]}", "the glob '/etc/*' must lead down from the input folder"),
    ("needs: {files: [../a], layouts: [bmo]}", "the glob '../a' must lead down from the input folder"),
    ("needs: {files: [a/b**], layouts: [bmo]}", "in the glob 'a/b**' a '**' must stand for whole folders"),
    ("needs: {files: [a/**], layouts: [bmo]}", "in the glob 'a/**' a '**' must stand for whole folders"),
    ("needs: {files: [a], layouts: [bmo], undated: maybe}", "unknown undated 'maybe'. Known: accept"),
    ("needs: {files: [a], layouts: [bmo, bmo]}", "'bmo' stands twice in layouts"),
    ("needs: {files: [a], layouts: [bm]}", "unknown layout 'bm'; did you mean 'bmo'? Known: bmo"),
    ("needs: {files: [a], layouts: [../pipeline]}", "unknown layout '../pipeline'. Known: bmo"),
    ("dpae: {files: [a], layouts: [bmo]}", "layout 'bmo' is of source 'needs', not of 'dpae'"),
    ("needs: {files: [a], layouts: [bmo], optional: yes}", "optional must be true or false, not 'yes'"),
    ("needs: {files: [a], layouts: [bmo], glob: b}", "unknown key 'glob' of needs. Known: files, exclude"),
  ])
  func `for an input that makes no sense`(input: String, message: String) throws {
    let found = try #require(try refusal(inputs: input))
    #expect(found.hasPrefix("pipeline.yaml:3:"))
    #expect(found.contains(": " + message))
  }

  @Test(arguments: [
    ("needs: {}", "needs has no key 'fact'; add it"),
    (
      "needs: {fact: neeed}",
      "unknown fact 'neeed'; did you mean 'need'? Known: leaver, leaver-month, exit, entry, hire, need"
    ),
    ("needs: {fact: need, measures: [projects_low]}", "needs has no key 'dimensions'; add it"),
    (
      "needs: {fact: need, dimensions: [year], measures: []}",
      "measures is empty; name at least one. Known: projects_low"
    ),
    ("needs: {fact: need, dimensions: [], measures: [projects_low]}", "dimensions is empty; name at least one"),
    ("needs: {fact: need, dimensions: [year, year], measures: [projects_low]}", "'year' stands twice in dimensions"),
    (
      "needs: {fact: need, dimensions: [year], measures: [projects_low, projects_low]}",
      "'projects_low' stands twice in measures"
    ),
    (
      "needs: {fact: need, dimensions: [year], measures: [access_rate]}",
      "unknown measure 'access_rate' of fact 'need'. Known: projects_low"
    ),
    (
      "needs: {fact: need, dimensions: [year], measures: [projects_low], margins: [region]}",
      "unknown dimension 'region' of the table. Known: year"
    ),
    (
      "needs: {fact: need, dimensions: [year], measures: [projects_low], margins: every}",
      "margins must be all, none or a list of dimensions of the table, not 'every'"
    ),
    (
      "needs: {fact: need, dimensions: [year], measures: [projects_low], where: {regin: 93}}",
      "unknown dimension 'regin' of fact 'need'; did you mean 'region'?"
    ),
    (
      "needs: {fact: need, dimensions: [year], measures: [projects_low], where: {region: [93]}}",
      "region must be one value, not a list"
    ),
    ("Needs!: {fact: need}", "the name 'Needs!' must be small letters, digits and '-', and begin with neither"),
    ("../needs: {fact: need}", "the name '../needs' must be small letters, digits and '-', and begin with neither"),
    (
      "hires: {fact: hire, dimensions: [month], measures: [hires]}",
      "table 'hires' counts the fact 'hire', which needs the input 'dpae'; add it to inputs"
    ),
    (
      "curve: {fact: leaver-month, dimensions: [sex], measures: [leavers]}",
      "a table of fact 'leaver-month' needs the dimension 'month_since_exit'"
    ),
    (
      "curve: {fact: leaver-month, dimensions: [month_since_exit], measures: [leavers], margins: all}",
      "'month_since_exit' can have no margin: a leaver stands in each of its months; list the other dimensions"
    ),
    // The rows of these tables are made together; another shape gave other rows, or zeros.
    (
      "faps: {fact: need-and-hire-by-fap, dimensions: [fap, year], measures: [hires_weighted]}",
      "a table of fact 'need-and-hire-by-fap' has the dimensions [year, fap], all of them and in this order"
    ),
    (
      "faps: {fact: need-and-hire-by-fap, dimensions: [year, fap], measures: [hires_weighted], margins: all}",
      "a table of fact 'need-and-hire-by-fap' has no margins"
    ),
    (
      "faps: {fact: need-and-hire-by-fap, dimensions: [year, fap], measures: [hires_weighted], where: {fap: A0Z40}}",
      "unknown dimension 'fap' of fact 'need-and-hire-by-fap'. Known: year"
    ),
    (
      "faps: {fact: need-and-hire-by-fap, dimensions: [year, fap], measures: [hires]}",
      "unknown measure 'hires' of fact 'need-and-hire-by-fap'"
    ),
    (
      "plan: {fact: plan-month, dimensions: [month], measures: [entries], where: {month: 2016-03}}",
      "a table of fact 'plan-month' has no 'where'"
    ),
    (
      "figures: {fact: key-figure, dimensions: [figure], measures: [value], margins: all}",
      "a table of fact 'key-figure' has no margins"
    ),
  ])
  func `for a table that makes no sense`(table: String, message: String) throws {
    let found = try #require(try refusal(table: table))
    #expect(found.hasPrefix("pipeline.yaml:5:"))
    #expect(found.contains(": " + message))
  }
}
