public import Ingest

/// The hiring declarations (DPAE): the long source. It lies in no table: its rows are spread over partitions as they are
/// read, and settled there (DOMAIN sections 2.1 to 2.3).
public enum Declarations: Delivered {
  public static let source = Source.dpae
}

struct DeclarationFields: Sendable {
  static let of = DeclarationFields()

  let siret, hireDate, contract, endDate, creationDate, naf, commune, postcode: Field
  let nationalIdentifier, nir, nirKey, soughtROME, organisme, testIndicator: Field
  let list: FieldList

  init() {
    var list = FieldList()
    siret = list.required("siret")
    hireDate = list.required("hire_date")
    contract = list.required("contract")
    endDate = list.optional("end_date")
    creationDate = list.optional("creation_date")
    naf = list.optional("naf")
    commune = list.optional("commune")
    postcode = list.optional("postcode")
    nationalIdentifier = list.optional("national_id")
    nir = list.optional("nir")
    nirKey = list.optional("nir_key")
    soughtROME = list.optional("sought_rome")
    organisme = list.optional("organisme")
    testIndicator = list.optional("test_indicator")
    self.list = list
  }
}
