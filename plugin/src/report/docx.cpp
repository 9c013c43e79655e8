// What the comments in a Word document say; for documents of other formats, the memo (memo.h).
// Tested by tests/unit/report/docx_test.cpp and tests/node/docx.test.mjs.
//
// Of the findings of one rule that say the same, the first says it; the others, and the further places of each, point there.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "extract/sniff.h"
#include "findings/wording.h"
#include "report/authorship.h"
#include "report/docx_comments.h"
#include "report/labels.h"
#include "report/memo.h"
#include "report/memo_words.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

using findings::Finding;
using findings::Text;

constexpr std::uint32_t kQuoteColumns = 300;

class Comments {
 public:
  Comments(const Input& input, const DocxOptions& options)
      : input_(input), counterparty_(options.counterparty), reader_(options.counterparty ? contract_language(input, options.reader) : options.reader),
        words_(labels(reader_)), memo_(memo_words(reader_)), authors_(input.extracted) {}

  std::vector<DocxComment> all() {
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> said;  // rule and what is said of it, by which finding
    for (std::uint32_t i = 0; i < input_.list.findings.size(); ++i) {
      const Finding& finding = input_.list.findings[i];
      if (finding.status == findings::Status::waived) {
        if (!counterparty_) add(finding, finding.place, accepted(finding));
        continue;
      }
      std::vector<CommentLine> lines = counterparty_ ? request(finding) : advice(finding);
      if (lines.empty()) continue;
      std::string key;
      for (const CommentLine& line : lines) key.append(line.label).append("\n").append(line.text).append("\n");
      const auto [first, fresh] = said.emplace(std::pair(finding.rule, std::move(key)), i);
      if (fresh) {
        if (!counterparty_) lines.push_back(mark(finding));
        add(finding, finding.place, std::move(lines));
      } else {
        add(finding, finding.place, pointer(finding, input_.list.findings[first->second]));
      }
      for (const findings::Place& place : finding.also) add(finding, place, pointer(finding, input_.list.findings[first->second]));
    }
    if (comments_.empty()) return {};
    if (is_signed(input_.original, input_.name)) comments_.insert(comments_.begin(), {std::nullopt, {}, {{{}, std::string(memo_.signature)}}});
    if (comments_.size() > limits::kWrittenComments) {
      const std::size_t left = comments_.size() - limits::kWrittenComments + 1;
      comments_.resize(limits::kWrittenComments - 1);
      comments_.push_back({std::nullopt, {}, {{{}, filled(memo_.cut, std::to_string(left))}}});
    }
    return std::move(comments_);
  }

  CommentAuthor author() const {
    if (counterparty_) return {std::string(memo_.author), std::string(memo_.initials), input_.today};
    return {"Caveat", "C", input_.today};
  }
  ElsewhereWords elsewhere() const { return {memo_.note, memo_.header}; }

 private:
  std::string wording(const Finding& finding, Text text, Language language) const {
    return findings::wording(input_.program, finding, text, language);
  }
  Language language_of(const Finding& finding) const { return ask_language(input_, finding, reader_); }

  void add(const Finding& finding, const findings::Place& place, std::vector<CommentLine> lines) {
    DocxComment comment;
    comment.lines = std::move(lines);
    if (!finding.placeless) {
      comment.words = place.trigger.empty() ? place.quote : place.trigger;
      // Where a protection would belong there are no words to quote.
      if (finding.outcome != match::Outcome::absent)
        comment.quote = "\xE2\x80\x9C" + shortened(for_terminal(comment.words->of(input_.extracted.text)), kQuoteColumns) + "\xE2\x80\x9D";
    }
    comments_.push_back(std::move(comment));
  }

  std::string labelled(std::string_view label) const { return std::string(label) + std::string(words_.colon); }

  // What the other side reads: no title either, for it says what we think of the clause.
  std::vector<CommentLine> request(const Finding& finding) const {
    std::string ask = wording(finding, Text::ask, language_of(finding));
    if (ask.empty()) return {};
    return {{{}, std::move(ask)}};
  }

  std::vector<CommentLine> advice(const Finding& finding) const {
    std::vector<CommentLine> lines;
    const auto line = [&](std::string label, std::string text) {
      if (!text.empty()) lines.push_back({std::move(label), std::move(text)});
    };
    lines.push_back({head(finding), {}});
    line({}, wording(finding, Text::message, reader_));
    if (finding.outcome != match::Outcome::absent) line({}, authors_.text(finding.place, reader_));
    for (const std::string_view remark : remarks(finding, reader_)) line({}, std::string(remark));
    if (!finding.waiver_problem.empty()) line(labelled(words_.waiver_no_effect), std::string(waiver_problem_text(finding.waiver_problem, reader_)));
    line(labelled(words_.why), wording(finding, Text::why, reader_));
    line(labelled(words_.ask), wording(finding, Text::ask, reader_));
    if (language_of(finding) != reader_) line(labelled(words_.ask_in_contract_language), wording(finding, Text::ask, language_of(finding)));
    line(labelled(words_.fallback), wording(finding, Text::fallback, reader_));
    return lines;
  }

  // As a waiver file and the other reports name it.
  CommentLine mark(const Finding& finding) const {
    return {{}, std::string(words_.rule) + " " + input_.program.rules()[finding.rule].id + std::string(kDot) + std::string(words_.fingerprint) + " " + waiver_id(finding)};
  }

  std::string head(const Finding& finding) const {
    return std::string(words_.severity[static_cast<std::size_t>(finding.severity)]) + std::string(kDot) + wording(finding, Text::title, reader_);
  }

  std::vector<CommentLine> pointer(const Finding& finding, const Finding& first) const {
    // In the language of the request that it points to.
    const Language language = counterparty_ ? language_of(finding) : reader_;
    const MemoWords& memo = memo_words(language);
    const std::string place = where(input_, first, language);
    const std::string_view with = counterparty_ ? memo.same : memo.see, without = counterparty_ ? memo.same_first : memo.see_first;
    std::vector<CommentLine> lines;
    if (!counterparty_) lines.push_back({head(finding), {}});
    lines.push_back({{}, place.empty() ? std::string(without) : filled(with, place)});
    return lines;
  }

  std::vector<CommentLine> accepted(const Finding& finding) const {
    std::vector<CommentLine> lines = {{head(finding), {}}, {labelled(words_.waived), waiver_text(finding, reader_)}};
    lines.push_back(mark(finding));
    return lines;
  }

  const Input& input_;
  bool counterparty_;
  Language reader_;
  const Labels& words_;
  const MemoWords& memo_;
  const Authorship authors_;
  std::vector<DocxComment> comments_;
};

}  // namespace

Result<std::string> docx(const Input& input, const DocxOptions& given) {
  DocxOptions options = given;
  if (options.reader == Language::other) options.reader = Language::en;
  if (input.extracted.media_type != extract::kDocx) return memo(input, options, {});
  if (input.original.empty() || input.extracted.source_part.empty())
    return Error{ErrorCode::argument,
                 "The scan did not keep the Word document, so no comments can be put into it. Scan it with CAV_SCAN_KEEP_DOCUMENT."};
  Comments comments(input, options);
  if (auto file = with_comments(input, comments.all(), comments.author(), comments.elsewhere())) return std::move(*file);
  return memo(input, options, memo_words(options.reader).not_written);
}

}  // namespace caveat::report
