// Fragments of rules: "résili{{w}} (?:sans|avec) préavis" to an expression and the literals that the prefilter looks for. The first line of the input is
// the fragment, the rest a text; where the expression matches the text, the literals must stand in the match: else the prefilter would lose it.
#include "rules/fragment.h"

#include <re2/re2.h>

#include <algorithm>

#include "fuzz_target.h"
#include "normalize/normal_text.h"

namespace {

using namespace caveat;

bool holds_literals(std::string_view match, const rules::FragmentProgram& program) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < program.clauses.size(); ++i) {
    std::size_t best = match.npos;
    for (const std::string& literal : program.clauses[i]) {
      const std::size_t found = match.find(literal, at);
      if (found != match.npos) best = std::min(best, found + literal.size());
    }
    if (best == match.npos) return false;
    if (i == 0 && program.head) {
      bool first = false;
      for (const std::string& literal : program.clauses[0]) first = first || match.starts_with(literal);
      if (!first) return false;
    }
    at = best;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 4'000) return 0;
  static const rules::Lexicon lexicon = {{"supplier", {"(?:the )?supplier", "we"}}, {"may", {"may", "is entitled to", "darf", "peut"}}};
  const Language language = kAllLanguages[data[0] % kLanguages];
  const std::string_view input = fuzz::view(data + 1, size - 1), fragment = input.substr(0, input.find('\n'));
  const auto compiled = rules::compile_fragment(fragment, language, lexicon);
  if (!compiled) {
    fuzz::require(compiled.error().code == ErrorCode::rules && !compiled.error().message.empty(), "a refusal of a fragment says why");
    return 0;
  }
  const rules::FragmentProgram& program = compiled.value();
  for (const auto& clause : program.clauses) {
    fuzz::require(!clause.empty(), "a clause has a literal");
    for (const auto& literal : clause) fuzz::require(!literal.empty(), "a literal has letters");
  }
  fuzz::require(!program.head || !program.clauses.empty(), "a head has literals");
  re2::RE2::Options options(re2::RE2::Quiet);
  const re2::RE2 expression(program.expression, options);
  if (!expression.ok()) {
    fuzz::require(expression.error_code() == re2::RE2::ErrorPatternTooLarge, "RE2 takes what we write, but for its size:", program.expression);
    return 0;
  }
  const std::string text = normalize::fold(input);
  re2::StringPiece rest(text), match;
  // What is compared as words must be what RE2 finds: at each place one of them, and that one whole.
  for (const std::string& word : program.words)
    for (std::size_t at = text.find(word); at != text.npos && !word.empty(); at = text.find(word, at + 1)) {
      const auto letter = [&](std::size_t i) { return text[i] == '_' || normalize::word_byte(text[i]); };
      const std::size_t end = at + word.size();
      const bool bounded = !(at > 0 && letter(at - 1) && letter(at)) && !(end < text.size() && letter(end - 1) && letter(end));
      const bool matched = expression.Match(text, at, text.size(), re2::RE2::ANCHOR_START, &match, 1);
      fuzz::require(!bounded || (matched && match.size() == word.size()), "words are what the expression matches:", program.expression);
    }
  for (int hits = 0; hits < 50 && expression.Match(text, static_cast<std::size_t>(rest.data() - text.data()), text.size(), re2::RE2::UNANCHORED, &match, 1); ++hits) {
    fuzz::require(program.words.empty() || std::find(program.words.begin(), program.words.end(), std::string_view(match.data(), match.size())) != program.words.end(), "the expression matches no other words:", program.expression);
    fuzz::require(holds_literals({match.data(), match.size()}, program), "a match holds the literals of its fragment:", program.expression);
    if (match.data() + match.size() >= text.data() + text.size()) break;
    rest = re2::StringPiece(match.data() + std::max<std::size_t>(match.size(), 1), static_cast<std::size_t>(text.data() + text.size() - match.data()) - std::max<std::size_t>(match.size(), 1));
  }
  return 0;
}
