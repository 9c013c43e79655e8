// Xlsx: see xlsx.h. Tested by tests/unit/extract/xlsx_test.cpp.
#include "extract/xlsx.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "extract/cell_format.h"
#include "extract/complaint.h"
#include "extract/office_text.h"
#include "extract/ooxml_package.h"
#include "extract/sniff.h"
#include "extract/utf8.h"
#include "extract/xml_part.h"
#include "extract/zip_archive.h"

namespace caveat::extract {
namespace {

bool is_on(std::string_view value) { return value == "1" || value == "true" || value == "on"; }

// "_x000D_" is how Excel writes characters that XML cannot hold.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    unsigned code = 0;
    if (text.substr(at).starts_with("_x") && at + 6 < text.size() && text[at + 6] == '_' &&
        std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16).ptr == text.data() + at + 6) {
      if (code != 0x0D) append_utf8(out, code);
      at += 7;
    } else {
      const std::size_t stop = std::min(text.find('_', at + 1), text.size());
      out.append(text, at, stop - at);
      at = stop;
    }
  }
  return out;
}

// "BC12" -> 55, from 1; 0: no reference.
std::uint32_t column_of(std::string_view reference) {
  std::uint32_t column = 0;
  for (std::size_t i = 0; i < reference.size() && i < 3 && reference[i] >= 'A' && reference[i] <= 'Z'; ++i) column = column * 26 + static_cast<std::uint32_t>(reference[i] - 'A' + 1);
  return column;
}

class Workbook : public XmlHandler {
 public:
  struct Sheet {
    std::string name, relationship;
    bool hidden = false;
  };
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "x:workbookPr") since_1904 = is_on(attributes.get("date1904"));
    if (name != "x:sheet") return;
    ++count;
    const std::string_view state = attributes.get("state");
    if (sheets.size() < limits::kSheets)
      sheets.push_back({std::string(attributes.get("name").substr(0, 200)), std::string(attributes.get("id")), state == "hidden" || state == "veryHidden"});
  }
  std::vector<Sheet> sheets;
  std::uint32_t count = 0;
  bool since_1904 = false;
};

// The texts that cells share: si, with its runs; not the readings of Japanese names.
class Strings : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "x:si") current_.clear();
    if (name == "x:rPh") reading_ = true;
    in_text_ = name == "x:t" && !reading_;
  }
  void end(std::string_view name) override {
    in_text_ = false;
    if (name == "x:rPh") reading_ = false;
    if (name == "x:si" && all.size() < limits::kSharedStrings) all.push_back(unescaped(std::exchange(current_, {})));
  }
  void text(std::string_view text) override {
    if (in_text_) current_ += text;
  }
  std::vector<std::string> all;

 private:
  std::string current_;
  bool in_text_ = false, reading_ = false;
};

// How numbers look: the format of each cell style.
class Formats : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "x:numFmt") {
      constexpr std::size_t kCodeBytes = 1000;  // Excel takes 255 characters
      if (codes_.size() >= limits::kCellFormats) {
        over_limit = true;
        return;
      }
      codes_[attributes.number("numFmtId").value_or(0)] = attributes.get("formatCode").substr(0, kCodeBytes);
    }
    if (name == "x:cellXfs") in_cells_ = true;
    if (name != "x:xf" || !in_cells_) return;
    if (cells_.size() < limits::kCellFormats) cells_.push_back(attributes.number("numFmtId").value_or(0));
    else over_limit = true;
  }
  void end(std::string_view name) override {
    if (name == "x:cellXfs") in_cells_ = false;
  }
  std::string_view code(int style) const {
    const int id = style >= 0 && static_cast<std::size_t>(style) < cells_.size() ? cells_[static_cast<std::size_t>(style)] : 0;
    const auto own = codes_.find(id);
    return own == codes_.end() ? built_in_format(id) : std::string_view(own->second);
  }
  bool over_limit = false;

 private:
  std::map<int, std::string> codes_;
  std::vector<int> cells_;
  bool in_cells_ = false;
};

// Who remarked on which cell.
class Remarks : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "x:author") authors_.emplace_back();
    in_author_ = name == "x:author";
    if (name != "x:comment" || by_cell.size() > limits::kRevisions) return;  // one more, so that it is told
    const int author = attributes.number("authorId").value_or(-1);
    by_cell[std::string(attributes.get("ref").substr(0, 20))] = author >= 0 && static_cast<std::size_t>(author) < authors_.size() ? signature(authors_[static_cast<std::size_t>(author)]) : std::string();
  }
  void end(std::string_view) override { in_author_ = false; }
  void text(std::string_view text) override {
    if (in_author_ && authors_.back().size() <= limits::kRevisionAuthorBytes) authors_.back() += text;
  }
  std::map<std::string, std::string, std::less<>> by_cell;

 private:
  std::vector<std::string> authors_;
  bool in_author_ = false;
};

// What all sheets share.
struct Shared {
  std::string_view name;
  const Strings& strings;
  const Formats& formats;
  bool since_1904 = false;
  std::uint32_t cells = 0, cells_left_out = 0, uncalculated = 0;
  OfficeUnread unread;
  OfficeText& text;
};

class SheetReader : public XmlHandler {
 public:
  SheetReader(Shared& shared, const Remarks& remarks, bool hidden) : shared_(shared), remarks_(remarks), hidden_(hidden) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "x:col" && is_on(attributes.get("hidden")) && hidden_columns_.size() < 16'384)
      hidden_columns_.emplace_back(attributes.number("min").value_or(0), attributes.number("max").value_or(0));
    if (name == "x:row") {
      row_.clear();
      row_bytes_ = 0;
      column_ = 0;
      row_hidden_ = is_on(attributes.get("hidden"));
    }
    if (name == "x:c") {
      reference_ = attributes.get("r");
      type_ = attributes.get("t");
      style_ = attributes.number("s").value_or(0);
      value_.clear();
      has_value_ = has_formula_ = false;
    }
    if (name == "x:f") has_formula_ = true;
    if (name == "x:rPh") reading_ = true;
    take_ = name == "x:v" || (name == "x:t" && !reading_) || name == "x:oddHeader" || name == "x:oddFooter" || name == "x:firstHeader" || name == "x:firstFooter" || name == "x:evenHeader" ||
            name == "x:evenFooter";
    if (take_ && name != "x:t") value_.clear();
    has_value_ |= take_;
    if (name == "x:drawing" || name == "x:legacyDrawingHF") ++shared_.unread.drawings;
    if (name == "x:oleObject" || name == "x:control") ++shared_.unread.embedded;
  }

  void end(std::string_view name) override {
    take_ = false;
    if (name == "x:rPh") reading_ = false;
    if (name == "x:c") end_cell();
    if (name == "x:row") end_row();
    if (name.ends_with("Header") || name.ends_with("Footer")) end_margin();
  }

  void text(std::string_view text) override {
    if (take_) value_ += text;
  }

 private:
  std::string cell_text() {
    if (type_ == "s") {
      std::uint32_t at = 0;
      const auto [end, wrong] = std::from_chars(value_.data(), value_.data() + value_.size(), at);
      if (wrong != std::errc() || at >= shared_.strings.all.size()) {
        ++shared_.unread.undecodable;
        return "\xEF\xBF\xBD";
      }
      return shared_.strings.all[at];
    }
    if (type_ == "inlineStr" || type_ == "str") return unescaped(value_);
    if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
    if (type_ == "e" || type_ == "d") return value_;
    double number = 0;
    const auto [end, wrong] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
    if (wrong != std::errc() || end != value_.data() + value_.size()) return value_;
    return shown(number, shared_.formats.code(style_), shared_.since_1904);
  }

  void end_cell() {
    const std::uint32_t column = std::max(column_of(reference_), column_ + 1);
    if (has_formula_ && value_.empty() && type_ != "str") ++shared_.uncalculated;
    if (!has_value_ || (value_.empty() && type_ != "s")) return;
    if (shared_.cells >= limits::kSheetCells) {
      ++shared_.cells_left_out;
      return;
    }
    OfficeParagraph cell;
    append_clean(cell.text, cell_text());
    if (is_blank(cell.text)) return;
    ++shared_.cells;
    // Empty cells keep the columns apart; in a sheet of 16,384 columns nobody counts them.
    for (std::uint32_t gap = column_ + 1; gap < column && gap - column_ <= limits::kRepeatedCells; ++gap) row_.emplace_back();
    column_ = column;
    row_bytes_ += cell.text.size();
    if (row_bytes_ > limits::kTextBytes) {
      error_ = too_much_text(shared_.name, row_bytes_);
      return;
    }
    const auto size = static_cast<std::uint32_t>(cell.text.size());
    const bool hidden = hidden_ || row_hidden_ || std::any_of(hidden_columns_.begin(), hidden_columns_.end(), [&](const auto& range) {
      return static_cast<std::int64_t>(column) >= range.first && static_cast<std::int64_t>(column) <= range.second;
    });
    if (hidden) cell.revisions.push_back({Revision::Kind::hidden, 0, size, {}, {}});
    if (const auto remark = remarks_.by_cell.find(reference_); remark != remarks_.by_cell.end()) cell.revisions.push_back({Revision::Kind::comment, 0, size, remark->second, {}});
    row_.emplace_back();
    row_.back().push_back(std::move(cell));
  }

  void end_row() {
    for (OfficeParagraph& paragraph : as_row(std::exchange(row_, {})))
      if (!error_) error_ = shared_.text.add(std::move(paragraph));
  }

  // "&LOffer 7&RPage &P": words between codes.
  void end_margin() {
    OfficeParagraph out;
    std::string words;
    const std::string_view code = value_;
    for (std::size_t at = 0; at < code.size();) {
      if (code[at] != '&' || at + 1 >= code.size()) {
        words += code[at++];
        continue;
      }
      const char what = code[at + 1];
      at += 2;
      if (what == '&') words += '&';
      if (what == 'L' || what == 'C' || what == 'R') words += '\t';
      if (what == '"') at = std::min(code.find('"', at), code.size() - 1) + 1;
      while (what >= '0' && what <= '9' && at < code.size() && code[at] >= '0' && code[at] <= '9') ++at;
    }
    append_clean(out.text, unescaped(words));
    if (!error_ && !is_blank(out.text)) error_ = shared_.text.add(std::move(out));
    value_.clear();
  }

  Shared& shared_;
  const Remarks& remarks_;
  bool hidden_;
  std::vector<std::pair<std::int64_t, std::int64_t>> hidden_columns_;
  std::vector<std::vector<OfficeParagraph>> row_;
  std::uint64_t row_bytes_ = 0;
  std::uint32_t column_ = 0;  // of the last cell, from 1
  std::string reference_, type_, value_;
  int style_ = 0;
  bool row_hidden_ = false, has_value_ = false, has_formula_ = false, take_ = false, reading_ = false;
};

}  // namespace

Result<ExtractedText> read_xlsx(const Document& document, const Options& options, Cancel& cancel) {
  auto archive = ZipArchive::open(document);
  if (!archive) return archive.error();
  OoxmlPackage package(archive.value(), options, cancel);
  if (auto error = package.open("xl/workbook.xml", "the part with its sheets")) return *error;
  Workbook workbook;
  Strings strings;
  Formats formats;
  if (auto error = package.parse(package.main(), workbook)) return *error;
  if (auto error = package.parse(package.part_of("sharedStrings"), strings)) return *error;
  if (auto error = package.parse(package.part_of("styles"), formats)) return *error;

  ExtractedText out;
  out.media_type = kXlsx;
  OfficeText text(document.name, out);
  Shared shared{document.name, strings, formats, workbook.since_1904, 0, 0, 0, {}, text};
  for (const Workbook::Sheet& sheet : workbook.sheets) {
    const Relationship* relationship = package.relationships().by_id(sheet.relationship);
    if (relationship == nullptr || !package.has(relationship->target)) return damaged(document.name, "a sheet is missing");
    OfficeParagraph heading;
    heading.kind = BlockKind::heading;
    heading.level = 1;
    append_clean(heading.text, sheet.name);
    if (sheet.hidden) heading.revisions.push_back({Revision::Kind::hidden, 0, static_cast<std::uint32_t>(heading.text.size()), {}, {}});
    if (auto error = text.add(std::move(heading))) return *error;
    if (relationship->type != "worksheet") {  // a chart alone, a dialogue
      ++shared.unread.drawings;
      continue;
    }
    Relationships own{folder_of(relationship->target)};
    if (auto error = package.parse(relationships_of(relationship->target), own)) return *error;
    Remarks remarks;
    if (auto error = package.parse(own.by_type("comments"), remarks)) return *error;
    SheetReader reader(shared, remarks, sheet.hidden);
    if (auto error = package.parse(relationship->target, reader)) return *error;
  }
  if (workbook.count > workbook.sheets.size())
    out.not_read.push_back({"text-over-limit", 0, "The workbook has " + std::to_string(workbook.count) + " sheets; the first " + std::to_string(limits::kSheets) + " were read. Split it and scan each."});
  if (shared.cells_left_out > 0)
    out.not_read.push_back({"text-over-limit", 0, std::to_string(shared.cells_left_out) + " cells were left out after the first " + std::to_string(limits::kSheetCells) + ". Split the workbook and scan each."});
  if (formats.over_limit)
    out.not_read.push_back({"text-over-limit", 0, "The workbook has more than " + std::to_string(limits::kCellFormats) + " formats of cells; numbers, prices and dates in the others are read without theirs. Save it anew from Excel or LibreOffice and scan that."});
  if (shared.uncalculated > 0)
    out.not_read.push_back({"not-calculated", 0, std::to_string(shared.uncalculated) + (shared.uncalculated == 1 ? " formula has" : " formulas have") +
                            " no result in the file. Open it in Excel or LibreOffice, save it and scan that."});
  text.close(shared.unread);
  return out;
}

}  // namespace caveat::extract
