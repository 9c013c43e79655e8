// The findings as an Excel workbook: a sheet of findings to filter and to fill in, a sheet of key terms, and for several documents
// a sheet before these with a line each. docs/sheets.md; tested by tests/unit/report/xlsx_test.cpp, and by the OOXML validator and
// LibreOffice in tests/node/sheets.test.mjs.
//
// What a contract says is only ever a string cell, and of number format "text", so that it stays one when somebody edits it: no formulas,
// no links. libxlsxwriter writes the rows of a sheet into a temporary file without a name as they come, and at the end the whole into a file
// that is memory only.
#include <Poco/Exception.h>
#include <Poco/MemoryStream.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/limits.h"
#include "report/labels.h"
#include "report/report.h"
#include "report/sheet_rows.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

// libxlsxwriter names its temporary files by srand() and rand(), without a lock, and writes numbers by printf. A guest leaves the host's
// random numbers as they were, and does not look at its locale.
class Guest {
 public:
  Guest() : lock_(mutex()) {
    static const locale_t plain = ::newlocale(LC_ALL_MASK, "C", nullptr);
    if (plain) locale_ = ::uselocale(plain);  // of this thread
    random_ = ::initstate(1, own_random_.data(), own_random_.size());
  }
  ~Guest() {
    if (random_) ::setstate(random_);
    if (locale_) ::uselocale(locale_);
  }
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

 private:
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  std::lock_guard<std::mutex> lock_;
  locale_t locale_ = nullptr;
  char* random_ = nullptr;
  std::array<char, 128> own_random_{};
};

// A file in memory.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("caveat-report", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }
  bool can_be_written() const { return fd_ >= 0 && ::access(path().c_str(), W_OK) == 0; }
  // Nothing: it cannot be read.
  bool read(std::string& out) const {
    struct stat status{};
    if (::fstat(fd_, &status) != 0) return false;
    out.resize(static_cast<std::size_t>(status.st_size));
    for (std::size_t at = 0; at < out.size();) {
      const ssize_t count = ::pread(fd_, out.data() + at, out.size() - at, static_cast<off_t>(at));
      if (count <= 0) return false;
      at += static_cast<std::size_t>(count);
    }
    return true;
  }

 private:
  int fd_;
};

// Where a temporary file can be made, so that libxlsxwriter has no reason to complain on standard error. Empty: nowhere.
std::string temporary_folder() {
  std::error_code error;
  for (const std::string& folder : {std::filesystem::temp_directory_path(error).string(), std::string("/tmp"), std::string("/dev/shm")})
    if (!folder.empty() && std::filesystem::is_directory(folder, error) && ::access(folder.c_str(), W_OK | X_OK) == 0) return folder;
  return {};
}

Error not_made(std::string what) { return {ErrorCode::io, "The workbook could not be written: " + what + " Free space in the folder for temporary files, or take csv."}; }

// libxlsxwriter does not look whether its temporary files took what it wrote: a full disk would give a sheet that ends in the midst.
bool whole(const std::string& workbook) {
  constexpr std::string_view kEnd = "</worksheet>";
  try {
    Poco::MemoryInputStream archive_bytes(workbook.data(), static_cast<std::streamsize>(workbook.size()));
    const Poco::Zip::ZipArchive archive(archive_bytes);
    for (auto entry = archive.headerBegin(); entry != archive.headerEnd(); ++entry) {
      if (!entry->first.starts_with("xl/worksheets/sheet")) continue;
      Poco::MemoryInputStream bytes(workbook.data(), static_cast<std::streamsize>(workbook.size()));
      Poco::Zip::ZipInputStream part(bytes, entry->second);
      std::string tail;
      for (std::array<char, 1 << 16> piece; part.read(piece.data(), piece.size()), part.gcount() > 0;) {
        tail.append(piece.data(), static_cast<std::size_t>(part.gcount()));
        if (tail.size() > kEnd.size()) tail.erase(0, tail.size() - kEnd.size());
      }
      if (tail != kEnd) return false;
    }
  } catch (const Poco::Exception&) {
    return false;
  }
  return true;
}

// Excel reads "_x0041_" in a cell as the letter A, and libxlsxwriter leaves it so: the contract's own underscore is written as its code.
std::string literal(std::string_view text) {
  const auto hexadecimal = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view code = text.substr(i, 7);
    if (code.size() == 7 && code.starts_with("_x") && code.back() == '_' && std::all_of(code.begin() + 2, code.end() - 1, hexadecimal)) out += "_x005F";
    out += text[i];
  }
  return out;
}

// Colours that are told apart when printed grey, dark text on them: contrast above 7.
struct Fill {
  lxw_color_t back, ink;
  bool bold;
};
constexpr std::array<Fill, 6> kFills = {{{0, 0, false},
                                         {0xD9EAD3, 0x1E4620, false},
                                         {0xE8EEF7, 0x1F3864, false},
                                         {0xFFF2CC, 0x5C4400, false},
                                         {0xFBD9B5, 0x6B2E00, true},
                                         {0xF4B6B6, 0x5E0B0B, true}}};  // by Tone

constexpr double kLineHeight = 15;     // points, of Calibri 11
constexpr std::uint32_t kLines = 12;   // of a row

class Workbook {
 public:
  enum Sheet : std::size_t { kPortfolio, kFindings, kTerms, kSheets };

  static Result<std::unique_ptr<Workbook>> open(Language reader, bool many, Date created) {
    std::unique_ptr<Workbook> made(new Workbook);
    made->folder_ = temporary_folder();
    if (!made->file_.can_be_written()) return not_made("there is no file in memory (/proc is missing?).");
    if (made->folder_.empty()) return not_made("there is no folder for temporary files.");
    const Guest guest;
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = made->folder_.data();
    made->book_ = workbook_new_opt(made->file_.path().c_str(), &options);
    if (!made->book_) return Error{ErrorCode::no_memory, "There is not enough memory for a workbook. Write fewer documents into it."};
    if (!made->begin(reader, many, created)) return not_made("a sheet could not be begun.");
    return made;
  }

  // Also when nobody wants the file any more: only closing frees what the library holds.
  ~Workbook() {
    if (!book_) return;
    const Guest guest;
    workbook_close(book_);
  }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  bool has(Sheet sheet) const { return sheets_[sheet].sheet != nullptr; }

  // Nothing: done.
  std::optional<Error> write(Sheet which, const std::vector<Row>& rows) {
    const Guest guest;
    Open& to = sheets_[which];
    for (const Row& row : rows) {
      if (to.next >= limits::kSheetRows)
        return Error{ErrorCode::limit, "A sheet holds " + std::to_string(limits::kSheetRows) + " rows, and the findings are more. Write csv, or fewer documents at a time."};
      worksheet_set_row(to.sheet, to.next, height(to, row), nullptr);
      for (std::size_t column = 0; column < row.size(); ++column) {
        const lxw_error error = write_cell(to.sheet, to.next, static_cast<lxw_col_t>(column), row[column]);
        if (error != LXW_NO_ERROR) return not_made(std::string(lxw_strerror(error)) + ".");
      }
      ++to.next;
    }
    return std::nullopt;
  }

  Result<std::string> close(Language reader) {
    lxw_error error = LXW_NO_ERROR;
    {
      const Guest guest;
      for (const Open& open : sheets_)
        if (open.sheet) worksheet_autofilter(open.sheet, 0, 0, std::max<lxw_row_t>(open.next - 1, 1), static_cast<lxw_col_t>(open.columns.size() - 1));
      choices(reader);
      print_area();
      error = workbook_close(std::exchange(book_, nullptr));
    }
    if (error != LXW_NO_ERROR) return not_made(std::string(lxw_strerror(error)) + ".");
    std::string out;
    if (!file_.read(out)) return not_made("it cannot be read back.");
    if (!whole(out)) return not_made("a temporary file did not take all of it.");
    return out;
  }

 private:
  struct Open {
    lxw_worksheet* sheet = nullptr;
    lxw_row_t next = 0;
    std::vector<Column> columns;
  };

  // Room for the longest cell, so that no program has to reckon it, up to where a row is hard to survey; the cell holds the rest.
  static double height(const Open& to, const Row& row) {
    std::uint32_t lines = 1;
    for (std::size_t i = 0; i < row.size() && i < to.columns.size(); ++i) {
      const auto width = static_cast<std::uint32_t>(to.columns[i].width);
      lines = std::max(lines, static_cast<std::uint32_t>(wrapped(row[i].text, width, width).size()));
    }
    return kLineHeight * std::min(lines, kLines);
  }

  Workbook() = default;

  bool begin(Language reader, bool many, Date created) {
    const Labels& words = labels(reader);
    std::string title(words.report_title), author = "Caveat";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    // No clock: the day of reading as handed in, or a fixed one.
    properties.created = static_cast<time_t>(calendar::day_number(created ? created : Date{2000, 1, 1})) * 86'400;
    workbook_set_properties(book_, &properties);

    for (std::size_t tone = 0; tone < kFills.size(); ++tone) {
      text_[tone] = format(kFills[tone]);
      format_set_num_format_index(text_[tone], 0x31);  // "@": an edited cell stays text
      format_set_text_wrap(text_[tone]);
      number_[tone] = format(kFills[tone]);
    }
    date_ = format(kFills[0]);
    format_set_num_format_index(date_, 0x0E);  // a short date as the reader's system writes it
    format_set_align(date_, LXW_ALIGN_LEFT);
    head_ = format({0x1F3864, 0xFFFFFF, true});
    format_set_text_wrap(head_);

    if (many && !sheet(kPortfolio, word(SheetWord::portfolio, reader), portfolio_columns(reader), 1)) return false;
    return sheet(kFindings, words.findings, finding_columns(reader), 0) && sheet(kTerms, words.key_terms, term_columns(reader), 0);
  }

  lxw_format* format(const Fill& fill) {
    lxw_format* made = workbook_add_format(book_);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    if (fill.back) {
      format_set_bg_color(made, fill.back);
      format_set_font_color(made, fill.ink);
    }
    if (fill.bold) format_set_bold(made);
    return made;
  }

  bool sheet(Sheet which, std::string_view name, const std::vector<Column>& columns, lxw_col_t frozen_columns) {
    Open& open = sheets_[which];
    open.sheet = workbook_add_worksheet(book_, std::string(name).c_str());
    if (!open.sheet) return false;
    open.columns = columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(open.sheet, column, column, columns[i].width, nullptr);
      worksheet_write_string(open.sheet, 0, column, columns[i].head.c_str(), head_);
    }
    open.next = 1;
    worksheet_freeze_panes(open.sheet, 1, frozen_columns);
    worksheet_set_landscape(open.sheet);
    worksheet_set_paper(open.sheet, 9);  // A4
    worksheet_fit_to_pages(open.sheet, 1, 0);
    worksheet_set_margins(open.sheet, 0.4, 0.4, 0.5, 0.5);
    worksheet_repeat_rows(open.sheet, 0, 0);
    return true;
  }

  lxw_error write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const Cell& cell) {
    const auto tone = static_cast<std::size_t>(cell.tone);
    if (cell.number) return worksheet_write_number(sheet, row, column, *cell.number, number_[tone]);
    if (cell.date) {
      lxw_datetime day{};
      day.year = cell.date.year;
      day.month = cell.date.month;
      day.day = cell.date.day;
      return worksheet_write_datetime(sheet, row, column, &day, date_);
    }
    return cell.text.empty() ? LXW_NO_ERROR : worksheet_write_string(sheet, row, column, literal(cell.text).c_str(), text_[tone]);
  }

  lxw_col_t column_of(std::string_view id) const {
    const std::vector<Column>& columns = sheets_[kFindings].columns;
    return static_cast<lxw_col_t>(std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.id == id; }) - columns.begin());
  }

  // On paper what people speak about: up to the fallback.
  void print_area() { worksheet_print_area(sheets_[kFindings].sheet, 0, 0, std::max<lxw_row_t>(sheets_[kFindings].next - 1, 1), column_of("fallback")); }

  // Priority and state are chosen from a list; another word is warned of, not refused.
  void choices(Language reader) {
    const auto choose = [&](std::string_view id, const std::vector<std::string_view>& values) {
      const lxw_col_t column = column_of(id);
      std::vector<std::string> texts(values.begin(), values.end());
      std::vector<char*> list;
      for (std::string& text : texts) list.push_back(text.data());
      list.push_back(nullptr);
      lxw_data_validation validation{};
      validation.validate = LXW_VALIDATION_TYPE_LIST;
      validation.value_list = list.data();
      validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
      worksheet_data_validation_range(sheets_[kFindings].sheet, 1, column, std::max<lxw_row_t>(sheets_[kFindings].next - 1, 1), column, &validation);
    };
    choose("priority", priorities(reader));
    choose("status", statuses(reader));
  }

  MemoryFile file_;
  std::string folder_;
  lxw_workbook* book_ = nullptr;
  std::array<Open, kSheets> sheets_{};
  std::array<lxw_format*, kFills.size()> text_{}, number_{};
  lxw_format* date_ = nullptr;
  lxw_format* head_ = nullptr;
};

class Xlsx : public Collected {
 public:
  explicit Xlsx(Language reader) : reader_(reader == Language::other ? Language::en : reader) {}

  Result<std::string> add(const Input& input) override {
    Document document{finding_rows(input, reader_), term_rows(input, reader_), portfolio_row(input, reader_)};
    if (++documents_ == 1) {  // whether there will be others decides on the first sheet
      created_ = input.today;
      first_ = std::move(document);
      return std::string();
    }
    if (!book_)
      if (auto error = open(true)) return *error;
    if (auto error = write(document)) return *error;
    return std::string();
  }

  Result<std::string> finish() override {
    if (!book_)
      if (auto error = open(false)) return *error;
    Result<std::string> out = book_->close(reader_);
    book_.reset();
    return out;
  }

 private:
  struct Document {
    std::vector<Row> findings, terms;
    Row line;
  };

  // Nothing: done; so below.
  std::optional<Error> open(bool many) {
    auto opened = Workbook::open(reader_, many, created_);
    if (!opened) return opened.error();
    book_ = std::move(opened).value();
    const Document first = std::exchange(first_, {});
    return write(first);
  }
  std::optional<Error> write(const Document& document) {
    if (auto error = book_->write(Workbook::kFindings, document.findings)) return error;
    if (auto error = book_->write(Workbook::kTerms, document.terms)) return error;
    if (book_->has(Workbook::kPortfolio)) return book_->write(Workbook::kPortfolio, {document.line});
    return std::nullopt;
  }

  const Language reader_;
  std::size_t documents_ = 0;
  Date created_;
  Document first_;
  std::unique_ptr<Workbook> book_;
};

}  // namespace

std::unique_ptr<Collected> xlsx(Language reader) { return std::make_unique<Xlsx>(reader); }

}  // namespace caveat::report
