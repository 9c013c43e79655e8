// See pdf_notes.h.
#include "report/pdf_notes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/cancel.h"
#include "base/limits.h"
#include "extract/reader_client.h"
#include "findings/wording.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/note_words.h"
#include "report/reading_order.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

using extract::Annotation;
using extract::WordBox;
using Box = Annotation::Box;

constexpr std::string_view kPdf = "application/pdf";
constexpr std::size_t kPlacesNamed = 6;     // of one cause, in one line
constexpr std::size_t kUnreadNamed = 20;    // of parts that were not read; the HTML report has all
constexpr float kSign = 18, kSignStep = 20;  // of a note: its side, and from one to the next, in points
constexpr float kEdge = 6;                   // from a sign to the edge of the page
constexpr std::uint32_t kAskColour = 0xFFE066, kVerdictColour = 0xCFD8DC;
// By rules::Severity. Light, so that black letters on them keep a contrast of more than 7 to 1.
constexpr std::array<std::uint32_t, 5> kColours = {0xCFD8DC, 0xBBDEFB, 0xFFF59D, 0xFFCC80, 0xFFABA0};

// ---- words on a page -> boxes ----

struct Boxes {
  std::uint32_t page = 0;
  std::vector<Box> boxes;
};

bool same_line(const Box& line, const WordBox& word) {
  const float height = std::min(line.y1 - line.y0, word.y1 - word.y0), gap = word.x0 - line.x1;
  const float shared = std::min(line.y1, word.y1) - std::max(line.y0, word.y0);
  return shared > 0.5f * height && gap > -0.5f * height && gap < 2.5f * height;
}

// Text that is turned by 90 degrees: the words of a line stand one below the other, or one above the other.
bool same_turned_line(const Box& line, const WordBox& word) {
  const float width = std::min(line.x1 - line.x0, word.x1 - word.x0), height = std::max(line.y1 - line.y0, word.y1 - word.y0);
  const float shared = std::min(line.x1, word.x1) - std::max(line.x0, word.x0), gap = std::max(word.y0 - line.y1, line.y0 - word.y1);
  return height > 2 * width && shared > 0.8f * width && gap > -0.5f * width && gap < 0.8f * width;
}

// One box a line of words, page by page.
std::vector<Boxes> boxes_of(const extract::ExtractedText& text, TextSpan span) {
  std::vector<Boxes> pages;
  auto word = std::partition_point(text.words.begin(), text.words.end(), [&](const WordBox& w) { return w.span.end <= span.begin; });
  for (; word != text.words.end() && word->span.begin < span.end; ++word) {
    if (pages.empty() || pages.back().page != word->page) pages.push_back({word->page, {}});
    std::vector<Box>& boxes = pages.back().boxes;
    if (!boxes.empty() && (same_line(boxes.back(), *word) || same_turned_line(boxes.back(), *word))) {
      Box& line = boxes.back();
      line = {std::min(line.x0, word->x0), std::min(line.y0, word->y0), std::max(line.x1, word->x1), std::max(line.y1, word->y1)};
    } else if (boxes.size() < limits::kAnnotationBoxes) {
      boxes.push_back({word->x0, word->y0, word->x1, word->y1});
    }
  }
  return pages;
}

// ---- what the notes say ----

// Cut to the limit at a character.
std::string bounded(std::string text) {
  constexpr std::string_view kMore = "\xE2\x80\xA6";
  if (text.size() <= limits::kAnnotationTextBytes) return text;
  std::size_t end = limits::kAnnotationTextBytes - kMore.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end).append(kMore);
}

class Notes {
 public:
  Notes(const Input& input, Language reader, bool counterparty)
      : input_(input), reader_(counterparty ? contract_language(input, reader) : reader == Language::other ? Language::en : reader), words_(labels(reader_)), own_(note_words(reader_)),
        counterparty_(counterparty) {}

  std::vector<Annotation> run() {
    if (!counterparty_) margin_note(Annotation::When::always, kVerdictColour, std::string(words_.report_title), verdict());
    using When = Annotation::When;
    margin_note(When::signature, kColours[3], std::string(own_.signature), std::string(own_.signature_text));
    margin_note(When::form, kVerdictColour, std::string(own_.form), std::string(own_.form_text));
    margin_note(When::dynamic_form, kColours[3], std::string(own_.dynamic_form), std::string(own_.dynamic_form_text));
    for (const findings::Finding& finding : input_.list.findings) {
      if (finding.status == findings::Status::waived) continue;
      const std::string text = counterparty_ ? ask(finding) : explained(finding);
      if (text.empty()) continue;
      if (finding.outcome == match::Outcome::absent) absence(finding, text);
      else places(finding, text);
    }
    if (unmarked_ > 0)
      margin_note(When::always, kColours[3], std::string(own_.unmarked), filled(own_.unmarked_text, unmarked_), true);
    return std::move(out_);
  }

 private:
  std::string wording(const findings::Finding& finding, findings::Text text, Language language) const {
    return for_terminal(findings::wording(input_.program, finding, text, language));
  }
  std::string wording(const findings::Finding& finding, findings::Text text) const { return wording(finding, text, reader_); }

  std::string title(const findings::Finding& finding) const {
    if (counterparty_) return {};
    return std::string(words_.severity[static_cast<std::size_t>(finding.severity)]) + kDot.data() + wording(finding, findings::Text::title);
  }

  std::string ask(const findings::Finding& finding) const { return wording(finding, findings::Text::ask, ask_language(input_, finding, reader_)); }

  std::string explained(const findings::Finding& finding) const {
    std::string text = title(finding) + "\n" + wording(finding, findings::Text::message);
    for (const std::string_view remark : remarks(finding, reader_)) line(text, remark);
    labelled(text, words_.why, wording(finding, findings::Text::why));
    labelled(text, words_.ask, wording(finding, findings::Text::ask));
    if (const Language language = ask_language(input_, finding, reader_); language != reader_)
      labelled(text, words_.ask_in_contract_language, wording(finding, findings::Text::ask, language));
    labelled(text, words_.fallback, wording(finding, findings::Text::fallback));
    if (finding.outcome == match::Outcome::absent) {
      std::string searched;
      for (const std::string& word : finding.searched) searched.append(searched.empty() ? "" : ", ").append(for_terminal(word));
      labelled(text, words_.searched, searched);
    }
    labelled(text, words_.also, further_places(input_, finding, kPlacesNamed, reader_));
    if (!finding.waiver_problem.empty()) labelled(text, words_.waiver_no_effect, waiver_problem_text(finding.waiver_problem, reader_));
    const rules::Rule& rule = input_.program.rules()[finding.rule];
    return text + "\n\n[" + (rule.taxonomy.empty() ? "" : rule.taxonomy + " ") + rule.id + " " + finding.fingerprint + "]";
  }

  static void line(std::string& text, std::string_view more) { text.append("\n").append(more); }
  void list(std::string& text, std::string_view label) const {
    text.append("\n\n").append(label).append(words_.colon.substr(0, words_.colon.find_last_not_of(' ') + 1));
  }
  void labelled(std::string& text, std::string_view label, std::string_view value) const {
    if (!value.empty()) text.append("\n\n").append(label).append(words_.colon).append(value);
  }

  std::string verdict() const {
    std::string text(headline(input_, reader_));
    text.append(kDot).append(words_.risk).append(" ").append(rounded_text(input_.assessment.score, 1, reader_)).append("/100");
    const std::string counts = severity_counts(input_, reader_);
    if (!counts.empty()) text.append(kDot).append(counts);
    if (has_verdict(input_)) line(text, words_.reason[reason_index(input_.assessment.lane_reason)]);
    if (not_a_contract(input_)) line(text, words_.not_a_contract_note);
    if (!complete(input_)) text.append("\n\n").append(input_.extracted.blocks.empty() ? words_.text_empty : words_.not_read_banner);
    const std::vector<std::string> unread = not_read_lines(input_, reader_, false);
    for (std::size_t i = 0; i < std::min(unread.size(), kUnreadNamed); ++i) line(text, "- " + unread[i]);
    if (unread.size() > kUnreadNamed) line(text, "\xE2\x80\xA6 +" + std::to_string(unread.size() - kUnreadNamed));
    if (!input_.assessment.top.empty()) list(text, words_.top);
    for (std::size_t i = 0; i < input_.assessment.top.size(); ++i) {
      const findings::Finding& finding = input_.list.findings[input_.assessment.top[i]];
      const std::string place = where(input_, finding, reader_);
      line(text, std::to_string(i + 1) + ". " + wording(finding, findings::Text::title) + (place.empty() ? "" : kDot.data() + place));
    }
    if (!input_.assessment.key_terms.empty()) list(text, words_.key_terms);
    for (const risk::KeyTerm& term : input_.assessment.key_terms) {
      const std::string value = key_term_value(input_, term, reader_);
      if (!value.empty()) line(text, "- " + key_term_name(input_, term, reader_) + std::string(words_.colon) + value);
    }
    if (!input_.list.undetermined.empty()) {
      list(text, words_.undetermined);
      for (const match::Undetermined& open : input_.list.undetermined) line(text, "- " + for_terminal(rule_title(input_, open.rule, reader_)));
    }
    const auto waived = std::count_if(input_.list.findings.begin(), input_.list.findings.end(),
                                      [](const findings::Finding& f) { return f.status == findings::Status::waived; });
    if (waived > 0) text.append("\n\n").append(filled(words_.waived_count, static_cast<std::uint64_t>(waived)));
    return text.append("\n\n").append(words_.not_advice);
  }

  // ---- where they stand ----

  void places(const findings::Finding& finding, const std::string& text) {
    highlight(finding, finding.place, text);
    const std::string short_text = counterparty_ ? text : see(finding);
    for (const findings::Place& place : finding.also) highlight(finding, place, short_text);
  }

  std::string see(const findings::Finding& finding) const {
    return title(finding) + "\n" + filled(own_.same_point, where(input_, finding, reader_));
  }

  void highlight(const findings::Finding& finding, const findings::Place& place, const std::string& text) {
    const std::vector<Boxes> pages = boxes_of(input_.extracted, place.trigger.empty() ? place.quote : place.trigger);
    // Words that stand nowhere: the page is known, the place on it is not.
    if (pages.empty()) return sign(finding, text, input_.extracted.page_of(place.quote.begin), {-1, 0, -1, 0});
    for (const Boxes& part : pages) {
      if (part.boxes.empty()) continue;
      Annotation one = annotation(finding, part.page, text);
      if (&part != &pages.front() && !counterparty_)
        one.text = bounded(title(finding) + "\n" + filled(own_.continued, std::to_string(pages.front().page)));
      one.boxes = part.boxes;
      add(std::move(one));
    }
  }

  void absence(const findings::Finding& finding, const std::string& text) {
    if (finding.placeless) return sign(finding, text, 0, {-1, 0, -1, 0});
    const std::vector<Boxes> pages = boxes_of(input_.extracted, finding.place.quote);
    if (pages.empty() || pages.front().boxes.empty()) return sign(finding, text, input_.extracted.page_of(finding.place.quote.begin), {-1, 0, -1, 0});
    sign(finding, text, pages.front().page, pages.front().boxes.front());
  }

  // A sign in the margin left of the words; without words (x0 < 0) at the right edge of the page.
  void sign(const findings::Finding& finding, const std::string& text, std::uint32_t page, Box beside) {
    Annotation one = annotation(finding, page == 0 ? first_page() : page, text);
    one.kind = Annotation::Kind::note;
    one.boxes = {free_place(one.page, beside)};
    add(std::move(one));
  }

  void margin_note(Annotation::When when, std::uint32_t colour, const std::string& title, const std::string& text, bool always = false) {
    Annotation one;
    one.kind = Annotation::Kind::note;
    one.when = when;
    one.page = first_page();
    one.colour = colour;
    one.boxes = {free_place(one.page, {-1, 0, -1, 0})};
    one.author = author();
    one.title = title;
    one.text = bounded(title + "\n" + text);
    if (always) out_.push_back(std::move(one));
    else add(std::move(one));
  }

  Annotation annotation(const findings::Finding& finding, std::uint32_t page, const std::string& text) const {
    Annotation one;
    one.page = page;
    one.colour = counterparty_ ? kAskColour : kColours[static_cast<std::size_t>(finding.severity)];
    one.author = author();
    one.title = bounded(title(finding));
    one.text = bounded(text);
    return one;
  }

  // Notes to oneself come from the program, those to the other side from whom one reads for.
  std::string author() const { return counterparty_ ? std::string(own_.author[static_cast<std::size_t>(input_.side)]) : "Caveat"; }

  std::uint32_t first_page() const { return input_.extracted.pages.empty() ? 1 : input_.extracted.pages.front().number; }

  // The first place for a sign, downwards from where it would stand, that no other sign has.
  Box free_place(std::uint32_t page, const Box& beside) {
    float width = 612, height = 792;
    for (const extract::Page& one : input_.extracted.pages)
      if (one.number == page && one.width > 0 && one.height > 0) width = one.width, height = one.height;
    const float top = kEdge, bottom = std::max(top, height - kSign - kEdge);
    float x = beside.x0 < 0 ? width - kSign - kEdge : std::max(kEdge, beside.x0 - kSign - kEdge);
    float y = beside.x0 < 0 ? top : std::clamp(beside.y0, top, bottom);
    std::vector<std::pair<float, float>>& taken = signs_[page];
    const auto is_taken = [&] {
      return std::any_of(taken.begin(), taken.end(), [&](const auto& other) { return std::abs(other.first - x) < kSign && std::abs(other.second - y) < kSign; });
    };
    // A page is full after some hundred: then they stand one upon the other.
    while (is_taken()) {
      y += kSignStep;
      if (y <= bottom) continue;
      y = top;
      x = beside.x0 < 0 ? x - kSignStep : x + kSignStep;
      if (x < 0 || x > width - kSign) {
        x = width - kSign - kEdge;
        break;
      }
    }
    taken.emplace_back(x, y);
    return {x, y, x + kSign, y + kSign};
  }

  void add(Annotation&& one) {
    if (out_.size() + 1 < limits::kAnnotations) out_.push_back(std::move(one));  // one is kept for the count
    else ++unmarked_;
  }

  const Input& input_;
  const Language reader_;
  const Labels& words_;
  const NoteWords& own_;
  const bool counterparty_;
  std::vector<Annotation> out_;
  std::map<std::uint32_t, std::vector<std::pair<float, float>>> signs_;
  std::uint64_t unmarked_ = 0;
};

}  // namespace

std::vector<extract::Annotation> pdf_notes(const Input& input, Language reader, bool counterparty) {
  return Notes(input, reader, counterparty).run();
}

Result<std::string> pdf(const Input& input, Language reader, bool counterparty) {
  // Who asks for a report knows of which document: no message names it.
  if (input.extracted.media_type != kPdf)
    return Error{ErrorCode::argument, "The document is no PDF, so the format pdf cannot write notes into it. The format docx writes a memo on any document, html a report."};
  if (input.original.empty())
    return Error{ErrorCode::argument, "The document's bytes were not kept, so no notes can be written into it. Scan it with CAV_SCAN_KEEP_DOCUMENT."};
  Cancel cancel;
  auto made = extract::annotate_in_process({input.original, {}, kPdf}, pdf_notes(input, reader, counterparty), {}, cancel);
  if (!made) return made.error();
  return std::move(made.value().bytes);
}

}  // namespace caveat::report
