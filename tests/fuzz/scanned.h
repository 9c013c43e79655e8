// A text scanned with rules of ours, and what every scan promises: each place lies inside the text and cuts no character, and a second scan gives
// the same bytes.
#ifndef CAVEAT_TESTS_FUZZ_SCANNED_H
#define CAVEAT_TESTS_FUZZ_SCANNED_H
#include <filesystem>
#include <memory>

#include "../unit/rules/sample_pack.h"
#include "extracted_promise.h"
#include "rules/loader.h"
#include "scan/scanner.h"

namespace caveat::fuzz {

// Some of ours, of each kind: all of them would take most of the time to load and to compile.
inline std::shared_ptr<const rules::RuleProgram> our_rules() {
  static const auto program = [] {
    namespace fs = std::filesystem;
    tests::SamplePack pack;
    for (const char* folder : {"lexicons", "clauses", "document", "document-kind", "liability", "pricing", "vague-terms"})
      fs::copy(fs::path(CAVEAT_SOURCE_DIR "/rules") / folder, fs::path(pack.path()) / folder, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    rules::Diagnostics complaints;
    auto loaded = rules::load({{pack.path()}, "", false}, complaints);
    require(bool(loaded), "the rules of the repository load");
    return std::move(loaded).value();
  }();
  return program;
}

inline void require_place(const std::string& text, TextSpan span, const char* what) {
  require(span.begin <= span.end && span.end <= text.size(), what);
  for (const std::uint32_t at : {span.begin, span.end}) require(at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80, "no character is cut");
}

inline void require_place(const std::string& text, const findings::Place& place) {
  require_place(text, place.quote, "a quote lies inside the text");
  require_place(text, place.trigger, "a trigger lies inside the text");
  require(place.quote.contains(place.trigger), "a trigger lies inside its quote");
  if (place.value) require_place(text, *place.value, "a value lies inside the text");
}

inline void require_sound(const scan::ScanResult& result) {
  const std::string& text = result.extracted.text;
  require_contract(result.extracted);
  for (const auto* list : {&result.list.findings, &result.list.clauses})
    for (const auto& finding : *list) {
      require(finding.rule < result.program->rules().size(), "a finding has a rule");
      require(finding.fingerprint.size() == 16, "a finding has a fingerprint");
      require_place(text, finding.place);
      for (const auto& place : finding.also) require_place(text, place);
    }
  for (const auto& sign : result.list.kind.evidence) require_place(text, sign.quote, "evidence lies inside the text");
  for (const auto& definition : result.structure.definitions) {
    require_place(text, definition.term_span, "a term lies inside the text");
    require_place(text, definition.meaning, "a meaning lies inside the text");
  }
  for (const auto& party : result.structure.parties) require_place(text, party.defined_at, "a party is named inside the text");
  std::uint32_t end = 0, next = 0;
  for (const auto& paragraph : result.structure.paragraphs) {
    require(paragraph.span.begin >= end && paragraph.span.end >= paragraph.span.begin && paragraph.span.end <= result.normal.text.size(), "paragraphs are in order");
    require(paragraph.clause < result.structure.clauses.size(), "a paragraph has a clause");
    end = paragraph.span.end;
  }
  require(!result.structure.clauses.empty(), "there is a clause");
  for (std::size_t i = 0; i < result.structure.clauses.size(); ++i) {
    const auto& clause = result.structure.clauses[i];
    require(clause.parent < static_cast<std::int32_t>(i), "a clause stands in an earlier one");
    require(clause.first_paragraph == next, "each paragraph belongs to one clause");
    next += clause.paragraph_count;
  }
  require(next == result.structure.paragraphs.size(), "each paragraph belongs to one clause");
  require(result.assessment.score >= 0 && result.assessment.score <= 100, "the score lies between 0 and 100");
}

inline std::unique_ptr<const scan::ScanResult> scanned(std::string_view bytes, std::string_view name, const scan::Options& options) {
  static scan::Scanner scanner(our_rules());
  Cancel never;
  auto result = scanner.scan({bytes, name, {}}, options, never);
  if (!result) {
    require_refusal(result.error(), name);
    return nullptr;
  }
  require_sound(*result.value());
  return std::move(result).value();
}

}  // namespace caveat::fuzz

// Loading rules is no part of an input's time.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  caveat::fuzz::our_rules();
  return 0;
}
#endif
