// See comparison_words.h. Each language as its lawyers and buyers write.
#include "report/comparison_words.h"

#include <algorithm>

#include "findings/wording.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::string_view kArrow = " \xE2\x86\x92 ";
constexpr std::size_t kNumbersShown = 4;  // of one sentence
constexpr std::uint32_t kNumberColumns = 24;
constexpr std::uint32_t kTriggerColumns = 60;

constexpr ComparisonWords kEnglish = {
    "Comparison of two drafts",
    "before", "after",
    "Earlier draft", "Later draft",
    {"New risks", "Worse", "Can no longer be told", "Changed", "Better", "Resolved", "Unchanged"},
    {"New", "Worse", "Unclear", "Changed", "Better", "Resolved", "Unchanged"},
    {{{"{n} new", "{n} new"}, {"{n} worse", "{n} worse"}, {"{n} unclear", "{n} unclear"}, {"{n} changed", "{n} changed"},
      {"{n} better", "{n} better"}, {"{n} resolved", "{n} resolved"}, {"{n} unchanged", "{n} unchanged"}}},
    "The two drafts say the same.", "No risk changed.",
    {"Severity", "Against your policy", "What the text says", "Value", "Places", "Numbers"},
    {"is there", "takes the protection away", "protection is missing"},
    "The clause stands elsewhere now.", "Worded differently; the risk is still there.", "Waived", "nothing in its place",
    "The earlier draft had this protection; it is gone.", "The later draft has this protection.",
    "Parts of the later draft were not read, so this cannot be told. It is not resolved.", "In the earlier draft this could not be told.",
    "Key terms that changed", {"", "better for you", "worse for you"},
    "Changes in the wording", {"added", "removed", "changed", "moved"},
    {"{n} clause changed without effect on risks or key terms", "{n} clauses changed without effect on risks or key terms"},
    {"{n} clause unchanged", "{n} clauses unchanged"},
    {"{n} risk is still there in other words", "{n} risks are still there in other words"},
    {"{n} change concerns a waived finding", "{n} changes concern waived findings"},
    {"and {n} more passage", "and {n} more passages"},
    "It stood elsewhere before.",
    "The drafts are very long and very different: some rewritten clauses are shown as removed and added.",
    "{n} was not read completely: what was not found there may still be there.",
    "Of some rules only the first findings are listed: {n}.",
    "Skip to the changes in the wording",
};

constexpr ComparisonWords kFrench = {
    "Comparaison de deux versions",
    "avant", "après",
    "Version antérieure", "Nouvelle version",
    {"Nouveaux risques", "Risques aggravés", "Ne peut plus être établi", "Risques modifiés", "Risques atténués", "Risques levés", "Risques inchangés"},
    {"Nouveau", "Aggravé", "Indéterminé", "Modifié", "Atténué", "Levé", "Inchangé"},
    {{{"{n} nouveau", "{n} nouveaux"}, {"{n} aggravé", "{n} aggravés"}, {"{n} indéterminé", "{n} indéterminés"}, {"{n} modifié", "{n} modifiés"},
      {"{n} atténué", "{n} atténués"}, {"{n} levé", "{n} levés"}, {"{n} inchangé", "{n} inchangés"}}},
    "Les deux versions disent la même chose.", "Aucun risque n’a changé.",
    {"Gravité", "Au regard de votre politique", "Ce que dit le texte", "Valeur", "Occurrences", "Chiffres"},
    {"figure au contrat", "écarte la protection", "la protection manque"},
    "La clause a été déplacée.", "Formulé autrement ; le risque demeure.", "Sous dérogation", "rien à cet endroit",
    "La version antérieure prévoyait cette protection ; elle a disparu.", "La nouvelle version prévoit cette protection.",
    "Une partie de la nouvelle version n’a pas été lue : on ne peut rien en dire. Le point n’est pas levé.",
    "Dans la version antérieure, ce point ne pouvait être établi.",
    "Conditions clés modifiées", {"", "en votre faveur", "en votre défaveur"},
    "Modifications du texte", {"ajoutée", "supprimée", "modifiée", "déplacée"},
    {"{n} clause modifiée sans effet sur les risques ni les conditions clés", "{n} clauses modifiées sans effet sur les risques ni les conditions clés"},
    {"{n} clause inchangée", "{n} clauses inchangées"},
    {"{n} risque demeure en d’autres termes", "{n} risques demeurent en d’autres termes"},
    {"{n} modification concerne un point sous dérogation", "{n} modifications concernent des points sous dérogation"},
    {"et {n} autre passage", "et {n} autres passages"},
    "Ce passage figurait ailleurs.",
    "Les versions sont très longues et très différentes : certaines clauses réécrites apparaissent comme supprimées et ajoutées.",
    "{n} n’a pas été lu en entier : ce qui n’y a pas été trouvé peut s’y trouver encore.",
    "Pour certaines règles, seuls les premiers points sont listés : {n}.",
    "Aller aux modifications du texte",
};

constexpr ComparisonWords kGerman = {
    "Vergleich zweier Fassungen",
    "vorher", "nachher",
    "Frühere Fassung", "Neue Fassung",
    {"Neue Risiken", "Verschlechtert", "Nicht mehr feststellbar", "Geändert", "Verbessert", "Erledigt", "Unverändert"},
    {"Neu", "Schlechter", "Unklar", "Geändert", "Besser", "Erledigt", "Unverändert"},
    {{{"{n} neu", "{n} neu"}, {"{n} schlechter", "{n} schlechter"}, {"{n} unklar", "{n} unklar"}, {"{n} geändert", "{n} geändert"},
      {"{n} besser", "{n} besser"}, {"{n} erledigt", "{n} erledigt"}, {"{n} unverändert", "{n} unverändert"}}},
    "Beide Fassungen besagen dasselbe.", "Kein Risiko hat sich geändert.",
    {"Schweregrad", "Gemessen an Ihrer Vorgabe", "Was der Text sagt", "Wert", "Fundstellen", "Zahlen"},
    {"steht im Text", "schließt den Schutz aus", "der Schutz fehlt"},
    "Die Klausel steht jetzt an anderer Stelle.", "Anders formuliert; das Risiko besteht fort.", "Genehmigte Ausnahme", "nichts an dieser Stelle",
    "Die frühere Fassung enthielt diesen Schutz; er ist entfallen.", "Die neue Fassung enthält diesen Schutz.",
    "Teile der neuen Fassung wurden nicht gelesen; dazu lässt sich nichts sagen. Erledigt ist der Punkt damit nicht.",
    "In der früheren Fassung ließ sich dies nicht feststellen.",
    "Geänderte Eckdaten", {"", "günstiger für Sie", "ungünstiger für Sie"},
    "Änderungen am Wortlaut", {"hinzugefügt", "gestrichen", "geändert", "verschoben"},
    {"{n} Klausel ohne Auswirkung auf Risiken oder Eckdaten geändert", "{n} Klauseln ohne Auswirkung auf Risiken oder Eckdaten geändert"},
    {"{n} Klausel unverändert", "{n} Klauseln unverändert"},
    {"{n} Risiko besteht in anderen Worten fort", "{n} Risiken bestehen in anderen Worten fort"},
    {"{n} Änderung betrifft einen Befund mit genehmigter Ausnahme", "{n} Änderungen betreffen Befunde mit genehmigter Ausnahme"},
    {"und {n} weitere Textstelle", "und {n} weitere Textstellen"},
    "Der Text stand zuvor an anderer Stelle.",
    "Die Fassungen sind sehr lang und sehr verschieden: Manche neu gefassten Klauseln erscheinen als gestrichen und hinzugefügt.",
    "{n} wurde nicht vollständig gelesen: Was dort nicht gefunden wurde, kann dennoch darin stehen.",
    "Zu manchen Regeln sind nur die ersten Befunde aufgeführt: {n}.",
    "Zu den Änderungen am Wortlaut",
};

constexpr ComparisonWords kSpanish = {
    "Comparación de dos versiones",
    "antes", "después",
    "Versión anterior", "Versión nueva",
    {"Riesgos nuevos", "Agravados", "Ya no se puede determinar", "Modificados", "Atenuados", "Resueltos", "Sin cambios"},
    {"Nuevo", "Agravado", "Sin determinar", "Modificado", "Atenuado", "Resuelto", "Sin cambios"},
    {{{"{n} nuevo", "{n} nuevos"}, {"{n} agravado", "{n} agravados"}, {"{n} sin determinar", "{n} sin determinar"}, {"{n} modificado", "{n} modificados"},
      {"{n} atenuado", "{n} atenuados"}, {"{n} resuelto", "{n} resueltos"}, {"{n} sin cambios", "{n} sin cambios"}}},
    "Las dos versiones dicen lo mismo.", "Ningún riesgo ha cambiado.",
    {"Gravedad", "Respecto de su política", "Lo que dice el texto", "Valor", "Apariciones", "Cifras"},
    {"figura en el texto", "excluye la protección", "falta la protección"},
    "La cláusula figura ahora en otro lugar.", "Redactado de otro modo; el riesgo persiste.", "Excepción aprobada", "nada en su lugar",
    "La versión anterior preveía esta protección; ha desaparecido.", "La versión nueva prevé esta protección.",
    "Una parte de la versión nueva no se ha leído: no se puede afirmar nada. El punto no está resuelto.",
    "En la versión anterior este punto no se podía determinar.",
    "Condiciones clave que cambian", {"", "más favorable para usted", "menos favorable para usted"},
    "Cambios en el texto", {"añadida", "suprimida", "modificada", "trasladada"},
    {"{n} cláusula modificada sin efecto en los riesgos ni en las condiciones clave", "{n} cláusulas modificadas sin efecto en los riesgos ni en las condiciones clave"},
    {"{n} cláusula sin cambios", "{n} cláusulas sin cambios"},
    {"{n} riesgo persiste con otras palabras", "{n} riesgos persisten con otras palabras"},
    {"{n} cambio afecta a un hallazgo con excepción aprobada", "{n} cambios afectan a hallazgos con excepción aprobada"},
    {"y {n} pasaje más", "y {n} pasajes más"},
    "El pasaje figuraba en otro lugar.",
    "Las versiones son muy largas y muy distintas: algunas cláusulas reescritas aparecen como suprimidas y añadidas.",
    "{n} no se ha leído por completo: lo que no se ha encontrado puede seguir ahí.",
    "De algunas reglas solo se enumeran los primeros hallazgos: {n}.",
    "Ir a los cambios en el texto",
};

const findings::Finding* finding(const Input& input, const std::optional<std::uint32_t>& index) {
  return index ? &input.list.findings[*index] : nullptr;
}

// A party's own words, made harmless, on one short line.
std::string joined(const std::vector<std::string>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size() && i < kNumbersShown; ++i) out.append(out.empty() ? "" : ", ").append(shortened(for_terminal(numbers[i]), kNumberColumns));
  if (numbers.size() > kNumbersShown) out += ", \xE2\x80\xA6";
  return out.empty() ? "\xE2\x80\x93" : out;
}

std::string with_label(std::string_view label, std::string_view text, Language reader) {
  return std::string(label).append(labels(reader).colon).append(text);
}

std::string band_text(findings::Band band, Language reader) {
  return band == findings::Band::none ? "\xE2\x80\x93" : std::string(labels(reader).band[static_cast<std::size_t>(band) - 1]);
}

}  // namespace

const ComparisonWords& comparison_words(Language reader) {
  switch (reader) {
    case Language::fr: return kFrench;
    case Language::de: return kGerman;
    case Language::es: return kSpanish;
    default: break;
  }
  return kEnglish;
}

std::string changes_line(const Rounds& rounds, Language reader) {
  using compare::Change;
  const ComparisonWords& words = comparison_words(reader);
  std::string out;
  for (const Change change : {Change::added, Change::worsened, Change::unclear, Change::changed, Change::improved, Change::resolved}) {
    const std::uint32_t n = rounds.comparison.of(change);
    if (n > 0) out.append(out.empty() ? "" : ", ").append(filled(words.count[static_cast<std::size_t>(change)], n));
  }
  if (!out.empty()) return out;
  return std::string(rounds.comparison.nothing() ? words.nothing : words.no_risk_changed);
}

std::string score_line(const Rounds& rounds, Language reader) {
  const std::string before = rounded_text(rounds.before.assessment.score, 1, reader), after = rounded_text(rounds.after.assessment.score, 1, reader);
  std::string out(labels(reader).risk);
  out.append(" ").append(before);
  if (before != after) out.append(kArrow).append(after);
  return out;
}

std::vector<std::string> gap_lines(const Rounds& rounds, Language reader) {
  const ComparisonWords& words = comparison_words(reader);
  std::vector<std::string> lines;
  if (!complete(rounds.before)) lines.push_back(filled(words.incomplete, words.before_draft));
  if (!complete(rounds.after)) lines.push_back(filled(words.incomplete, words.after_draft));
  std::string names;
  for (const Input* input : {&rounds.before, &rounds.after})
    for (const std::uint32_t rule : input->list.truncated) {
      if (input->program.rules()[rule].kind == rules::Kind::clause) continue;  // no risk is missing
      if (const std::string& id = input->program.rules()[rule].id; names.find(id) == std::string::npos) names.append(names.empty() ? "" : ", ").append(id);
    }
  if (!names.empty()) lines.push_back(filled(words.truncated, names));
  if (rounds.comparison.limited) lines.emplace_back(words.limited);
  return lines;
}

std::string value_delta(const std::optional<rules::Quantity>& before, const std::optional<rules::Quantity>& after, Language reader) {
  const auto text = [&](const std::optional<rules::Quantity>& q) { return q ? findings::quantity_text(*q, reader) : std::string("\xE2\x80\x93"); };
  const std::string then = text(before), now = text(after);
  // "12 → 3 months": a number alone before the arrow, where what follows it is the same unit in both.
  if (before && after && !before->lower && before->unit == after->unit && before->working_days == after->working_days && before->saturdays == after->saturdays &&
      before->unit != rules::Unit::amount && before->unit != rules::Unit::date && before->unit != rules::Unit::multiple && before->reference == after->reference &&
      before->end_of_month == after->end_of_month && before->per == after->per) {
    const std::size_t unit = then.find("\xC2\xA0");  // between a number and its unit stands a no-break space; French has others in its thousands
    if (unit != std::string::npos && then.find("\xC2\xA0", unit + 2) == std::string::npos) return then.substr(0, unit) + std::string(kArrow) + now;
  }
  return then + std::string(kArrow) + now;
}

std::vector<std::string> reason_lines(const Rounds& rounds, const compare::FindingChange& change, Language reader) {
  using compare::Reason;
  const ComparisonWords& words = comparison_words(reader);
  std::vector<std::string> out;
  const findings::Finding *then = finding(rounds.before, change.before), *now = finding(rounds.after, change.after);
  // On one side of your policy's number there is no finding, but a number all the same.
  if ((!then || !now) && change.value_before && change.value_after)
    out.push_back(with_label(words.reason[static_cast<std::size_t>(Reason::value)], value_delta(change.value_before, change.value_after, reader), reader));
  if (!then || !now) return out;
  for (const Reason reason : change.reasons) {
    std::string delta;
    switch (reason) {
      case Reason::severity:
        delta.append(labels(reader).severity[static_cast<std::size_t>(then->severity)]).append(kArrow).append(labels(reader).severity[static_cast<std::size_t>(now->severity)]);
        break;
      case Reason::band: delta = band_text(then->band, reader) + std::string(kArrow) + band_text(now->band, reader); break;
      case Reason::outcome:
        delta.append(words.outcome[static_cast<std::size_t>(then->outcome)]).append(kArrow).append(words.outcome[static_cast<std::size_t>(now->outcome)]);
        break;
      case Reason::value: delta = value_delta(change.value_before, change.value_after, reader); break;
      case Reason::places: delta = std::to_string(then->places()) + std::string(kArrow) + std::to_string(now->places()); break;
      case Reason::numbers: delta = joined(change.numbers_before) + std::string(kArrow) + joined(change.numbers_after); break;
    }
    out.push_back(with_label(words.reason[static_cast<std::size_t>(reason)], delta, reader));
  }
  return out;
}

std::vector<std::string> note_lines(const Rounds& rounds, const compare::FindingChange& change, Language reader) {
  using compare::Change;
  const ComparisonWords& words = comparison_words(reader);
  std::vector<std::string> out;
  const findings::Finding *then = finding(rounds.before, change.before), *now = finding(rounds.after, change.after);
  if (change.waived) out.emplace_back(words.waived);
  if (change.change == Change::unclear) out.emplace_back(words.unclear);
  const bool absence = rounds.after.program.rules()[change.rule].kind == rules::Kind::absence;
  if (change.change == Change::added && absence && now->outcome == match::Outcome::absent) {
    const auto& open = rounds.before.list.undetermined;
    const bool unclear = std::any_of(open.begin(), open.end(), [&](const match::Undetermined& u) { return u.rule == change.rule; });
    out.emplace_back(unclear ? words.was_unclear : words.protection_gone);
  }
  if (change.change == Change::resolved && absence && then->outcome == match::Outcome::absent) out.emplace_back(words.protection_there);
  if (change.moved) out.emplace_back(words.moved);
  if (change.reworded && then && now) out.emplace_back(words.reworded);
  return out;
}

std::vector<TermRow> term_rows(const Rounds& rounds, Language reader) {
  const ComparisonWords& words = comparison_words(reader);
  std::vector<TermRow> out;
  for (const compare::TermChange& change : rounds.comparison.terms) {
    TermRow row;
    const auto value = [&](const Input& input, const std::optional<std::uint32_t>& index) {
      return index ? for_terminal(key_term_value(input, input.assessment.key_terms[*index], reader)) : std::string();
    };
    const bool now = change.after.has_value();
    const Input& known = now ? rounds.after : rounds.before;
    row.name = for_terminal(key_term_name(known, known.assessment.key_terms[now ? *change.after : *change.before], reader));
    row.before = value(rounds.before, change.before);
    row.after = value(rounds.after, change.after);
    row.effect = words.effect[static_cast<std::size_t>(change.effect)];
    row.which = change.effect;
    out.push_back(std::move(row));
  }
  for (const compare::ValueChange& change : rounds.comparison.values) {
    TermRow row;
    row.name = for_terminal(rule_title(rounds.after, change.rule, reader));
    const auto value = [&](const Input& input, const std::optional<std::uint32_t>& index) {
      if (!index) return std::string();
      const findings::Finding& clause = input.list.clauses[*index];
      if (clause.value) return findings::quantity_text(*clause.value, reader);
      return "\xE2\x80\x9C" + shortened(for_terminal(clause.place.trigger.of(input.extracted.text)), kTriggerColumns) + "\xE2\x80\x9D";
    };
    row.before = value(rounds.before, change.before);
    row.after = value(rounds.after, change.after);
    out.push_back(std::move(row));
  }
  return out;
}

std::string place_of_span(const Input& input, TextSpan span, Language reader) {
  if (span.empty()) return {};
  findings::Place place;
  place.quote = span;
  place.page = input.extracted.page_of(span.begin);
  const std::uint32_t at = input.normal.map.to_normal(span).begin;
  const auto& all = input.structure.paragraphs;
  const auto after = std::upper_bound(all.begin(), all.end(), at, [](std::uint32_t o, const segment::Paragraph& p) { return o < p.span.begin; });
  if (after != all.begin()) place.clause = input.structure.clauses[std::prev(after)->clause].label;
  return where(input, place, reader);
}

std::string clause_line(const Rounds& rounds, const compare::ClauseChange& change, Language reader) {
  const ComparisonWords& words = comparison_words(reader);
  const std::string then = change.before ? place_of_span(rounds.before, change.at_before, reader) : std::string();
  const std::string now = change.after ? place_of_span(rounds.after, change.at_after, reader) : std::string();
  std::string out;
  if (!then.empty() && !now.empty() && then != now) out = then + std::string(kArrow) + now;
  else out = now.empty() ? then : now;
  if (out.empty()) {  // text before the first number or heading
    const Input& input = change.after ? rounds.after : rounds.before;
    out = "\xE2\x80\x9C" + shortened(for_terminal((change.after ? change.at_after : change.at_before).of(input.extracted.text)), 40) + "\xE2\x80\x9D";
  }
  std::string kind(words.wording_kind[static_cast<std::size_t>(change.wording)]);
  if (change.moved && change.wording == compare::Wording::changed) kind.append(", ").append(words.wording_kind[static_cast<std::size_t>(compare::Wording::moved)]);
  return out + " (" + kind + ")";
}

}  // namespace caveat::report
