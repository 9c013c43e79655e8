// Loose ends: what shows that a text is not yet the contract: blanks, changes and comments still pending, parts that could
// not be read, several documents without an order among them. See checks.h.
#include <algorithm>
#include <set>

#include "base/limits.h"
#include "match/checks.h"
#include "match/references.h"

namespace caveat::match {
namespace {

using normalize::word_byte;

// Words of letters in a slice of the normal text; stops counting at `most`.
int letter_words(std::string_view text, int most) {
  int words = 0;
  for (std::size_t i = 0; i < text.size() && words < most; ++i)
    if (text[i] >= 'a' && text[i] <= 'z' && (i == 0 || !word_byte(text[i - 1])) && i + 1 < text.size() && text[i + 1] >= 'a' && text[i + 1] <= 'z') ++words;
  return words;
}

// The words at a place where nothing stands any more: the one before and the one behind.
TextSpan around(std::string_view text, TextSpan span) {
  const auto space = [&](std::uint32_t i) { return text[i] == ' ' || text[i] == '\n' || text[i] == '\t'; };
  constexpr std::uint32_t kMost = 200;  // bytes each way: a "word" may be 40 MB long
  std::uint32_t begin = span.begin, end = span.end;
  for (std::uint32_t n = 0; n < kMost && begin > 0 && space(begin - 1); ++n) --begin;
  for (std::uint32_t n = 0; n < kMost && begin > 0 && !space(begin - 1); ++n) --begin;
  for (std::uint32_t n = 0; n < kMost && end < text.size() && !space(end); ++n) ++end;
  return {begin, end};
}

// All revisions of the kinds asked for are one finding: "accept or reject them" is one conversation.
template <class Wanted>
std::vector<Match> pending(const CheckContext& ctx, Wanted&& wanted) {
  std::vector<NormalSpan> places;
  std::size_t count = 0;
  if (ctx.structure.paragraphs.empty()) return {};
  for (const extract::Revision& revision : ctx.extracted.revisions) {
    if (!wanted(revision)) continue;
    ++count;
    NormalSpan place = ctx.normal.map.to_normal(revision.span);
    if (place.empty()) place = ctx.normal.map.to_normal(around(ctx.extracted.text, revision.span));
    if (place.empty() || (!places.empty() && places.back().overlaps(place))) continue;
    places.push_back(place);
  }
  if (count == 0) return {};
  Match m = places.empty() ? match_of_document(ctx) : match_at(ctx, places.front());
  if (!places.empty()) m.also.assign(places.begin() + 1, places.end());
  m.arguments.emplace_back("count", std::to_string(count));
  return {std::move(m)};
}

// Where a service for signatures puts its fields: "/sn1/", "\s1\", "{{Sig_es_:signer1:signature}}", "**client_sign_1**", in white by custom.
bool is_anchor(std::string_view words) {
  constexpr std::size_t kAnchor = 60;
  constexpr std::string_view kMarks = "/\\{}[]<>*~#%@$|_";
  while (words.ends_with(' ') || words.ends_with('\n')) words.remove_suffix(1);
  while (words.starts_with(' ') || words.starts_with('\n')) words.remove_prefix(1);
  if (words.empty() || words.size() > kAnchor || words.find_first_of(" \t\n") != words.npos) return false;
  return kMarks.find(words.front()) != kMarks.npos && kMarks.find(words.back()) != kMarks.npos;
}

// Dots that lead to a page number in a table of contents, also where its entries were run together.
bool is_leader(std::string_view gap, std::string_view after) {
  if (!gap.starts_with('.')) return false;
  while (!after.empty() && (after.front() == '.' || after.front() == ' ')) after.remove_prefix(1);
  return after.empty() || (after.front() >= '0' && after.front() <= '9');
}

// A ruled line in a cell, between line breaks or behind one: the room for a name or a signature.
bool is_line_of_its_own(std::string_view before, std::string_view after) {
  while (before.ends_with(' ') || before.ends_with('\\') || before.ends_with('_')) before.remove_suffix(1);
  while (after.starts_with(' ') || after.starts_with('\\') || after.starts_with('_')) after.remove_prefix(1);
  return (before.ends_with("<br>") || before.ends_with("<br/>") || before.ends_with("<br />")) && (after.empty() || after.starts_with('|') || after.starts_with("<br"));
}

// "Münster, den ________  Lüdenscheid, den ________": hardly a word between the gaps, and the last one ends the line.
bool is_line_to_sign(std::string_view line) {
  constexpr std::size_t kLine = 200;
  constexpr int kWordsBesideAGap = 3;
  if (line.size() > kLine || line.substr(line.find_last_not_of(" ._|") + 1).find("__") == line.npos) return false;
  int gaps = 0;
  for (std::size_t at = line.find("__"); at != line.npos; at = line.find("__", line.find_first_not_of('_', at))) {
    ++gaps;
    if (line.find_first_not_of('_', at) == line.npos) break;
  }
  return gaps > 1 && letter_words(line, kWordsBesideAGap * gaps + 1) <= kWordsBesideAGap * gaps;
}

// An annex that only repeats the law or gives a form: nothing in it can differ from the contract.
bool is_statutory_form(std::string_view title) {
  for (std::string_view cue : {"withdrawal form", "cancellation form", "formulaire de retractation", "formulaire type", "dispositions legales", "mentions legales", "textes legaux", "widerrufsformular", "muster-widerruf",
                               "widerrufsbelehrung", "formulario de desistimiento", "modelo de desistimiento", "disposiciones legales"})
    if (title.find(cue) != title.npos) return true;
  return false;
}

}  // namespace

// `find` gives what looks like a blank ("____", "[●]", "[date]"). Not a blank: a line of its own (a ruled line, the room
// for a signature), a line of a table of contents.
std::vector<Match> check_blank(const CheckContext& ctx) {
  std::vector<Match> found;
  const std::string_view text = ctx.normal.text;
  for (const Match& m : ctx.occurrences) {
    const segment::Paragraph& paragraph = ctx.structure.paragraphs[m.paragraph];
    if (paragraph.kind == extract::BlockKind::code) continue;
    // So far around the gap, and no farther: 20,000 gaps may stand in one paragraph of a megabyte.
    constexpr std::uint32_t kAround = 400;
    const std::uint32_t from = std::max(paragraph.span.begin, m.hull.begin > kAround ? m.hull.begin - kAround : 0);
    const std::string_view before = text.substr(from, m.hull.begin - from);
    const std::string_view after = text.substr(m.hull.end, std::min(paragraph.span.end - m.hull.end, kAround));
    if (is_leader(m.hull.of(text), after) || is_line_of_its_own(before, after)) continue;
    if (paragraph.kind != extract::BlockKind::table_row && is_line_to_sign(paragraph.span.of(text))) continue;
    const int words = letter_words(before, 3) + letter_words(after, 3);
    // Dots lead to a page number in a table of contents; in a gap the sentence goes on behind them.
    if (m.hull.of(text).starts_with("...") && letter_words(after, 1) == 0) continue;
    if (words < (paragraph.kind == extract::BlockKind::table_row ? 1 : 3)) continue;
    if (!found.empty() && m.hull.begin < found.front().hull.end) continue;
    if (found.empty()) found.push_back(m);
    else found.front().also.push_back(m.hull);
  }
  return found;
}

// `find` gives the wording that puts the documents of a contract in an order. Without any, several annexes that the
// contract has or names leave open which one counts where they differ.
std::vector<Match> check_precedence_missing(const CheckContext& ctx) {
  constexpr std::size_t kSeveral = 2;
  constexpr std::size_t kParagraphs = 20;  // a shorter text is an extract, or a form
  if (!ctx.occurrences.empty()) return {};
  const AnnexTable annexes(ctx);
  std::vector<NormalSpan> binding;
  for (const AnnexTable::Heading& heading : annexes.headings()) {
    const NormalSpan line = ctx.structure.paragraphs[paragraph_at(ctx.structure, heading.where.begin)].span;
    if (!is_statutory_form(line.of(ctx.normal.text).substr(0, 200))) binding.push_back(heading.where);
  }
  if (binding.size() < kSeveral || (ctx.structure.paragraphs.size() < kParagraphs && binding.size() < kSeveral + 1)) return {};
  Match m = match_at(ctx, binding.front());
  m.also.assign(binding.begin() + 1, binding.end());
  return {std::move(m)};
}

std::vector<Match> check_tracked_changes(const CheckContext& ctx) {
  using Kind = extract::Revision::Kind;
  return pending(ctx, [](const extract::Revision& revision) { return revision.kind == Kind::insertion || revision.kind == Kind::deletion; });
}

std::vector<Match> check_comments(const CheckContext& ctx) {
  return pending(ctx, [](const extract::Revision& revision) { return revision.kind == extract::Revision::Kind::comment; });
}

std::vector<Match> check_hidden_text(const CheckContext& ctx) {
  std::vector<Match> found = pending(ctx, [&](const extract::Revision& revision) {
    if (revision.kind != extract::Revision::Kind::hidden) return false;
    const std::string_view words = ctx.normal.map.to_normal(revision.span).of(ctx.normal.text);
    // Dots, lines and single letters that are white are layout; a number may be the price.
    return (letter_words(words, 1) > 0 || words.find_first_of("0123456789") != words.npos) && !is_anchor(words);
  });
  for (Match& m : found) {
    constexpr std::size_t kWords = 160;  // of the first passage, in the message; the quote has more
    std::string words;
    std::string_view text = ctx.normal.map.to_text(m.hull).of(ctx.extracted.text);
    while (text.starts_with(' ') || text.starts_with('\n') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\n') || text.ends_with('\t')) text.remove_suffix(1);
    std::size_t end = std::min(text.size(), kWords);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    for (const char c : text.substr(0, end)) words += c == '\n' || c == '\t' ? ' ' : c;
    if (end < text.size()) words += " \xE2\x80\xA6";
    m.arguments.emplace_back("words", std::move(words));
  }
  return found;
}

// Details are in the report's list of what was not read; this is the notice that there is one.
std::vector<Match> check_unreadable(const CheckContext& ctx) {
  const auto count = [](const std::vector<extract::NotRead>& all) { return std::count_if(all.begin(), all.end(), [](const auto& part) { return !part.remark_alone(); }); };
  const std::ptrdiff_t parts = count(ctx.extracted.not_read) + count(ctx.structure.not_read);
  if (parts == 0) return {};
  Match m = match_of_document(ctx);
  m.arguments.emplace_back("count", std::to_string(parts));
  return {std::move(m)};
}

}  // namespace caveat::match
