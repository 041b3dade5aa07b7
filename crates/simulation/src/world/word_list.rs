//! The words invented names and addresses are made of. Nobody real may be in them: company names are put
//! together by chance, telephone numbers come from the ranges kept for fiction, addresses end in `.example`.

/// What a French company does.
pub(super) const TRADES: &[&str] = &[
    "Menuiserie",
    "Transports",
    "Imprimerie",
    "Fonderie",
    "Chaudronnerie",
    "Cartonnages",
    "Conserverie",
    "Scierie",
    "Verrerie",
    "Tôlerie",
    "Brasserie",
    "Laboratoires",
    "Ateliers",
    "Charpentes",
    "Serrurerie",
    "Miroiterie",
    "Plasturgie",
    "Filature",
    "Tannerie",
    "Minoterie",
    "Biscuiterie",
    "Peintures",
    "Carrières",
    "Pépinières",
    "Chantiers",
    "Entrepôts",
    "Papeterie",
    "Mécanique",
    "Décolletage",
    "Emballages",
];

/// What it is named after.
pub(super) const PLACES: &[&str] = &[
    "du Marais Vert",
    "des Trois Vallées",
    "de la Roseraie",
    "du Vieux Lavoir",
    "des Quatre Vents",
    "de la Grande Lande",
    "du Pont Rouge",
    "des Hautes Terres",
    "de Bellefontaine",
    "du Val Doré",
    "des Deux Rives",
    "de la Combe Noire",
    "du Grand Chêne",
    "de Pierreblanche",
    "des Sablons",
    "de la Croix Verte",
    "du Moulin Neuf",
    "des Épinettes",
    "de Clairval",
    "du Cap Gris",
];

/// The forms of a company.
pub(super) const FORMS: &[&str] = &["SAS", "SARL", "SA", "EURL", "SASU"];

/// First words of companies abroad.
pub(super) const WORDS_ABROAD: &[&str] = &[
    "Harrowdale",
    "Blue Mesa",
    "Thornwick",
    "Silverbrook",
    "Larkfield",
    "Cedar Point",
    "Ashcombe",
    "Redgate",
];

/// Second words of companies abroad.
pub(super) const TRADES_ABROAD: &[&str] = &[
    "Fittings",
    "Interiors",
    "Supply",
    "Works",
    "Trading",
    "Design",
];

/// Streets.
pub(super) const STREETS: &[&str] = &[
    "rue des Tilleuls",
    "avenue de la Gare",
    "rue du Port",
    "zone artisanale des Prés",
    "boulevard Circulaire",
    "rue de l’Industrie",
    "chemin des Carrières",
    "place du Marché",
    "allée des Érables",
    "rue Haute",
];

/// Towns with their post codes.
pub(super) const TOWNS: &[(&str, &str)] = &[
    ("69003", "Lyon"),
    ("44000", "Nantes"),
    ("33000", "Bordeaux"),
    ("59000", "Lille"),
    ("31000", "Toulouse"),
    ("35000", "Rennes"),
    ("21000", "Dijon"),
    ("37000", "Tours"),
    ("63000", "Clermont-Ferrand"),
    ("76600", "Le Havre"),
    ("38000", "Grenoble"),
    ("51100", "Reims"),
    ("42000", "Saint-Étienne"),
    ("87000", "Limoges"),
    ("86000", "Poitiers"),
];

/// Family names for contacts.
pub(super) const FAMILY_NAMES: &[&str] = &[
    "Aubrac",
    "Berlioux",
    "Castagnet",
    "Delormeau",
    "Esparvin",
    "Fauvelle",
    "Grandjoux",
    "Hauterel",
    "Jolivert",
    "Kerbrennec",
    "Lamboley",
    "Mauvoisin",
    "Noirclair",
    "Ormesson-Ver",
    "Péricard",
    "Quintaud",
    "Roquelin",
    "Sauvageot-Lys",
    "Tavernay",
    "Valcourbe",
];

/// The range of mobiles kept for fiction, without the last four digits.
pub(super) const FICTION_MOBILES: &str = "+33 6 39 98 ";

/// Telephone numbers of the ranges kept for fiction, without their last four digits.
pub(super) const FICTION_PHONES: &[&str] = &[
    "+33 1 99 00",
    "+33 2 61 91",
    "+33 3 53 01",
    "+33 4 65 71",
    "+33 5 36 49",
];
