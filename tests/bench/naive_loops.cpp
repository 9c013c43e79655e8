// naive-loops: what scanning is without an index of literals: one RE2 loop an expression over the same folded text, with the same rules, fold and
// library as the engine. Beside it stands the row "naive" of docs/performance.md; the same program lists the expressions for YARA and proves that the engine
// finds the same. Run by tests/bench/run and, on the corpus, by ctest (bench_same_matches).
//
//   naive-loops fold RULES LANGUAGE FILE...            the folded text of the files, to standard output
//   naive-loops list RULES LANGUAGE                    the language's expressions, one a line
//   naive-loops occur RULES LANGUAGE FILE...           the numbers, in that list, of those that occur in the files
//   naive-loops run RULES LANGUAGE EVERY FIRST FILE... runs expressions FIRST, FIRST + EVERY, ... over the text of all files; says as JSON how long that took
//   naive-loops compare RULES FILE...                  every slot in every paragraph: index and anchored searches against loops. Exit code 1 if they differ
#include <re2/re2.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "match/occurrences.h"
#include "rules/loader.h"
#include "segment/role_folding.h"

using namespace caveat;

namespace {

[[noreturn]] void fail(const std::string& message) {
  std::fprintf(stderr, "naive-loops: %s\n", message.c_str());
  std::exit(2);
}

std::shared_ptr<const rules::RuleProgram> load(const std::string& folder) {
  rules::Diagnostics diagnostics;
  auto loaded = rules::load({{folder}, "", false}, diagnostics);
  if (!loaded) fail(loaded.error().message);
  return std::move(loaded).value();
}

Language language_of(const std::string& name) {
  const auto language = parse_language(name);
  if (!language) fail("\"" + name + "\" is none of en, fr, de, es");
  return *language;
}

// As the engine reads it, up to what its rules see.
struct Folded {
  extract::ExtractedText extracted;
  normalize::NormalText normal;
  segment::Structure structure;
};

Folded fold(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) fail(path + " cannot be read");
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  Cancel never;
  Folded folded;
  auto extracted = extract::run({bytes, path, ""}, {}, never);
  if (!extracted) fail(extracted.error().message);
  folded.extracted = std::move(extracted).value();
  auto normal = normalize::run(folded.extracted, never);
  if (!normal) fail(normal.error().message);
  folded.normal = std::move(normal).value();
  auto structure = segment::run(folded.extracted, folded.normal, {}, never);
  if (!structure) fail(structure.error().message);
  folded.structure = std::move(structure).value();
  if (auto roles = segment::fold_roles(folded.extracted, folded.normal, folded.structure, never); !roles) fail(roles.error().message);
  return folded;
}

// Those that belong to a slot of the language, in the order of the program.
std::vector<std::uint32_t> fragments_of(const rules::RuleProgram& program, Language language) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t f = 0; f < program.fragments().size(); ++f) {
    const auto slots = program.slots_of(f);
    if (!slots.empty() && program.slots()[slots[0]].language == language) all.push_back(f);
  }
  return all;
}

// Hits begin and end at the bounds of words, as the engine's do.
bool whole_words(std::string_view text, NormalSpan hit) {
  const auto word = [&](std::uint32_t i) { return normalize::word_byte(text[i]); };
  return !(hit.begin > 0 && word(hit.begin - 1) && word(hit.begin)) && !(hit.end < text.size() && word(hit.end - 1) && word(hit.end));
}

// The loop. on_hit(span): each match that does not overlap the one before.
template <class OnHit>
void loop(const re2::RE2& regex, std::string_view text, OnHit&& on_hit) {
  const re2::StringPiece piece(text.data(), text.size());
  re2::StringPiece hit;
  std::size_t at = 0;
  while (at < text.size() && regex.Match(piece, at, text.size(), re2::RE2::UNANCHORED, &hit, 1)) {
    const auto begin = static_cast<std::uint32_t>(hit.data() - text.data());
    const NormalSpan span{begin, begin + static_cast<std::uint32_t>(hit.size())};
    const bool whole = whole_words(text, span);
    if (whole) on_hit(span);
    at = whole ? std::max(span.end, begin + 1) : begin + 1;
  }
}

double seconds_since(std::chrono::steady_clock::time_point start) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(); }

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int run(const rules::RuleProgram& program, Language language, std::size_t every, std::size_t first, const std::vector<std::string>& files,
        std::chrono::steady_clock::time_point start) {
  std::string text;
  for (const std::string& file : files) text += fold(file).normal.text + '\n';
  const double before = seconds_since(start), processor_before = processor_seconds();
  const auto all = fragments_of(program, language);
  std::size_t looped = 0, hits = 0;
  double compiling = 0, searching = 0;
  for (std::size_t i = first; i < all.size(); i += every, ++looped) {
    auto from = std::chrono::steady_clock::now();
    const re2::RE2& regex = program.fragments()[all[i]].regex();
    compiling += seconds_since(from);
    from = std::chrono::steady_clock::now();
    if (regex.ok()) loop(regex, text, [&](NormalSpan) { ++hits; });
    searching += seconds_since(from);
  }
  std::printf("{\"expressions\": %zu, \"looped\": %zu, \"bytes\": %zu, \"hits\": %zu, \"before\": %.4f, \"compiling\": %.4f, \"searching\": %.4f, \"processor_before\": %.4f, \"processor\": %.4f}\n",
              all.size(), looped, text.size(), hits, before, compiling, searching, processor_before, processor_seconds() - processor_before);
  return 0;
}

int compare(const std::shared_ptr<const rules::RuleProgram>& program, const std::vector<std::string>& files) {
  match::Occurrences occurrences(*program);
  std::size_t places = 0, missed = 0, invented = 0, paragraphs = 0;
  for (const std::string& file : files) {
    const Folded folded = fold(file);
    const std::string_view text = folded.normal.text;
    occurrences.begin(text, folded.structure, true);
    // Slot by paragraph: what loops over the whole text find.
    const std::size_t count = folded.structure.paragraphs.size();
    std::vector<std::vector<std::pair<std::uint32_t, NormalSpan>>> loops(count);
    for (Language language : kAllLanguages) {
      const bool spoken = std::any_of(folded.structure.paragraphs.begin(), folded.structure.paragraphs.end(), [&](const auto& p) { return p.language == language; });
      if (!spoken) continue;
      for (const std::uint32_t f : fragments_of(*program, language)) {
        const re2::RE2& regex = program->fragments()[f].regex();
        if (!regex.ok()) continue;
        std::size_t p = 0;
        loop(regex, text, [&](NormalSpan hit) {
          while (folded.structure.paragraphs[p].span.end < hit.end) ++p;
          if (folded.structure.paragraphs[p].language != language) return;
          for (const std::uint32_t slot : program->slots_of(f)) loops[p].emplace_back(slot, hit);
        });
      }
    }
    for (std::uint32_t p = 0; p < count; ++p) {
      const Language language = folded.structure.paragraphs[p].language;
      if (language == Language::other) continue;
      ++paragraphs;
      auto& wanted = loops[p];
      std::sort(wanted.begin(), wanted.end());
      wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
      occurrences.begin_unit();
      occurrences.look(p, [](std::size_t) { return true; }, [](std::uint32_t) {});
      std::vector<std::pair<std::uint32_t, NormalSpan>> got;
      std::vector<NormalSpan> spans;
      for (std::uint32_t slot = 0; slot < program->slots().size(); ++slot) {
        if (program->slots()[slot].language != language) continue;
        spans.clear();
        occurrences.append(slot, p, spans);
        for (NormalSpan span : spans) got.emplace_back(slot, span);
      }
      places += wanted.size();
      std::vector<std::pair<std::uint32_t, NormalSpan>> difference;
      std::set_difference(wanted.begin(), wanted.end(), got.begin(), got.end(), std::back_inserter(difference));
      missed += difference.size();
      for (const auto& [slot, span] : difference)
        if (missed < 20) std::fprintf(stderr, "naive-loops: %s: missed, slot %u: \"%.*s\"\n", file.c_str(), slot, static_cast<int>(span.of(text).size()), span.of(text).data());
      difference.clear();
      std::set_difference(got.begin(), got.end(), wanted.begin(), wanted.end(), std::back_inserter(difference));
      invented += difference.size();
      for (const auto& [slot, span] : difference)
        if (invented < 20) std::fprintf(stderr, "naive-loops: %s: only the engine, slot %u: \"%.*s\"\n", file.c_str(), slot, static_cast<int>(span.of(text).size()), span.of(text).data());
    }
  }
  std::printf("{\"paragraphs\": %zu, \"places\": %zu, \"missed\": %zu, \"invented\": %zu}\n", paragraphs, places, missed, invented);
  return places > 0 && missed + invented == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const std::string verb = arguments.empty() ? "" : arguments[0];
  const std::size_t needs = verb == "run" ? 6 : verb == "fold" || verb == "occur" ? 4 : verb == "list" || verb == "compare" ? 3 : ~std::size_t{0};
  if (arguments.size() < needs) fail("see the head of tests/bench/naive_loops.cpp for what it takes");
  const auto program = load(arguments[1]);
  if (verb == "compare") return compare(program, {arguments.begin() + 2, arguments.end()});
  const Language language = language_of(arguments[2]);
  if (verb == "run") return run(*program, language, std::max(1ul, std::stoul(arguments[3])), std::stoul(arguments[4]), {arguments.begin() + 5, arguments.end()}, start);
  if (verb == "occur") {
    std::string text;
    for (auto file = arguments.begin() + 3; file != arguments.end(); ++file) text += fold(*file).normal.text + '\n';
    const auto all = fragments_of(*program, language);
    for (std::size_t i = 0; i < all.size(); ++i) {
      std::size_t hits = 0;
      if (const re2::RE2& regex = program->fragments()[all[i]].regex(); regex.ok()) loop(regex, text, [&](NormalSpan) { ++hits; });
      if (hits > 0) std::printf("%zu\n", i);
    }
  }
  if (verb == "list")
    for (const std::uint32_t f : fragments_of(*program, language)) std::printf("%s\n", program->fragments()[f].expression.c_str());
  if (verb == "fold")
    for (auto file = arguments.begin() + 3; file != arguments.end(); ++file) {
      const std::string text = fold(*file).normal.text + '\n';
      std::fwrite(text.data(), 1, text.size(), stdout);
    }
  return 0;
}
