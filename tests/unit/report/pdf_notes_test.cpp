// The findings as notes on the pages of a PDF: where they stand, what they say, what a copy for the other side does not say.
#include "report/pdf_notes.h"

#include <boost/test/unit_test.hpp>
#include <cctype>
#include <set>

#include "base/limits.h"
#include "report/note_words.h"
#include "surfaces.h"

using namespace caveat;
using namespace caveat::tests;
using extract::Annotation;

namespace {

// Gives each word a box: 6 points a byte, lines of 12 points, from the top of its page on.
void lay_words(extract::ExtractedText& text) {
  text.words.clear();
  for (const extract::Page& page : text.pages) {
    float x = 72, y = 72;
    for (std::uint32_t i = page.span.begin; i < page.span.end;) {
      if (std::isspace(static_cast<unsigned char>(text.text[i]))) {
        if (text.text[i] == '\n') x = 72, y += 12;
        ++i;
        continue;
      }
      std::uint32_t end = i;
      while (end < page.span.end && !std::isspace(static_cast<unsigned char>(text.text[end]))) ++end;
      const float width = 6.f * static_cast<float>(end - i);
      if (x + width > 500) x = 72, y += 12;
      text.words.push_back({{i, end}, page.number, x, y, x + width, y + 10});
      x += width + 6;
      i = end;
    }
  }
}

struct Sample {
  explicit Sample(SampleContract made = surface_contract()) : contract(std::move(made)) { lay_words(contract.extracted_); }
  std::vector<Annotation> notes(Language reader = Language::en, bool counterparty = false) {
    return report::pdf_notes(contract.input(), reader, counterparty);
  }
  SampleContract contract;
};

const Annotation* holding(const std::vector<Annotation>& notes, std::string_view words) {
  for (const Annotation& one : notes)
    if (one.text.find(words) != std::string::npos) return &one;
  return nullptr;
}
bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The words whose middle is in one of the boxes.
std::string under(const extract::ExtractedText& text, const Annotation& one) {
  std::string out;
  for (const extract::WordBox& word : text.words)
    for (const Annotation::Box& box : one.boxes) {
      const float x = (word.x0 + word.x1) / 2, y = (word.y0 + word.y1) / 2;
      if (word.page != one.page || x < box.x0 || x > box.x1 || y < box.y0 || y > box.y1) continue;
      out.append(out.empty() ? "" : " ").append(word.span.of(text.text));
    }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdf_notes)

BOOST_AUTO_TEST_CASE(a_highlight_is_on_the_words_that_made_the_rule_fire) {
  Sample sample;
  const auto notes = sample.notes();
  const Annotation* const low = holding(notes, "SLA-02 level");
  BOOST_REQUIRE(low);
  BOOST_CHECK(low->kind == Annotation::Kind::highlight);
  BOOST_CHECK_EQUAL(low->page, 2u);
  BOOST_CHECK_EQUAL(under(sample.contract.extracted_, *low), "98.5 %");
  BOOST_REQUIRE_EQUAL(low->boxes.size(), 1u);  // two words, one line
  BOOST_CHECK_EQUAL(low->author, "Caveat");
  BOOST_CHECK_EQUAL(low->title, "High · Title of level (en)");
  BOOST_CHECK(low->text.starts_with("High · Title of level (en)\n98.5\xC2\xA0% only."));
  for (const char* part : {"\n\nWhy it matters: Reason of level (en).", "\n\nAsk for: Ask of level (en).", "\n\nFall back to: Fallback of level (en).",
                           "beyond the policy's walk-away value"})
    BOOST_CHECK_MESSAGE(holds(low->text, part), low->text);
}

BOOST_AUTO_TEST_CASE(further_places_have_a_short_note_that_leads_to_the_long_one) {
  Sample sample;
  const auto notes = sample.notes();
  const auto is_further = [](const Annotation& one) { return holds(one.text, "Same point: see p. 1 · clause 4.1"); };
  BOOST_CHECK_EQUAL(std::count_if(notes.begin(), notes.end(), is_further), 2);
  const auto further = std::find_if(notes.begin(), notes.end(), is_further);
  BOOST_REQUIRE(further != notes.end());
  BOOST_CHECK_EQUAL(under(sample.contract.extracted_, *further), "promptly.");
  BOOST_CHECK(!holds(further->text, "Ask of promptly"));
  BOOST_CHECK(further->boxes[0].y0 > holding(notes, "Ask of promptly")->boxes[0].y0);
}

BOOST_AUTO_TEST_CASE(what_is_waived_has_no_note) {
  Sample sample;
  BOOST_CHECK(holds(report::pdf_notes(sample.contract.input(), Language::en, false).front().text, "1 waived"));
  for (const auto& one : sample.notes()) BOOST_CHECK(!holds(one.text, "Ask of auto-renewal"));
}

BOOST_AUTO_TEST_CASE(an_absence_is_a_note_where_it_is_expected_or_on_page_1) {
  Sample sample;
  const auto notes = sample.notes();
  const Annotation* const placed = holding(notes, "LIA-04 carve-out");
  BOOST_REQUIRE(placed);
  BOOST_CHECK(placed->kind == Annotation::Kind::note);
  BOOST_CHECK_EQUAL(placed->page, 2u);
  BOOST_CHECK_LT(placed->boxes[0].x1, 72);
  const extract::ExtractedText& text = sample.contract.extracted_;
  const auto at = text.text.find("9. Liability");
  for (const auto& word : text.words)
    if (word.span.begin == at) BOOST_CHECK_EQUAL(placed->boxes[0].y0, word.y0);
  BOOST_CHECK(holds(placed->text, "Looked for: gross negligence, intent"));
  const Annotation* const placeless = holding(notes, "DAT-05 breach-notice");
  BOOST_REQUIRE(placeless);
  BOOST_CHECK(placeless->kind == Annotation::Kind::note);
  BOOST_CHECK_EQUAL(placeless->page, 1u);
  BOOST_CHECK_GT(placeless->boxes[0].x0, 500);
}

BOOST_AUTO_TEST_CASE(no_sign_lies_upon_another) {
  SampleContract contract(surface_rules());
  contract.page().add("Liability is limited to the fees.");
  for (int i = 0; i < 60; ++i) contract.absence("carve-out", i % 2 ? "Liability is limited to the fees." : "", {"intent"});
  Sample sample(std::move(contract));
  std::vector<Annotation> signs;
  for (const auto& one : sample.notes())
    if (one.kind == Annotation::Kind::note) signs.push_back(one);
  BOOST_REQUIRE_EQUAL(signs.size(), 64u);
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const auto& a = signs[i].boxes[0];
    BOOST_CHECK(a.x0 >= 0 && a.y0 >= 0 && a.x1 <= 595 && a.y1 <= 842);
    for (std::size_t j = i + 1; j < signs.size(); ++j) {
      const auto& b = signs[j].boxes[0];
      BOOST_REQUIRE_MESSAGE(a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0, i << " and " << j);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_first_note_is_the_verdict_and_what_was_not_read) {
  Sample sample;
  sample.contract.unread("page-without-text", 3, "A picture.");
  const auto notes = sample.notes();
  const Annotation& verdict = notes.front();
  BOOST_CHECK_EQUAL(verdict.page, 1u);
  BOOST_CHECK(verdict.kind == Annotation::Kind::note);
  for (const char* part : {"/100", "Part of this document was not read.", "- Page 3: ", "Read these first:\n1. ", "Key terms:\n- ", "Could not be determined:\n- Title of exit-help (en)",
                           "This report is not legal advice."})
    BOOST_CHECK_MESSAGE(holds(verdict.text, part), verdict.text);
}

BOOST_AUTO_TEST_CASE(signatures_and_forms_are_left_to_the_reader_process_to_see) {
  Sample sample;
  std::multiset<Annotation::When> found;
  for (const bool counterparty : {false, true})
    for (const auto& one : sample.notes(Language::de, counterparty))
      if (one.when != Annotation::When::always) found.insert(one.when);
  for (const auto when : {Annotation::When::signature, Annotation::When::form, Annotation::When::dynamic_form}) BOOST_CHECK_EQUAL(found.count(when), 2u);
  BOOST_CHECK(holding(sample.notes(Language::de), "Maßgeblich ist das Original."));
}

BOOST_AUTO_TEST_CASE(a_copy_for_the_other_side_asks_and_says_nothing_else) {
  Sample sample;
  sample.contract.unread("page-without-text", 3);
  for (const Language reader : kAllLanguages) {
    const auto notes = sample.notes(reader, true);
    std::size_t asks = 0;
    for (const auto& one : notes) {
      if (one.when != Annotation::When::always) continue;
      ++asks;
      BOOST_CHECK_MESSAGE(one.text.starts_with("Ask of "), one.text);
      BOOST_CHECK_EQUAL(one.title, "");
      BOOST_CHECK_EQUAL(one.colour, notes.back().colour);  // none says how bad it is
      for (const char* inner : {"Reason of", "Fallback of", "Message", "Title of", "SLA-", "Caveat", "/100", "0123456789abcdef", "promptly ("})
        BOOST_CHECK_MESSAGE(!holds(one.text, inner) || (inner == std::string("promptly (") && holds(one.text, "Ask of promptly (")), one.text);
      BOOST_CHECK_EQUAL(one.author, "Supplier");  // read for the supplier
    }
    BOOST_CHECK_EQUAL(asks, 7u);  // level, credits, promptly in three places, carve-out, breach-notice
  }
}

BOOST_AUTO_TEST_CASE(asks_are_in_the_language_of_the_contract) {
  SampleContract contract(surface_rules());
  contract.page().add("Er antwortet promptly.", extract::BlockKind::paragraph, 0, Language::de);
  contract.finding("promptly", "Er antwortet promptly.", "promptly", "", Language::de);
  Sample sample(std::move(contract));
  BOOST_CHECK(holding(sample.notes(Language::fr, true), "Ask of promptly (de)."));
  const auto notes = sample.notes(Language::fr);
  const Annotation* const one = holding(notes, "VAG-02 promptly");
  BOOST_REQUIRE(one);
  BOOST_CHECK(holds(one->text, "À demander\xC2\xA0: Ask of promptly (fr)."));
  BOOST_CHECK(holds(one->text, "La demande dans la langue du contrat\xC2\xA0: Ask of promptly (de)."));
}

BOOST_AUTO_TEST_CASE(lines_columns_and_pages_get_boxes_of_their_own) {
  SampleContract contract(surface_rules());
  std::string lines = "a0";
  for (int i = 1; i < 40; ++i) lines += " word" + std::to_string(i);
  contract.page().add(lines);
  contract.page().add("tail end");
  contract.finding("promptly", "word3", "word3");
  Sample sample(std::move(contract));
  extract::ExtractedText& text = sample.contract.extracted_;
  findings::Place& place = sample.contract.list_.findings[0].place;
  place.quote = place.trigger = {3, static_cast<std::uint32_t>(text.text.size())};
  auto notes = sample.notes();
  std::vector<Annotation> marks;
  for (const auto& one : notes)
    if (one.kind == Annotation::Kind::highlight) marks.push_back(one);
  BOOST_REQUIRE_EQUAL(marks.size(), 2u);
  std::set<float> lines_used;
  for (const auto& word : text.words)
    if (word.page == 1) lines_used.insert(word.y0);
  BOOST_CHECK_EQUAL(marks[0].boxes.size(), lines_used.size());
  BOOST_CHECK_EQUAL(under(text, marks[0]), lines.substr(3));
  BOOST_CHECK_EQUAL(under(text, marks[1]), "tail end");
  BOOST_CHECK_EQUAL(marks[1].text, "Low · Title of promptly (en)\nContinued from p. 1");

  // Two cells of a table row, far from each other.
  text.words[2].x0 += 100, text.words[2].x1 += 100;
  place.trigger = {text.words[1].span.begin, text.words[2].span.end};
  notes = sample.notes();
  BOOST_CHECK_EQUAL(holding(notes, "VAG-02")->boxes.size(), 2u);
  // Turned text: the second word stands below the first.
  text.words[1] = {text.words[1].span, 1, 100, 100, 110, 140};
  text.words[2] = {text.words[2].span, 1, 100, 143, 110, 180};
  notes = sample.notes();
  BOOST_REQUIRE_EQUAL(holding(notes, "VAG-02")->boxes.size(), 1u);
  BOOST_CHECK_EQUAL(holding(notes, "VAG-02")->boxes[0].y1, 180);
}

BOOST_AUTO_TEST_CASE(words_without_a_place_get_a_note_at_the_edge_of_their_page) {
  Sample sample;
  sample.contract.extracted_.words.clear();
  const auto notes = sample.notes();
  const Annotation* const low = holding(notes, "SLA-02 level");
  BOOST_REQUIRE(low);
  BOOST_CHECK(low->kind == Annotation::Kind::note);
  BOOST_CHECK_EQUAL(low->page, 2u);
}

BOOST_AUTO_TEST_CASE(what_is_over_the_limit_is_counted) {
  SampleContract contract(surface_rules());
  contract.page().add("It answers promptly.");
  findings::Finding& one = contract.finding("promptly", "It answers promptly.", "promptly");
  one.also.assign(20, one.place);
  const findings::Finding copy = one;
  contract.list_.findings.assign(600, copy);
  Sample sample(std::move(contract));
  const auto notes = sample.notes();
  BOOST_CHECK_EQUAL(notes.size(), limits::kAnnotations);
  const std::size_t wanted = 4 + 600 * 21;
  BOOST_CHECK_MESSAGE(holds(notes.back().text, std::to_string(wanted - (limits::kAnnotations - 1)) + " further places are not marked"), notes.back().text);
}

BOOST_AUTO_TEST_CASE(hostile_text_becomes_harmless) {
  SampleContract contract(surface_rules());
  contract.page().add("It answers promptly.");
  findings::Finding& one = contract.absence("carve-out", "", {"a\x1b[31m\xE2\x80\xAE\xEF\xBB\xBF" "b\x07", std::string(100'000, 'x'), "\xff"});
  one.placeless = true;
  Sample sample(std::move(contract));
  const auto notes = sample.notes();
  const Annotation* const note = holding(notes, "Looked for");
  BOOST_REQUIRE(note);
  BOOST_CHECK_EQUAL(note->text.size() > limits::kAnnotationTextBytes, false);
  BOOST_CHECK(note->text.ends_with("\xE2\x80\xA6"));
  for (const char* bad : {"\x1b", "\x07", "\xE2\x80\xAE", "\xEF\xBB\xBF"}) BOOST_CHECK(!holds(note->text, bad));
}

BOOST_AUTO_TEST_CASE(what_is_no_pdf_or_was_not_kept_is_an_error_with_a_way_out) {
  Sample sample;
  auto wrong = report::pdf(sample.contract.input(), Language::en, false);
  BOOST_REQUIRE(!wrong);
  BOOST_CHECK(wrong.error().code == ErrorCode::argument);
  BOOST_CHECK(holds(wrong.error().message, "docx"));
  sample.contract.extracted_.media_type = "application/pdf";
  wrong = report::pdf(sample.contract.input(), Language::en, false);
  BOOST_REQUIRE(!wrong);
  BOOST_CHECK(wrong.error().code == ErrorCode::argument);
  BOOST_CHECK(holds(wrong.error().message, "CAV_SCAN_KEEP_DOCUMENT"));
}

BOOST_AUTO_TEST_CASE(every_language_has_all_words) {
  const auto marks = [](std::string_view text) {
    std::size_t n = 0;
    for (std::size_t at = text.find("{n}"); at != std::string_view::npos; at = text.find("{n}", at + 1)) ++n;
    return n;
  };
  const auto all = [](Language language) {
    const report::NoteWords& w = report::note_words(language);
    return std::vector<std::string_view>{w.author[0], w.author[1], w.same_point, w.continued, w.signature, w.signature_text, w.form, w.form_text,
                                         w.dynamic_form, w.dynamic_form_text, w.unmarked, w.unmarked_text.one, w.unmarked_text.other};
  };
  const auto english = all(Language::en);
  for (const Language language : kAllLanguages) {
    const auto words = all(language);
    for (std::size_t i = 0; i < words.size(); ++i) {
      BOOST_CHECK(!words[i].empty());
      BOOST_CHECK_EQUAL(marks(words[i]), marks(english[i]));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
