// OfficeText: see office_text.h. Tested by tests/unit/extract/odt_test.cpp, rtf_test.cpp, xlsx_test.cpp.
#include "extract/office_text.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kHeadingBytes = 200;         // longer, it is a clause written in a heading style for its number
constexpr std::size_t kHeadingSentenceBytes = 80;  // the same where it ends as a sentence does

void move_all(std::vector<OfficeParagraph>& to, std::vector<OfficeParagraph>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

// A paragraph and the boxes that hang on it, one after the other.
void unfold(OfficeParagraph&& paragraph, std::vector<OfficeParagraph>& out) {
  std::vector<OfficeParagraph> boxes = std::exchange(paragraph.boxes, {});
  out.push_back(std::move(paragraph));
  move_all(out, std::move(boxes));
}

}  // namespace

void append_clean(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t stop = at;
    while (stop < text.size()) {
      const unsigned char c = static_cast<unsigned char>(text[stop]);
      if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xEF) break;
      ++stop;
    }
    out.append(text, at, stop - at);
    if (stop == text.size()) return;
    const std::string_view rest = text.substr(stop);
    at = stop + utf8_step(text, stop).size;
    if (rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") || rest.starts_with("\xC2\x85")) out += '\n';
    else if (static_cast<unsigned char>(rest[0]) >= 0x80 && !rest.starts_with("\xEF\xBB\xBF")) out.append(rest, 0, at - stop);
  }
}

std::string signature(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Step step = utf8_step(text, at);
    if (out.size() + step.size > limits::kRevisionAuthorBytes) break;
    if (step.valid && static_cast<unsigned char>(text[at]) >= 0x20) out.append(text, at, step.size);
    at += step.size;
  }
  return out;
}

bool is_blank(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  trim(text, begin, end);
  return begin == end;
}

bool is_heading_text(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  trim(text, begin, end);
  if (end - begin > kHeadingBytes) return false;
  const char last = begin == end ? ' ' : text[end - 1];
  return end - begin <= kHeadingSentenceBytes || (last != '.' && last != ';' && last != ':');
}

void draw_label(OfficeParagraph& paragraph) {
  std::string label;
  append_clean(label, std::exchange(paragraph.label, {}));
  std::replace(label.begin(), label.end(), '\n', ' ');
  std::replace(label.begin(), label.end(), '\t', ' ');
  std::size_t from = 0, to = label.size();
  trim(label, from, to);
  std::size_t begin = 0, end = paragraph.text.size();
  trim(paragraph.text, begin, end);
  if (from == to || begin == end) return;
  label.erase(to);
  label.erase(0, from);
  label += ' ';
  paragraph.text.replace(0, begin, label);
  for (OfficeRevision& revision : paragraph.revisions)
    for (std::uint32_t* at : {&revision.begin, &revision.end})
      *at = static_cast<std::uint32_t>(std::max<std::size_t>(*at, begin) - begin + label.size());
  for (std::uint32_t& page : paragraph.page_breaks)
    // A page that breaks before the text begins, breaks before its number as well.
    page = page <= begin ? 0 : static_cast<std::uint32_t>(page - begin + label.size());
}

std::vector<OfficeParagraph> as_note(std::vector<OfficeParagraph>&& paragraphs, std::string_view mark) {
  std::vector<OfficeParagraph> flat, out;
  for (OfficeParagraph& paragraph : paragraphs) unfold(std::move(paragraph), flat);
  for (OfficeParagraph& paragraph : flat) {
    if (is_blank(paragraph.text)) continue;
    if (paragraph.kind != BlockKind::table_row) paragraph.kind = BlockKind::footnote;
    paragraph.level = 0;
    paragraph.page_breaks.clear();
    if (out.empty()) {
      paragraph.label = mark;
      draw_label(paragraph);
    }
    out.push_back(std::move(paragraph));
  }
  return out;
}

std::vector<OfficeParagraph> as_row(std::vector<std::vector<OfficeParagraph>>&& cells) {
  for (auto& cell : cells) {
    std::vector<OfficeParagraph> flat;
    for (OfficeParagraph& paragraph : cell) unfold(std::move(paragraph), flat);
    cell = std::move(flat);
  }
  std::vector<OfficeParagraph> out;
  if (is_layout(cells)) {
    for (auto& cell : cells) move_all(out, std::move(cell));
    return out;
  }
  OfficeParagraph row;
  row.kind = BlockKind::table_row;
  bool first_cell = true;
  for (auto& cell : cells) {
    if (!first_cell) row.text += '\t';
    first_cell = false;
    bool first = true;
    for (OfficeParagraph& paragraph : cell) {
      std::size_t begin = 0, end = paragraph.text.size();
      trim(paragraph.text, begin, end);
      if (begin < end && !first) row.text += '\n';
      if (begin < end) first = false;
      const std::size_t base = row.text.size();
      bool after_break = false;
      for (std::size_t i = begin; i < end; ++i) {
        const char c = paragraph.text[i];
        // Tabs part cells; those of a row inside the cell stay. A blank line would part the row.
        row.text += c == '\t' && paragraph.kind != BlockKind::table_row ? ' ' : c == '\n' && after_break ? ' ' : c;
        if (c == '\n') after_break = true;
        else if (white_space_at(paragraph.text, i) == 0) after_break = false;
      }
      for (OfficeRevision revision : paragraph.revisions) {
        for (std::uint32_t* at : {&revision.begin, &revision.end})
          *at = static_cast<std::uint32_t>(base + std::clamp<std::size_t>(*at, begin, end) - begin);
        row.revisions.push_back(std::move(revision));
      }
      for (const std::uint32_t page : paragraph.page_breaks)
        row.page_breaks.push_back(static_cast<std::uint32_t>(base + std::clamp<std::size_t>(page, begin, end) - begin));
      move_all(row.notes, std::move(paragraph.notes));
    }
  }
  out.push_back(std::move(row));
  return out;
}

std::uint32_t PlacedWords::place(std::size_t at) const {
  return static_cast<std::uint32_t>(begin == end ? mark : base + (std::clamp<std::size_t>(at, begin, end) - begin));
}

Result<PlacedWords> append_words(std::string_view name, ExtractedText& out, std::string_view words, BlockKind kind, std::uint8_t level) {
  std::string& text = out.text;
  PlacedWords placed{0, words.size(), text.size(), 0};
  trim(words, placed.begin, placed.end);
  const std::size_t size = placed.end - placed.begin;
  if (size > 0 && !text.empty()) {
    const bool rows = kind == BlockKind::table_row && !out.blocks.empty() && out.blocks.back().kind == BlockKind::table_row;
    text += rows ? "\n" : "\n\n";
  }
  if (text.size() + size > limits::kTextBytes) return too_much_text(name, text.size() + size);
  placed.base = text.size();
  text.append(words, placed.begin, size);
  // Two line breaks in a row part paragraphs as well as a paragraph mark does.
  for (std::size_t at = placed.base; at < text.size();) {
    std::size_t from = text.size(), last = text.size();
    while (at < text.size()) {
      std::size_t line_end = text.find('\n', at);
      if (line_end == std::string::npos) line_end = text.size();
      std::size_t line_begin = at, line_stop = line_end;
      trim(text, line_begin, line_stop);
      at = line_end + 1;
      if (line_begin == line_stop) break;
      from = std::min(from, line_begin);
      last = line_stop;
    }
    if (from >= last) continue;
    if (out.blocks.size() >= limits::kBlocks)
      return complaint(ErrorCode::limit, name,
                       "has more than " + std::to_string(limits::kBlocks) + " paragraphs. Split it into several documents and scan each.");
    out.blocks.push_back({{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(last)}, kind, level});
  }
  return placed;
}

void tell_unread(ExtractedText& out, std::string_view code, std::uint32_t count, std::string_view one, std::string_view many, std::string_view rest) {
  if (count > 0)
    out.not_read.push_back({std::string(code), 0, std::to_string(count) + " " + std::string(count == 1 ? one : many) + std::string(rest)});
}

std::optional<Error> OfficeText::add(OfficeParagraph&& paragraph) {
  std::vector<OfficeParagraph> flat;
  unfold(std::move(paragraph), flat);
  for (OfficeParagraph& one : flat) {
    if (auto error = add_words(one)) return error;
    for (OfficeParagraph& note : one.notes)
      if (auto error = add(std::move(note))) return error;
  }
  return std::nullopt;
}

std::optional<Error> OfficeText::add_once(OfficeParagraph&& paragraph, ShownTexts& shown) {
  paragraph.page_breaks.clear();
  if (!shown.insert(paragraph.text).second) return std::nullopt;
  return add(std::move(paragraph));
}

std::optional<Error> OfficeText::add_words(const OfficeParagraph& paragraph) {
  auto placed = append_words(name_, out_, paragraph.text, paragraph.kind, paragraph.level);
  if (!placed) return placed.error();
  for (const std::uint32_t page : paragraph.page_breaks) breaks_.push_back(placed->place(page));
  for (const OfficeRevision& revision : paragraph.revisions) {
    const TextSpan span{placed->place(revision.begin), placed->place(revision.end)};
    if (revision.kind == Revision::Kind::hidden && span.begin == span.end) continue;
    if (++revisions_ > limits::kRevisions) continue;
    out_.revisions.push_back({revision.kind, span, revision.author, revision.date});
  }
  return std::nullopt;
}

void OfficeText::end_of_pages() {
  if (breaks_.empty()) return;
  std::sort(breaks_.begin(), breaks_.end());
  std::uint32_t begin = 0, number = 1;
  for (const std::uint32_t page : breaks_) {
    out_.pages.push_back({number++, {begin, page}, 0, 0});
    begin = page;
  }
  out_.pages.push_back({number, {begin, static_cast<std::uint32_t>(out_.text.size())}, 0, 0});
  breaks_.clear();
}

void OfficeText::close(const OfficeUnread& unread) {
  std::stable_sort(out_.revisions.begin(), out_.revisions.end(), [](const Revision& a, const Revision& b) { return a.span < b.span; });
  if (revisions_ > limits::kRevisions)
    out_.not_read.push_back({"revisions-over-limit", 0, "The document has " + std::to_string(revisions_) +
                             " tracked changes and comments; the first " + std::to_string(limits::kRevisions) + " are told. Accept or reject the changes, then scan again."});
  tell_unread(out_, "undecodable-bytes", unread.undecodable, "character", "characters", " could not be read. They are shown as \xEF\xBF\xBD. Save the document as .docx and scan that.");
  tell_unread(out_, "text-over-limit", unread.repeated_cells, "repeated cell or row was", "repeated cells or rows were", " left out after the first " + std::to_string(limits::kRepeatedCells) + ". Look at the table in the document.");
  tell_unread(out_, "embedded-object", unread.embedded, "embedded object was", "embedded objects were",
       " not read. Open the document and check what it holds; save an embedded contract as a file of its own and scan that.");
  tell_unread(out_, "drawing", unread.drawings, "chart or diagram was", "charts or diagrams were", " not read. Look at it in the document.");
  const bool empty = out_.blocks.empty();
  tell_unread(out_, "picture", empty ? unread.pictures : unread.large_pictures, empty ? "picture" : "large picture", empty ? "pictures" : "large pictures",
       " not read. Where it shows text (a scanned page), run text recognition (OCR) and scan the result.");
}

}  // namespace caveat::extract
