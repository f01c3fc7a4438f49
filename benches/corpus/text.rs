//! French-looking prose from word lists: enough accents, apostrophes, markup and variety that a Markdown
//! parser, an escaper and a template engine do their everyday work.
//!
//! It aims at realistic bytes, never at meaning: nothing here is about a real commune.

use std::fmt::Write as _;

/// A small seeded generator (xorshift64*), so that the corpus needs no dependency and never changes.
pub(crate) struct Dice(u64);

impl Dice {
    /// Starts a sequence; equal seeds give equal sequences.
    pub(crate) fn new(seed: u64) -> Self {
        // A xorshift state must not be zero, and neighbouring seeds must not give neighbouring texts.
        Dice((seed ^ 0x9E37_79B9_7F4A_7C15).wrapping_mul(0xBF58_476D_1CE4_E5B9) | 1)
    }

    /// The next number in `0..limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize) % limit
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const SUBJECTS: &[&str] = &[
    "le conseil municipal",
    "la commission de la voirie",
    "l’équipe enseignante",
    "le comité des fêtes",
    "la médiathèque",
    "le service de l’urbanisme",
    "la communauté de communes",
    "l’agence postale",
    "le centre communal d’action sociale",
    "l’association des parents d’élèves",
    "la bibliothèque de prêt",
    "le club de pelote",
    "le foyer rural",
    "la maison des jeunes",
    "l’école élémentaire",
    "le marché du samedi",
    "le syndicat des eaux",
    "l’harmonie municipale",
    "la police rurale",
    "le relais petite enfance",
];

const VERBS: &[&str] = &[
    "présente",
    "prépare",
    "a décidé de renouveler",
    "vous invite à découvrir",
    "poursuit",
    "accompagne",
    "met à la disposition des habitants",
    "renforce",
    "rappelle l’intérêt de",
    "a voté",
    "réorganise",
    "ouvre",
    "propose de nouveau",
    "souhaite élargir",
    "achèvera avant l’été",
    "étudie avec les riverains",
    "soutient",
];

const OBJECTS: &[&str] = &[
    "le programme d’entretien des chemins",
    "la rénovation de la salle des fêtes",
    "les ateliers du mercredi",
    "l’accueil des nouveaux arrivants",
    "le dispositif d’aide à la mobilité",
    "la collecte des déchets verts",
    "les inscriptions à la cantine et à la garderie",
    "la restauration du lavoir",
    "le sentier de découverte",
    "l’éclairage public à détection",
    "une boîte à livres près de l’église",
    "le plan communal de sauvegarde",
    "la plantation de haies champêtres",
    "les permanences du conciliateur de justice",
    "le chantier de l’école",
    "la navette vers la gare",
    "le forum des associations",
    "les travaux d’assainissement du bourg",
];

const ENDINGS: &[&str] = &[
    "jusqu’à la fin de l’année",
    "dans l’ensemble des quartiers",
    "à partir du mois prochain",
    "en lien avec les communes voisines",
    "sous réserve de l’accord de la préfecture",
    "sans frais pour les familles",
    "dès l’ouverture du secrétariat",
    "après une réunion publique très suivie",
    "avec l’aide du Département",
    "malgré la hausse des coûts",
    "pour réduire la consommation d’énergie",
    "comme le prévoit le budget primitif",
    "afin que chacun puisse s’exprimer",
    "le long de l’ancienne voie ferrée",
    "entre la mairie et le stade",
];

const HEADINGS: &[&str] = &[
    "Ce qui change",
    "Calendrier prévisionnel",
    "Comment participer",
    "Les lieux concernés",
    "Questions fréquentes",
    "Un projet partagé",
    "Pièces à fournir",
    "Le coût et les aides",
    "Horaires et accès",
    "Pour aller plus loin",
    "Les étapes suivantes",
    "Qui contacter",
    "L’avis de la commission",
    "Circulation et stationnement",
];

const TOPICS: &[&str] = &[
    "Travaux",
    "Réunion publique",
    "Inscriptions",
    "Nouveaux horaires",
    "Enquête publique",
    "Bilan",
    "Exposition",
    "Collecte solidaire",
    "Permanence",
    "Appel à bénévoles",
    "Fermeture temporaire",
    "Budget",
    "Concertation",
];

const PLACES: &[&str] = &[
    "la rue des Tilleuls",
    "l’école des Genêts",
    "la place du Marché",
    "le quartier du Hournat",
    "l’étang communal",
    "la salle polyvalente",
    "la route de la Forêt",
    "le bourg",
    "la médiathèque",
    "le stade municipal",
    "les berges du ruisseau",
    "la chapelle Saint-Roch",
    "le cimetière",
    "l’ancien moulin",
    "la maison de santé",
];

/// A title such as « Travaux : l’étang communal ».
pub(crate) fn title(dice: &mut Dice) -> String {
    format!("{}\u{a0}: {}", dice.pick(TOPICS), dice.pick(PLACES))
}

/// One sentence without markup, as a description carries it.
pub(crate) fn sentence(dice: &mut Dice) -> String {
    let subject = dice.pick(SUBJECTS);
    let mut letters = subject.chars();
    let first = letters.next().map_or_else(String::new, |letter| letter.to_uppercase().collect());
    format!(
        "{first}{} {} {} {}.",
        letters.as_str(),
        dice.pick(VERBS),
        dice.pick(OBJECTS),
        dice.pick(ENDINGS)
    )
}

/// A Markdown body: paragraphs, three sections, a list, and on some pages a table and a quotation.
/// `links` are addresses of pages of the same site; each is linked once.
pub(crate) fn body(dice: &mut Dice, links: &[String]) -> String {
    let mut out = String::with_capacity(4096);
    let mut links = links.iter();
    let first_heading = dice.below(HEADINGS.len());
    paragraph(dice, &mut out, links.next());
    for section in 0..2 {
        // Consecutive headings of the list, so that no page has the same heading twice.
        let heading = HEADINGS[(first_heading + section) % HEADINGS.len()];
        let _ = write!(out, "## {heading}\n\n");
        paragraph(dice, &mut out, links.next());
        match (section, dice.below(3)) {
            (0, _) => list(dice, &mut out),
            (1, 0) => table(dice, &mut out),
            (1, 1) => {
                let _ = write!(out, "> {}\n\n", sentence(dice));
            }
            _ => paragraph(dice, &mut out, links.next()),
        }
    }
    let _ = write!(out, "### En résumé\n\n{} {}\n", sentence(dice), sentence(dice));
    out
}

fn paragraph(dice: &mut Dice, out: &mut String, link: Option<&String>) {
    for number in 0..2 {
        match (number, link, dice.below(4)) {
            (1, Some(address), _) => {
                let _ = write!(out, "Voir aussi [{}]({address}). ", dice.pick(PLACES));
            }
            (_, _, 0) => {
                let _ = write!(
                    out,
                    "{} **{}**, {}. ",
                    dice.pick(TOPICS),
                    dice.pick(OBJECTS),
                    dice.pick(ENDINGS)
                );
            }
            (_, _, 1) => {
                let _ =
                    write!(out, "À noter\u{a0}: *{}* {}. ", dice.pick(PLACES), dice.pick(ENDINGS));
            }
            _ => {
                out.push_str(&sentence(dice));
                out.push(' ');
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.push_str("\n\n");
}

fn list(dice: &mut Dice, out: &mut String) {
    for _ in 0..3 + dice.below(2) {
        let _ = writeln!(out, "- {}, {}\u{a0};", dice.pick(OBJECTS), dice.pick(ENDINGS));
    }
    out.push('\n');
}

fn table(dice: &mut Dice, out: &mut String) {
    out.push_str("| Jour | Lieu | Horaire |\n| --- | --- | --- |\n");
    for day in ["Lundi", "Mardi", "Mercredi", "Vendredi"] {
        let opening = 8 + dice.below(4);
        let _ =
            writeln!(out, "| {day} | {} | {opening} h – {} h |", dice.pick(PLACES), opening + 4);
    }
    out.push('\n');
}
