// Closing table: see closing_table.h. Tested by tests/cli.
#include "closing_table.h"

#include <caveat/caveat.h>

#include <algorithm>
#include <cstdio>

namespace caveat::cli {
namespace {

struct Words {
  const char *language, *document, *verdict, *score, *critical, *high, *medium, *not_read, *incomplete;
  const char *sign, *negotiate, *legal, *stop, *waived, *not_a_contract;
};
constexpr Words kWords[] = {
    {"en", "Document", "Verdict", "Risk", "Critical", "High", "Medium", "not read", "incomplete", "sign", "negotiate",
     "legal review", "stop", "Waived", "not a contract"},
    {"fr", "Document", "Avis", "Risque", "Critiques", "Élevés", "Moyens", "non lu", "lecture incomplète", "signer",
     "négocier", "avis juridique", "stop", "Dérogations", "pas un contrat"},
    {"de", "Dokument", "Ergebnis", "Risiko", "Kritisch", "Hoch", "Mittel", "nicht gelesen", "unvollständig",
     "unterschreiben", "verhandeln", "Rechtsprüfung", "Stopp", "Ausnahmen", "kein Vertrag"},
    {"es", "Documento", "Veredicto", "Riesgo", "Críticos", "Altos", "Medios", "no leído", "incompleto", "firmar",
     "negociar", "revisión jurídica", "alto", "Excepciones", "no es un contrato"},
};

const Words& words_of(const std::string& language) {
  for (const Words& words : kWords)
    if (language == words.language) return words;
  return kWords[0];
}

// A clean result on text that nobody read is the worst failure, so it is not called clean.
std::string verdict_of(const Words& words, const TableRow& row) {
  if (!row.read) return words.not_read;
  if (row.not_a_contract) return words.not_a_contract;
  if (row.lane == "sign") return row.complete ? words.sign : words.incomplete;
  if (row.lane == "negotiate") return words.negotiate;
  if (row.lane == "legal") return words.legal;
  if (row.lane == "stop") return words.stop;
  return printable(row.lane);
}

std::string left(const std::string& text, std::size_t width) {
  const std::size_t have = columns(text);
  return have < width ? text + std::string(width - have, ' ') : text;
}
std::string right(const std::string& text, std::size_t width) {
  const std::size_t have = columns(text);
  return have < width ? std::string(width - have, ' ') + text : text;
}

// The end of a path tells documents apart, so the begin is cut.
std::string fitted(const std::string& name, std::size_t width) {
  std::size_t have = columns(name), at = 0;
  if (have <= width) return name;
  for (have += 1; have > width; --have) do
      ++at;
    while (at < name.size() && (static_cast<unsigned char>(name[at]) & 0xC0) == 0x80);
  return "…" + name.substr(at);
}

}  // namespace

std::string closing_table(const std::vector<TableRow>& rows, const std::string& language, const Terminal& terminal) {
  const Words& words = words_of(language);
  std::size_t verdict = columns(words.verdict), longest = columns(words.document);
  for (const TableRow& row : rows) {
    verdict = std::max(verdict, columns(verdict_of(words, row)));
    longest = std::max(longest, columns(row.name));
  }
  std::vector<const char*> heads = {words.score, words.critical, words.high, words.medium};
  if (std::any_of(rows.begin(), rows.end(), [](const TableRow& row) { return row.waived > 0; })) heads.push_back(words.waived);
  std::size_t rest = 2 + verdict;
  for (const char* head : heads) rest += 2 + columns(head);
  constexpr std::size_t kLeastName = 20;
  const std::size_t name = std::min(longest, std::max(kLeastName, terminal.width > rest ? terminal.width - rest : 0));

  const char* bold = terminal.colour ? "\x1b[1m" : "";
  const char* plain = terminal.colour ? "\x1b[0m" : "";
  std::string head = left(words.document, name) + "  " + left(words.verdict, verdict);
  for (const char* word : heads) head += "  " + std::string(word);
  std::string out = bold + head + plain + "\n";
  for (const TableRow& row : rows) {
    if (!row.read) {
      out += left(fitted(row.name, name), name) + "  " + verdict_of(words, row) + "\n";
      continue;
    }
    char score[32];
    std::snprintf(score, sizeof score, "%.0f", row.score);
    const std::array<std::string, 5> cells = {score, std::to_string(row.by_severity[CAV_SEVERITY_CRITICAL]),
                                              std::to_string(row.by_severity[CAV_SEVERITY_HIGH]),
                                              std::to_string(row.by_severity[CAV_SEVERITY_MEDIUM]),
                                              std::to_string(row.waived)};
    out += left(fitted(row.name, name), name) + "  " + left(verdict_of(words, row), verdict);
    for (std::size_t i = 0; i < heads.size(); ++i) out += "  " + right(cells[i], columns(heads[i]));
    out += "\n";
  }
  return out;
}

}  // namespace caveat::cli
