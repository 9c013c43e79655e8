// Rtf: see rtf.h. Tested by tests/unit/extract/rtf_test.cpp.
//
// RTF is a stream of groups, control words and characters. A group inherits all that holds around it (State) and may be a destination: words that
// go elsewhere (a footnote, a header, a text box: a Story) or nowhere. Word draws list numbers into the file itself (\listtext), so none is counted here.
#include "extract/rtf.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/docx_numbering.h"
#include "extract/office_text.h"
#include "extract/rtf_charset.h"
#include "extract/sniff.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kPollBytes = 64u << 10;
constexpr std::size_t kWordBytes = 40;        // of a control word; the longest that Word writes has 28
constexpr std::size_t kNameBytes = 200;       // of a font, style, author
constexpr std::size_t kTableEntries = 20'000; // of fonts, styles, colours, authors each; Word allows 4,000 styles
constexpr std::int64_t kLargePicture = 150LL * 567 * 567;  // 150 square centimetres in twips: a quarter of an A4 page
constexpr int kDefaultCodePage = 1252;

// Where the characters of a group go.
enum class To : std::uint8_t { words, nowhere, shape, label, captured, fonts, colours, styles, authors };

// What a group is, so that its end can be acted on.
enum class Group : std::uint8_t {
  plain, footnote, header, box, remark, picture, author, date, range_begin, range_end, reference, font, style, list_author,
};

struct State {
  To to = To::words;
  Group group = Group::plain;
  bool star = false;        // "\*" came: whoever does not know the next word passes over the group
  bool twice = false;       // \upr: its first group is for those who know no Unicode
  bool for_others = false;  // ... and this is it, unless it is \ud
  bool table_style = false;
  // characters
  int font = 0, unicode_skip = 1, colour = 0, size = 24;
  bool hidden = false, inserted = false, deleted = false, painted = false;
  int inserted_by = -1, deleted_by = -1;
  std::uint32_t inserted_on = 0, deleted_on = 0;
  // paragraph
  int outline = -1, style = -1, list = 0, list_level = 0, table_depth = 1;
  bool in_table = false, painted_paragraph = false;
};

struct Font {
  int code_page = 0;  // 0: that of the document
  bool symbols = false, wingdings = false;
};

struct Table {
  std::vector<std::vector<OfficeParagraph>> cells;
  std::vector<OfficeParagraph> cell;
};

// The body, a footnote, a header, a text box: its paragraphs, and the one that is being read.
struct Story {
  OfficeParagraph open;
  std::string label;
  std::vector<Table> tables;  // one in the other
  std::vector<OfficeParagraph> done;
  bool endnote = false, numbered = false;
  std::map<int, std::pair<std::uint32_t, std::uint32_t>> ranges;  // of remarks, in the open paragraph
  std::string remark_author, remark_date;
  int remark_range = -1;
};

// How a control word changes where the characters go.
enum class Word : std::uint8_t {
  skipped, fonts, colours, styles, authors, footnote, header, box, shape, label, remark, remark_author, remark_date, range_begin, range_end, reference,
  picture, object, passed,
};

const std::unordered_map<std::string_view, Word>& destinations() {
  static const std::unordered_map<std::string_view, Word> kWords = [] {
    std::unordered_map<std::string_view, Word> words;
    for (const std::string_view word :
         {"info", "listtable", "listoverridetable", "rsidtbl", "generator", "themedata", "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "mmathPr",
          "filetbl", "nextfile", "template", "nonesttables", "nonshppict", "shprslt", "objdata", "objclass", "objname", "bkmkstart", "bkmkend", "tc", "tcn", "xe", "rxe",
          "private", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "pntxta", "pntxtb", "pnseclvl", "atnid", "atnicn", "atntime", "falt", "panose",
          "fontemb", "fname", "fldinst", "datafield", "ffname", "keycode", "docvar", "userprops", "revtim", "creatim", "background", "pgdsctbl", "listpicture",
          "htmltag", "mhtmltag", "wgrffmtfilter", "passwordhash", "protusertbl", "blipuid", "picprop", "formfield", "did", "levelnumbers", "leveltext"})
      words[word] = Word::skipped;
    for (const std::string_view word : {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"}) words[word] = Word::header;
    for (const std::string_view word : {"shp", "shpinst", "shpgrp", "sp", "sn", "sv", "do", "picprop"}) words[word] = Word::shape;
    for (const std::string_view word : {"shptxt", "dptxbxtext"}) words[word] = Word::box;
    for (const std::string_view word : {"listtext", "pntext"}) words[word] = Word::label;
    // Known, and no place of their own: their words are words of the text.
    for (const std::string_view word : {"shppict", "moMath", "moMathPara", "ud", "cs", "fldrslt", "field", "result", "rtf"}) words[word] = Word::passed;
    words["fonttbl"] = Word::fonts;
    words["colortbl"] = Word::colours;
    words["stylesheet"] = Word::styles;
    words["revtbl"] = Word::authors;
    words["footnote"] = Word::footnote;
    words["annotation"] = Word::remark;
    words["atnauthor"] = Word::remark_author;
    words["atndate"] = Word::remark_date;
    words["atrfstart"] = Word::range_begin;
    words["atrfend"] = Word::range_end;
    words["atnref"] = Word::reference;
    words["pict"] = Word::picture;
    words["object"] = Word::object;
    return words;
  }();
  return kWords;
}

const std::unordered_map<std::string_view, std::string_view>& characters() {
  static const std::unordered_map<std::string_view, std::string_view> kCharacters = {
      {"tab", "\t"}, {"line", "\n"}, {"lbr", "\n"}, {"page", "\n"}, {"column", "\n"}, {"softline", " "},
      {"emdash", "\xE2\x80\x94"}, {"endash", "\xE2\x80\x93"}, {"emspace", "\xE2\x80\x83"}, {"enspace", "\xE2\x80\x82"}, {"qmspace", "\xE2\x80\x85"},
      {"bullet", "\xE2\x80\xA2"}, {"lquote", "\xE2\x80\x98"}, {"rquote", "\xE2\x80\x99"}, {"ldblquote", "\xE2\x80\x9C"}, {"rdblquote", "\xE2\x80\x9D"}};
  return kCharacters;
}

// "2026-05-03T14:07:00" of the bits of a DTTM; empty: none.
std::string date_of(std::uint32_t bits) {
  const unsigned minute = bits & 63, hour = bits >> 6 & 31, day = bits >> 11 & 31, month = bits >> 16 & 15, year = 1900 + (bits >> 20 & 511);
  if (bits == 0 || day == 0 || month == 0 || month > 12 || hour > 23 || minute > 59) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02uT%02u:%02u:00", year, month, day, hour, minute);
  return text;
}

// Check boxes decide what a form says; other dingbats are ornament.
std::string_view dingbat(std::uint32_t code, bool wingdings) {
  if (!wingdings) return {};
  switch (code & 0xFF) {
    case 0xA8: case 0x6F: case 0xA3: return "\xE2\x98\x90";             // ☐
    case 0xFE: case 0x52: return "\xE2\x98\x91";                        // ☑
    case 0x78: case 0xFD: case 0x53: case 0x54: return "\xE2\x98\x92";  // ☒
    case 0xFC: return "\xE2\x9C\x93";                                   // ✓
    default: return {};
  }
}

class Rtf {
 public:
  Rtf(const Document& document, const Options& options, Cancel& cancel)
      : bytes_(document.bytes), name_(document.name), view_(options.view), cancel_(cancel), text_(document.name, out_) {
    out_.media_type = kRtf;
    stories_.emplace_back();
    states_.emplace_back();
  }

  Result<ExtractedText> read() {
    std::size_t next_poll = 0;
    while (at_ < bytes_.size() && !error_ && !ended_) {
      if (at_ >= next_poll) {
        if (auto stop = cancel_.poll(Stage::extract, at_, bytes_.size())) return *stop;
        next_poll = at_ + kPollBytes;
      }
      step();
    }
    flush();
    if (!error_ && !ended_)
      out_.not_read.push_back({"cut-off", 0, "The file ends in the middle of its text: it was cut off on the way. Fetch it again and scan that."});
    while (stories_.size() > 1 && !error_) close_story(states_.back(), Group::box);
    end_paragraph(State());
    close_tables(0);
    ShownTexts shown;
    for (OfficeParagraph& paragraph : headers_)
      if (!error_) error_ = text_.add_once(std::move(paragraph), shown);
    if (error_) return *error_;
    text_.close(unread_);
    return std::move(out_);
  }

 private:
  // ---- the stream ----

  void step() {
    const char c = bytes_[at_];
    if (c == '{') {
      ++at_;
      flush();
      return open_group();
    }
    if (c == '}') {
      ++at_;
      flush();
      return close_group();
    }
    if (c == '\\') return control();
    ++at_;
    if (c == '\r' || c == '\n' || c == '\0') return;
    byte(c);
  }

  void control() {
    ++at_;
    if (at_ >= bytes_.size()) return;
    const char c = bytes_[at_];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return control_word();
    ++at_;
    if (c == '\'') {
      unsigned value = 0;
      const std::string_view digits = bytes_.substr(at_, 2);
      const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      if (wrong != std::errc() || end != digits.data() + 2) return;
      at_ += 2;
      return byte(static_cast<char>(value));
    }
    if (skip_characters_ > 0 && c != '*') {
      --skip_characters_;
      return;
    }
    switch (c) {
      case '*': states_.back().star = true; return;
      case '\\': case '{': case '}': return byte(c);
      case '~': return put("\xC2\xA0");
      case '_': return put("\xE2\x80\x91");
      case '-': return put("\xC2\xAD");
      case '\r': case '\n': return word("par", std::nullopt);
      case '\t': return word("tab", std::nullopt);
      default: return;
    }
  }

  void control_word() {
    const std::size_t begin = at_;
    while (at_ < bytes_.size() && ((bytes_[at_] >= 'a' && bytes_[at_] <= 'z') || (bytes_[at_] >= 'A' && bytes_[at_] <= 'Z')) && at_ - begin < kWordBytes) ++at_;
    const std::string_view name = bytes_.substr(begin, at_ - begin);
    const std::size_t number = at_;
    if (at_ < bytes_.size() && bytes_[at_] == '-') ++at_;
    while (at_ < bytes_.size() && bytes_[at_] >= '0' && bytes_[at_] <= '9' && at_ - number < 12) ++at_;
    std::optional<std::int64_t> value;
    std::int64_t parsed = 0;
    if (std::from_chars(bytes_.data() + number, bytes_.data() + at_, parsed).ec == std::errc()) value = parsed;
    else at_ = number;
    if (at_ < bytes_.size() && bytes_[at_] == ' ') ++at_;
    if (name == "bin") {
      const auto size = static_cast<std::uint64_t>(std::max<std::int64_t>(value.value_or(0), 0));
      at_ += static_cast<std::size_t>(std::min<std::uint64_t>(size, bytes_.size() - at_));
      return;
    }
    if (skip_characters_ > 0) {
      --skip_characters_;
      return;
    }
    word(name, value);
  }

  void open_group() {
    skip_characters_ = 0;
    high_surrogate_ = 0;
    if (states_.size() > limits::kRtfDepth) {
      error_ = complaint(ErrorCode::limit, name_,
                         "nests more than " + std::to_string(limits::kRtfDepth) + " groups, which no real document does. Save it anew from Word or LibreOffice and scan that.");
      return;
    }
    State state = states_.back();
    state.group = Group::plain;
    state.star = state.twice = false;
    if (states_.back().twice) {
      state.for_others = true;
      other_ = state.to;
      state.to = To::nowhere;
    }
    if (state.to == To::fonts) state.group = Group::font;
    if (state.to == To::styles) state.group = Group::style;
    if (state.to == To::authors) state.group = Group::list_author;
    if (state.to == To::fonts || state.to == To::styles || state.to == To::authors) captured_.clear();
    if (state.group == Group::style) {
      style_number_ = 0;
      style_outline_ = -1;
    }
    states_.push_back(state);
  }

  void close_group() {
    skip_characters_ = 0;
    high_surrogate_ = 0;
    const State state = states_.back();
    states_.pop_back();
    switch (state.group) {
      case Group::footnote: case Group::header: case Group::box: case Group::remark: close_story(state, state.group); break;
      case Group::picture:
        ++unread_.pictures;
        unread_.large_pictures += picture_width_ * picture_height_ >= kLargePicture;
        break;
      case Group::author: stories_.back().remark_author = signature(captured_); break;
      case Group::date: stories_.back().remark_date = date_of(static_cast<std::uint32_t>(captured_number())); break;
      case Group::range_begin: case Group::range_end: {
        Story& story = stories_.back();
        const auto here = static_cast<std::uint32_t>(story.open.text.size());
        const int id = static_cast<int>(captured_number());
        if (state.group == Group::range_begin && story.ranges.size() < limits::kRevisions) story.ranges[id] = {here, here};
        if (const auto range = story.ranges.find(id); state.group == Group::range_end && range != story.ranges.end()) range->second.second = here;
        break;
      }
      case Group::reference: stories_.back().remark_range = static_cast<int>(captured_number()); break;
      case Group::font: {
        Font& font = fonts_[font_number_];
        std::string name = captured_;
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        font.wingdings |= name.starts_with("wingdings");
        captured_.clear();
        break;
      }
      case Group::style: {
        std::string name = captured_;
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        if (style_outline_ < 0 && name.starts_with("heading ") && name.size() >= 9 && name[8] >= '1' && name[8] <= '9') style_outline_ = name[8] - '1';
        if (style_outline_ >= 0 && styles_.size() < kTableEntries && !state.table_style) styles_[style_number_] = style_outline_;
        captured_.clear();
        break;
      }
      case Group::list_author:
        if (authors_.size() < kTableEntries) authors_.push_back(signature(std::string_view(captured_).substr(0, captured_.rfind(';'))));
        break;
      case Group::plain: break;
    }
    ended_ = states_.size() <= 1;  // what comes after the end, nobody shows
    if (states_.empty()) states_.emplace_back();
  }

  // ---- characters ----

  // In the code page of its font; gathered, as a character may have two bytes.
  void byte(char c) {
    if (skip_characters_ > 0) {
      --skip_characters_;
      return;
    }
    const State& state = states_.back();
    if (state.to == To::nowhere || state.to == To::shape) return;
    if (state.to == To::colours) {
      if (c == ';' && colours_.size() < kTableEntries) colours_.push_back(std::exchange(colour_, -1));
      return;
    }
    const Font font = font_of(state.font);
    if (font.symbols && (state.to == To::words || state.to == To::label)) return put(dingbat(static_cast<unsigned char>(c), font.wingdings));
    raw_ += c;
  }

  Font font_of(int number) const {
    const auto found = fonts_.find(number);
    return found == fonts_.end() ? Font() : found->second;
  }

  void flush() {
    if (raw_.empty()) return;
    const State& state = states_.back();
    const int own = font_of(state.font).code_page;
    std::string utf8;
    const std::uint32_t wrong = charset_.decode(raw_, own != 0 && state.to != To::fonts ? own : code_page_, utf8);
    if (state.to == To::words) unread_.undecodable += wrong;
    raw_.clear();
    place(utf8);
  }

  void put(std::string_view utf8) {
    flush();
    place(utf8);
  }

  void unicode(std::int64_t value) {
    flush();
    auto unit = static_cast<std::uint32_t>(value < 0 ? value + 65536 : value) & 0xFFFF;
    const std::uint32_t high = std::exchange(high_surrogate_, 0);
    skip_characters_ = states_.back().unicode_skip;
    if (unit >= 0xD800 && unit < 0xDC00) {
      high_surrogate_ = unit;
      return;
    }
    if (unit >= 0xDC00 && unit < 0xE000) unit = high != 0 ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) : 0xFFFD;
    if (unit >= 0xF000 && unit < 0xF100) return place(dingbat(unit, font_of(states_.back().font).wingdings));  // a symbol of a font, no letter
    if (unit == 0xFFFD) ++unread_.undecodable;
    std::string utf8;
    append_utf8(utf8, unit);
    place(utf8);
  }

  void place(std::string_view utf8) {
    const State& state = states_.back();
    switch (state.to) {
      case To::words: return append(utf8, state);
      case To::label:
        if (stories_.back().label.size() < kNameBytes) append_clean(stories_.back().label, utf8);
        return;
      case To::captured: case To::fonts: case To::styles: case To::authors:
        if (captured_.size() < kNameBytes) append_clean(captured_, utf8);
        return;
      default: return;
    }
  }

  bool is_white(int colour) const { return colour > 0 && static_cast<std::size_t>(colour) < colours_.size() && colours_[static_cast<std::size_t>(colour)] == 0xFFFFFF; }
  bool paints(std::int64_t colour) const {
    return colour > 0 && static_cast<std::size_t>(colour) < colours_.size() && colours_[static_cast<std::size_t>(colour)] >= 0 && !is_white(static_cast<int>(colour));
  }

  bool is_shown(const State& state) const {
    if (state.hidden || (state.size > 0 && state.size <= 2)) return false;
    if (!is_white(state.colour) || state.painted || state.painted_paragraph || in_box_ > 0) return true;
    if (!state.in_table) return false;
    const std::size_t cell = stories_.back().tables.empty() ? 0 : stories_.back().tables[0].cells.size();
    return cell < painted_cells_.size() && painted_cells_[cell];
  }

  void append(std::string_view utf8, const State& state) {
    OfficeParagraph& open = stories_.back().open;
    const auto begin = static_cast<std::uint32_t>(open.text.size());
    const bool left_out = (state.deleted && view_ == View::final_) || (state.inserted && view_ == View::original);
    if (!left_out) append_clean(open.text, utf8);
    const auto end = static_cast<std::uint32_t>(open.text.size());
    if (end > limits::kTextBytes) error_ = too_much_text(name_, end);
    if (state.inserted) revise(open, Revision::Kind::insertion, begin, end, state.inserted_by, state.inserted_on);
    if (state.deleted) revise(open, Revision::Kind::deletion, begin, end, state.deleted_by, state.deleted_on);
    if (begin < end && !is_shown(state)) revise(open, Revision::Kind::hidden, begin, end, -1, 0);
  }

  // Goes on with the last revision where it is the same.
  void revise(OfficeParagraph& open, Revision::Kind kind, std::uint32_t begin, std::uint32_t end, int by, std::uint32_t on) {
    std::string author = by >= 0 && static_cast<std::size_t>(by) < authors_.size() ? authors_[static_cast<std::size_t>(by)] : std::string(), date = date_of(on);
    const std::size_t back = std::min<std::size_t>(open.revisions.size(), 3);  // one of each kind may be open
    for (std::size_t i = open.revisions.size() - back; i < open.revisions.size(); ++i) {
      OfficeRevision& last = open.revisions[i];
      if (last.kind != kind || last.end != begin || last.author != author || last.date != date) continue;
      last.end = end;
      return;
    }
    if (open.revisions.size() <= limits::kRevisions) open.revisions.push_back({kind, begin, end, std::move(author), std::move(date)});
  }

  // ---- paragraphs, cells, stories ----

  void give(OfficeParagraph&& paragraph) {
    if (is_blank(paragraph.text) && paragraph.notes.empty() && paragraph.boxes.empty() && paragraph.revisions.empty()) return;
    if (stories_.size() > 1) stories_.back().done.push_back(std::move(paragraph));
    else if (!error_) error_ = text_.add(std::move(paragraph));
  }

  void give_row(Table&& table, std::size_t depth) {
    if (!table.cell.empty()) table.cells.push_back(std::move(table.cell));
    for (OfficeParagraph& paragraph : as_row(std::move(table.cells)))
      if (depth == 0) give(std::move(paragraph));
      else stories_.back().tables[depth - 1].cell.push_back(std::move(paragraph));
  }

  // Ends the rows of tables deeper than `depth`.
  void close_tables(std::size_t depth) {
    std::vector<Table>& tables = stories_.back().tables;
    while (tables.size() > depth) {
      Table table = std::move(tables.back());
      tables.pop_back();
      give_row(std::move(table), tables.size());
    }
  }

  void end_paragraph(const State& state) { end_paragraph(state, state.in_table ? static_cast<std::size_t>(std::clamp(state.table_depth, 1, 30)) : 0); }

  // depth: of the table that it stands in; 0: none.
  void end_paragraph(const State& state, std::size_t depth) {
    Story& story = stories_.back();
    OfficeParagraph out = std::exchange(story.open, OfficeParagraph());
    out.label = std::exchange(story.label, {});
    story.ranges.clear();
    const bool bullet = std::none_of(out.label.begin(), out.label.end(), [](char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); });
    const bool item = state.list > 0 || !is_blank(out.label);
    std::size_t begin = 0, end = out.label.size();
    trim(out.label, begin, end);
    if (bullet || out.label.substr(begin, end - begin) == "o") out.label.clear();  // a round bullet of Courier
    int heading = state.outline;
    if (const auto style = styles_.find(state.style); heading < 0 && style != styles_.end()) heading = style->second;
    if (heading >= 0 && heading < 9 && is_heading_text(out.text)) {
      out.kind = BlockKind::heading;
      out.level = static_cast<std::uint8_t>(heading + 1);
    } else if (item) {
      out.kind = BlockKind::list_item;
      out.level = static_cast<std::uint8_t>(std::clamp(state.list_level, 0, 8) + 1);
    }
    draw_label(out);
    close_tables(depth);
    if (depth == 0) return give(std::move(out));
    if (story.tables.size() < depth) story.tables.resize(depth);
    if (!is_blank(out.text) || !out.notes.empty() || !out.boxes.empty() || !out.revisions.empty()) story.tables[depth - 1].cell.push_back(std::move(out));
  }

  void end_cell(std::size_t depth) {
    end_paragraph(states_.back(), depth);
    std::vector<Table>& tables = stories_.back().tables;
    tables[depth - 1].cells.push_back(std::exchange(tables[depth - 1].cell, {}));
  }

  void open_story(Group group) {
    State& state = states_.back();
    stories_.emplace_back();
    in_box_ += group == Group::box;
    state.group = group;
    state.to = To::words;
    state.in_table = false;
    state.table_depth = 1;
    state.outline = state.style = -1;
    state.list = 0;
    state.hidden = state.painted_paragraph = false;
  }

  void close_story(const State& state, Group group) {
    end_paragraph(state, 0);
    close_tables(0);
    Story story = std::move(stories_.back());
    stories_.pop_back();
    Story& around = stories_.back();
    const auto move_to = [](std::vector<OfficeParagraph>& to, std::vector<OfficeParagraph>&& from) {
      to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    };
    switch (group) {
      case Group::footnote: {
        if ((states_.back().deleted && view_ == View::final_) || (states_.back().inserted && view_ == View::original)) break;
        const std::string mark = story.numbered ? draw_number(++notes_[story.endnote], story.endnote ? "lowerRoman" : "decimal", "en") : std::string();
        move_to(around.open.notes, as_note(std::move(story.done), mark));
        break;
      }
      case Group::header: move_to(headers_, std::move(story.done)); break;
      case Group::box:
        in_box_ -= in_box_ > 0;
        move_to(around.open.boxes, std::move(story.done));
        break;
      case Group::remark: {
        auto end = static_cast<std::uint32_t>(around.open.text.size()), begin = end;
        if (const auto range = around.ranges.find(story.remark_range); range != around.ranges.end()) std::tie(begin, end) = range->second;
        if (around.open.revisions.size() <= limits::kRevisions)
          around.open.revisions.push_back({Revision::Kind::comment, begin, end, std::exchange(around.remark_author, {}), story.remark_date});
        break;
      }
      default: break;
    }
  }

  // ---- control words ----

  std::int64_t captured_number() const {
    std::int64_t value = 0;
    std::size_t begin = 0, end = captured_.size();
    trim(captured_, begin, end);
    std::from_chars(captured_.data() + begin, captured_.data() + end, value);
    return value;
  }

  void capture(Group group) {
    states_.back().group = group;
    states_.back().to = To::captured;
    captured_.clear();
  }

  // True: the word was one that begins a destination.
  bool destination(std::string_view name, bool star) {
    State& state = states_.back();
    const auto found = destinations().find(name);
    if (found == destinations().end()) {
      if (star) state.to = To::nowhere;  // for programs that know it
      return star;
    }
    const bool in_words = state.to == To::words;
    switch (found->second) {
      case Word::skipped: state.to = To::nowhere; return true;
      case Word::fonts: state.to = To::fonts; return true;
      case Word::colours: state.to = To::colours; return true;
      case Word::styles: state.to = To::styles; return true;
      case Word::authors: state.to = To::authors; return true;
      case Word::shape:
        if (in_words) state.to = To::shape;
        return true;
      case Word::box:
        if (in_words || state.to == To::shape) open_story(Group::box);
        return true;
      case Word::header:
        if (in_words) open_story(Group::header);
        return true;
      case Word::footnote:
        if (in_words) open_story(Group::footnote);
        return true;
      case Word::remark:
        if (in_words) open_story(Group::remark);
        return true;
      case Word::label:
        if (in_words) {
          state.to = To::label;
          stories_.back().label.clear();
        }
        return true;
      case Word::remark_author: capture(Group::author); return true;
      case Word::remark_date: capture(Group::date); return true;
      case Word::range_begin: capture(Group::range_begin); return true;
      case Word::range_end: capture(Group::range_end); return true;
      case Word::reference: capture(Group::reference); return true;
      case Word::picture:
        state.group = Group::picture;
        state.to = To::nowhere;
        picture_width_ = picture_height_ = 0;
        return true;
      case Word::object: unread_.embedded += in_words; return true;
      case Word::passed: return name != "cs";
    }
    return true;
  }

  void word(std::string_view name, std::optional<std::int64_t> value) {
    State& state = states_.back();
    const bool star = std::exchange(state.star, false);
    const std::int64_t number = value.value_or(0);
    const int small = static_cast<int>(std::clamp<std::int64_t>(number, -1'000'000'000, 1'000'000'000));
    if (state.for_others && name == "ud") {
      flush();
      state.for_others = false;
      state.to = other_;
      return;
    }
    if (state.to == To::nowhere) {
      if (state.group == Group::picture) {
        if (name == "picwgoal") picture_width_ = std::clamp(small, 0, 100'000);
        if (name == "pichgoal") picture_height_ = std::clamp(small, 0, 100'000);
      }
      return;
    }
    if (name == "u") return value ? unicode(number) : void();
    flush();
    if (state.to == To::colours) {
      const std::int64_t part = std::clamp<std::int64_t>(number, 0, 255);
      if (name == "red" || name == "green" || name == "blue") colour_ = std::max<std::int64_t>(colour_, 0) | part << (name == "red" ? 16 : name == "green" ? 8 : 0);
      return;
    }
    if (state.to == To::fonts) {
      if (name == "f") font_number_ = fonts_.size() < kTableEntries ? small : 0;
      if (name == "fcharset") {
        fonts_[font_number_].code_page = code_page_of_charset(small);
        fonts_[font_number_].symbols = small == 2;
      }
      if (name == "cpg" && number > 0) fonts_[font_number_].code_page = small;
      if (star || name == "falt" || name == "panose" || name == "fontemb") state.to = To::nowhere;
      return;
    }
    if (state.to == To::styles) {
      if (name == "s") style_number_ = small;
      if (name == "outlinelevel") style_outline_ = small;
      if (name == "cs" || name == "ds" || name == "ts" || name == "tsrowd") state.table_style = true;
      if (star && name != "cs" && name != "ds" && name != "ts") state.to = To::nowhere;
      return;
    }
    if (destination(name, star)) return;
    if (const auto character = characters().find(name); character != characters().end()) return place(character->second);
    character_property(name, value, small);
    paragraph_property(name, small);
  }

  void character_property(std::string_view name, std::optional<std::int64_t> value, int number) {
    State& state = states_.back();
    const bool on = !value || *value != 0;
    if (name == "plain") {
      state.font = default_font_;
      state.colour = 0;
      state.size = 24;
      state.hidden = state.inserted = state.deleted = state.painted = false;
    } else if (name == "f") {
      state.font = number;
    } else if (name == "v") {
      state.hidden = on;
    } else if (name == "cf") {
      state.colour = number;
    } else if (name == "fs") {
      state.size = number;
    } else if (name == "chcbpat" || name == "highlight" || name == "cb") {
      state.painted = paints(number);
    } else if (name == "revised") {
      state.inserted = on;
    } else if (name == "deleted") {
      state.deleted = on;
    } else if (name == "revauth") {
      state.inserted_by = number;
    } else if (name == "revauthdel") {
      state.deleted_by = number;
    } else if (name == "revdttm") {
      state.inserted_on = static_cast<std::uint32_t>(value.value_or(0));
    } else if (name == "revdttmdel") {
      state.deleted_on = static_cast<std::uint32_t>(value.value_or(0));
    } else if (name == "uc") {
      state.unicode_skip = std::clamp(number, 0, 100);
    } else if (name == "upr") {
      state.twice = true;
    } else if (name == "deff") {
      default_font_ = state.font = number;
    } else if (name == "ansicpg") {
      if (number > 0) code_page_ = number;
    } else if (name == "mac") {
      code_page_ = 10000;
    } else if (name == "pc") {
      code_page_ = 437;
    } else if (name == "pca") {
      code_page_ = 850;
    } else if (name == "chftn") {
      stories_.back().numbered = true;
    } else if (name == "ftnalt") {
      stories_.back().endnote = true;
    }
  }

  void paragraph_property(std::string_view name, int number) {
    State& state = states_.back();
    if (name == "par" || name == "sect") {
      // A mark that was deleted (or, in the original, inserted) parts nothing.
      if (!((state.deleted && view_ == View::final_) || (state.inserted && view_ == View::original))) end_paragraph(state);
    } else if (name == "pard") {
      state.outline = state.style = -1;
      state.list = state.list_level = 0;
      state.table_depth = 1;
      state.in_table = state.painted_paragraph = false;
    } else if (name == "s") {
      state.style = number;
    } else if (name == "outlinelevel") {
      state.outline = number;
    } else if (name == "ls") {
      state.list = number;
    } else if (name == "ilvl") {
      state.list_level = number;
    } else if (name == "cbpat") {
      state.painted_paragraph = paints(number);
    } else if (name == "intbl") {
      state.in_table = true;
    } else if (name == "itap") {
      state.table_depth = number;
      state.in_table = number > 0;
    } else if (name == "trowd") {
      painted_cells_.clear();
      cell_painted_ = false;
    } else if (name == "clcbpat" || name == "clcbpatraw") {
      cell_painted_ = paints(number);
    } else if (name == "cellx") {
      if (painted_cells_.size() < kTableEntries) painted_cells_.push_back(std::exchange(cell_painted_, false));
    } else if (name == "cell") {
      end_cell(1);
    } else if (name == "nestcell") {
      end_cell(static_cast<std::size_t>(std::clamp(state.table_depth, 2, 30)));
    } else if (name == "row") {
      if (!is_blank(stories_.back().open.text)) end_paragraph(state, 1);
      close_tables(0);
    } else if (name == "nestrow") {
      close_tables(static_cast<std::size_t>(std::clamp(state.table_depth, 2, 30)) - 1);
    }
  }

  std::string_view bytes_, name_;
  View view_;
  Cancel& cancel_;
  ExtractedText out_;
  OfficeText text_;
  std::size_t at_ = 0;
  std::vector<State> states_;
  std::vector<Story> stories_;
  std::vector<OfficeParagraph> headers_;
  OfficeUnread unread_;
  std::optional<Error> error_;
  bool ended_ = false;

  RtfCharset charset_;
  std::string raw_, captured_;
  int code_page_ = kDefaultCodePage, default_font_ = 0, skip_characters_ = 0, font_number_ = 0, style_number_ = 0, style_outline_ = -1;
  std::uint32_t high_surrogate_ = 0;
  To other_ = To::words;
  std::map<int, Font> fonts_;
  std::map<int, int> styles_;  // number -> outline level
  std::vector<std::int64_t> colours_;
  std::int64_t colour_ = -1;  // -1: automatic
  std::vector<std::string> authors_;
  std::vector<bool> painted_cells_;
  bool cell_painted_ = false;
  std::int64_t picture_width_ = 0, picture_height_ = 0;
  std::uint32_t in_box_ = 0;
  int notes_[2] = {0, 0};
};

}  // namespace

Result<ExtractedText> read_rtf(const Document& document, const Options& options, Cancel& cancel) { return Rtf(document, options, cancel).read(); }

}  // namespace caveat::extract
