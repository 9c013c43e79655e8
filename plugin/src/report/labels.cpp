// The words themselves, one block a language. A label that a language forgot is empty, and labels_test.cpp finds it.
#include "report/labels.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace caveat::report {
namespace {

constexpr std::array<std::string_view, 11> kReasons = {"none",     "minor",           "two-medium",    "high",
                                                      "critical", "three-high-exposure", "two-unbounded", "three-critical",
                                                       "waived",   "not-a-contract",  "undetermined"};

constexpr Labels kEnglish = {
    .colon = ": ",
    .report_title = "Contract risk report",
    .lane = {"Nothing found to negotiate", "Negotiate before signing", "Legal review before signing", "Do not sign as it stands"},
    .lane_incomplete = "Not fully read: no verdict",
    .reason = {"No rule found a risk.", "Only minor points; nothing that has to be negotiated.",
               "Two or more points of medium severity.", "At least one point of high severity.",
               "At least one critical clause: it needs a lawyer's answer, not only a buyer's.",
               "Three or more serious points where harm is not bounded by the price (liability, data, rights, exit).",
               "Critical clauses in two areas where one clause can cost more than the contract is worth.",
               "Three or more critical clauses, each found with high confidence.",
               "Everything that was found has been waived; see the waivers and until when they run.",
               "This text does not read like a contract; there is nothing to sign.",
               "An important protection could be neither found nor ruled out: look for it by hand."},
    .risk = "risk",
    .severity = {"Info", "Low", "Medium", "High", "Critical"},
    .severity_count = {{{"{n} info", "{n} info"},
                        {"{n} low", "{n} low"},
                        {"{n} medium", "{n} medium"},
                        {"{n} high", "{n} high"},
                        {"{n} critical", "{n} critical"}}},
    .confidence = "confidence",
    .confidence_level = {"low", "medium", "high"},
    .pages = {"{n} page", "{n} pages"},
    .issues = {"{n} issue", "{n} issues"},
    .places = {"{n} place", "{n} places"},
    .page_short = "p. {n}",
    .page_mark = "Page {n}",
    .page_range = "Pages {n}",
    .clause_before_number = "clause {n}",
    .top = "Read these first",
    .findings = "Findings",
    .key_terms = "Key terms",
    .summary = "Issues by area",
    .arithmetic = "How the score is made",
    .contract_text = "The contract's text",
    .not_read = "What was not read",
    .about = "About this report",
    .why = "Why it matters",
    .ask = "Ask for",
    .fallback = "Fall back to",
    .ask_in_contract_language = "Ask, in the contract's language",
    .law = "Law that may be relevant",
    .law_note = "May be relevant; this is not legal advice.",
    .law_checked = "checked {n}",
    .rule = "rule",
    .show_in_text = "Show in the text",
    .back_to_finding = "To finding {n}",
    .finding_number = "Finding {n}",
    .more_places = {"and {n} more place", "and {n} more places"},
    .truncated = "This rule reached its limit of {n} places; later ones are not listed.",
    .no_findings = "No rule of this pack found a risk in the text that was read.",
    .not_read_banner = "Part of this document was not read. Risks in it are not in this report.",
    .text_empty = "This document holds no text that could be read.",
    .page_not_read = "not read",
    .filter = "Show",
    .skip_to_findings = "Skip to the findings",
    .skip_to_text = "Skip to the contract's text",
    .term = "Term",
    .value = "Value",
    .where = "Where",
    .category = "Area",
    .total = "Total",
    .points = "Points",
    .share = "Share of the score",
    .count = "Places",
    .formula = "Score = 100 × (1 − e^(−points ÷ 100)) = {n}",
    .score_note = "Each rule counts once, by severity and confidence; repeats add little. The verdict follows from fixed rules, "
                  "never from the score alone.",
    .made_by = "Made by Caveat {n}, offline, by published rules: the same file and the same rules give the same report.",
    .not_advice = "This report is not legal advice. What no rule describes, it does not see.",
    .policy = "Policy",
    .pack_hash = "Rule pack",
    .file_hash = "File (SHA-256)",
};

constexpr Labels kFrench = {
    .colon = "\xC2\xA0: ",
    .report_title = "Rapport de risques contractuels",
    .lane = {"Aucun point à négocier relevé", "À négocier avant signature", "À faire relire par un juriste avant signature",
             "Ne pas signer en l’état"},
    .lane_incomplete = "Lecture incomplète : pas de verdict",
    .reason = {"Aucune règle n’a relevé de risque.", "Des points mineurs seulement, rien qui doive être négocié.",
               "Au moins deux points de gravité moyenne.", "Au moins un point de gravité élevée.",
               "Au moins une clause critique : la réponse relève d’un juriste, pas seulement de l’acheteur.",
               "Au moins trois points graves là où le préjudice n’est pas borné par le prix (responsabilité, données, "
               "droits, sortie).",
               "Des clauses critiques dans deux domaines où une seule clause peut coûter plus que le contrat.",
               "Au moins trois clauses critiques, chacune relevée avec une confiance élevée.",
               "Tout ce qui a été relevé fait l’objet d’une dérogation ; voir les dérogations et leur échéance.",
               "Ce texte ne se présente pas comme un contrat ; il n’y a rien à signer.",
               "Une protection importante n’a pu être ni trouvée ni exclue : à rechercher à la main."},
    .risk = "risque",
    .severity = {"Info", "Faible", "Moyen", "Élevé", "Critique"},
    .severity_count = {{{"{n} info", "{n} infos"},
                        {"{n} faible", "{n} faibles"},
                        {"{n} moyen", "{n} moyens"},
                        {"{n} élevé", "{n} élevés"},
                        {"{n} critique", "{n} critiques"}}},
    .confidence = "confiance",
    .confidence_level = {"faible", "moyenne", "élevée"},
    .pages = {"{n} page", "{n} pages"},
    .issues = {"{n} point", "{n} points"},
    .places = {"{n} passage", "{n} passages"},
    .page_short = "p. {n}",
    .page_mark = "Page {n}",
    .page_range = "Pages {n}",
    .clause_before_number = "art. {n}",
    .top = "À lire en premier",
    .findings = "Points relevés",
    .key_terms = "Conditions clés",
    .summary = "Points par domaine",
    .arithmetic = "Le calcul du score",
    .contract_text = "Texte du contrat",
    .not_read = "Ce qui n’a pas été lu",
    .about = "À propos de ce rapport",
    .why = "Pourquoi c’est important",
    .ask = "À demander",
    .fallback = "Position de repli",
    .ask_in_contract_language = "La demande dans la langue du contrat",
    .law = "Textes qui peuvent être pertinents",
    .law_note = "Peut être pertinent ; ceci n’est pas un conseil juridique.",
    .law_checked = "vérifié le {n}",
    .rule = "règle",
    .show_in_text = "Voir dans le texte",
    .back_to_finding = "Vers le point {n}",
    .finding_number = "Point {n}",
    .more_places = {"et {n} autre passage", "et {n} autres passages"},
    .truncated = "Cette règle a atteint sa limite de {n} passages ; les suivants ne sont pas listés.",
    .no_findings = "Aucune règle de ce jeu n’a relevé de risque dans le texte lu.",
    .not_read_banner = "Une partie de ce document n’a pas été lue. Les risques qu’elle contient ne figurent pas dans ce rapport.",
    .text_empty = "Ce document ne contient aucun texte lisible.",
    .page_not_read = "non lue",
    .filter = "Afficher",
    .skip_to_findings = "Aller aux points relevés",
    .skip_to_text = "Aller au texte du contrat",
    .term = "Condition",
    .value = "Valeur",
    .where = "Emplacement",
    .category = "Domaine",
    .total = "Total",
    .points = "Points de score",
    .share = "Part du score",
    .count = "Passages",
    .formula = "Score = 100 × (1 − e^(−points ÷ 100)) = {n}",
    .score_note = "Chaque règle compte une fois, selon sa gravité et sa confiance ; les répétitions ajoutent peu. Le verdict suit "
                  "des règles fixes, jamais le score seul.",
    .made_by = "Établi par Caveat {n}, hors ligne, selon des règles publiées : le même fichier et les mêmes règles donnent le "
               "même rapport.",
    .not_advice = "Ce rapport n’est pas un conseil juridique. Ce qu’aucune règle ne décrit, il ne le voit pas.",
    .policy = "Politique",
    .pack_hash = "Jeu de règles",
    .file_hash = "Fichier (SHA-256)",
};

constexpr Labels kGerman = {
    .colon = ": ",
    .report_title = "Vertragsrisikobericht",
    .lane = {"Kein Verhandlungspunkt gefunden", "Vor der Unterschrift verhandeln", "Vor der Unterschrift juristisch prüfen",
             "So nicht unterschreiben"},
    .lane_incomplete = "Nicht vollständig gelesen: kein Urteil",
    .reason = {"Keine Regel hat ein Risiko gefunden.", "Nur Kleinigkeiten, nichts davon muss verhandelt werden.",
               "Mindestens zwei Punkte mittlerer Schwere.", "Mindestens ein schwerwiegender Punkt.",
               "Mindestens eine kritische Klausel: Sie braucht die Antwort der Rechtsabteilung, nicht nur des Einkaufs.",
               "Mindestens drei schwerwiegende Punkte, bei denen der Schaden nicht durch den Preis begrenzt ist (Haftung, "
               "Daten, Rechte, Ausstieg).",
               "Kritische Klauseln in zwei Bereichen, in denen eine einzige mehr kosten kann als der Vertrag wert ist.",
               "Mindestens drei kritische Klauseln, jede mit hoher Sicherheit erkannt.",
               "Für alle Funde gilt eine Ausnahmegenehmigung; siehe dort, bis wann.",
               "Dieser Text liest sich nicht wie ein Vertrag; es gibt nichts zu unterschreiben.",
               "Eine wichtige Schutzklausel ließ sich weder finden noch ausschließen: bitte von Hand suchen."},
    .risk = "Risiko",
    .severity = {"Hinweis", "Gering", "Mittel", "Hoch", "Kritisch"},
    .severity_count = {{{"{n} Hinweis", "{n} Hinweise"},
                        {"{n} gering", "{n} gering"},
                        {"{n} mittel", "{n} mittel"},
                        {"{n} hoch", "{n} hoch"},
                        {"{n} kritisch", "{n} kritisch"}}},
    .confidence = "Sicherheit",
    .confidence_level = {"gering", "mittel", "hoch"},
    .pages = {"{n} Seite", "{n} Seiten"},
    .issues = {"{n} Punkt", "{n} Punkte"},
    .places = {"{n} Stelle", "{n} Stellen"},
    .page_short = "S. {n}",
    .page_mark = "Seite {n}",
    .page_range = "Seiten {n}",
    .clause_before_number = "Ziff. {n}",
    .top = "Zuerst lesen",
    .findings = "Befunde",
    .key_terms = "Eckdaten",
    .summary = "Punkte nach Bereich",
    .arithmetic = "So entsteht der Wert",
    .contract_text = "Vertragstext",
    .not_read = "Was nicht gelesen wurde",
    .about = "Zu diesem Bericht",
    .why = "Warum das zählt",
    .ask = "Fordern",
    .fallback = "Rückfallposition",
    .ask_in_contract_language = "Die Forderung in der Sprache des Vertrags",
    .law = "Möglicherweise einschlägig",
    .law_note = "Möglicherweise einschlägig; dies ist keine Rechtsberatung.",
    .law_checked = "geprüft am {n}",
    .rule = "Regel",
    .show_in_text = "Im Text zeigen",
    .back_to_finding = "Zu Befund {n}",
    .finding_number = "Befund {n}",
    .more_places = {"und {n} weitere Stelle", "und {n} weitere Stellen"},
    .truncated = "Diese Regel hat ihre Grenze von {n} Stellen erreicht; weitere sind nicht aufgeführt.",
    .no_findings = "Keine Regel dieses Pakets hat im gelesenen Text ein Risiko gefunden.",
    .not_read_banner = "Ein Teil dieses Dokuments wurde nicht gelesen. Risiken darin stehen nicht in diesem Bericht.",
    .text_empty = "Dieses Dokument enthält keinen lesbaren Text.",
    .page_not_read = "nicht gelesen",
    .filter = "Zeigen",
    .skip_to_findings = "Zu den Befunden springen",
    .skip_to_text = "Zum Vertragstext springen",
    .term = "Angabe",
    .value = "Wert",
    .where = "Fundstelle",
    .category = "Bereich",
    .total = "Summe",
    .points = "Wertungspunkte",
    .share = "Anteil am Wert",
    .count = "Stellen",
    .formula = "Wert = 100 × (1 − e^(−Punkte ÷ 100)) = {n}",
    .score_note = "Jede Regel zählt einmal, nach Schwere und Sicherheit; Wiederholungen fügen wenig hinzu. Das Urteil folgt festen "
                  "Regeln, nie dem Wert allein.",
    .made_by = "Erstellt von Caveat {n}, offline, nach veröffentlichten Regeln: Dieselbe Datei und dieselben Regeln ergeben "
               "denselben Bericht.",
    .not_advice = "Dieser Bericht ist keine Rechtsberatung. Was keine Regel beschreibt, sieht er nicht.",
    .policy = "Vorgaben",
    .pack_hash = "Regelpaket",
    .file_hash = "Datei (SHA-256)",
};

constexpr Labels kSpanish = {
    .colon = ": ",
    .report_title = "Informe de riesgos contractuales",
    .lane = {"Nada que negociar detectado", "Negociar antes de firmar", "Revisión jurídica antes de firmar",
             "No firmar en estos términos"},
    .lane_incomplete = "Lectura incompleta: sin veredicto",
    .reason = {"Ninguna regla ha encontrado riesgos.", "Solo puntos menores; nada que deba negociarse.",
               "Al menos dos puntos de gravedad media.", "Al menos un punto de gravedad alta.",
               "Al menos una cláusula crítica: necesita la respuesta de un jurista, no solo la de compras.",
               "Al menos tres puntos graves allí donde el daño no está limitado por el precio (responsabilidad, datos, "
               "derechos, salida).",
               "Cláusulas críticas en dos ámbitos en los que una sola puede costar más que el contrato.",
               "Al menos tres cláusulas críticas, cada una detectada con confianza alta.",
               "Todo lo detectado está exceptuado; véanse las excepciones y su vencimiento.",
               "Este texto no parece un contrato; no hay nada que firmar.",
               "No se ha podido encontrar ni descartar una protección importante: búsquela a mano."},
    .risk = "riesgo",
    .severity = {"Info", "Bajo", "Medio", "Alto", "Crítico"},
    .severity_count = {{{"{n} informativo", "{n} informativos"},
                        {"{n} bajo", "{n} bajos"},
                        {"{n} medio", "{n} medios"},
                        {"{n} alto", "{n} altos"},
                        {"{n} crítico", "{n} críticos"}}},
    .confidence = "confianza",
    .confidence_level = {"baja", "media", "alta"},
    .pages = {"{n} página", "{n} páginas"},
    .issues = {"{n} punto", "{n} puntos"},
    .places = {"{n} pasaje", "{n} pasajes"},
    .page_short = "pág. {n}",
    .page_mark = "Página {n}",
    .page_range = "Páginas {n}",
    .clause_before_number = "cláusula {n}",
    .top = "Lo primero que hay que leer",
    .findings = "Hallazgos",
    .key_terms = "Condiciones clave",
    .summary = "Puntos por ámbito",
    .arithmetic = "Cómo se calcula la puntuación",
    .contract_text = "Texto del contrato",
    .not_read = "Lo que no se ha leído",
    .about = "Sobre este informe",
    .why = "Por qué importa",
    .ask = "Qué pedir",
    .fallback = "Alternativa aceptable",
    .ask_in_contract_language = "La petición en el idioma del contrato",
    .law = "Normas que pueden ser pertinentes",
    .law_note = "Puede ser pertinente; esto no es asesoramiento jurídico.",
    .law_checked = "comprobado el {n}",
    .rule = "regla",
    .show_in_text = "Ver en el texto",
    .back_to_finding = "Al hallazgo {n}",
    .finding_number = "Hallazgo {n}",
    .more_places = {"y {n} pasaje más", "y {n} pasajes más"},
    .truncated = "Esta regla ha alcanzado su límite de {n} pasajes; los siguientes no figuran.",
    .no_findings = "Ninguna regla de este paquete ha encontrado riesgos en el texto leído.",
    .not_read_banner = "Una parte de este documento no se ha leído. Los riesgos que contenga no figuran en este informe.",
    .text_empty = "Este documento no contiene texto legible.",
    .page_not_read = "no leída",
    .filter = "Mostrar",
    .skip_to_findings = "Ir a los hallazgos",
    .skip_to_text = "Ir al texto del contrato",
    .term = "Condición",
    .value = "Valor",
    .where = "Dónde",
    .category = "Ámbito",
    .total = "Total",
    .points = "Puntuación",
    .share = "Parte de la puntuación",
    .count = "Pasajes",
    .formula = "Puntuación = 100 × (1 − e^(−puntos ÷ 100)) = {n}",
    .score_note = "Cada regla cuenta una vez, según su gravedad y confianza; las repeticiones añaden poco. El veredicto sigue reglas "
                  "fijas, nunca solo la puntuación.",
    .made_by = "Elaborado por Caveat {n}, sin conexión, con reglas publicadas: el mismo archivo y las mismas reglas dan el mismo "
               "informe.",
    .not_advice = "Este informe no es asesoramiento jurídico. Lo que ninguna regla describe, no lo ve.",
    .policy = "Política",
    .pack_hash = "Paquete de reglas",
    .file_hash = "Archivo (SHA-256)",
};

struct Named {
  std::string_view key;
  std::array<std::string_view, kLanguages> name;  // en, fr, de, es
};

constexpr std::array<Named, 29> kFamilies = {{
    {"VAG", {"Vague terms", "Termes vagues", "Vage Begriffe", "Términos vagos"}},
    {"SLA", {"Service levels", "Niveaux de service", "Service-Level", "Niveles de servicio"}},
    {"PRC", {"Prices", "Prix", "Preise", "Precios"}},
    {"PAY", {"Payment", "Paiement", "Zahlung", "Pago"}},
    {"TRM", {"Term and termination", "Durée et résiliation", "Laufzeit und Kündigung", "Duración y resolución"}},
    {"LIA", {"Liability", "Responsabilité", "Haftung", "Responsabilidad"}},
    {"WAR", {"Warranty and acceptance", "Garanties et recette", "Gewährleistung und Abnahme", "Garantías y aceptación"}},
    {"IND", {"Indemnities", "Garantie d’indemnisation", "Freistellung", "Indemnidad"}},
    {"INS", {"Insurance", "Assurance", "Versicherung", "Seguros"}},
    {"IPR", {"Intellectual property", "Propriété intellectuelle", "Geistiges Eigentum", "Propiedad intelectual"}},
    {"DAT", {"Data protection", "Données", "Daten und Datenschutz", "Datos y privacidad"}},
    {"SEC", {"Security", "Sécurité", "Sicherheit", "Seguridad"}},
    {"AI", {"Artificial intelligence", "Intelligence artificielle", "Künstliche Intelligenz", "Inteligencia artificial"}},
    {"AUD", {"Audit", "Audit", "Prüfrechte", "Auditoría"}},
    {"EXI", {"Exit", "Sortie et réversibilité", "Ausstieg", "Salida"}},
    {"STP", {"Continuity", "Continuité", "Fortführung", "Continuidad"}},
    {"SUB", {"Subcontracting", "Sous-traitance", "Unterauftragnehmer", "Subcontratación"}},
    {"ASG", {"Assignment", "Cession", "Vertragsübertragung", "Cesión"}},
    {"CHG", {"Changes to the contract", "Modification du contrat", "Vertragsänderungen", "Cambios del contrato"}},
    {"PRD", {"Product and roadmap", "Produit et feuille de route", "Produkt und Roadmap", "Producto y hoja de ruta"}},
    {"GOV", {"Governance", "Gouvernance", "Steuerung", "Gobierno del contrato"}},
    {"SUP", {"Support", "Assistance", "Support", "Soporte"}},
    {"ADO", {"Training and adoption", "Formation et adoption", "Schulung und Einführung", "Formación y adopción"}},
    {"CNF", {"Confidentiality", "Confidentialité", "Vertraulichkeit", "Confidencialidad"}},
    {"PUB", {"Publicity", "Publicité", "Referenznennung", "Publicidad"}},
    {"EXC", {"Exclusivity", "Exclusivité", "Ausschließlichkeit", "Exclusividad"}},
    {"FMJ", {"Force majeure", "Force majeure", "Höhere Gewalt", "Fuerza mayor"}},
    {"LAW", {"Law and disputes", "Droit et litiges", "Recht und Streitigkeiten", "Ley y litigios"}},
    {"STR", {"The document itself", "Le document lui-même", "Das Dokument selbst", "El propio documento"}},
}};

constexpr std::array<Named, 11> kNotRead = {{
    {"rule-skipped",
     {"A rule was left out: its file has an error", "Une règle a été écartée : son fichier contient une erreur",
      "Eine Regel wurde weggelassen: ihre Datei hat einen Fehler", "Se ha omitido una regla: su archivo contiene un error"}},
    {"page-without-text",
     {"Page without text (a scan or a picture)", "Page sans texte (numérisée ou image)",
      "Seite ohne Text (Scan oder Bild)", "Página sin texto (escaneada o imagen)"}},
    {"pages-over-limit",
     {"More pages than are read", "Plus de pages que la limite de lecture", "Mehr Seiten, als gelesen werden",
      "Más páginas de las que se leen"}},
    {"text-over-limit",
     {"More text than is read", "Plus de texte que la limite de lecture", "Mehr Text, als gelesen wird",
      "Más texto del que se lee"}},
    {"undecodable-bytes",
     {"Characters that could not be decoded", "Caractères indéchiffrables", "Nicht entzifferbare Zeichen",
      "Caracteres que no se pueden descodificar"}},
    {"hidden-text",
     {"Text that a reader of the document does not see", "Texte invisible pour qui lit le document",
      "Text, den der Leser des Dokuments nicht sieht", "Texto que quien lee el documento no ve"}},
    {"diagonal-text",
     {"Slanted text, usually a watermark", "Texte oblique, en général un filigrane",
      "Schräger Text, meist ein Wasserzeichen", "Texto inclinado, normalmente una marca de agua"}},
    {"dynamic-form",
     {"Form whose text is not in its pages", "Formulaire dont le texte n’est pas dans les pages",
      "Formular, dessen Text nicht in den Seiten steht", "Formulario cuyo texto no está en sus páginas"}},
    {"undecodable-glyphs",
     {"Text whose font does not say its letters", "Texte dont la police ne donne pas les lettres",
      "Text, dessen Schrift ihre Buchstaben nicht nennt", "Texto cuya fuente no indica sus letras"}},
    {"embedded-object",
     {"Embedded object or picture", "Objet ou image intégrés", "Eingebettetes Objekt oder Bild",
      "Objeto o imagen incrustados"}},
    {"unsupported-language",
     {"Language without rules", "Langue sans règles", "Sprache ohne Regeln", "Idioma sin reglas"}},
}};

template <std::size_t N>
const Named* find(const std::array<Named, N>& list, std::string_view key) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& n) { return n.key == key; });
  return found == list.end() ? nullptr : &*found;
}

constexpr std::array<const char*, kLanguages> kReaders = {"en", "fr", "de", "es"};

std::size_t column(Language reader) { return reader == Language::other ? 0 : index(reader); }

}  // namespace

const Labels& labels(Language reader) {
  switch (reader) {
    case Language::fr: return kFrench;
    case Language::de: return kGerman;
    case Language::es: return kSpanish;
    default: return kEnglish;
  }
}

std::string filled(std::string_view label, std::string_view value) {
  constexpr std::string_view kHole = "{n}";
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t hole = label.find(kHole, at);
    out.append(label.substr(at, hole == std::string_view::npos ? hole : hole - at));
    if (hole == std::string_view::npos) return out;
    out.append(value);
    at = hole + kHole.size();
  }
}

std::string filled(const Plural& label, std::uint64_t count) {
  return filled(count == 1 ? label.one : label.other, std::to_string(count));
}

std::string_view family_name(std::string_view family, Language reader) {
  const Named* named = find(kFamilies, family);
  return named ? named->name[column(reader)] : family;
}

std::string_view not_read_name(std::string_view code, Language reader) {
  const Named* named = find(kNotRead, code);
  return named ? named->name[column(reader)] : std::string_view{};
}

std::size_t reason_index(std::string_view lane_reason) {
  const auto found = std::find(kReasons.begin(), kReasons.end(), lane_reason);
  return found == kReasons.end() ? 0 : static_cast<std::size_t>(found - kReasons.begin());
}

std::string language_name(std::string_view code, Language reader) {
  const icu::Locale named(std::string(code).c_str());
  icu::UnicodeString text;
  named.getDisplayLanguage(icu::Locale(kReaders[column(reader)]), text);
  std::string out;
  text.toUTF8String(out);
  return out.empty() ? std::string(code) : out;
}

}  // namespace caveat::report
