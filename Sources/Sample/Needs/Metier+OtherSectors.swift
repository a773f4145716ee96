/// The métiers of the land, of trade, of hotels and restaurants, of building and of industry.
extension Metier {
  static let ofOtherSectors = ofTheLand + ofTrade + ofHotels + ofBuilding + ofIndustry

  private static let ofTheLand = [
    Metier("A0Z40", "Ouvriers et salariés agricoles", "Z", .agriculture, 75, "A1401", "A1416"),
    Metier("A0Z41", "Éleveurs salariés", "Z", .agriculture, 4, "A1403"),
    Metier("A0Z42", "Bûcherons et élagueurs salariés", "Z", .agriculture, 3, "A1201"),
    Metier("A0Z43", "Conducteurs d'engins agricoles", "Z", .agriculture, 5, "A1101"),
    Metier("A1Z40", "Maraîchers et horticulteurs salariés", "Z", .agriculture, 28, "A1414", "A1402"),
    Metier("A1Z41", "Jardiniers et paysagistes", "Z", .agriculture, 20, "A1203"),
    Metier("A1Z42", "Viticulteurs, arboriculteurs et cueilleurs", "Z", .agriculture, 95, "A1405", "A1401"),
    Metier("A2Z70", "Techniciens agricoles", "T", .agriculture, 3, "A1301"),
    Metier("A3Z40", "Marins et pêcheurs salariés", "Z", .agriculture, 4, "N3102"),
  ]

  private static let ofTrade = [
    Metier("R0Z60", "Employés de libre-service", "V", .commerce, 34, "D1507"),
    Metier("R0Z61", "Caissiers", "V", .commerce, 25, "D1505"),
    Metier("R1Z60", "Vendeurs de produits alimentaires", "V", .commerce, 20, "D1106", "D1105"),
    Metier("R1Z61", "Vendeurs d'ameublement et de bricolage", "V", .commerce, 9, "D1212"),
    Metier("R1Z62", "Vendeurs d'habillement, de luxe et de loisirs", "V", .commerce, 28, "D1214", "D1211"),
    Metier("R1Z63", "Vendeurs de gros", "V", .commerce, 7, "D1213"),
    Metier("R1Z66", "Vendeurs généralistes", "V", .commerce, 12, "D1211"),
    Metier("R1Z67", "Télévendeurs", "V", .commerce, 11, "D1408"),
    Metier("R2Z80", "Attachés commerciaux", "V", .commerce, 18, "D1402", "D1403"),
    Metier("R2Z83", "Représentants auprès des particuliers", "V", .commerce, 13, "D1403"),
    Metier("R3Z80", "Maîtrise des magasins", "V", .commerce, 9, "D1502"),
    Metier("R3Z82", "Gérants de magasin salariés", "V", .commerce, 5, "D1301"),
    Metier("R4Z90", "Cadres commerciaux", "C", .commerce, 11, "D1406"),
    Metier("R4Z91", "Cadres des magasins", "C", .commerce, 4, "D1504"),
    Metier("R4Z92", "Acheteurs", "C", .commerce, 3, "M1101"),
    Metier("S0Z40", "Bouchers", "Z", .commerce, 5, "D1101"),
    Metier("S0Z41", "Charcutiers et traiteurs", "Z", .commerce, 2, "D1103"),
    Metier("S0Z42", "Boulangers et pâtissiers", "Z", .commerce, 9, "D1102", "D1104"),
    Metier("G0B40", "Mécaniciens d'automobiles", "Z", .commerce, 10, "I1604"),
    Metier("G0B41", "Carrossiers", "Z", .commerce, 5, "I1606"),
  ]

  private static let ofHotels = [
    Metier("S0Z20", "Apprentis de l'alimentation", "Z", .chr, 4),
    Metier("S1Z20", "Aides de cuisine et employés polyvalents", "V", .chr, 80, "G1603", "G1605"),
    Metier("S1Z40", "Cuisiniers", "V", .chr, 42, "G1602"),
    Metier("S1Z80", "Chefs de cuisine", "V", .chr, 8, "G1601"),
    Metier("S2Z60", "Employés de l'hôtellerie", "V", .chr, 44, "G1501", "G1502"),
    Metier("S2Z61", "Serveurs de cafés et de restaurants", "V", .chr, 86, "G1803", "G1801"),
    Metier("S2Z80", "Réceptionnistes d'hôtel", "V", .chr, 17, "G1703"),
    Metier("S2Z81", "Maîtrise de l'hôtellerie", "V", .chr, 6, "G1401"),
    Metier("S3Z90", "Cadres de l'hôtellerie", "C", .chr, 3, "G1402"),
  ]

  private static let ofBuilding = [
    Metier("B0Z20", "Manœuvres des travaux publics", "O", .construction, 7, "F1702"),
    Metier("B0Z21", "Manœuvres du gros œuvre", "O", .construction, 13, "F1704"),
    Metier("B1Z40", "Ouvriers qualifiés des travaux publics", "O", .construction, 5, "F1702"),
    Metier("B2Z40", "Maçons", "O", .construction, 17, "F1703"),
    Metier("B2Z43", "Charpentiers du bois", "O", .construction, 3, "F1503"),
    Metier("B2Z44", "Couvreurs", "O", .construction, 4, "F1610"),
    Metier("B3Z20", "Manœuvres du second œuvre", "O", .construction, 12, "F1604", "F1606"),
    Metier("B4Z41", "Plombiers et chauffagistes", "O", .construction, 10, "F1603"),
    Metier("B4Z42", "Menuisiers du bâtiment", "O", .construction, 9, "F1607"),
    Metier("B4Z43", "Électriciens du bâtiment", "O", .construction, 11, "F1602"),
    Metier("B4Z44", "Peintres du bâtiment", "O", .construction, 8, "F1606"),
    Metier("B5Z40", "Conducteurs d'engins de chantier", "O", .construction, 4, "F1302"),
    Metier("B6Z73", "Chefs de chantier", "T", .construction, 6, "F1202"),
    Metier("B7Z91", "Ingénieurs du bâtiment", "C", .construction, 4, "F1106"),
  ]

  private static let ofIndustry = [
    Metier("C0Z20", "Ouvriers de l'électricité et de l'électronique", "I", .industry, 3, "H2602"),
    Metier("C2Z70", "Techniciens de l'électricité", "T", .industry, 4, "H1209"),
    Metier("D1Z40", "Régleurs et usineurs", "I", .industry, 3, "H2912"),
    Metier("D2Z40", "Chaudronniers et tôliers", "I", .industry, 4, "H2902"),
    Metier("D2Z42", "Soudeurs", "I", .industry, 5, "H2913"),
    Metier("D4Z40", "Monteurs et ajusteurs de la mécanique", "I", .industry, 3, "H2909"),
    Metier("D6Z70", "Dessinateurs de la mécanique", "T", .industry, 2, "H1203"),
    Metier("E0Z20", "Ouvriers du traitement de l'eau et des matériaux", "I", .industry, 2, "H2301"),
    Metier("E0Z21", "Ouvriers des industries alimentaires", "I", .industry, 12, "H2102"),
    Metier("E0Z24", "Ouvriers de l'emballage", "I", .industry, 18, "H3302"),
    Metier("E1Z42", "Pilotes d'installation alimentaire", "I", .industry, 5, "H2102"),
    Metier("E2Z70", "Techniciens des industries de process", "T", .industry, 6, "H1503"),
    Metier("F1Z40", "Couturiers et tapissiers", "I", .industry, 2, "B1803"),
    Metier("F3Z41", "Menuisiers et ébénistes d'atelier", "I", .industry, 2, "H2206"),
    Metier("F4Z41", "Ouvriers de l'imprimerie", "I", .industry, 2, "E1301"),
    Metier("H0Z90", "Ingénieurs de production", "C", .industry, 5, "H2502"),
    Metier("K0Z40", "Artisans d'art", "Z", .industry, 2, "B1101"),
  ]
}
