// OdtStory: see odt_story.h. Tested by tests/unit/extract/odt_test.cpp.
#include "extract/odt_story.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "base/limits.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

// Elements whose content is not what the reader of the contract sees.
constexpr std::array<std::string_view, 27> kSkipped = {
    "office:meta", "office:settings", "office:scripts", "office:font-face-decls", "office:forms", "office:event-listeners",
    "office:binary-data", "svg:title", "svg:desc", "text:ruby-text", "text:sequence-decls", "text:variable-decls", "text:user-field-decls",
    "text:linenumbering-configuration", "text:notes-configuration", "text:table-of-content-source", "text:illustration-index-source",
    "text:table-index-source", "text:object-index-source", "text:user-index-source", "text:alphabetical-index-source",
    "text:bibliography-source", "text:dde-connection-decls", "text:format-change", "table:shapes", "draw:glue-point", "text:label"};

// Shapes that hold paragraphs.
constexpr std::array<std::string_view, 11> kBoxes = {"draw:text-box", "draw:custom-shape", "draw:rect",   "draw:ellipse", "draw:circle", "draw:line",
                                                     "draw:polygon",  "draw:polyline",     "draw:path",  "draw:caption", "draw:connector"};

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

// "12.5cm", "3in", "80mm", "200pt" in centimetres; the locale of the process has no say in it.
double centimetres(std::string_view length) {
  double value = 0, unit = 1;
  std::size_t at = 0;
  for (; at < length.size() && at < 8 && length[at] >= '0' && length[at] <= '9'; ++at) value = value * 10 + (length[at] - '0');
  if (at < length.size() && length[at] == '.')
    for (++at; at < length.size() && length[at] >= '0' && length[at] <= '9'; ++at) value += (unit /= 10) * (length[at] - '0');
  const std::string_view rest = length.substr(at);
  return value * (rest == "in" ? 2.54 : rest == "mm" ? 0.1 : rest == "pt" ? 2.54 / 72 : 1);
}

constexpr double kLargePicture = 150;  // square centimetres: a quarter of an A4 page

std::uint32_t repeats(const XmlAttributes& attributes, std::string_view name) {
  return static_cast<std::uint32_t>(std::max(1, attributes.number(name).value_or(1)));
}

}  // namespace

// ---- paragraphs and what they stand in ----

void OdtStory::open_container() {
  containers_.emplace_back();
  containers_.back().base = paragraphs_.size();
}

std::vector<OfficeParagraph> OdtStory::close_container() {
  Container container = std::move(containers_.back());
  containers_.pop_back();
  if (container.carried) container.paragraphs.push_back(std::move(*container.carried));
  return std::move(container.paragraphs);
}

void OdtStory::give(OfficeParagraph&& paragraph) {
  if (is_blank(paragraph.text) && paragraph.page_breaks.empty() && paragraph.notes.empty() && paragraph.revisions.empty() && paragraph.boxes.empty()) return;
  if (!containers_.back().body)
    containers_.back().paragraphs.push_back(std::move(paragraph));
  else if (!error_)
    error_ = sink_(std::move(paragraph));
}

void OdtStory::open_paragraph(std::string_view name, const XmlAttributes& attributes) {
  Paragraph paragraph;
  Container& container = containers_.back();
  const OdtStyles::Resolved style = styles_.resolve("paragraph", attributes.get("style-name"));
  if (container.carried) {
    paragraph.out = std::move(*container.carried);
    container.carried.reset();
    paragraph.space = false;
  }
  if (container.body) {
    if (break_pending_ || (soft_breaks_ && style.page_break && any_paragraph_)) paragraph.out.page_breaks.push_back(0);
    break_pending_ = false;
    any_paragraph_ = true;
  }
  if (name == "text:h") paragraph.heading = std::clamp(attributes.number("outline-level").value_or(1), 1, 9);
  label(paragraph, name, attributes);
  paragraphs_.push_back(std::move(paragraph));
  for (Insertion& insertion : insertions_) insertion.begin = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
}

void OdtStory::label(Paragraph& paragraph, std::string_view name, const XmlAttributes& attributes) {
  std::vector<List>& lists = containers_.back().lists;
  if (lists.empty()) {
    if (name == "text:h" && attributes.get("is-list-header") != "true") {
      std::optional<int> start = attributes.number("start-value");
      if (!start && attributes.get("restart-numbering") == "true") start = 1;
      paragraph.label = numbering_.next_heading(paragraph.heading, start);
    }
    return;
  }
  List& list = lists.back();
  if (list.items.empty() || std::exchange(list.items.back().counted, true) || list.items.back().header) return;
  std::string_view style = list.style;
  std::string own;
  if (style.empty()) style = own = styles_.resolve("paragraph", attributes.get("style-name")).list_style;
  const int level = static_cast<int>(std::min<std::size_t>(lists.size(), OdtNumbering::kLevels));
  paragraph.label = numbering_.next(list.counters, style, level, list.items.back().start);
  paragraph.out.level = static_cast<std::uint8_t>(level);
}

void OdtStory::close_paragraph() {
  if (!own_paragraph()) return;
  std::erase_if(named_remarks_, [&](const auto& remark) { return remark.second.first == paragraphs_.size(); });
  const bool inserted_end = left_out();
  insertions_end(true);
  Paragraph paragraph = std::move(paragraphs_.back());
  paragraphs_.pop_back();
  OfficeParagraph& out = paragraph.out;
  if (paragraph.hidden) {
    std::erase_if(out.revisions, [](const OfficeRevision& revision) { return revision.kind == Revision::Kind::hidden; });
    out.revisions.push_back({Revision::Kind::hidden, 0, static_cast<std::uint32_t>(out.text.size()), {}, {}});
  }
  if (inserted_end) {  // as if it had never been split off
    containers_.back().carried = std::move(out);
    return;
  }
  if (paragraph.heading > 0 && is_heading_text(out.text)) {
    out.kind = BlockKind::heading;
    out.level = static_cast<std::uint8_t>(paragraph.heading);
  } else if (paragraph.label.known) {
    out.kind = BlockKind::list_item;
    out.level = std::max<std::uint8_t>(out.level, 1);
  } else {
    out.level = 0;
  }
  out.label = paragraph.label.text;
  draw_label(out);
  give(std::move(out));
}

void OdtStory::give_row(Row&& row) {
  std::vector<OfficeParagraph> given = as_row(std::move(row.cells));
  if (std::all_of(given.begin(), given.end(), [](const OfficeParagraph& p) { return is_blank(p.text) && p.notes.empty() && p.revisions.empty(); })) row.repeat = 1;
  if (row.repeat > limits::kRepeatedCells) {
    unread_.repeated_cells += row.repeat - limits::kRepeatedCells;
    row.repeat = limits::kRepeatedCells;
  }
  for (std::uint32_t i = 1; i < row.repeat && !error_; ++i)
    for (const OfficeParagraph& paragraph : given) give(OfficeParagraph(paragraph));
  for (OfficeParagraph& paragraph : given) give(std::move(paragraph));
}

// ---- words ----

void OdtStory::mark_hidden(std::size_t begin) {
  OfficeParagraph& out = paragraphs_.back().out;
  const auto from = static_cast<std::uint32_t>(begin), to = static_cast<std::uint32_t>(out.text.size());
  if (from == to) return;
  if (!out.revisions.empty() && out.revisions.back().kind == Revision::Kind::hidden && out.revisions.back().end == from)
    out.revisions.back().end = to;
  else
    add_revision({Revision::Kind::hidden, from, to, {}, {}});
}

// Text that is not ours to collapse: spaces by number, tabs, deleted words.
void OdtStory::append(std::string_view text) {
  if (!own_paragraph() || left_out()) return;
  Paragraph& paragraph = paragraphs_.back();
  const std::size_t before = paragraph.out.text.size();
  append_clean(paragraph.out.text, text);
  paragraph.space = false;
  if (!looks_.empty() && !looks_.back().shown()) mark_hidden(before);
}

void OdtStory::text(std::string_view text) {
  if (skip_ > 0 || elements_.empty()) return;
  switch (elements_.back().kind) {
    case Kind::citation:
      if (!notes_.empty() && notes_.back().citation.size() + text.size() < 40) notes_.back().citation += text;
      return;
    case Kind::author:
    case Kind::date: {
      const bool author = elements_.back().kind == Kind::author;
      std::string* to = region_ != nullptr ? (author ? &region_->author : &region_->date)
                        : remarks_.empty() ? nullptr : (author ? &remarks_.back().author : &remarks_.back().date);
      if (to != nullptr && to->size() <= limits::kRevisionAuthorBytes) *to += text;
      return;
    }
    default: break;
  }
  if (!elements_.back().words || !own_paragraph() || left_out()) return;
  // White space of the XML is one space, and none at the head of a paragraph.
  Paragraph& paragraph = paragraphs_.back();
  const std::size_t before = paragraph.out.text.size();
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r') {
      if (!paragraph.space) words += ' ';
      paragraph.space = true;
      ++at;
      continue;
    }
    const std::size_t stop = std::min(text.find_first_of(" \t\n\r", at), text.size());
    words.append(text, at, stop - at);
    paragraph.space = false;
    at = stop;
  }
  append_clean(paragraph.out.text, words);
  if (!looks_.empty() && !looks_.back().shown()) mark_hidden(before);
}

void OdtStory::push_look(Opened& opened, std::string_view family, std::string_view style) {
  OdtStyles::Look look = looks_.empty() ? OdtStyles::Look() : looks_.back();
  look.apply(styles_.resolve(family, style).look);
  looks_.push_back(look);
  opened.look = true;
}

void OdtStory::push_hidden(Opened& opened) {
  OdtStyles::Look look = looks_.empty() ? OdtStyles::Look() : looks_.back();
  look.hidden = true;
  looks_.push_back(look);
  opened.look = true;
}

// ---- tracked changes and remarks ----

void OdtStory::add_revision(OfficeRevision&& revision) {
  if (own_paragraph() && paragraphs_.back().out.revisions.size() <= limits::kRevisions) paragraphs_.back().out.revisions.push_back(std::move(revision));
}

// The words of the insertions that are open, in the paragraph that is open.
void OdtStory::insertions_end(bool goes_on) {
  if (insertions_.empty() || !own_paragraph()) return;
  const auto end = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  const std::size_t first = goes_on ? 0 : insertions_.size() - 1;
  for (std::size_t i = first; i < insertions_.size(); ++i) {
    const auto found = changes_.find(insertions_[i].id);
    if (found == changes_.end() || (insertions_[i].begin == end && view_ != View::original)) continue;
    add_revision({Revision::Kind::insertion, std::min(insertions_[i].begin, end), end, signature(found->second.author), signature(found->second.date)});
  }
}

void OdtStory::change(std::string_view name, const XmlAttributes& attributes) {
  const std::string_view id = attributes.get("change-id");
  const auto found = changes_.find(id);
  if (found == changes_.end()) return;
  if (name == "text:change-start") {
    if (found->second.kind == Revision::Kind::insertion && insertions_.size() < limits::kXmlDepth)
      insertions_.push_back({std::string(id), own_paragraph() ? static_cast<std::uint32_t>(paragraphs_.back().out.text.size()) : 0});
    return;
  }
  if (name == "text:change-end") {
    const auto open = std::find_if(insertions_.begin(), insertions_.end(), [&](const Insertion& one) { return one.id == id; });
    if (open == insertions_.end()) return;
    std::rotate(open, open + 1, insertions_.end());
    insertions_end(false);
    insertions_.pop_back();
    return;
  }
  if (found->second.kind != Revision::Kind::deletion) return;
  const Change& deletion = found->second;
  const bool between = !own_paragraph();  // whole paragraphs were deleted
  if (between) paragraphs_.emplace_back();
  const auto begin = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  if (view_ != View::final_) append(deletion.words);
  add_revision({Revision::Kind::deletion, begin, static_cast<std::uint32_t>(paragraphs_.back().out.text.size()), signature(deletion.author), signature(deletion.date)});
  if (between) {
    OfficeParagraph out = std::move(paragraphs_.back().out);
    paragraphs_.pop_back();
    give(std::move(out));
  }
}

// ---- elements ----

OdtStory::Kind OdtStory::open(std::string_view name, const XmlAttributes& attributes, Opened& opened) {
  const bool in_story = containers_.back().body || containers_.size() > 1;
  if (name == "office:text") {
    is_text_ = true;
    containers_.back().body = true;
    soft_breaks_ = attributes.get("use-soft-page-breaks") == "true";
    return Kind::body;
  }
  if (name == "style:header" || name == "style:footer" || name == "style:header-left" || name == "style:footer-left" || name == "style:header-first" ||
      name == "style:footer-first") {
    if (attributes.get("display") == "false") skip_ = 1;
    else open_container();
    return Kind::header;
  }
  if (!in_story) return Kind::other;

  if (name == "text:p" || name == "text:h") {
    push_look(opened, "paragraph", attributes.get("style-name"));
    open_paragraph(name, attributes);
    opened.words = true;
    return Kind::paragraph;
  }
  if (name == "text:list") {
    std::vector<List>& lists = containers_.back().lists;
    List list;
    list.style = attributes.get("style-name");
    if (lists.empty()) {
      list.counters = numbering_.open_list(list.style, attributes.get("id"), attributes.get("continue-list"), attributes.get("continue-numbering") == "true");
    } else {
      list.counters = lists.back().counters;
      if (list.style.empty()) list.style = lists.back().style;
    }
    lists.push_back(std::move(list));
    return Kind::list;
  }
  if (name == "text:list-item" || name == "text:list-header") {
    if (!containers_.back().lists.empty()) containers_.back().lists.back().items = {{false, name == "text:list-header", attributes.number("start-value")}};
    return Kind::item;
  }
  if (name == "text:note") {
    notes_.emplace_back();
    return Kind::note;
  }
  if (name == "text:note-citation") return Kind::citation;
  if (name == "text:note-body") {
    open_container();
    return Kind::note_body;
  }
  if (name == "office:annotation") {
    remarks_.push_back({{}, {}, std::string(attributes.get("name")), attributes.get("resolved") == "true"});
    open_container();
    return Kind::annotation;
  }
  if (name == "dc:creator") return Kind::author;
  if (name == "dc:date") return Kind::date;
  if (name == "text:changed-region") {
    region_ = &changes_[std::string(attributes.get("id"))];
    *region_ = Change();
    return Kind::region;
  }
  if (name == "text:deletion" && region_ != nullptr) {
    region_->kind = Revision::Kind::deletion;
    open_container();
    return Kind::deleted;
  }
  if (name == "table:table-row") {
    rows_.emplace_back();
    rows_.back().repeat = repeats(attributes, "number-rows-repeated");
    push_look(opened, "table-row", attributes.get("style-name"));
    if (const std::string_view visibility = attributes.get("visibility"); visibility == "collapse" || visibility == "filter") looks_.back().hidden = true;
    return Kind::row;
  }
  if (name == "table:table-cell" || name == "table:covered-table-cell") {
    if (rows_.empty()) return Kind::other;
    rows_.back().cell_repeat = repeats(attributes, "number-columns-repeated");
    if (name == "table:table-cell") push_look(opened, "table-cell", attributes.get("style-name"));
    else push_hidden(opened);
    open_container();
    return Kind::cell;
  }
  if (name == "table:table") {
    push_look(opened, "table", attributes.get("style-name"));
    return Kind::look;
  }
  if (name == "text:section") {
    push_look(opened, "section", attributes.get("style-name"));
    if (attributes.get("display") == "none" || attributes.get("is-hidden") == "true") looks_.back().hidden = true;
    return Kind::look;
  }
  if (name == "text:span") {
    opened.words = !elements_.empty() && elements_.back().words;
    push_look(opened, "text", attributes.get("style-name"));
    return Kind::look;
  }
  if (name == "draw:frame") {
    frames_.push_back({centimetres(attributes.get("width")) * centimetres(attributes.get("height")) >= kLargePicture, 0, 0});
    push_look(opened, "graphic", attributes.get("style-name"));
    return Kind::frame;
  }
  if (is_one_of(kBoxes, name)) {
    push_look(opened, "graphic", attributes.get("style-name"));
    open_container();
    return Kind::box;
  }
  if (name == "draw:image" && !frames_.empty()) ++frames_.back().pictures;
  if ((name == "draw:object" || name == "draw:object-ole" || name == "draw:plugin" || name == "draw:applet" || name == "draw:floating-frame") && !frames_.empty())
    ++frames_.back().objects;
  if (name == "draw:control") ++unread_.embedded;
  if (name == "text:change" || name == "text:change-start" || name == "text:change-end") change(name, attributes);
  if (name == "office:annotation-end" && own_paragraph()) {
    const auto remark = named_remarks_.find(std::string(attributes.get("name")));
    std::vector<OfficeRevision>& revisions = paragraphs_.back().out.revisions;
    if (remark != named_remarks_.end() && remark->second.first == paragraphs_.size() && remark->second.second < revisions.size())
      revisions[remark->second.second].end = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
  }
  if (name == "text:soft-page-break" && containers_.size() == 1) {
    if (paragraphs_.empty()) break_pending_ = true;
    else paragraphs_.back().out.page_breaks.push_back(static_cast<std::uint32_t>(paragraphs_.back().out.text.size()));
  }
  const bool words = !elements_.empty() && elements_.back().words && !name.starts_with("draw:");
  opened.words = words;
  if (!words) return Kind::other;
  if (name == "text:s") append(std::string(std::min<std::size_t>(repeats(attributes, "c"), limits::kSpaces), ' '));
  if (name == "text:tab") append("\t");
  if (name == "text:line-break") append("\n");
  if (name == "text:hidden-paragraph" && attributes.get("is-hidden") == "true") paragraphs_.back().hidden = true;
  if (name == "text:hidden-text" && attributes.get("is-hidden") == "true") {
    push_hidden(opened);
    append(attributes.get("string-value"));
  }
  return Kind::other;
}

void OdtStory::start(std::string_view name, const XmlAttributes& attributes) {
  if (skip_ > 0) {
    ++skip_;
    return;
  }
  if (is_one_of(kSkipped, name)) {
    skip_ = 1;
    return;
  }
  styles_.start(name, attributes);
  numbering_.start(name, attributes);
  Opened opened;
  opened.kind = open(name, attributes, opened);
  if (skip_ == 0) elements_.push_back(opened);
}

void OdtStory::end(std::string_view name) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  styles_.end(name);
  numbering_.end(name);
  if (elements_.empty()) return;
  const Opened opened = elements_.back();
  elements_.pop_back();
  switch (opened.kind) {
    case Kind::paragraph: close_paragraph(); break;
    case Kind::list:
      if (!containers_.back().lists.empty()) containers_.back().lists.pop_back();
      break;
    case Kind::note_body: {
      std::vector<OfficeParagraph> paragraphs = close_container();
      if (!notes_.empty()) notes_.back().paragraphs = std::move(paragraphs);
      break;
    }
    case Kind::note: {
      Note note = std::move(notes_.back());
      notes_.pop_back();
      if (!own_paragraph() || left_out()) break;
      std::string mark;
      append_clean(mark, note.citation);
      std::vector<OfficeParagraph> paragraphs = as_note(std::move(note.paragraphs), mark);
      std::vector<OfficeParagraph>& notes = paragraphs_.back().out.notes;
      notes.insert(notes.end(), std::make_move_iterator(paragraphs.begin()), std::make_move_iterator(paragraphs.end()));
      break;
    }
    case Kind::annotation: {
      close_container();
      Remark remark = std::move(remarks_.back());
      remarks_.pop_back();
      if (remark.resolved || !own_paragraph()) break;
      const auto at = static_cast<std::uint32_t>(paragraphs_.back().out.text.size());
      if (!remark.name.empty() && named_remarks_.size() < limits::kRevisions)
        named_remarks_[remark.name] = {paragraphs_.size(), paragraphs_.back().out.revisions.size()};
      add_revision({Revision::Kind::comment, at, at, signature(remark.author), signature(remark.date)});
      break;
    }
    case Kind::region: region_ = nullptr; break;
    case Kind::deleted: {
      std::vector<OfficeParagraph> paragraphs = close_container();
      if (region_ == nullptr) break;
      for (const OfficeParagraph& paragraph : paragraphs) {
        if (!region_->words.empty()) region_->words += "\n\n";
        region_->words += paragraph.text;
      }
      break;
    }
    case Kind::cell: {
      std::vector<OfficeParagraph> cell = close_container();
      Row& row = rows_.back();
      const bool empty = std::all_of(cell.begin(), cell.end(), [](const OfficeParagraph& p) { return is_blank(p.text) && p.boxes.empty(); });
      if (row.cell_repeat > limits::kRepeatedCells) {
        if (!empty) unread_.repeated_cells += row.cell_repeat - limits::kRepeatedCells;
        row.cell_repeat = limits::kRepeatedCells;
      }
      for (std::uint32_t i = 1; i < row.cell_repeat; ++i) row.cells.push_back(cell);
      row.cells.push_back(std::move(cell));
      break;
    }
    case Kind::row: {
      Row row = std::move(rows_.back());
      rows_.pop_back();
      give_row(std::move(row));
      break;
    }
    case Kind::box: {
      std::vector<OfficeParagraph> paragraphs = close_container();
      for (OfficeParagraph& paragraph : paragraphs)
        if (own_paragraph()) paragraphs_.back().out.boxes.push_back(std::move(paragraph));
        else give(std::move(paragraph));
      break;
    }
    case Kind::frame: {
      const Frame frame = frames_.back();
      frames_.pop_back();
      unread_.embedded += frame.objects;
      if (frame.objects > 0) break;  // the picture is only how it looks
      unread_.pictures += frame.pictures;
      unread_.large_pictures += frame.large ? frame.pictures : 0;
      break;
    }
    case Kind::header: {
      std::vector<OfficeParagraph> paragraphs = close_container();
      headers_.insert(headers_.end(), std::make_move_iterator(paragraphs.begin()), std::make_move_iterator(paragraphs.end()));
      break;
    }
    case Kind::body: {
      Container& body = containers_.back();
      if (body.carried) {
        OfficeParagraph carried = std::move(*body.carried);
        body.carried.reset();
        give(std::move(carried));
      }
      body.body = false;
      break;
    }
    default: break;
  }
  if (opened.look) looks_.pop_back();
}

}  // namespace caveat::extract
