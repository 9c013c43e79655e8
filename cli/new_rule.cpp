// New rule: see new_rule.h. Tested by tests/cli/rules_test.cpp, which fills one in and has it checked.
#include "new_rule.h"

#include <array>
#include <string_view>
#include <utility>

namespace caveat::cli {
namespace {

std::string fill(std::string_view what) { return "'<fill: " + std::string(what) + ">'"; }

// The logic with the slot names that the words below use.
std::string logic_of(const std::string& kind) {
  if (kind == "threshold")
    return "  scope: sentence\n"
           "  find: { near: [subject, amount], within: 12 words, order: any }\n"
           "  value: amount\n"
           "  report_when: 'value > policy(our.limit.max)'\n"
           "  unless: [exception]\n";
  if (kind == "absence")
    return "  scope: document\n"
           "  needs: { documents: [contract, general-terms], any: [subject] }\n"
           "  absent: { near: [subject, protection], within: 20 words, scope: clause }\n"
           "  unless: [exception]\n"
           "  show_at: subject\n";
  if (kind == "clause")
    return "  scope: sentence\n"
           "  find: { near: [subject, verb], within: 10 words, order: any }\n"
           "  # value: amount                   # where it holds a number: name its slot here and under find\n";
  if (kind == "structure")
    return "  scope: document\n"
           "  check: '<fill: the name of a check: docs/rule-format.md has the table>'\n";
  return "  scope: sentence\n"
         "  find: { near: [subject, verb], within: 10 words, order: any }\n"
         "  unless: [exception]\n";
}

std::string slots_of(const std::string& kind) {
  const auto slot = [](const char* name, std::string_view what) { return "      " + std::string(name) + ": [" + fill(what) + "]\n"; };
  if (kind == "structure") return {};
  std::string out = "    slots:\n" + slot("subject", "what it is about, as lawyers of this language write it");
  if (kind == "threshold") return out + "      amount: ['{{duration}}']     # or {{percent}}, {{money}}, {{number}}\n" + slot("exception", "words that make it harmless");
  if (kind == "absence") return out + slot("protection", "words that protect") + slot("exception", "words that make it unnecessary");
  out += slot("verb", "what happens to it");
  return kind == "clause" ? out : out + slot("exception", "words that make it harmless");
}

std::string examples_of(const std::string& kind) {
  const auto example = [](std::string_view what, std::string_view more = {}) { return "        - { text: " + fill(what) + std::string(more) + " }\n"; };
  const bool threshold = kind == "threshold", absence = kind == "absence";
  std::string out = "    examples:\n      match:\n";
  out += example(absence ? "a text with the subject and without the protection" : kind == "clause" ? "a sentence that is such a clause" : kind == "structure" ? "a small document with the defect" : "a sentence that must be reported",
                 threshold ? ", value: 60" : "");
  out += example("another one, worded differently", threshold ? ", value: 90" : "");
  out += "      no_match:\n";
  if (kind == "absence") out += example("a text in which the protection stands", ", why: absent") + example("a text without the subject, so that nothing is to be expected", ", why: needs");
  if (absence) return out + example("a text with the subject, without the protection, that only the exception keeps silent", ", why: unless exception");
  if (kind != "clause" && kind != "structure") out += example("a sentence that only the exception keeps silent", ", why: unless exception");
  out += example("a harmless sentence with the same words", ", why: '<fill: what is missing>'");
  if (kind == "clause" || kind == "structure") out += example("another harmless one", ", why: '<fill: what is missing>'");
  return out;
}

}  // namespace

bool is_rule_id(const std::string& text) {
  if (text.empty() || text.size() > 60 || text.front() == '-' || text.back() == '-') return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos && text.find("--") == std::string::npos;
}

std::string new_rule_text(const NewRule& rule) {
  const bool neutral = rule.kind == "clause";
  std::string out;
  if (!rule.schema.empty()) out += "# yaml-language-server: $schema=" + rule.schema + "\n";
  out += "# Finds: <fill: one sentence>\n# Misses, on purpose: <fill: what another rule finds, or nobody can tell>\n";
  out += "rule: " + rule.id + "\nversion: 1\nstatus: draft                       # stable once `caveat rules test` is content\n";
  if (!neutral) {
    out += "taxonomy: " + (rule.taxonomy.empty() ? fill("a code such as PRC-01") : rule.taxonomy) + "\n";
    out += "severity: medium                    # info, low, medium, high, critical: for a buyer\n"
           "confidence: medium                  # low, medium, high\n"
           "audience: [buyer, legal]            # of: buyer, legal, finance, it-security\n";
  }
  out += "logic:\n  kind: " + rule.kind + "\n" + logic_of(rule.kind);
  if (rule.kind == "threshold")
    out += "policy:                             # the number a reader may set for himself: rename it here and in report_when\n"
           "  our.limit.max: { default: 30, unit: days, min: 1, max: 365 }   # the value is brought to this unit: days, months, percent, amount, ...\n";
  out += "text:\n";
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> languages = {
      {{"en", "English"}, {"fr", "French"}, {"de", "German"}, {"es", "Spanish"}}};
  for (const auto& [code, language] : languages) {
    const std::string in = std::string(language) + ": ";
    out += "  " + std::string(code) + ":\n    title: " + fill(in + "at most eight words") + "\n";
    if (!neutral)
      out += "    message: " + fill(in + "what the contract says, in one sentence" + (rule.kind == "threshold" ? ", with {value}" : "")) + "\n    why: " +
             fill(in + "what it costs the buyer") + "\n    recommendation:\n      ask: " + fill(in + "what to ask for") +
             "\n      fallback: " + fill(in + "what to accept if that is refused") + "\n";
    out += slots_of(rule.kind) + examples_of(rule.kind);
  }
  return out;
}

}  // namespace caveat::cli
