// DocxStory: WordprocessingML -> paragraphs. Tested by tests/unit/extract/docx_test.cpp, docx_view_test.cpp, docx_hidden_test.cpp.
#include "extract/docx_story.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/limits.h"
#include "extract/office_text.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

// Elements whose content is not what the reader of the contract sees.
constexpr std::array<std::string_view, 14> kSkipped = {
    "w:instrText", "w:delInstrText",   "w:sectPrChange",  "w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:tblPrExChange",
    "w:tblGridChange", "w:numberingChange", "w:tabs", "w:rt", "w:sdtPr", "w:tblGrid", "w:binData"};

constexpr std::int64_t kLargePicture =
    150LL * 360'000 * 360'000;                  // 150 square centimetres (EMU): a quarter of an A4 page
constexpr std::int64_t kMostEmu = 100'000'000;  // 2.7 m

bool inserts(std::string_view name) { return name == "w:ins" || name == "w:moveTo"; }
bool deletes(std::string_view name) { return name == "w:del" || name == "w:moveFrom"; }

bool is_vml_shape(std::string_view name) { return name == "v:shape" || name == "v:rect" || name == "v:roundrect" || name == "v:oval"; }

// Check boxes decide what a form says, signs what a number means ("at least" 99 %); other dingbats are ornament.
struct Sign {
  std::uint8_t code;
  std::string_view text;
};
constexpr Sign kWingdings[] = {{0xA8, "\u2610"}, {0x6F, "\u2610"}, {0xA3, "\u2610"}, {0xFE, "\u2611"}, {0x52, "\u2611"}, {0x78, "\u2612"},
                               {0xFD, "\u2612"}, {0x53, "\u2612"}, {0x54, "\u2612"}, {0xFC, "\u2713"}};
constexpr Sign kSymbol[] = {{0xA0, "\u20AC"}, {0xA3, "\u2264"}, {0xA5, "\u221E"}, {0xAE, "\u2192"}, {0xB0, "\u00B0"}, {0xB1, "\u00B1"}, {0xB3, "\u2265"},
                            {0xB4, "\u00D7"}, {0xB8, "\u00F7"}, {0xB9, "\u2260"}, {0xBB, "\u2248"}, {0xD2, "\u00AE"}, {0xD3, "\u00A9"}, {0xD4, "\u2122"},
                            {0xD7, "\u22C5"}, {0xE2, "\u00AE"}, {0xE3, "\u00A9"}, {0xE4, "\u2122"}, {0x44, "\u0394"}, {0x53, "\u03A3"}, {0x57, "\u03A9"},
                            {0x61, "\u03B1"}, {0x62, "\u03B2"}, {0x6D, "\u03BC"}, {0x70, "\u03C0"}, {0xE5, "\u2211"}, {0xD6, "\u221A"}};

std::string symbol(std::string_view font, std::string_view hex) {
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
  if (error != std::errc() || end != hex.data() + hex.size() || hex.size() > 4) return {};
  const auto find = [&](const auto& signs) {
    for (const Sign& sign : signs)
      if ((code & 0xFF) == sign.code) return std::string(sign.text);
    return std::string();
  };
  if (font.starts_with("Wingdings")) return find(kWingdings);
  if (font == "Symbol") return find(kSymbol);
  if (font.starts_with("Webdings") || font.starts_with("ZapfDingbats") || font == "Marlett") return {};
  // A font of letters: Word moves its first 256 to F000.
  if (code >= 0xF000 && code <= 0xF0FF) code &= 0xFF;
  std::string out;
  const bool private_use = code >= 0xE000 && code <= 0xF8FF, surrogate = code >= 0xD800 && code < 0xE000;
  if (code >= 0x20 && !(code >= 0x7F && code < 0xA0) && !private_use && !surrogate && code < 0xFEFF) append_utf8(out, code);
  return out;
}

}  // namespace

void move_sources(std::vector<DocxSource>& sources, std::size_t begin, std::size_t end, std::size_t to) {
  for (DocxSource& source : sources) {
    const std::size_t from = std::clamp<std::size_t>(source.begin, begin, end), stop = std::clamp<std::size_t>(source.begin + source.size, begin, end);
    if (source.offset != Source::kHangs) source.offset += static_cast<std::uint32_t>(from - std::min<std::size_t>(from, source.begin));
    source.begin = static_cast<std::uint32_t>(from - begin + to);
    source.size = static_cast<std::uint32_t>(stop - from);
  }
  std::erase_if(sources, [](const DocxSource& source) { return source.size == 0; });
}

bool DocxStory::row_gone() const {
  return std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.gone; });
}

void DocxStory::open_paragraph() {
  Open open;
  Container& container = containers_.back();
  if (container.carried) {
    // The mark between them is gone: one paragraph, which looks as the second one does.
    Open& first = *container.carried;
    open.out = std::move(first.out);
    open.live = first.live;
    open.last = first.last;
    open.hidden = std::move(first.hidden);
    open.boxes = std::move(first.boxes);
    container.carried.reset();
  }
  paragraphs_.push_back(std::move(open));
  run_ = Run();
  if (!row_gone())
    for (DocxRevision& revision : std::exchange(dropped_rows_, {})) {
      revision.begin = revision.end = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
      add_revision(std::move(revision));
    }
}

void DocxStory::close_paragraph() {
  if (paragraphs_.empty()) return;
  std::erase_if(remarked_, [&](const auto& remark) { return remark.second.first == paragraphs_.size(); });
  Open open = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  // A field whose result never begins must not hide the rest of the contract.
  std::replace(fields_.begin(), fields_.end(), Field::code, Field::result);
  // Where both are read, a paragraph that is deleted as a whole stays one, so that it does not run into the next.
  if (open.mark_gone && (view_ != View::both || open.live))
    containers_.back().carried = std::move(open);
  else
    finish(std::move(open));
}

void DocxStory::finish(Open&& open) {
  if (row_gone()) return;
  DocxParagraph& out = open.out;
  for (DocxRevision& hidden : open.hidden)
    if (!is_blank(std::string_view(out.text).substr(hidden.begin, hidden.end - hidden.begin)) && ++revision_count_ <= limits::kRevisions) out.revisions.push_back(std::move(hidden));
  // A row that is marked as a whole, by a program that does not mark its words.
  for (const Row& row : rows_)
    if (row.mark && !is_blank(out.text) && std::none_of(out.revisions.begin(), out.revisions.end(), [&](const DocxRevision& r) { return r.kind == row.mark->kind; }) &&
        ++revision_count_ <= limits::kRevisions) {
      out.revisions.push_back(*row.mark);
      out.revisions.back().begin = 0;
      out.revisions.back().end = static_cast<std::uint32_t>(out.text.size());
    }
  const std::vector<std::string> chain = styles_.chain(open.style);
  DocxNumberReference reference = open.numbering;
  const DocxNumberReference by_style = styles_.numbering(open.style);
  if (!reference.number) {
    reference.number = by_style.number;
    if (!reference.level && reference.number)
      reference.level = numbering_.level_of_style(*reference.number, chain, styles_);
    if (!reference.level) reference.level = by_style.level;
  }
  const bool empty = is_blank(out.text);
  DocxNumbering::Label label;
  // One that is deleted as a whole counts in its list no more.
  if (reference.number && *reference.number > 0 && !open.mark_gone)
    label = numbering_.next(*reference.number, reference.level.value_or(0), styles_);

  const int heading = open.outline ? (*open.outline >= 0 && *open.outline < 9 ? *open.outline + 1 : 0)
                                   : styles_.heading_level(open.style);
  if (heading > 0 && is_heading_text(out.text)) {
    out.kind = BlockKind::heading;
    out.level = static_cast<std::uint8_t>(heading);
  } else if (label.known) {
    out.kind = BlockKind::list_item;
    out.level = static_cast<std::uint8_t>(label.level + 1);
  }
  if (!empty && !label.text.empty()) {
    std::size_t begin = 0, end = out.text.size();
    trim(out.text, begin, end);
    const std::string head = label.text + " ";
    out.text.replace(0, begin, head);
    move_sources(out.sources, begin, end, head.size());
    for (DocxPageBreak& page : out.page_breaks)
      // A page that breaks before the text begins, breaks before its number as well.
      page.at = page.at <= begin ? 0 : static_cast<std::uint32_t>(page.at - begin + head.size());
    for (DocxRevision& revision : out.revisions)
      for (std::uint32_t* at : {&revision.begin, &revision.end})
        *at = static_cast<std::uint32_t>(std::max<std::size_t>(*at, begin) - begin + head.size());
  }
  std::vector<DocxParagraph> boxes = std::move(open.boxes);
  give(std::move(out));
  for (DocxParagraph& box : boxes) give(std::move(box));
}

void DocxStory::give(DocxParagraph&& paragraph) {
  if (is_blank(paragraph.text) && paragraph.page_breaks.empty() && paragraph.notes.empty() && paragraph.revisions.empty()) return;
  if (containers_.size() > 1)
    containers_.back().paragraphs.push_back(std::move(paragraph));
  else if (!error_)
    error_ = sink_(std::move(paragraph), note_);
}

// What is left over where a cell, a box, the story or the text before a table ends.
void DocxStory::close_container() {
  Container& container = containers_.back();
  if (!container.carried) return;
  Open open = std::move(*container.carried);
  container.carried.reset();
  // With nothing left of it, it is no paragraph any more: it must not count in its list either.
  if (!is_blank(open.out.text) || !open.boxes.empty()) finish(std::move(open));
}

void DocxStory::close_row() {
  Row row = std::move(rows_.back());
  rows_.pop_back();
  if (row.gone) {
    if (row.mark && dropped_rows_.size() < limits::kRevisions) dropped_rows_.push_back(std::move(*row.mark));
    return;
  }
  // Columns that run over a page break beside each other have one each: only the first of them counts.
  std::size_t rendered = 0;
  for (auto& cell : row.cells) {
    std::size_t own = 0;
    for (DocxParagraph& paragraph : cell)
      std::erase_if(paragraph.page_breaks,
                    [&](const DocxPageBreak& page) { return page.rendered && ++own <= rendered; });
    rendered = std::max(rendered, own);
  }
  if (is_layout(row.cells)) {
    for (auto& cell : row.cells)
      for (DocxParagraph& paragraph : cell) give(std::move(paragraph));
    return;
  }
  DocxParagraph out;
  out.kind = BlockKind::table_row;
  bool first_cell = true;
  for (const auto& cell : row.cells) {
    if (!first_cell) out.text += '\t';
    first_cell = false;
    bool first = true;
    for (const DocxParagraph& paragraph : cell) {
      const auto base = static_cast<std::uint32_t>(out.text.size() + (first || is_blank(paragraph.text) ? 0 : 1));
      if (!is_blank(paragraph.text)) {
        if (!first) out.text += '\n';
        first = false;
        std::size_t begin = 0, end = paragraph.text.size();
        trim(paragraph.text, begin, end);
        for (std::size_t i = begin; i < end; ++i)
          // Tabs part cells; those of a row inside the cell stay.
          out.text += paragraph.text[i] == '\t' && paragraph.kind != BlockKind::table_row ? ' ' : paragraph.text[i];
        for (const DocxPageBreak& page : paragraph.page_breaks)
          out.page_breaks.push_back(
              {base + static_cast<std::uint32_t>(std::clamp<std::size_t>(page.at, begin, end) - begin), page.rendered});
      } else {
        for (const DocxPageBreak& page : paragraph.page_breaks) out.page_breaks.push_back({base, page.rendered});
      }
      std::size_t begin = 0, end = paragraph.text.size();
      trim(paragraph.text, begin, end);
      for (const DocxRevision& revision : paragraph.revisions) {
        out.revisions.push_back(revision);
        for (std::uint32_t* at : {&out.revisions.back().begin, &out.revisions.back().end})
          *at = base + static_cast<std::uint32_t>(std::clamp<std::size_t>(*at, begin, end) - begin);
      }
      std::vector<DocxSource> sources = paragraph.sources;
      move_sources(sources, begin, end, base);
      out.sources.insert(out.sources.end(), sources.begin(), sources.end());
      out.notes.insert(out.notes.end(), paragraph.notes.begin(), paragraph.notes.end());
    }
  }
  give(std::move(out));
}

// The change that the words now read are part of.
DocxStory::Change DocxStory::change() const {
  for (auto open = changes_.rbegin(); open != changes_.rend() && open->paragraph == paragraphs_.size(); ++open)
    if (open->revision.kind == Revision::Kind::deletion) return Change::deleted;
  return changes_.empty() || changes_.back().paragraph != paragraphs_.size() ? Change::none : Change::inserted;
}

// What is painted behind the words.
DocxPaint DocxStory::ground() {
  Open& open = paragraphs_.back();
  if (!open.shade) open.shade = styles_.shade(open.style);
  if (open.shade->kind != DocxPaint::Kind::none) return *open.shade;
  for (auto container = containers_.rbegin(); container != containers_.rend(); ++container)
    if (container->paint.kind != DocxPaint::Kind::none) return container->paint;
  for (const Table& table : tables_)
    if (styles_.paints_table(table.style, table.rows <= 1)) return {DocxPaint::Kind::unknown, 0};
  return behind_text_ ? DocxPaint{DocxPaint::Kind::unknown, 0} : page_;
}

bool DocxStory::unseen() {
  if (!run_.unseen) {
    DocxLook look = run_.look;
    const std::string& style = paragraphs_.back().style;
    const auto [styled, fresh] = looks_.try_emplace({style, run_.style});
    if (fresh) styled->second = styles_.look(style, run_.style);
    look.inherit(styled->second);
    const bool coloured = look.colour && look.colour->kind == DocxPaint::Kind::known;
    run_.unseen = is_unseen(look, coloured ? ground() : DocxPaint{}) || std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.hidden; });
  }
  return *run_.unseen;
}

void DocxStory::append(std::string_view text) {
  if (text.empty() || paragraphs_.empty() || std::find(fields_.begin(), fields_.end(), Field::code) != fields_.end()) return;
  Open& open = paragraphs_.back();
  std::string& to = open.out.text;
  const Change now = change();
  // Side by side, "30" and "60" would be 3060.
  if (view_ == View::both && now != open.last && now != Change::none && open.last != Change::none && !to.empty()) {
    std::size_t begin = 0, end = to.size();
    trim(to, begin, end);
    if (end == to.size() && white_space_at(text, 0) == 0) {
      for (OpenChange& change : changes_)
        if (change.paragraph == paragraphs_.size() && change.revision.begin == to.size()) ++change.revision.begin;
      to += ' ';
    }
  }
  open.last = now;
  open.live |= now != Change::deleted && !is_blank(text);
  const auto begin = static_cast<std::uint32_t>(to.size());
  to += text;
  if (!unseen()) return;
  if (open.hidden.empty() || open.hidden.back().end != begin)
    open.hidden.push_back({Revision::Kind::hidden, begin, begin, {}, {}, 0});
  open.hidden.back().end = static_cast<std::uint32_t>(to.size());
}

void DocxStory::append_verbatim(std::string_view text) {
  const std::uint32_t offset = text_offset_, size = static_cast<std::uint32_t>(text.size());
  text_offset_ += size;
  const std::size_t depth = paragraphs_.size();
  const std::size_t old = depth ? paragraphs_.back().out.text.size() : 0;
  append(text);
  if (!keep_sources_ || !depth || paragraphs_.back().out.text.size() == old) return;
  const std::size_t before = paragraphs_.back().out.text.size() - size;
  std::vector<DocxSource>& sources = paragraphs_.back().out.sources;
  if (!sources.empty()) {
    DocxSource& last = sources.back();
    if (last.element == text_element_ && last.begin + last.size == before && last.offset + last.size == offset) {
      last.size += size;
      return;
    }
  }
  sources.push_back({static_cast<std::uint32_t>(before), size, text_element_, offset});
}

void DocxStory::property(std::string_view name, const XmlAttributes& attributes) {
  if (name == "w:headerReference" || name == "w:footerReference") {
    headers_.emplace_back(attributes.get("id"));
    return;
  }
  if (paragraphs_.empty()) return;
  Open& open = paragraphs_.back();
  if (name == "w:pStyle") open.style = attributes.get("val");
  if (name == "w:numId") open.numbering.number = attributes.number("val");
  if (name == "w:ilvl") open.numbering.level = attributes.number("val");
  if (name == "w:outlineLvl") open.outline = attributes.number("val");
  if (name == "w:shd") open.shade = docx_shade(attributes);
}

// What lies behind the words of a text box, or behind the text.
void DocxStory::shape(std::string_view name, const XmlAttributes& attributes) {
  if (name == "wps:wsp") {
    shapes_.emplace_back();
  } else if (is_vml_shape(name)) {
    Shape shape;
    const std::string_view filled = attributes.get("filled"), colour = attributes.get("fillcolor");
    const bool empty = filled == "f" || filled == "false";
    if (!empty) shape.fill = colour.empty() ? DocxPaint{DocxPaint::Kind::unknown, 0} : docx_colour(colour);
    shape.filled = !empty && !colour.empty();
    drawn_behind_ |= shape.filled && !is_nearly(shape.fill, page_);
    shapes_.push_back(shape);
  } else if (name == "v:fill" && !shapes_.empty()) {
    shapes_.back().fill = {DocxPaint::Kind::unknown, 0};
  } else if (name == "wps:spPr" && !shapes_.empty()) {
    shapes_.back().in_fill_place = true;
  } else if (name == "a:ln" && !shapes_.empty()) {
    shapes_.back().in_fill_place = false;
  } else if (!shapes_.empty() && shapes_.back().in_fill_place && (name == "a:solidFill" || name == "a:gradFill" || name == "a:blipFill" || name == "a:pattFill")) {
    shapes_.back().filled = drawn_behind_ = true;
  } else if (!shapes_.empty() && shapes_.back().in_fill_place && name == "a:noFill") {
    shapes_.back().empty = true;
  } else if (name == "a:fillRef") {
    // The design of the theme, where the shape says nothing itself.
    if (!shapes_.empty() && !shapes_.back().filled && !shapes_.back().empty && attributes.get("idx") != "0") shapes_.back().filled = drawn_behind_ = true;
  } else if (!shapes_.empty() && shapes_.back().in_fill_place && shapes_.back().filled && (name == "a:srgbClr" || name == "a:schemeClr")) {
    shapes_.back().fill = docx_colour(attributes.get("val"));
  } else if (name == "a:lumMod" || name == "a:shade" || name == "a:alpha") {
    if (!shapes_.empty()) shapes_.back().fill = {DocxPaint::Kind::unknown, 0};
  } else if (name == "wp:anchor") {
    const std::string_view behind = attributes.get("behindDoc");
    behind_text_ |= behind == "1" || behind == "true";
  }
}

// A box to tick and a list to choose from, of the old kind: what they say stands in their properties.
void DocxStory::form(std::string_view name, const XmlAttributes& attributes) {
  Form& form = *form_;
  if (name == "w:checkBox") form.box = true;
  if (name == "w:ddList") form.list = true;
  if (name == "w:checked") form.checked = docx_switch(attributes);
  if (name == "w:result") form.chosen = attributes.number("val");
  if (name == "w:default" && form.box) form.by_default = docx_switch(attributes);
  if (name == "w:default" && form.list) form.first = attributes.number("val");
  constexpr std::size_t kEntries = 100;  // Word allows 25
  if (name == "w:listEntry" && form.entries.size() < kEntries) form.entries.emplace_back(attributes.get("val"));
}

void DocxStory::close_form() {
  const Form form = *std::exchange(form_, std::nullopt);
  const auto chosen = static_cast<std::size_t>(std::max(form.chosen.value_or(form.first.value_or(0)), 0));
  std::string text;
  if (form.box) text = form.checked.value_or(form.by_default.value_or(false)) ? "\u2612" : "\u2610";
  if (form.list && chosen < form.entries.size()) text = form.entries[chosen];
  const bool field = !fields_.empty();
  const Field code = field ? fields_.back() : Field::code;
  if (field) fields_.pop_back();  // this one's code has not begun yet
  ++in_text_;
  this->text(text);
  --in_text_;
  if (field) fields_.push_back(code);
}

void DocxStory::run(std::string_view name, const XmlAttributes& attributes) {
  if (name == "w:tab" || name == "w:ptab") return append("\t");
  if (name == "w:cr") return append("\n");
  if (name == "w:noBreakHyphen") return append("\xE2\x80\x91");
  if (name == "w:softHyphen") return append("\xC2\xAD");
  if (name == "w:sym") return append(symbol(attributes.get("font"), attributes.get("char")));
  if (name == "w:br" || name == "w:lastRenderedPageBreak") {
    const bool rendered = name == "w:lastRenderedPageBreak";
    if (!rendered && attributes.get("type") != "page") return append("\n");
    behind_text_ = false;
    // Boxes float and notes stand at the foot: their breaks are not those of the text.
    if (!paragraphs_.empty() && paragraphs_.size() == 1 && note_ == 0)
      paragraphs_.back().out.page_breaks.push_back(
          {static_cast<std::uint32_t>(paragraphs_.back().out.text.size()), rendered});
    if (!rendered) append("\n");
    return;
  }
  if ((name == "w:footnoteReference" || name == "w:endnoteReference") && !paragraphs_.empty()) {
    paragraphs_.back().out.notes.push_back({name == "w:endnoteReference", attributes.number("id").value_or(0), element_});
    return;
  }
  if (name == "w:fldChar") {
    const std::string_view type = attributes.get("fldCharType");
    if (type == "begin") fields_.push_back(Field::code);
    if (type == "separate" && !fields_.empty()) fields_.back() = Field::result;
    if (type == "end" && !fields_.empty()) fields_.pop_back();
  }
}

void DocxStory::add_revision(DocxRevision&& revision) {
  if (++revision_count_ > limits::kRevisions) return;
  paragraphs_.back().out.revisions.push_back(std::move(revision));
}

DocxRevision DocxStory::revision(Revision::Kind kind, const XmlAttributes& attributes) const {
  const auto at = paragraphs_.empty() ? 0 : static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  DocxRevision out{kind, at, at, std::string(attributes.get("author")), std::string(attributes.get("date")), 0};
  for (std::string* text : {&out.author, &out.date}) {
    if (text->size() <= limits::kRevisionAuthorBytes) continue;
    text->resize(limits::kRevisionAuthorBytes);
    while (!text->empty() && (static_cast<unsigned char>(text->back()) & 0xC0) == 0x80) text->pop_back();
    if (!text->empty() && static_cast<unsigned char>(text->back()) >= 0xC0) text->pop_back();
  }
  return out;
}

// Changes are noted with their words, or where these would stand.
bool DocxStory::open_change(std::string_view name, const XmlAttributes& attributes) {
  const bool inserted = inserts(name);
  const bool read = view_ == View::both || (view_ == View::original) != inserted;
  DocxRevision change = revision(inserted ? Revision::Kind::insertion : Revision::Kind::deletion, attributes);
  if (read)
    changes_.push_back({paragraphs_.size(), std::move(change)});
  else if (!paragraphs_.empty())
    add_revision(std::move(change));
  return !read;
}

// Marks on a paragraph's end, a row and a list number are empty elements in their properties.
void DocxStory::mark_change(bool inserted, const XmlAttributes& attributes) {
  const bool gone = inserted ? view_ == View::original : view_ != View::original;
  if (in_row_properties_ > 0 && !rows_.empty()) {
    if (!rows_.back().gone) rows_.back().mark = revision(inserted ? Revision::Kind::insertion : Revision::Kind::deletion, attributes);
    rows_.back().gone |= gone && view_ != View::both;
  } else if (in_numbering_ > 0 && !paragraphs_.empty()) {
    if (view_ == View::original && inserted) paragraphs_.back().numbering = DocxNumberReference();
  } else if (in_paragraph_properties_ > 0 && !paragraphs_.empty()) {
    paragraphs_.back().mark_gone |= gone;
  }
}

void DocxStory::close_change() {
  if (changes_.empty()) return;
  OpenChange change = std::move(changes_.back());
  changes_.pop_back();
  if (change.paragraph == 0 || change.paragraph != paragraphs_.size()) return;
  change.revision.end = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  if (change.revision.end > change.revision.begin) add_revision(std::move(change.revision));
}

// Comments are noted with the words between their two ends.
void DocxStory::open_remark(std::string_view name, const XmlAttributes& attributes) {
  if (paragraphs_.empty() || in_properties()) return;
  const auto at = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  if (name == "w:commentRangeStart") {
    if (remarked_.size() < limits::kRevisions) remarked_[attributes.number("id").value_or(0)] = {paragraphs_.size(), at};
  } else if (name == "w:commentReference") {
    DocxRevision remark = revision(Revision::Kind::comment, attributes);
    remark.comment = attributes.number("id").value_or(0);
    // A remark on several paragraphs is shown in the last one, which has the mark.
    if (const auto from = remarked_.find(remark.comment); from != remarked_.end() && from->second.first == paragraphs_.size())
      remark.begin = std::min(from->second.second, at);
    add_revision(std::move(remark));
  }
}

void DocxStory::start(std::string_view name, const XmlAttributes& attributes) {
  ++element_;
  if (skip_ > 0) {
    ++skip_;
    return;
  }
  if (inserts(name) || deletes(name)) {
    const bool mark = in_properties();
    if (mark) mark_change(inserts(name), attributes);
    if (mark || open_change(name, attributes)) skip_ = 1;
    return;
  }
  if (std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end()) {
    skip_ = 1;
    return;
  }
  if (name == "w:pPrChange" || name == "w:rPrChange") {
    // The old properties, all of them, in an element of the same name.
    if (view_ != View::original) {
      skip_ = 1;
    } else if (name == "w:pPrChange" && !paragraphs_.empty()) {
      Open& open = paragraphs_.back();
      open.style.clear();
      open.numbering = DocxNumberReference();
      open.outline.reset();
      open.shade.reset();
    } else if (in_paragraph_properties_ == 0) {
      run_ = Run();
    }
    return;
  }
  if (name == "w:cellDel" || name == "w:cellIns") {
    if (in_cell_properties_ > 0 && !rows_.empty()) rows_.back().cell_gone |= view_ == (name == "w:cellDel" ? View::final_ : View::original);
    return;
  }
  open_remark(name, attributes);
  shape(name, attributes);

  if (name == "mc:AlternateContent") {
    alternates_.emplace_back();
  } else if (name == "mc:Choice" || name == "mc:Fallback") {
    // Two drawings of one thing: the first is the one that Word takes.
    if (alternates_.empty()) return;
    if (alternates_.back().taken) {
      skip_ = 1;
      return;
    }
    alternates_.back().taken = true;
  } else if (name == "w:p") {
    open_paragraph();
  } else if (name == "w:pPr") {
    ++in_paragraph_properties_;
  } else if (name == "w:rPr") {
    ++in_run_properties_;
  } else if (name == "w:r" || name == "m:r") {
    run_ = Run();
  } else if (in_run_properties_ > 0) {
    // Those of a paragraph's mark say nothing of its words.
    if (in_paragraph_properties_ > 0) return;
    run_.look.read(name, attributes);
    if (name == "w:rStyle") run_.style = attributes.get("val");
    run_.unseen.reset();
  } else if (form_) {
    form(name, attributes);
  } else if (name == "w:ffData") {
    form_.emplace(Form{});  // clang 14 does not see that a nested class has a default
  } else if (name == "w:trPr") {
    ++in_row_properties_;
  } else if (name == "w:tcPr") {
    ++in_cell_properties_;
  } else if (name == "w:t" || name == "m:t" || name == "w:delText") {
    // Deleted text where nothing is deleted: no view has it.
    if (name == "w:delText" && change() != Change::deleted) {
      skip_ = 1;
      return;
    }
    ++in_text_;
    text_element_ = element_;
    text_offset_ = 0;
  } else if (name == "w:tbl") {
    close_container();
    tables_.emplace_back();
  } else if (name == "w:tblStyle") {
    if (!tables_.empty()) tables_.back().style = attributes.get("val");
  } else if (name == "w:tr") {
    rows_.emplace_back();
    if (!tables_.empty()) ++tables_.back().rows;
  } else if (name == "w:tc" || name == "w:txbxContent") {
    containers_.emplace_back();
    containers_.back().around = run_;
    if (name == "w:tc" && !rows_.empty()) rows_.back().cell_gone = false;
    if (name == "w:txbxContent") {
      // A box without ground of its own lies on whatever is below: on the page, while nothing else is drawn.
      const Shape box = shapes_.empty() ? Shape() : shapes_.back();
      containers_.back().paint = box.filled ? box.fill : drawn_behind_ || unread_.pictures > 0 ? DocxPaint{DocxPaint::Kind::unknown, 0} : page_;
    }
  } else if (in_cell_properties_ > 0 && name == "w:shd") {
    containers_.back().paint = docx_shade(attributes);
  } else if (in_row_properties_ > 0 && name == "w:hidden") {
    if (!rows_.empty()) rows_.back().hidden = docx_switch(attributes);
  } else if (name == "w:background") {
    page_ = {DocxPaint::Kind::unknown, 0};  // whether Word shows it, its settings say
  } else if (name == "w:footnote" || name == "w:endnote") {
    const std::string_view type = attributes.get("type");
    if (!type.empty() && type != "normal") {  // the line above the notes
      skip_ = 1;
      return;
    }
    note_ = attributes.number("id").value_or(0);
  } else if (in_paragraph_properties_ > 0 || name == "w:headerReference" || name == "w:footerReference") {
    in_numbering_ += name == "w:numPr";
    if (name == "w:sectPr") behind_text_ = false;
    property(name, attributes);
  } else if (name == "m:den") {
    append("/");  // a service credit written as a fraction: (total - down)/total
  } else if (name == "w:object" || name == "w:altChunk" || name == "w:subDoc") {
    ++unread_.embedded;
  } else if (name == "c:chart" || name == "dgm:relIds") {
    ++unread_.drawings;
  } else if (name == "wp:extent") {
    const auto side = [&](std::string_view which) {
      return std::clamp<std::int64_t>(attributes.number(which).value_or(0), 0, kMostEmu);
    };
    picture_area_ = side("cx") * side("cy");
  } else if (name == "pic:pic") {
    ++unread_.pictures;
    unread_.large_pictures += picture_area_ >= kLargePicture;
  } else if (name == "v:imagedata") {
    ++unread_.pictures;
  } else {
    run(name, attributes);
  }
}

void DocxStory::end(std::string_view name) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  if (name == "w:p") {
    close_paragraph();
  } else if (inserts(name) || deletes(name)) {
    close_change();
  } else if (name == "w:pPr") {
    --in_paragraph_properties_;
  } else if (name == "w:rPr") {
    --in_run_properties_;
  } else if (name == "w:numPr") {
    in_numbering_ -= in_paragraph_properties_ > 0;
  } else if (name == "w:ffData") {
    if (form_) close_form();
  } else if (name == "w:tbl") {
    if (!tables_.empty()) tables_.pop_back();
  } else if (name == "wps:wsp" || is_vml_shape(name)) {
    if (!shapes_.empty()) shapes_.pop_back();
  } else if (name == "wps:spPr" || name == "a:ln") {
    if (!shapes_.empty()) shapes_.back().in_fill_place = name == "a:ln";
  } else if (name == "w:trPr") {
    --in_row_properties_;
  } else if (name == "w:tcPr") {
    --in_cell_properties_;
  } else if (name == "w:t" || name == "m:t" || name == "w:delText") {
    --in_text_;
  } else if (name == "w:tr") {
    if (!rows_.empty()) close_row();
  } else if (name == "w:tc" || name == "w:txbxContent") {
    if (containers_.size() < 2) return;
    close_container();
    std::vector<DocxParagraph> paragraphs = std::move(containers_.back().paragraphs);
    run_ = std::move(containers_.back().around);
    containers_.pop_back();
    if (name == "w:tc" && !rows_.empty()) {
      if (!rows_.back().cell_gone) rows_.back().cells.push_back(std::move(paragraphs));
    } else {
      for (DocxParagraph& paragraph : paragraphs)
        if (!paragraphs_.empty())
          paragraphs_.back().boxes.push_back(std::move(paragraph));
        else
          give(std::move(paragraph));
    }
  } else if (name == "w:footnote" || name == "w:endnote") {
    close_container();
    note_ = 0;
  } else if (name == "w:body" || name == "w:hdr" || name == "w:ftr") {
    close_container();
  } else if (name == "mc:AlternateContent") {
    if (!alternates_.empty()) alternates_.pop_back();
  } else if (name == "wp:inline" || name == "wp:anchor") {
    picture_area_ = 0;
  }
}

void DocxStory::text(std::string_view text) {
  if (skip_ > 0 || in_text_ == 0 || in_paragraph_properties_ > 0) return;
  // Line ends of the XML file are not line breaks of the document, and no byte order mark may get through.
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t stop = text.find_first_of("\n\r\t\xE2\xC2\xEF", at);
    if (stop == text.npos) return append_verbatim(text.substr(at));
    append_verbatim(text.substr(at, stop - at));
    const std::string_view rest = text.substr(stop);
    const auto is = [&](std::string_view what) { return rest.starts_with(what); };
    if (is("\xEF\xBB\xBF")) {
      text_offset_ += 3;
      at = stop + 3;
    } else if (is("\xE2\x80\xA8") || is("\xE2\x80\xA9")) {
      append("\n");
      text_offset_ += 3;
      at = stop + 3;
    } else if (is("\xC2\x85")) {
      append("\n");
      text_offset_ += 2;
      at = stop + 2;
    } else if (static_cast<unsigned char>(rest[0]) >= 0x80) {
      append_verbatim(rest.substr(0, 1));
      at = stop + 1;
    } else {
      append_verbatim(" ");
      at = stop + 1;
    }
  }
}

}  // namespace caveat::extract
