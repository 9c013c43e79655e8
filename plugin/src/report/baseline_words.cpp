// See baseline_words.h.
#include "report/baseline_words.h"

#include <array>

#include "report/labels.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

struct Words {
  std::string_view compared;   // "{n}": the name under which the earlier report knows the document
  std::string_view unknown;    // the earlier report does not know the document
  Plural added, updated;       // "2 new"
  Plural gone;
  Plural left_out;             // a sentence
  std::string_view numbers, waiver, severity;  // by Finding::change_reason
  std::string_view nothing_new;
};

constexpr std::array<Words, kLanguages> kWords = {{
    {.compared = "Compared with the earlier report of {n}: ",
     .unknown = "The earlier report does not know this document, so every finding counts as new.",
     .added = {"{n} new", "{n} new"},
     .updated = {"{n} changed", "{n} changed"},
     .gone = {"{n} no longer found", "{n} no longer found"},
     .left_out = {"{n} finding known from it is not shown; score and verdict are those of the whole contract.",
                  "{n} findings known from it are not shown; score and verdict are those of the whole contract."},
     .numbers = "Known, but a number in it has changed since the earlier report.",
     .waiver = "Known; it was waived in the earlier report and no longer is.",
     .severity = "Known, but graver than in the earlier report.",
     .nothing_new = "Nothing new since the earlier report."},
    {.compared = "Par rapport au rapport précédent sur {n} : ",
     .unknown = "Le rapport précédent ne connaît pas ce document : tous les points comptent comme nouveaux.",
     .added = {"{n} nouveau", "{n} nouveaux"},
     .updated = {"{n} modifié", "{n} modifiés"},
     .gone = {"{n} disparu", "{n} disparus"},
     .left_out = {"{n} point déjà connu n’est pas affiché ; le score et le verdict restent ceux du contrat entier.",
                  "{n} points déjà connus ne sont pas affichés ; le score et le verdict restent ceux du contrat entier."},
     .numbers = "Déjà connu, mais un chiffre a changé depuis le rapport précédent.",
     .waiver = "Déjà connu ; la dérogation du rapport précédent ne s’applique plus.",
     .severity = "Déjà connu, mais plus grave que dans le rapport précédent.",
     .nothing_new = "Rien de nouveau depuis le rapport précédent."},
    {.compared = "Verglichen mit dem früheren Bericht zu {n}: ",
     .unknown = "Der frühere Bericht kennt dieses Dokument nicht; alle Befunde gelten als neu.",
     .added = {"{n} neu", "{n} neu"},
     .updated = {"{n} geändert", "{n} geändert"},
     .gone = {"{n} nicht mehr vorhanden", "{n} nicht mehr vorhanden"},
     .left_out = {"{n} daraus bekannter Befund ist nicht aufgeführt; Wert und Urteil gelten für den ganzen Vertrag.",
                  "{n} daraus bekannte Befunde sind nicht aufgeführt; Wert und Urteil gelten für den ganzen Vertrag."},
     .numbers = "Bekannt, doch eine Zahl hat sich seit dem früheren Bericht geändert.",
     .waiver = "Bekannt; die Ausnahme aus dem früheren Bericht gilt nicht mehr.",
     .severity = "Bekannt, doch schwerwiegender als im früheren Bericht.",
     .nothing_new = "Nichts Neues seit dem früheren Bericht."},
    {.compared = "En comparación con el informe anterior de {n}: ",
     .unknown = "El informe anterior no conoce este documento, así que todos los hallazgos cuentan como nuevos.",
     .added = {"{n} nuevo", "{n} nuevos"},
     .updated = {"{n} modificado", "{n} modificados"},
     .gone = {"{n} ya no aparece", "{n} ya no aparecen"},
     .left_out = {"No se muestra {n} hallazgo ya conocido; la puntuación y el veredicto son los de todo el contrato.",
                  "No se muestran {n} hallazgos ya conocidos; la puntuación y el veredicto son los de todo el contrato."},
     .numbers = "Ya conocido, pero una cifra ha cambiado desde el informe anterior.",
     .waiver = "Ya conocido; la excepción del informe anterior ya no se aplica.",
     .severity = "Ya conocido, pero más grave que en el informe anterior.",
     .nothing_new = "Nada nuevo desde el informe anterior."},
}};

// Nothing is one in French: "0 nouveau".
std::string counted(const Plural& words, std::uint64_t count, Language reader) {
  return reader == Language::fr && count == 0 ? filled(words.one, "0") : filled(words, count, reader);
}

const Words& words_of(Language reader) { return kWords[reader == Language::other ? 0 : index(reader)]; }

}  // namespace

std::string baseline_note(const Input& input, Language reader) {
  if (!input.list.baseline) return {};
  const findings::BaselineSummary& baseline = *input.list.baseline;
  const Words& words = words_of(reader);
  if (!baseline.found) return std::string(words.unknown);
  const std::string name = for_terminal(baseline.document.substr(baseline.document.find_last_of('/') + 1));
  std::string text = filled(words.compared, name.empty() ? "?" : name);
  text.append(counted(words.added, baseline.added, reader)).append(", ").append(counted(words.updated, baseline.updated, reader));
  if (!baseline.absent.empty()) text.append(", ").append(counted(words.gone, baseline.absent.size(), reader));
  text += '.';
  if (!baseline.unchanged.empty()) text.append(" ").append(counted(words.left_out, baseline.unchanged.size(), reader));
  return text;
}

std::string_view change_note(const findings::Finding& finding, Language reader) {
  const Words& words = words_of(reader);
  if (finding.change_reason == "numbers") return words.numbers;
  if (finding.change_reason == "waiver") return words.waiver;
  if (finding.change_reason == "severity") return words.severity;
  return {};
}

std::string_view no_findings_note(const Input& input, Language reader) {
  const bool left_out = input.list.baseline && !input.list.baseline->unchanged.empty();
  return left_out ? words_of(reader).nothing_new : labels(reader).no_findings;
}

}  // namespace caveat::report
