// The names themselves, one line a code. See names.h.
#include "report/names.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

#include "base/iso_date.h"
#include "findings/wording.h"
#include "report/labels.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

struct Named {
  std::string_view key;
  std::array<std::string_view, kLanguages> name;  // en, fr, de, es
};

std::size_t column(Language reader) { return reader == Language::other ? 0 : index(reader); }

template <std::size_t N>
std::string_view find(const std::array<Named, N>& list, std::string_view key, Language reader) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Named& n) { return n.key == key; });
  return found == list.end() ? std::string_view{} : found->name[column(reader)];
}

// By rules::DocumentKind.
constexpr std::array<std::array<std::string_view, kLanguages>, rules::kDocumentKinds> kKinds = {{
    {"Contract", "Contrat", "Vertrag", "Contrato"},
    {"Service level agreement", "Convention de niveaux de service", "Service-Level-Agreement", "Acuerdo de nivel de servicio"},
    {"Data processing agreement", "Accord de traitement des données (RGPD, art. 28)", "Auftragsverarbeitungsvertrag",
     "Contrato de encargo del tratamiento"},
    {"Order form", "Bon de commande", "Bestellformular", "Formulario de pedido"},
    {"General terms and conditions", "Conditions générales", "Allgemeine Geschäftsbedingungen", "Condiciones generales"},
    {"Tender documents", "Dossier de consultation", "Vergabeunterlagen", "Pliego de licitación"},
    {"Non-disclosure agreement", "Accord de confidentialité", "Geheimhaltungsvereinbarung", "Acuerdo de confidencialidad"},
    {"Not a contract", "Pas un contrat", "Kein Vertrag", "No es un contrato"},
}};

constexpr std::array<Named, 19> kMediaTypes = {{
    {"application/pdf", {"PDF", "PDF", "PDF", "PDF"}},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", {"Word (DOCX)", "Word (DOCX)", "Word (DOCX)", "Word (DOCX)"}},
    {"application/msword", {"Word (DOC)", "Word (DOC)", "Word (DOC)", "Word (DOC)"}},
    {"application/rtf", {"Text (RTF)", "Texte (RTF)", "Text (RTF)", "Texto (RTF)"}},
    {"application/vnd.oasis.opendocument.text", {"OpenDocument text (ODT)", "Texte OpenDocument (ODT)", "OpenDocument-Text (ODT)", "Texto de OpenDocument (ODT)"}},
    {"application/vnd.oasis.opendocument.text-flat-xml",
     {"OpenDocument text (flat XML)", "Texte OpenDocument (XML)", "OpenDocument-Text (XML)", "Texto de OpenDocument (XML)"}},
    {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {"Spreadsheet (XLSX)", "Classeur (XLSX)", "Tabelle (XLSX)", "Hoja de cálculo (XLSX)"}},
    {"application/vnd.ms-excel", {"Spreadsheet (XLS)", "Classeur (XLS)", "Tabelle (XLS)", "Hoja de cálculo (XLS)"}},
    {"application/vnd.oasis.opendocument.spreadsheet", {"Spreadsheet (ODS)", "Classeur (ODS)", "Tabelle (ODS)", "Hoja de cálculo (ODS)"}},
    {"image/png", {"Picture (PNG)", "Image (PNG)", "Bild (PNG)", "Imagen (PNG)"}},
    {"image/jpeg", {"Picture (JPEG)", "Image (JPEG)", "Bild (JPEG)", "Imagen (JPEG)"}},
    {"image/tiff", {"Picture (TIFF)", "Image (TIFF)", "Bild (TIFF)", "Imagen (TIFF)"}},
    {"application/zip", {"Archive (ZIP)", "Archive (ZIP)", "Archiv (ZIP)", "Archivo comprimido (ZIP)"}},
    {"message/rfc822", {"E-mail", "E-mail", "E-Mail", "Correo electrónico"}},
    {"application/vnd.ms-outlook", {"E-mail (Outlook)", "E-mail (Outlook)", "E-Mail (Outlook)", "Correo electrónico (Outlook)"}},
    {"multipart/mixed", {"Several documents", "Plusieurs documents", "Mehrere Dokumente", "Varios documentos"}},
    {"text/html", {"Web page (HTML)", "Page web (HTML)", "Webseite (HTML)", "Página web (HTML)"}},
    {"text/markdown", {"Text (Markdown)", "Texte (Markdown)", "Text (Markdown)", "Texto (Markdown)"}},
    {"text/plain", {"Plain text", "Texte brut", "Reiner Text", "Texto sin formato"}},
}};

constexpr std::array<Named, 4> kUndetermined = {{
    {"language",
     {"part of the text is in a language that this rule does not read", "une partie du texte est dans une langue que cette règle ne lit pas",
      "ein Teil des Textes steht in einer Sprache, die diese Regel nicht liest", "una parte del texto está en un idioma que esta regla no lee"}},
    {"pages-without-text",
     {"there are pages without text (scans or pictures)", "des pages sont sans texte (numérisées ou images)",
      "es gibt Seiten ohne Text (Scans oder Bilder)", "hay páginas sin texto (escaneadas o imágenes)"}},
    {"truncated",
     {"the document was not read to the end", "le document n’a pas été lu jusqu’au bout", "das Dokument wurde nicht bis zum Ende gelesen",
      "el documento no se ha leído hasta el final"}},
    {"undecodable",
     {"too many of its letters could not be decoded", "trop de lettres n’ont pas pu être déchiffrées", "zu viele seiner Buchstaben sind nicht zu entziffern",
      "demasiadas de sus letras no se pueden descodificar"}},
}};

constexpr std::array<Named, 8> kWaiverProblems = {{
    {"no-reason", {"it gives no reason", "aucun motif n’est indiqué", "es fehlt die Begründung", "no indica el motivo"}},
    {"no-approver",
     {"nobody approved it", "personne ne l’a approuvée", "niemand hat sie genehmigt", "nadie la ha aprobado"}},
    {"no-expiry",
     {"it has no expiry date", "elle n’a pas de date d’expiration", "es fehlt das Ablaufdatum", "no tiene fecha de caducidad"}},
    {"expired", {"it has expired", "elle a expiré", "sie ist abgelaufen", "ha caducado"}},
    {"malformed",
     {"it is not written as the format wants it", "elle n’est pas écrite selon le format", "sie ist nicht so geschrieben, wie es das Format verlangt",
      "no está escrita como exige el formato"}},
    {"no-such-finding",
     {"no finding of this document matches it", "aucun point de ce document n’y correspond", "kein Befund dieses Dokuments passt dazu",
      "ningún hallazgo de este documento se corresponde con ella"}},
    {"numbers-changed",
     {"the clause now has other numbers", "les chiffres de la clause ont changé", "die Klausel nennt jetzt andere Zahlen",
      "las cifras de la cláusula han cambiado"}},
    {"no-date",
     {"today's date is not known, so its expiry cannot be judged", "la date du jour est inconnue : l’expiration ne peut être vérifiée",
      "das heutige Datum ist nicht bekannt, der Ablauf lässt sich nicht prüfen", "se desconoce la fecha de hoy y no se puede comprobar su caducidad"}},
}};

constexpr std::array<Named, 22> kTerms = {{
    {"effective-date", {"Start of the contract", "Début du contrat", "Vertragsbeginn", "Inicio del contrato"}},
    {"term", {"Initial term", "Durée initiale", "Erstlaufzeit", "Duración inicial"}},
    {"end-date", {"End of the term", "Fin de la durée", "Ende der Laufzeit", "Fin de la vigencia"}},
    {"renewal", {"Renewal", "Reconduction", "Verlängerung", "Prórroga"}},
    {"renewed-end-date",
     {"End of the renewed term", "Fin de la période reconduite", "Ende der verlängerten Laufzeit", "Fin de la prórroga"}},
    {"notice",
     {"Notice to prevent renewal", "Préavis de non-reconduction", "Frist zur Nichtverlängerung", "Preaviso de no renovación"}},
    {"last-notice-day",
     {"Last day to give notice", "Dernier jour pour dénoncer", "Letzter Tag zur Kündigung", "Último día para avisar"}},
    {"next-last-notice-day",
     {"Last day to give notice, next time", "Dernier jour pour dénoncer, la fois suivante", "Letzter Tag zur Kündigung, beim nächsten Mal",
      "Último día para avisar, la próxima vez"}},
    {"convenience-notice",
     {"Notice to terminate at any time", "Préavis de résiliation à tout moment", "Frist der jederzeitigen Kündigung",
      "Preaviso de resolución en cualquier momento"}},
    {"payment-term", {"Payment term", "Délai de paiement", "Zahlungsfrist", "Plazo de pago"}},
    {"price-revision", {"Price revision", "Révision du prix", "Preisanpassung", "Revisión de precios"}},
    {"liability-cap", {"Liability cap", "Plafond de responsabilité", "Haftungshöchstbetrag", "Límite de responsabilidad"}},
    {"governing-law", {"Governing law", "Droit applicable", "Anwendbares Recht", "Ley aplicable"}},
    {"jurisdiction", {"Jurisdiction", "Juridiction compétente", "Gerichtsstand", "Jurisdicción"}},
    {"availability", {"Availability", "Disponibilité", "Verfügbarkeit", "Disponibilidad"}},
    {"support-hours", {"Support hours", "Horaires d’assistance", "Servicezeiten", "Horario de soporte"}},
    {"warranty", {"Warranty period", "Durée de garantie", "Gewährleistungsfrist", "Plazo de garantía"}},
    {"term-start", {"start of the term", "début de la durée", "Laufzeitbeginn", "inicio de la vigencia"}},
    {"month-end", {"end of the month", "fin du mois", "Monatsende", "fin de mes"}},
    {"quarter-end", {"end of the quarter", "fin du trimestre", "Quartalsende", "fin de trimestre"}},
    {"half-year-end", {"end of the half-year", "fin du semestre", "Halbjahresende", "fin de semestre"}},
    {"year-end", {"end of the year", "fin de l’année", "Jahresende", "fin de año"}},
}};

constexpr std::array<Named, 2> kStates = {{
    {"automatic", {"automatic", "tacite", "automatisch", "automática"}},
    {"by-agreement", {"only by agreement", "par accord seulement", "nur nach Vereinbarung", "solo de mutuo acuerdo"}},
}};

constexpr std::array<Named, 8> kTermProblems = {{
    {"no-start-date",
     {"the contract names no start date", "le contrat n’indique pas de date de début", "der Vertrag nennt kein Anfangsdatum",
      "el contrato no indica la fecha de inicio"}},
    {"starts-with-event",
     {"the term starts with an event, not on a date", "la durée commence avec un événement, non à une date", "die Laufzeit beginnt mit einem Ereignis, nicht an einem Datum",
      "la vigencia empieza con un hecho, no en una fecha"}},
    {"notice-said-generally",
     {"the clause speaks of notice in general", "la clause vise le préavis en général", "die Klausel meint Kündigungen allgemein",
      "la cláusula habla del preaviso en general"}},
    {"no-end",
     {"the contract names no end", "le contrat n’indique pas de terme", "der Vertrag nennt kein Ende", "el contrato no indica su fin"}},
    {"no-notice",
     {"the contract names no notice period", "le contrat n’indique pas de préavis", "der Vertrag nennt keine Frist", "el contrato no indica el preaviso"}},
    {"conflict",
     {"the contract says two things: not computed", "le contrat se contredit : pas de calcul", "der Vertrag widerspricht sich: nicht berechnet",
      "el contrato se contradice: no se calcula"}},
    {"ambiguous-date",
     {"the date can be read two ways", "la date peut se lire de deux façons", "das Datum lässt sich auf zwei Arten lesen",
      "la fecha puede leerse de dos maneras"}},
    {"out-of-range",
     {"the result is no plausible date", "le résultat n’est pas une date plausible", "das Ergebnis ist kein plausibles Datum",
      "el resultado no es una fecha verosímil"}},
}};

constexpr std::array<Named, 8> kNotes = {{
    {"earlier-day",
     {"in doubt the earlier day", "dans le doute, le jour le plus proche", "im Zweifel der frühere Tag", "en caso de duda, el día anterior"}},
    {"no-holidays",
     {"public holidays are not counted", "sans tenir compte des jours fériés", "Feiertage sind nicht berücksichtigt",
      "sin tener en cuenta los festivos"}},
    {"weekend", {"falls on a weekend", "tombe un week-end", "fällt auf ein Wochenende", "cae en fin de semana"}},
    {"ambiguous-date",
     {"day and month could be the other way round", "jour et mois pourraient être inversés", "Tag und Monat könnten vertauscht sein",
      "día y mes podrían estar invertidos"}},
    {"notice-said-generally",
     {"the clause speaks of notice in general", "la clause vise le préavis en général", "die Klausel meint Kündigungen allgemein",
      "la cláusula habla del preaviso en general"}},
    {"date-of-the-terms",
     {"the date of the terms, not of this contract", "date des conditions, non de ce contrat", "Datum der Bedingungen, nicht dieses Vertrags",
      "fecha de las condiciones, no de este contrato"}},
    {"passed", {"already past", "déjà passé", "bereits verstrichen", "ya ha pasado"}},
    {"renewed",
     {"after renewal", "après reconduction", "nach Verlängerung", "tras la prórroga"}},
}};

// Month names from ICU, made once a language; read-only afterwards, so any thread may look.
std::string_view month_name(std::size_t month, Language reader) {
  static const auto names = [] {
    std::array<std::array<std::string, 12>, kLanguages> all;
    for (const Language language : kAllLanguages) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::DateFormatSymbols symbols(icu::Locale(std::string(code(language)).c_str()), status);
      std::int32_t count = 0;
      const icu::UnicodeString* months = symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::WIDE);
      for (std::int32_t m = 0; U_SUCCESS(status) && m < std::min(count, 12); ++m)
        months[m].toUTF8String(all[index(language)][static_cast<std::size_t>(m)]);
    }
    return all;
  }();
  return names[column(reader)][month];
}

// A quantity on its own, "3 months"; its breaks are no-break spaces already.
std::string quantity(const rules::Quantity& q, Language reader) { return findings::quantity_text(q, reader); }

}  // namespace

std::string iso_date(Date date) { return date ? iso_text(date) : std::string(); }

std::string date_text(Date date, Language reader) {
  if (!date) return {};
  if (date.month < 1 || date.month > 12) return iso_date(date);
  const std::string month(month_name(date.month - 1u, reader)), day = std::to_string(date.day), year = std::to_string(date.year);
  constexpr std::string_view kStay = "\xC2\xA0";  // a day never parts from its month at a line end
  std::string out = day;
  switch (reader) {
    case Language::de: return out.append(".").append(kStay).append(month).append(" ").append(year);
    case Language::es: return out.append(kStay).append("de ").append(month).append(" de ").append(year);
    case Language::fr: out.append(date.day == 1 ? "er" : ""); break;  // le 1er janvier, le 2 janvier
    default: break;
  }
  return out.append(kStay).append(month).append(" ").append(year);
}

std::string_view document_kind_name(rules::DocumentKind kind, Language reader) {
  return kKinds[static_cast<std::size_t>(kind)][column(reader)];
}

std::string media_type_name(std::string_view media_type, Language reader) {
  const std::string_view name = find(kMediaTypes, media_type, reader);
  return name.empty() ? for_terminal(media_type) : std::string(name);
}

bool not_a_contract(const Input& input) {
  return input.list.kind.not_a_contract();
}

std::string_view document_kind(const Input& input, Language reader) {
  return input.list.kind.certainty > 0 ? document_kind_name(input.list.kind.kind, reader) : std::string_view{};
}

std::string rule_title(const Input& input, std::uint32_t rule, Language reader) {
  findings::Finding none;
  none.rule = rule;
  return findings::wording(input.program, none, findings::Text::title, reader);
}

std::vector<std::string_view> remarks(const findings::Finding& finding, Language reader) {
  const Labels& words = labels(reader);
  std::vector<std::string_view> all;
  if (finding.outcome == match::Outcome::adverse) all.push_back(words.adverse);
  if (finding.band == findings::Band::walk_away || finding.band == findings::Band::acceptable)  // "outside" is what the message says
    all.push_back(words.band[static_cast<std::size_t>(finding.band) - 1]);
  return all;
}

std::string waiver_id(const findings::Finding& finding) { return finding.numbers.empty() ? finding.fingerprint : finding.fingerprint + " " + finding.numbers; }

Language contract_language(const Input& input, Language otherwise) {
  for (const segment::LanguageShare& share : input.structure.languages)
    if (const auto language = parse_language(share.code)) return *language;
  return otherwise;
}

Language ask_language(const Input& input, const findings::Finding& finding, Language otherwise) {
  return finding.placeless || finding.language == Language::other ? contract_language(input, otherwise) : finding.language;
}

std::string_view outcome_name(match::Outcome outcome) {
  constexpr std::array<std::string_view, 3> names = {"found", "adverse", "absent"};
  return names[static_cast<std::size_t>(outcome)];
}

std::string_view undetermined_reason(std::string_view code, Language reader) {
  const std::string_view text = find(kUndetermined, code, reader);
  return text.empty() ? code : text;
}

std::string_view waiver_problem_text(std::string_view code, Language reader) {
  const std::string_view text = find(kWaiverProblems, code, reader);
  return text.empty() ? code : text;
}

std::string term_name(std::string_view id, Language reader) {
  const std::string_view name = find(kTerms, id, reader);
  return std::string(name.empty() ? id : name);
}

std::string key_term_name(const Input& input, const risk::KeyTerm& term, Language reader) {
  const std::string_view name = find(kTerms, term.id, reader);
  if (!name.empty()) return std::string(name);
  if (term.clause && *term.clause < input.list.clauses.size())
    return findings::wording(input.program, input.list.clauses[*term.clause], findings::Text::title, reader);
  return for_terminal(term.id);
}

std::string key_term_value(const Input& input, const risk::KeyTerm& term, Language reader) {
  const Labels& words = labels(reader);
  std::string out;
  const auto add = [&](std::string_view part) {
    if (!part.empty()) out.append(out.empty() ? "" : ", ").append(part);
  };
  if (term.date) {
    add(date_text(term.date, reader));
  } else if (term.value) {
    add(quantity(*term.value, reader));
  } else if (!term.words.empty()) {
    add(for_terminal(term.words));
  }
  if (!term.state.empty()) {
    const std::string_view state = find(kStates, term.state, reader);
    add(state.empty() ? std::string_view(term.state) : state);
  }
  for (const std::uint32_t other : term.others) {
    if (other >= input.list.clauses.size()) continue;
    const findings::Finding& clause = input.list.clauses[other];
    add(filled(words.elsewhere, clause.value ? quantity(*clause.value, reader)
                                             : shortened(for_terminal(clause.place.trigger.of(input.extracted.text)), 60)));
  }
  std::string notes;
  const auto note = [&](std::string_view part) {
    if (!part.empty()) notes.append(notes.empty() ? "" : "; ").append(part);
  };
  if (!term.problem.empty()) {
    const std::string_view problem = find(kTermProblems, term.problem, reader);
    note(problem.empty() ? std::string_view(term.problem) : problem);
  }
  for (const std::string& code : term.notes) {
    const std::string_view text = find(kNotes, code, reader);
    note(text.empty() ? std::string_view(code) : text);
  }
  if (out.empty()) return notes;
  if (!notes.empty()) out.append(" (").append(notes).append(")");
  return out;
}

std::vector<std::string> arithmetic_lines(const Input&, const risk::KeyTerm& term, Language reader) {
  std::vector<std::string> lines;
  std::string before;  // what the step before gave, in words
  for (const risk::DateStep& step : term.arithmetic) {
    std::string line = step.from ? date_text(step.from, reader) : step.start.empty() ? before : term_name(step.start, reader);
    const std::string delta = quantity(step.delta, reader);
    if (line.empty()) line = std::string(step.minus ? "\xE2\x88\x92" : "+") + "\xC2\xA0" + delta;
    else line.append(step.minus ? " \xE2\x88\x92 " : " + ").append(delta);
    before = step.meaning.empty() ? line : term_name(step.meaning, reader);
    if (step.to) line.append(" = ").append(date_text(step.to, reader));
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace caveat::report
