// What every reader of documents promises, whatever the bytes: a text that keeps the contract of extracted_text.h, or a refusal that names the document.
#ifndef CAVEAT_TESTS_FUZZ_EXTRACTED_PROMISE_H
#define CAVEAT_TESTS_FUZZ_EXTRACTED_PROMISE_H
#include "../unit/extract/invariants.h"
#include "base/limits.h"
#include "extract/extracted_text.h"
#include "fuzz_target.h"

namespace caveat::fuzz {

inline void require_contract(const extract::ExtractedText& text) {
  const std::string broken = extract::broken_invariant(text);
  require(broken.empty(), broken.c_str(), text.text.substr(0, 2'000));
  require(text.text.size() <= limits::kTextBytes, "the text keeps its limit");
  std::uint32_t end = 0;
  for (const auto& source : text.sources) {
    require(source.span.begin >= end && source.span.end >= source.span.begin && source.span.end <= text.text.size(), "sources are sorted and inside the text");
    end = source.span.end;
  }
  end = 0;
  for (const auto& revision : text.revisions) {
    require(revision.span.begin >= end && revision.span.end >= revision.span.begin && revision.span.end <= text.text.size(), "revisions are by place and inside the text");
    end = revision.span.begin;
  }
  for (const auto& part : text.not_read) require(!part.code.empty() && !part.detail.empty(), "what was not read has a code and words");
}

inline void require_read_or_refused(const Result<extract::ExtractedText>& outcome, std::string_view name) {
  if (outcome) require_contract(outcome.value());
  else require_refusal(outcome.error(), name);
}

}  // namespace caveat::fuzz
#endif
