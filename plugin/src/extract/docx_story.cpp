// DocxStory: WordprocessingML -> paragraphs. Tested by tests/unit/extract/docx_test.cpp.
#include "extract/docx_story.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

// Elements whose content is not what the reader of the contract sees.
constexpr std::array<std::string_view, 20> kSkipped = {
    "w:del",        "w:moveFrom",      "w:delText",       "w:instrText",       "w:delInstrText",
    "w:pPrChange",  "w:rPrChange",     "w:sectPrChange",  "w:tblPrChange",     "w:trPrChange",
    "w:tcPrChange", "w:tblPrExChange", "w:tblGridChange", "w:numberingChange", "w:tabs",
    "w:rt",         "w:sdtPr",         "w:tblGrid",       "w:ffData",          "w:binData"};

constexpr std::size_t kProseCellBytes = 500;  // two paragraphs and this much text: the table is a layout, not a table
constexpr std::size_t kHeadingBytes = 200;    // longer, it is a clause written in a heading style for its number
constexpr std::size_t kHeadingSentenceBytes = 80;  // the same where it ends as a sentence does
constexpr std::int64_t kLargePicture =
    150LL * 360'000 * 360'000;                  // 150 square centimetres (EMU): a quarter of an A4 page
constexpr std::int64_t kMostEmu = 100'000'000;  // 2.7 m

bool is_heading_text(std::string_view text) {
  if (text.size() > kHeadingBytes) return false;
  const char last = text.empty() ? ' ' : text.back();
  return text.size() <= kHeadingSentenceBytes || (last != '.' && last != ';' && last != ':');
}

bool blank(std::string_view text) {
  std::size_t begin = 0, end = text.size();
  trim(text, begin, end);
  return begin == end;
}

// Check boxes decide what a form says; other dingbats are ornament.
std::string_view symbol(std::string_view font, std::string_view code) {
  if (!font.starts_with("Wingdings")) return {};
  if (code.size() == 4 && (code.starts_with("F0") || code.starts_with("f0") || code.starts_with("00")))
    code.remove_prefix(2);
  if (code == "A8" || code == "a8" || code == "6F" || code == "6f" || code == "A3" || code == "a3")
    return "\xE2\x98\x90";                                                                                  // ☐
  if (code == "FE" || code == "fe" || code == "52") return "\xE2\x98\x91";                                  // ☑
  if (code == "78" || code == "FD" || code == "fd" || code == "53" || code == "54") return "\xE2\x98\x92";  // ☒
  if (code == "FC" || code == "fc") return "\xE2\x9C\x93";                                                  // ✓
  return {};
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

void DocxStory::open_paragraph() {
  Open open;
  Container& container = containers_.back();
  if (container.carried) {
    // The mark between them is deleted: one paragraph, which looks as the second one does.
    open.out = std::move(container.carried->out);
    open.boxes = std::move(container.carried->boxes);
    container.carried.reset();
  }
  paragraphs_.push_back(std::move(open));
  if (std::none_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.deleted; }))
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
  if (open.mark_deleted)
    containers_.back().carried = std::move(open);
  else
    finish(std::move(open));
}

void DocxStory::finish(Open&& open) {
  if (std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.deleted; })) return;
  DocxParagraph& out = open.out;
  const std::vector<std::string> chain = styles_.chain(open.style);
  DocxNumberReference reference = open.numbering;
  const DocxNumberReference by_style = styles_.numbering(open.style);
  if (!reference.number) {
    reference.number = by_style.number;
    if (!reference.level && reference.number)
      reference.level = numbering_.level_of_style(*reference.number, chain, styles_);
    if (!reference.level) reference.level = by_style.level;
  }
  const bool empty = blank(out.text);
  DocxNumbering::Label label;
  if (reference.number && *reference.number > 0)
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
  if (blank(paragraph.text) && paragraph.page_breaks.empty() && paragraph.notes.empty() && paragraph.revisions.empty()) return;
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
  if (!blank(open.out.text) || !open.boxes.empty()) finish(std::move(open));
}

void DocxStory::close_row() {
  Row row = std::move(rows_.back());
  rows_.pop_back();
  if (row.deleted) {
    if (dropped_rows_.size() < limits::kRevisions) dropped_rows_.push_back(std::move(row.deletion));
    return;
  }
  std::size_t filled = 0;
  bool prose = false;
  for (const auto& cell : row.cells) {
    std::size_t texts = 0, bytes = 0;
    for (const DocxParagraph& paragraph : cell) {
      texts += !blank(paragraph.text);
      bytes += paragraph.text.size();
    }
    filled += texts > 0;
    prose |= texts > 1 && bytes >= kProseCellBytes;
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
  if (prose || filled <= 1) {
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
      const auto base = static_cast<std::uint32_t>(out.text.size() + (first || blank(paragraph.text) ? 0 : 1));
      if (!blank(paragraph.text)) {
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

void DocxStory::append(std::string_view text) {
  if (paragraphs_.empty() || std::find(fields_.begin(), fields_.end(), Field::code) != fields_.end()) return;
  paragraphs_.back().out.text += text;
}

void DocxStory::append_verbatim(std::string_view text) {
  const std::uint32_t offset = text_offset_, size = static_cast<std::uint32_t>(text.size());
  text_offset_ += size;
  const std::size_t depth = paragraphs_.size();
  const std::size_t before = depth ? paragraphs_.back().out.text.size() : 0;
  append(text);
  if (!keep_sources_ || !depth || paragraphs_.back().out.text.size() == before) return;
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

// Deletions are noted where they stood, insertions and comments with the words between their two ends.
void DocxStory::open_revision(std::string_view name, const XmlAttributes& attributes) {
  const bool in_text = !paragraphs_.empty() && in_paragraph_properties_ == 0 && in_row_properties_ == 0 && in_cell_properties_ == 0;
  const auto at = in_text ? static_cast<std::uint32_t>(paragraphs_.back().out.text.size()) : 0;
  const auto who = [&](Revision::Kind kind) {
    DocxRevision revision{kind, at, at, std::string(attributes.get("author")), std::string(attributes.get("date")), 0};
    for (std::string* text : {&revision.author, &revision.date}) {
      if (text->size() <= limits::kRevisionAuthorBytes) continue;
      text->resize(limits::kRevisionAuthorBytes);
      while (!text->empty() && (static_cast<unsigned char>(text->back()) & 0xC0) == 0x80) text->pop_back();
      if (!text->empty() && static_cast<unsigned char>(text->back()) >= 0xC0) text->pop_back();
    }
    return revision;
  };
  if (name == "w:ins" || name == "w:moveTo") {
    insertions_.push_back({in_text ? paragraphs_.size() : 0, who(Revision::Kind::insertion)});
  } else if (!in_text) {
    if (in_row_properties_ > 0 && !rows_.empty() && name == "w:del") rows_.back().deletion = who(Revision::Kind::deletion);
  } else if (name == "w:del" || name == "w:moveFrom") {
    add_revision(who(Revision::Kind::deletion));
  } else if (name == "w:commentRangeStart") {
    if (remarked_.size() < limits::kRevisions) remarked_[attributes.number("id").value_or(0)] = {paragraphs_.size(), at};
  } else if (name == "w:commentReference") {
    DocxRevision revision = who(Revision::Kind::comment);
    revision.comment = attributes.number("id").value_or(0);
    // A remark on several paragraphs is shown in the last one, which has the mark.
    if (const auto from = remarked_.find(revision.comment); from != remarked_.end() && from->second.first == paragraphs_.size())
      revision.begin = std::min(from->second.second, at);
    add_revision(std::move(revision));
  }
}

void DocxStory::close_insertion() {
  if (insertions_.empty()) return;
  Insertion insertion = std::move(insertions_.back());
  insertions_.pop_back();
  if (insertion.paragraph == 0 || insertion.paragraph != paragraphs_.size()) return;
  insertion.revision.end = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  if (insertion.revision.end > insertion.revision.begin) add_revision(std::move(insertion.revision));
}

void DocxStory::start(std::string_view name, const XmlAttributes& attributes) {
  ++element_;
  if (skip_ > 0) {
    ++skip_;
    return;
  }
  open_revision(name, attributes);
  // Deletion marks on a paragraph's end, a row and a cell are empty elements in their properties.
  const bool deletion = name == "w:del" || name == "w:moveFrom";
  if (deletion && in_paragraph_properties_ > 0 && !paragraphs_.empty()) paragraphs_.back().mark_deleted = true;
  if (deletion && in_row_properties_ > 0 && !rows_.empty()) rows_.back().deleted = true;
  if (name == "w:cellDel" && in_cell_properties_ > 0 && !rows_.empty()) rows_.back().cell_deleted = true;
  if (std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end()) {
    skip_ = 1;
    return;
  }

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
  } else if (name == "w:trPr") {
    ++in_row_properties_;
  } else if (name == "w:tcPr") {
    ++in_cell_properties_;
  } else if (name == "w:t" || name == "m:t") {
    ++in_text_;
    text_element_ = element_;
    text_offset_ = 0;
  } else if (name == "w:tbl") {
    close_container();
  } else if (name == "w:tr") {
    rows_.emplace_back();
  } else if (name == "w:tc" || name == "w:txbxContent") {
    containers_.emplace_back();
    if (name == "w:tc" && !rows_.empty()) rows_.back().cell_deleted = false;
  } else if (name == "w:footnote" || name == "w:endnote") {
    const std::string_view type = attributes.get("type");
    if (!type.empty() && type != "normal") {  // the line above the notes
      skip_ = 1;
      return;
    }
    note_ = attributes.number("id").value_or(0);
  } else if (in_paragraph_properties_ > 0 || name == "w:headerReference" || name == "w:footerReference") {
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
  } else if (name == "w:ins" || name == "w:moveTo") {
    close_insertion();
  } else if (name == "w:pPr") {
    --in_paragraph_properties_;
  } else if (name == "w:trPr") {
    --in_row_properties_;
  } else if (name == "w:tcPr") {
    --in_cell_properties_;
  } else if (name == "w:t" || name == "m:t") {
    --in_text_;
  } else if (name == "w:tr") {
    if (!rows_.empty()) close_row();
  } else if (name == "w:tc" || name == "w:txbxContent") {
    if (containers_.size() < 2) return;
    close_container();
    std::vector<DocxParagraph> paragraphs = std::move(containers_.back().paragraphs);
    containers_.pop_back();
    if (name == "w:tc" && !rows_.empty()) {
      if (!rows_.back().cell_deleted) rows_.back().cells.push_back(std::move(paragraphs));
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
