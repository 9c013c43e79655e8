// See pdf_layout.h. The way of a page:
//
//   words -> rows (same baseline) of segments (no wide gap inside)
//         -> running headers and footers are set apart: the same line at the same height on many pages
//         -> grids: tables whose rows and columns are parted by drawn lines (pdf_grid.h)
//         -> bands: rows that leave a gutter free. Long lines on both sides: columns of prose, read one after the
//         other.
//            Short ones: a table, read row by row.
//         -> paragraphs: broken where the gap, the font, a number or a short line says so.
//         -> drafts of blocks: what runs on in the next column or on the next page is one block; what stands at the
//            edge of the page comes before or after it. Bookmarks say what is a heading.
//
// All measures are relative to the font size, and all ties are broken by position: same PDF, same bytes.
#include "pdf_layout.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "base/limits.h"
#include "numbering.h"
#include "pdf_grid.h"

namespace caveat::reader {
namespace {

using extract::BlockKind;

// ---- measures, in font sizes unless said otherwise ----
constexpr float kSameRow = 0.45f;     // baselines of one row: superscripts are raised by a third
constexpr float kSegmentGap = 0.55f;  // what poppler parted and stands closer is one piece of text
constexpr float kGutter = 0.6f;       // the narrowest gap between cells; between columns of prose 1.1 was seen
constexpr float kCellPadding = 0.4f;  // in a table, words of two cells may stand this close; a space is 0.25
constexpr float kCellClose = 0.3f;    // ... or this close where all lines of a column begin at the same place
constexpr float kCellGap = 2.0f;      // a lone wide gap in a row parts cells
constexpr float kLabelGap = 6.0f;     // from a number to the text that hangs on it
constexpr float kWideLine = 1.45f;    // a line distance that is more than leading
constexpr float kSameCell = 1.12f;  // in line distances: from line to line of a cell; the padding of cells makes rows stand farther apart
constexpr float kColumnEnd = 3.5f;    // a gap in a column that no paragraph's spacing makes
constexpr float kIndent = 0.8f;
constexpr float kSameSize = 0.12f;  // sizes of one paragraph differ less: small capitals, rounding
constexpr float kMargin = 0.13f;    // of the page height: where headers and footers stand
constexpr int kColumnDepth = 6;
constexpr char kNoSeparator = 0;

// A word in reading coordinates: u along the line, v down the page, whatever way the text is turned.
struct Piece {
  const PdfWord* word;
  float u0, u1;
  float base;
  bool space_after;
};

struct Segment {
  std::vector<Piece> pieces;
  float u0 = 0, u1 = 0;
  float size = 1;  // of the font
};

struct Row {
  std::vector<Segment> segments;  // by u
  float base = 0, size = 0;
  float u0() const { return segments.front().u0; }
  float u1() const { return segments.back().u1; }
};

struct Cell {
  std::vector<Row> rows;
};

// A line of running text, or a row of a table.
struct Item {
  Row row;
  std::vector<Cell> cells;  // not empty: a table row
  std::uint32_t region = 0;
};

struct Region {
  float u0 = 1e9f, u1 = -1e9f;
};

struct Style {
  float size = 0;
  bool bold = false, capitals = false;
};

std::string text_of(const Segment& segment) {
  std::string out;
  bool space = false;
  for (const Piece& piece : segment.pieces) {
    if (space) out.push_back(' ');
    out += piece.word->text;
    space = piece.space_after;
  }
  return out;
}

std::string text_of(const Row& row) {
  std::string out;
  for (const Segment& segment : row.segments) {
    if (!out.empty()) out.push_back(' ');
    out += text_of(segment);
  }
  return out;
}

// "1", "*" and the like, as they refer to a footnote; without the brackets or the point around them. Empty: none.
std::string_view mark_of(std::string_view text) {
  if (text.starts_with("(") || text.starts_with("[")) text.remove_prefix(1);
  if (text.ends_with(")") || text.ends_with("]") || text.ends_with(".")) text.remove_suffix(1);
  if (text.size() <= 3 && !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos) return text;
  for (const std::string_view sign : {"*", "**", "***", "†", "‡", "¹", "²", "³"})
    if (text == sign) return text;
  return {};
}

bool is_raised(const Piece& piece, const Row& row) {
  return piece.word->size < 0.85f * row.size && piece.base < row.base - 0.12f * row.size && !mark_of(piece.word->text).empty();
}

std::size_t words_in(const Segment& segment) {
  return static_cast<std::size_t>(std::count_if(segment.pieces.begin(), segment.pieces.end(),
                                                [](const Piece& piece) { return piece.space_after; })) +
         1;
}

// ---- rows ----

struct Fragment {
  Segment segment;
  float base = 0, size = 0;
};

Fragment turned(const PdfLine& line) {
  Fragment out;
  Segment& segment = out.segment;
  for (const PdfWord& word : line.words) {
    const Box& box = word.box;
    Piece piece{&word, box.x0, box.x1, word.base, word.space_after};
    float& base = piece.base;
    switch (line.rotation) {
      case 0: break;
      case 1:
        piece.u0 = box.y0;
        piece.u1 = box.y1;
        base = -base;
        break;
      case 2:
        piece.u0 = -box.x1;
        piece.u1 = -box.x0;
        base = -base;
        break;
      default:
        piece.u0 = -box.y1;
        piece.u1 = -box.y0;
        break;
    }
    // The line's own baseline and size are those of its largest word: a footnote mark does not count.
    if (word.size > out.size) {
      out.size = word.size;
      out.base = base;
    }
    segment.pieces.push_back(piece);
  }
  std::stable_sort(segment.pieces.begin(), segment.pieces.end(),
                   [](const Piece& left, const Piece& right) { return left.u0 < right.u0; });
  segment.u0 = segment.u1 = segment.pieces.front().u0;
  for (const Piece& piece : segment.pieces) segment.u1 = std::max(segment.u1, piece.u1);
  out.size = segment.size = std::max(out.size, 1.0f);
  return out;
}

// In the coordinates of text that is turned so.
std::vector<Box> turned(const std::vector<Box>& boxes, std::size_t rotation) {
  std::vector<Box> out = boxes;
  for (Box& box : out) {
    const Box was = box;
    if (rotation == 1) box = {was.y0, -was.x1, was.y1, -was.x0};
    else if (rotation == 2) box = {-was.x1, -was.y1, -was.x0, -was.y0};
    else if (rotation == 3) box = {-was.y1, was.x0, -was.y0, was.x1};
  }
  return out;
}

void join(Segment& left, const Segment& right, bool space) {
  left.pieces.back().space_after = space;
  left.pieces.insert(left.pieces.end(), right.pieces.begin(), right.pieces.end());
  left.u1 = std::max(left.u1, right.u1);
  left.size = std::max(left.size, right.size);
}

// Whether `left` is a number or bullet and `right` the text that hangs on it, and not the next cell of a table.
bool hangs_on(const Segment& left, const Segment& right, float size, bool first) {
  const float gap = right.u0 - left.u1;
  if (gap >= kLabelGap * size) return false;
  const std::string head = text_of(left);
  const Label label = label_of(head + " x");
  if (label.kind == LabelKind::none || label.length != head.size()) return false;
  if (!label.weak) return true;
  if (label.kind == LabelKind::bullet) return first && gap < kLabelGap / 2 * size;
  return first && left.pieces.front().word->bold && right.pieces.front().word->bold;  // "7   Definitions", a heading
}

// A heading in one column may be near to two lines of the other.
bool is_free(const Row& row, const Segment& place) {
  return std::none_of(row.segments.begin(), row.segments.end(), [&](const Segment& one) {
    return std::min(one.u1, place.u1) - std::max(one.u0, place.u0) > 0.5f * std::min(one.size, place.size);
  });
}

std::vector<Row> rows_of(std::vector<Fragment>& fragments) {
  std::stable_sort(fragments.begin(), fragments.end(), [](const Fragment& left, const Fragment& right) {
    return left.base != right.base ? left.base < right.base : left.segment.u0 < right.segment.u0;
  });
  std::vector<Row> rows;
  for (Fragment& fragment : fragments) {
    const bool same =
        !rows.empty() &&
        std::fabs(fragment.base - rows.back().base) <= kSameRow * std::max(rows.back().size, fragment.size) &&
        is_free(rows.back(), fragment.segment);
    if (!same) {
      rows.emplace_back();
      rows.back().base = fragment.base;
      rows.back().size = fragment.size;
    } else if (fragment.size > rows.back().size) {
      rows.back().base = fragment.base;
      rows.back().size = fragment.size;
    }
    rows.back().segments.push_back(std::move(fragment.segment));
  }
  for (Row& row : rows) {
    std::stable_sort(row.segments.begin(), row.segments.end(),
                     [](const Segment& left, const Segment& right) { return left.u0 < right.u0; });
    std::vector<Segment> joined;
    for (Segment& segment : row.segments) {
      const float gap = joined.empty() ? 0 : segment.u0 - joined.back().u1;
      const float size = joined.empty() ? segment.size : std::min(joined.back().size, segment.size);
      if (!joined.empty() && (gap < kSegmentGap * size || hangs_on(joined.back(), segment, size, joined.size() == 1)))
        join(joined.back(), segment, gap > 0.1f * size);
      else joined.push_back(std::move(segment));
    }
    row.segments = std::move(joined);
  }
  return rows;
}

// ---- running headers and footers ----

struct RowPlace {
  std::uint32_t page = 0;
  std::size_t row = 0;
  float base = 0;
  std::vector<std::uint32_t> numbers;  // that stand in the row
  std::string exact;
};

// The row with each number replaced by '#'.
std::string masked(const std::string& text, std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] < '0' || text[i] > '9') {
      out.push_back(text[i++]);
      continue;
    }
    std::uint32_t number = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
      number = std::min<std::uint32_t>(number, 100'000'000) * 10 + static_cast<std::uint32_t>(text[i] - '0');
    numbers.push_back(number);
    out.push_back('#');
  }
  return out;
}

// Of rows that differ in their numbers only: each number is the same on most pages, or counts with the pages.
bool counts_with_pages(const std::vector<RowPlace>& places) {
  for (std::size_t which = 0; which < places.front().numbers.size(); ++which) {
    std::map<std::int64_t, std::size_t> same, offset;
    std::size_t best = 0;
    for (const RowPlace& place : places) {
      if (which >= place.numbers.size()) return false;
      const auto number = static_cast<std::int64_t>(place.numbers[which]);
      best = std::max({best, ++same[number], ++offset[number - static_cast<std::int64_t>(place.page)]});
    }
    if (best * 10 < places.size() * 6) return false;
  }
  return true;
}

using PageRows = std::vector<std::vector<Row>>;

// Header and footer reach to the edge of the page and have air on their inner side; the first line of a paragraph that
// a form repeats on each page has not.
void keep_apart_from_body(const std::vector<Row>& rows, std::vector<bool>& marks) {
  const auto belongs_to = [&](std::size_t row, std::size_t inner) {
    return std::fabs(rows[row].base - rows[inner].base) <= kWideLine * rows[row].size &&
           std::fabs(rows[row].size - rows[inner].size) <= kSameSize * rows[row].size;
  };
  std::size_t header = 0, footer = rows.size();
  while (header < rows.size() && marks[header]) ++header;
  while (footer > header && marks[footer - 1]) --footer;
  if (header == footer) {  // nothing to set them apart from
    marks.assign(rows.size(), false);
    return;
  }
  while (header > 0 && belongs_to(header - 1, header)) --header;
  while (footer < rows.size() && belongs_to(footer, footer - 1)) ++footer;
  for (std::size_t row = header; row < footer; ++row) marks[row] = false;
}

// Headers that change with the chapter: on most pages a row at the same height, whose text is seldom new.
void mark_changing(std::vector<RowPlace>& places, std::size_t pages, std::vector<std::vector<bool>>& marks) {
  constexpr std::size_t kLeastPages = 4;
  std::stable_sort(places.begin(), places.end(), [](const RowPlace& left, const RowPlace& right) { return left.base < right.base; });
  for (std::size_t begin = 0; begin < places.size();) {
    std::size_t end = begin + 1;
    while (end < places.size() && places[end].base - places[end - 1].base < 1) ++end;
    std::map<std::uint32_t, std::string_view> texts;  // by page
    for (std::size_t i = begin; i < end; ++i) texts.emplace(places[i].page, places[i].exact);
    std::size_t changes = 0;
    std::string_view before;
    for (const auto& [page, text] : texts) {
      changes += text != before;
      before = text;
    }
    if (texts.size() >= kLeastPages && texts.size() * 10 >= pages * 6 && changes * 2 <= texts.size())
      for (std::size_t i = begin; i < end; ++i) marks[places[i].page][places[i].row] = true;
    begin = end;
  }
}

// Marks rows[page][row] that stand at the same height on at least two pages and 40 % of all (left and right pages may
// have headers of their own).
std::vector<std::vector<bool>> running_rows(const PageRows& rows, const std::vector<PdfPage>& pages) {
  std::vector<std::vector<bool>> marks(rows.size());
  std::map<std::string, std::vector<RowPlace>> groups;
  std::vector<RowPlace> all;
  std::size_t with_text = 0;
  for (std::size_t page = 0; page < rows.size(); ++page) {
    marks[page].assign(rows[page].size(), false);
    if (!rows[page].empty()) ++with_text;
    for (std::size_t row = 0; row < rows[page].size(); ++row) {
      const float base = rows[page][row].base, height = pages[page].height;
      if (base < 0) continue;  // turned text
      if (base > kMargin * height && base < (1 - kMargin) * height) continue;
      RowPlace place{static_cast<std::uint32_t>(page), row, base, {}, text_of(rows[page][row])};
      if (place.exact.size() > 300) continue;
      const std::string key = masked(place.exact, place.numbers);
      all.push_back({place.page, place.row, place.base, {}, key});
      groups[key].push_back(std::move(place));
    }
  }
  const std::size_t least = std::max<std::size_t>(2, (with_text * 4 + 9) / 10);
  for (auto& [key, places] : groups) {
    if (places.size() < least) continue;
    std::stable_sort(places.begin(), places.end(),
                     [](const RowPlace& left, const RowPlace& right) { return left.base < right.base; });
    for (std::size_t begin = 0; begin < places.size();) {
      std::size_t end = begin + 1;
      while (end < places.size() && places[end].base - places[end - 1].base < 3) ++end;
      const std::vector<RowPlace> here(places.begin() + static_cast<std::ptrdiff_t>(begin),
                                       places.begin() + static_cast<std::ptrdiff_t>(end));
      const bool exact = std::all_of(here.begin(), here.end(),
                                     [&](const RowPlace& place) { return place.exact == here.front().exact; });
      if (here.size() >= least && (exact || counts_with_pages(here)))
        for (const RowPlace& place : here) marks[place.page][place.row] = true;
      begin = end;
    }
  }
  mark_changing(all, with_text, marks);
  for (std::size_t page = 0; page < rows.size(); ++page) keep_apart_from_body(rows[page], marks[page]);
  return marks;
}

// ---- bands, columns, tables ----

struct Interval {
  float u0, u1;
};

// Adds an interval to a sorted list of disjoint ones.
void cover(std::vector<Interval>& covered, Interval more) {
  std::vector<Interval> out;
  for (const Interval& one : covered) {
    if (one.u1 < more.u0 || one.u0 > more.u1) out.push_back(one);
    else more = {std::min(one.u0, more.u0), std::max(one.u1, more.u1)};
  }
  out.insert(std::lower_bound(out.begin(), out.end(), more,
                              [](const Interval& left, const Interval& right) { return left.u0 < right.u0; }),
             more);
  covered = std::move(out);
}

std::vector<Interval> gutters_of(const std::vector<Interval>& covered, float least) {
  std::vector<Interval> out;
  for (std::size_t i = 1; i < covered.size(); ++i)
    if (covered[i].u0 - covered[i - 1].u1 >= least) out.push_back({covered[i - 1].u1, covered[i].u0});
  return out;
}

using Rows = std::vector<Row>;

// One side of a gutter.
Rows side_of(const Rows& rows, float from, float to) {
  Rows out;
  for (const Row& row : rows) {
    Row part;
    part.base = row.base;
    part.size = 0;
    for (const Segment& segment : row.segments)
      if (segment.u0 >= from && segment.u0 < to) part.segments.push_back(segment);
    if (part.segments.empty()) continue;
    for (const Segment& segment : part.segments) part.size = std::max(part.size, segment.size);
    out.push_back(std::move(part));
  }
  return out;
}

// Lines of prose fill their column.
bool is_prose(const Rows& rows) {
  if (rows.size() < 3) return false;
  float left = 1e9f, right = -1e9f;
  std::size_t words = 0;
  for (const Row& row : rows) {
    left = std::min(left, row.u0());
    right = std::max(right, row.u1());
    for (const Segment& segment : row.segments) words += words_in(segment);
  }
  if (words * 2 < rows.size() * 7) return false;  // 3.5 words a line
  std::size_t full = 0;
  for (const Row& row : rows)
    if (row.u1() - left >= 0.7f * (right - left)) ++full;
  return full * 2 >= rows.size();
}

// Clauses stand beside each other that have numbers of their own: two columns whose paragraphs are equally long by chance. Two languages
// side by side have the same number on both sides.
bool numbers_differ(const Rows& left, const Rows& right) {
  std::size_t same = 0, other = 0, at = 0;
  for (const Row& row : left) {
    while (at < right.size() && right[at].base < row.base - kSameRow * row.size) ++at;
    if (at == right.size() || right[at].base > row.base + kSameRow * row.size) continue;
    const std::string ours = text_of(row), theirs = text_of(right[at]);
    const Label label = label_of(ours), beside = label_of(theirs);
    if (label.kind != LabelKind::decimal || beside.kind != LabelKind::decimal || label.weak || beside.weak) continue;
    ++(ours.substr(0, label.length) == theirs.substr(0, beside.length) ? same : other);
  }
  return other > same && other >= 2;
}

// Both sides have their paragraph gaps at the same heights: rows of a table with long cells.
bool gaps_agree(const Rows& all, const Rows& left, const Rows& right) {
  const auto gaps = [](const Rows& rows) {
    std::size_t count = 0;
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (rows[i].base - rows[i - 1].base > kWideLine * std::max(rows[i].size, rows[i - 1].size)) ++count;
    return count;
  };
  const std::size_t shared = gaps(all), most = std::max(gaps(left), gaps(right));
  return shared >= 2 && shared * 5 >= most * 4 && !numbers_differ(left, right);
}

// What most of the document looks like.
struct Body {
  float size = 10;
  bool bold = false;
  std::map<int, float> pitch;  // half points of font size -> usual line distance

  float pitch_of(float font) const {
    const auto found = pitch.find(static_cast<int>(std::lround(font * 2)));
    return found == pitch.end() ? 1.25f * font : found->second;
  }
};

class Page {
 public:
  Page(std::vector<Item>& items, std::uint32_t& regions, const Body& body, const std::vector<Grid>& grids)
      : items_(items), regions_(regions), body_(body), grids_(grids) {}

  void flow(const Rows& rows, int depth) {
    std::size_t begin = 0;
    const auto part = [&](std::size_t from, std::size_t to) {
      return Rows(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(to));
    };
    for (const Grid& grid : grids_) {  // from top to bottom
      std::size_t first = rows.size(), last = 0;
      std::vector<Item> cells;
      if (!holds_all(grid, rows, begin, first, last) || !ruled(grid, part(first, last), cells)) continue;
      if (begin < first) bands(part(begin, first), depth);
      for (Item& item : cells) items_.push_back(std::move(item));
      begin = last;
    }
    if (begin < rows.size()) bands(begin == 0 ? rows : part(begin, rows.size()), depth);
  }

 private:
  void bands(const Rows& rows, int depth) {
    const std::uint32_t region = regions_++;
    std::size_t begin = 0;
    while (begin < rows.size()) {
      std::vector<Interval> covered;
      for (const Segment& segment : rows[begin].segments) cover(covered, {segment.u0, segment.u1});
      std::size_t end = begin + 1;
      for (; end < rows.size(); ++end) {
        std::vector<Interval> more = covered;
        for (const Segment& segment : rows[end].segments) cover(more, {segment.u0, segment.u1});
        if (gutters_of(more, kGutter * rows[end].size).empty()) break;
        covered = std::move(more);
      }
      begin = band(rows, begin, end, gutters_of(covered, kGutter * rows[begin].size), region, depth);
    }
  }

  void plain(const Row& row, std::uint32_t region) { items_.push_back({row, {}, region}); }

  // Where a line of the row stands, for a grid: baselines of the last line of a cell may touch the edge below.
  static float middle(const Row& row) { return row.base - 0.3f * row.size; }

  // Whether words stand in the grid, in the rows [first, last) behind `begin`, and nothing stands beside it.
  static bool holds_all(const Grid& grid, const Rows& rows, std::size_t begin, std::size_t& first, std::size_t& last) {
    for (std::size_t i = begin; i < rows.size(); ++i) {
      const float v = middle(rows[i]);
      if (v <= grid.vs.front() || v >= grid.vs.back()) continue;
      for (const Segment& segment : rows[i].segments)
        for (const Piece& piece : segment.pieces)
          if (!grid.holds((piece.u0 + piece.u1) / 2, v)) return false;
      first = std::min(first, i);
      last = i + 1;
    }
    return first < last;
  }

  // The rows of a table whose cells are parted by lines.
  bool ruled(const Grid& grid, const Rows& rows, std::vector<Item>& out) {
    Grid own = grid;
    if (grid.open && !find_columns(own, rows)) return false;
    std::map<std::uint32_t, Cell> cells;  // by the first field of each
    for (const Row& row : rows) {
      const float v = middle(row);
      for (const Segment& segment : row.segments) {
        std::uint32_t before = 0;
        const Piece* last = nullptr;
        for (const Piece& piece : segment.pieces) {
          const std::uint32_t at = own.cell_at((piece.u0 + piece.u1) / 2, v);
          std::vector<Row>& lines = cells[at].rows;
          if (lines.empty() || lines.back().base != row.base) {
            lines.emplace_back();
            lines.back().base = row.base;
            lines.back().size = row.size;
            lines.back().segments.push_back({{}, piece.u0, piece.u1, segment.size});
          } else if (last == nullptr || at != before) {
            lines.back().segments.front().pieces.back().space_after = true;
          }
          Segment& line = lines.back().segments.front();
          line.pieces.push_back(piece);
          line.u1 = std::max(line.u1, piece.u1);
          before = at;
          last = &piece;
        }
      }
    }
    std::size_t tables = 0;
    const std::uint32_t region = regions_++;
    for (auto cell = cells.begin(); cell != cells.end();) {
      const std::size_t row = cell->first / own.columns();
      Item item;
      item.region = region;
      for (; cell != cells.end() && cell->first / own.columns() == row; ++cell) item.cells.push_back(std::move(cell->second));
      if (item.cells.size() > 1) {
        ++tables;
        item.row = item.cells.front().rows.front();
        out.push_back(std::move(item));
        continue;
      }
      // A title over the whole table, or a cell without neighbours.
      const std::uint32_t alone = regions_++;
      for (const Row& line : item.cells.front().rows) out.push_back({line, {}, alone});
    }
    return tables > 0;
  }

  // Of a table with lines between its rows only: columns are where no word stands. Rows of running text have lines between them as well.
  static bool find_columns(Grid& grid, const Rows& rows) {
    const std::vector<Interval> gutters = cell_gutters(rows, rows.size());
    if (gutters.empty()) return false;
    std::vector<float> us{grid.us.front()};
    for (const Interval& gutter : gutters) us.push_back((gutter.u0 + gutter.u1) / 2);
    us.push_back(grid.us.back());
    grid.us = std::move(us);
    const std::size_t columns = grid.columns();
    std::vector<std::set<std::size_t>> filled(grid.rows());
    std::size_t labels = 0;
    grid.cells.resize(grid.rows() * columns);
    std::iota(grid.cells.begin(), grid.cells.end(), 0u);
    for (const Row& row : rows) {
      labels += label_of(text_of(row)).kind != LabelKind::none;
      for (const Segment& segment : row.segments)
        for (const Piece& piece : segment.pieces) {
          const std::uint32_t cell = grid.cell_at((piece.u0 + piece.u1) / 2, middle(row));
          filled[cell / columns].insert(cell % columns);
        }
    }
    const auto full = static_cast<std::size_t>(std::count_if(filled.begin(), filled.end(), [](const auto& row) { return row.size() > 1; }));
    return full * 3 >= grid.rows() * 2 && labels * 2 < grid.rows();
  }

  // Emits rows [begin, end), which leave the gutters free, or fewer; returns where to go on.
  std::size_t band(const Rows& all, std::size_t begin, std::size_t end, const std::vector<Interval>& gutters,
                   std::uint32_t region, int depth) {
    if (gutters.empty()) {
      plain(all[begin], region);
      return begin + 1;
    }
    const Rows rows(all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end));
    if (depth < kColumnDepth) {
      const Interval* best = nullptr;
      for (const Interval& gutter : gutters) {
        const Rows left = side_of(rows, -1e9f, gutter.u1), right = side_of(rows, gutter.u1, 1e9f);
        if (!is_prose(left) || !is_prose(right) || gaps_agree(rows, left, right)) continue;
        if (best == nullptr || gutter.u1 - gutter.u0 > best->u1 - best->u0) best = &gutter;
      }
      if (best != nullptr) {
        const std::size_t last = end_of_columns(rows, *best, end < all.size());
        const Rows kept(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(last));
        flow(side_of(kept, -1e9f, best->u1), depth + 1);
        flow(side_of(kept, best->u1, 1e9f), depth + 1);
        return begin + last;
      }
    }
    return begin + table(all, begin, rows, region);
  }

  // Below the shorter column, what is far away from the longer one's text belongs to what follows the columns.
  static std::size_t end_of_columns(const Rows& rows, const Interval& gutter, bool crossed) {
    // So do the last few rows before one that crosses the gutter, if a gap in both columns sets them apart: a heading.
    if (crossed)
      for (std::size_t i = rows.size() > 9 ? rows.size() - 3 : rows.size(); i < rows.size(); ++i)
        if (rows[i].base - rows[i - 1].base > 1.7f * std::min(rows[i].size, rows[i - 1].size)) return i;

    const bool left = rows.back().u0() < gutter.u1;
    std::size_t tail = rows.size();
    while (tail > 0 && (left ? rows[tail - 1].u1() <= gutter.u0 + 0.01f : rows[tail - 1].u0() >= gutter.u1 - 0.01f))
      --tail;
    for (std::size_t i = std::max<std::size_t>(tail, 1); i < rows.size(); ++i)
      if (rows[i].base - rows[i - 1].base > kColumnEnd * rows[i].size) return i;
    return rows.size();
  }

  // Cuts the rows off where one closes a gutter that two rows with cells had left free: another table, or none.
  static std::vector<Interval> end_table(Rows& rows) {
    std::vector<Interval> covered, gutters;
    std::size_t shared = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      std::vector<Interval> more = covered;
      cover_words(more, rows[i], kCellPadding);
      std::vector<Interval> left = gutters_of(more, kCellPadding * rows[i].size);
      if (shared >= 2 && left.size() < gutters.size()) {
        rows.resize(i);
        break;
      }
      shared += has_neighbours(rows, i);
      covered = std::move(more);
      gutters = std::move(left);
    }
    return gutters;
  }

  // Emits rows as a table, or as lines where they are none; returns how many were taken.
  std::size_t table(const Rows& all, std::size_t begin, Rows rows, std::uint32_t region) {
    const std::vector<Interval> wide_gutters = end_table(rows);
    std::size_t last = 0, shared = 0;  // rows up to the last one with two cells
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (has_neighbours(rows, i)) {
        last = i + 1;
        ++shared;
      }
    if (shared == 0 || (!has_neighbours(rows, 0) && !begins_above(rows, wide_gutters))) {
      plain(rows.front(), region);
      return 1;
    }
    if (shared == 1 && last == 1 && !is_lone_table_row(all, begin)) {
      Row row = rows.front();
      for (std::size_t i = 1; i < row.segments.size(); ++i) join(row.segments.front(), row.segments[i], true);
      row.segments.resize(1);
      plain(row, region);
      return 1;
    }
    const std::vector<Interval> gutters = last < 3 ? wide_gutters : cell_gutters(rows, last);
    // The last row may go on in lines that fill one cell only.
    while (last < rows.size() && !gutters.empty() && rows[last].u0() >= gutters.front().u1 - 0.01f &&
           rows[last].base - rows[last - 1].base <= kWideLine * rows[last].size)
      ++last;
    if (by_distance(rows, last, gutters, region)) return last;
    bool tight = false, wide = false;
    for (std::size_t i = 1; i < last; ++i) {
      const float delta = (rows[i].base - rows[i - 1].base) / rows[i].size;
      if (delta > kWideLine) wide = true;
      else if (delta > 0.9f) tight = true;
    }
    Item item;
    const auto finish = [&] {
      if (item.cells.empty()) return;
      const auto filled =
          std::count_if(item.cells.begin(), item.cells.end(), [](const Cell& cell) { return !cell.rows.empty(); });
      if (filled > 1) {
        item.region = region;
        items_.push_back(std::move(item));
      } else {
        for (Cell& cell : item.cells)
          for (const Row& row : cell.rows) plain(row, region);
      }
      item = {};
    };
    for (std::size_t i = 0; i < last; ++i) {
      const float delta = i == 0 ? 1e9f : (rows[i].base - rows[i - 1].base) / rows[i].size;
      const bool first_cell = rows[i].u0() < gutters.front().u1;
      const bool begins =
          delta > 0.9f &&
          (wide && tight ? delta > kWideLine || (first_cell && starts_anew(rows, i, gutters.size() + 1)) : first_cell);
      if (item.cells.empty() || begins) {
        finish();
        item.cells.resize(gutters.size() + 1);
        item.row = rows[i];
      }
      std::size_t column = 0;
      for (Segment& segment : cells_of(rows[i], gutters)) {
        while (column < gutters.size() && segment.u0 >= gutters[column].u1 - 0.01f) ++column;
        std::vector<Row>& cell = item.cells[column].rows;
        if (!cell.empty() && cell.back().base == rows[i].base) {
          join(cell.back().segments.front(), segment, true);
          continue;
        }
        Row part;
        part.base = rows[i].base;
        part.size = rows[i].size;
        part.segments.push_back(std::move(segment));
        cell.push_back(std::move(part));
      }
    }
    finish();
    return last;
  }

  // Cells beside each other: on one line, or half a line apart where one is centred beside another of two lines.
  static bool has_neighbours(const Rows& rows, std::size_t i) {
    if (rows[i].segments.size() > 1) return true;
    for (const std::size_t other : {i - 1, i + 1})
      if (other < rows.size() && std::fabs(rows[other].base - rows[i].base) < 0.8f * rows[i].size &&
          (rows[other].u0() > rows[i].u1() || rows[other].u1() < rows[i].u0()))
        return true;
    return false;
  }

  // The first line of a table whose cells are centred between its rows: of a cell with more lines than the first one.
  bool begins_above(const Rows& rows, const std::vector<Interval>& gutters) const {
    return rows.size() > 1 && !gutters.empty() && has_neighbours(rows, 1) && rows[0].u0() >= gutters.front().u1 - 0.01f &&
           rows[1].base - rows[0].base <= kSameCell * body_.pitch_of(rows[0].size);
  }

  // The smallest distance of two lines in one column, in font sizes. Where cells are centred beside each other, lines of other cells stand between them,
  // and the page knows the distance of rows alone.
  static float leading_in_columns(const Rows& rows, std::size_t last, const std::vector<Interval>& gutters) {
    struct Line {
      float base = 0, size = 0;
    };
    std::vector<Line> above(gutters.size() + 1);
    float least = 1e9f;
    for (std::size_t i = 0; i < last; ++i) {
      std::size_t column = 0;
      for (const Segment& segment : cells_of(rows[i], gutters)) {
        while (column < gutters.size() && segment.u0 >= gutters[column].u1 - 0.01f) ++column;
        const Line line{segment.pieces.front().base, segment.pieces.front().word->size};
        const float delta = (line.base - above[column].base) / line.size;
        if (delta > 0.9f && std::fabs(line.size - above[column].size) <= kSameSize * line.size) least = std::min(least, delta);
        above[column] = line;
      }
    }
    return least;
  }

  // Where rows stand a little apart, the lines of a cell are those that do not, whichever way the cells of a row are aligned: cells at the same
  // height are a row. False: rows and lines stand equally close.
  bool by_distance(const Rows& rows, std::size_t last, const std::vector<Interval>& gutters, std::uint32_t region) {
    struct Text {
      std::vector<Row> lines;
      float top, bottom;
      std::size_t column;
    };
    std::vector<Text> cells;
    std::vector<std::size_t> open(gutters.size() + 1, rows.size() * (gutters.size() + 1) + 1);  // the last cell of each column
    std::size_t apart = 0;
    const float leading = leading_in_columns(rows, last, gutters);
    for (std::size_t i = 0; i < last; ++i) {
      std::size_t column = 0;
      for (Segment& segment : cells_of(rows[i], gutters)) {
        while (column < gutters.size() && segment.u0 >= gutters[column].u1 - 0.01f) ++column;
        const auto large = std::max_element(segment.pieces.begin(), segment.pieces.end(),
                                            [](const Piece& left, const Piece& right) { return left.word->size < right.word->size; });
        const float base = large->base, size = large->word->size;
        if (open[column] < cells.size()) {
          Text& above = cells[open[column]];
          const float delta = base - above.bottom;
          if (delta < 0.5f * size) {  // the same line
            join(above.lines.back().segments.front(), segment, true);
            continue;
          }
          if (delta <= kSameCell * std::min(body_.pitch_of(size), leading * size)) {
            above.lines.push_back({{std::move(segment)}, base, size});
            above.bottom = base;
            continue;
          }
          ++apart;
        }
        open[column] = cells.size();
        cells.push_back({{{{std::move(segment)}, base, size}}, base, base, column});
      }
    }
    if (apart == 0) return false;
    std::stable_sort(cells.begin(), cells.end(), [](const Text& left, const Text& right) { return left.top < right.top; });
    std::vector<Item> items;
    for (std::size_t begin = 0; begin < cells.size();) {
      Item item;
      item.region = region;
      item.cells.resize(gutters.size() + 1);
      float bottom = cells[begin].bottom;
      std::size_t end = begin;
      // Half a line: cells with an even and an odd number of lines that are centred, and marks that are raised.
      for (; end < cells.size() && (end == begin || cells[end].top <= bottom + 0.55f * cells[end].lines.front().size); ++end) {
        std::vector<Row>& to = item.cells[cells[end].column].rows;
        if (!to.empty()) return false;  // two cells of one column side by side with one of another
        bottom = std::max(bottom, cells[end].bottom);
        to = std::move(cells[end].lines);
      }
      begin = end;
      items.push_back(std::move(item));
    }
    // A title over a table whose rows stand as close as lines: all its columns have a line on each.
    const auto tight = [](const Item& item) {
      const std::size_t lines = item.cells.front().rows.size();
      return lines > 1 && std::all_of(item.cells.begin(), item.cells.end(), [&](const Cell& cell) {
               return cell.rows.size() == lines && cell.rows.back().base == item.cells.front().rows.back().base;
             });
    };
    if (items.size() < 3 && std::any_of(items.begin(), items.end(), tight)) return false;
    for (Item& item : items) {
      const auto filled = std::find_if(item.cells.begin(), item.cells.end(), [](const Cell& cell) { return !cell.rows.empty(); });
      item.row = filled->rows.front();
      if (std::count_if(item.cells.begin(), item.cells.end(), [](const Cell& cell) { return !cell.rows.empty(); }) > 1) {
        items_.push_back(std::move(item));
      } else {
        for (const Row& row : filled->rows) plain(row, region);
      }
    }
    return true;
  }

  // The gaps that no word of the first `count` rows stands in.
  static std::vector<Interval> cell_gutters(const Rows& rows, std::size_t count) {
    std::vector<Interval> covered;
    float size = 1e9f;
    for (std::size_t i = 0; i < count; ++i) {
      size = std::min(size, rows[i].size);
      cover_words(covered, rows[i], kCellClose);
    }
    std::vector<Interval> out = gutters_of(covered, kCellClose * size);
    std::erase_if(out, [&](const Interval& gutter) { return gutter.u1 - gutter.u0 < kCellPadding * size && !begins_column(rows, count, gutter.u1); });
    return out;
  }

  // Whether the lines to the right of a place all begin there.
  static bool begins_column(const Rows& rows, std::size_t count, float at) {
    std::size_t right = 0, there = 0;
    for (std::size_t i = 0; i < count; ++i) {
      float first = 1e9f;
      for (const Segment& segment : rows[i].segments)
        for (const Piece& piece : segment.pieces)
          if (piece.u0 >= at - 0.01f) first = std::min(first, piece.u0);
      right += first < 1e9f;
      there += first <= at + 1;
    }
    return there >= 3 && there * 10 >= right * 8;
  }

  static void cover_words(std::vector<Interval>& covered, const Row& row, float gap) {
    for (const Segment& segment : row.segments) {
      Interval words{segment.pieces.front().u0, segment.pieces.front().u1};
      for (const Piece& piece : segment.pieces) {
        if (piece.u0 - words.u1 >= gap * segment.size) {
          cover(covered, words);
          words = {piece.u0, piece.u1};
        }
        words.u1 = std::max(words.u1, piece.u1);
      }
      cover(covered, words);
    }
  }

  // The row's segments, parted where they run across a gutter.
  static std::vector<Segment> cells_of(const Row& row, const std::vector<Interval>& gutters) {
    std::vector<Segment> out;
    for (const Segment& segment : row.segments) {
      std::size_t column = gutters.size() + 1;
      for (const Piece& piece : segment.pieces) {
        std::size_t own = 0;
        while (own < gutters.size() && piece.u0 >= gutters[own].u1 - 0.01f) ++own;
        if (own != column) {
          column = own;
          out.push_back({{}, piece.u0, piece.u1, segment.size});
        }
        out.back().pieces.push_back(piece);
        out.back().u1 = std::max(out.back().u1, piece.u1);
      }
    }
    return out;
  }

  // A row with more cells than the one above begins a new row of the table. With as many, both may be lines of long
  // cells, unless it is full and begins with a number.
  static bool starts_anew(const Rows& rows, std::size_t i, std::size_t columns) {
    const char first = text_of(rows[i].segments.front()).front();
    return rows[i].segments.size() > rows[i - 1].segments.size() ||
           (rows[i].segments.size() == columns && first >= '0' && first <= '9');
  }

  // One row with a wide gap, and lines above or below that run through the gap: a justified line, or a tabulator.
  static bool is_lone_table_row(const Rows& all, std::size_t at) {
    const Row& row = all[at];
    float widest = 0;
    for (std::size_t i = 1; i < row.segments.size(); ++i)
      widest = std::max(widest, row.segments[i].u0 - row.segments[i - 1].u1);
    if (widest < kCellGap * row.size) return false;
    for (const std::size_t other : {at - 1, at + 1}) {
      if (other >= all.size()) continue;  // also at - 1 of the first
      const Row& near = all[other];
      if (std::fabs(near.base - row.base) <= kWideLine * row.size && near.segments.size() == 1 &&
          std::fabs(near.u0() - row.u0()) < row.size && std::fabs(near.u1() - row.u1()) < row.size / 2)
        return false;
    }
    return true;
  }

  std::vector<Item>& items_;
  std::uint32_t& regions_;
  const Body& body_;
  const std::vector<Grid>& grids_;
};

// ---- paragraphs and headings ----

Style style_of(const Row& row) {
  // By bytes: what most of the line is.
  std::map<int, std::size_t> sizes;
  std::size_t bold = 0, all = 0, capitals = 0, small = 0;
  for (const Segment& segment : row.segments)
    for (const Piece& piece : segment.pieces) {
      const std::size_t bytes = piece.word->text.size();
      sizes[static_cast<int>(std::lround(std::min(piece.word->size, 1e4f) * 2))] += bytes;
      all += bytes;
      if (piece.word->bold) bold += bytes;
      for (const char c : piece.word->text) {
        capitals += c >= 'A' && c <= 'Z';
        small += c >= 'a' && c <= 'z';
      }
    }
  Style style;
  std::size_t most = 0;
  for (const auto& [size, bytes] : sizes)
    if (bytes > most) {
      most = bytes;
      style.size = static_cast<float>(size) / 2;
    }
  style.bold = bold * 10 >= all * 9;
  style.capitals = capitals >= 3 && small == 0;
  return style;
}

bool ends_sentence(const std::string& text) {
  std::size_t end = text.size();
  for (const std::string_view closing : {"”", "»", "“", "\"", ")", "'", "’"})
    if (text.size() > closing.size() && text.ends_with(closing)) {
      end -= closing.size();
      break;
    }
  return end > 0 && std::string_view(".:;!?").find(text[end - 1]) != std::string_view::npos;
}

bool ends_list_item(const std::string& text) {
  if (ends_sentence(text) || text.ends_with(",")) return true;
  for (const std::string_view word : {" and", " or", " und", " oder", " et", " ou", " y", " o", " e"})
    if (text.ends_with(word)) return true;
  return false;
}

// A block before it is written: what the next page holds may still lengthen it.
struct Draft {
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
  std::vector<Row> rows;    // lines of text
  std::vector<Cell> cells;  // not empty: a table row
  Region region;            // of its last line
};

struct Line {
  const Row* row;
  std::string text;
  Style style;
  Label label;
  bool hanging = false;  // the label stands apart from the text
};

Line line_of(const Row& row) {
  Line line{&row, text_of(row), style_of(row), {}, false};
  line.label = label_of(line.text);
  if (line.label.kind == LabelKind::none) return line;
  std::size_t bytes = 0;
  const std::vector<Piece>& pieces = row.segments.front().pieces;
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    bytes += pieces[i].word->text.size();
    if (bytes >= line.label.length) {
      line.hanging = pieces[i + 1].u0 - pieces[i].u1 > 0.9f * row.size;
      break;
    }
    bytes += pieces[i].space_after;
  }
  if (!line.hanging && line.label.kind == LabelKind::bullet && line.text[0] == 'o') line.label = {};
  return line;
}

class Paragraphs {
 public:
  // referred: the marks that stand raised in the text of the page.
  Paragraphs(const Body& body, const std::vector<float>& ranks, std::set<std::string, std::less<>> referred, std::vector<Draft>& out)
      : body_(body), ranks_(ranks), referred_(std::move(referred)), out_(out) {}

  void write(const std::vector<Item>& items, float page_height) {
    height_ = page_height;
    std::map<std::uint32_t, Region> regions;
    for (const Item& item : items) {
      if (!item.cells.empty()) continue;
      Region& region = regions[item.region];
      region.u0 = std::min(region.u0, item.row.u0());
      region.u1 = std::max(region.u1, item.row.u1());
    }
    std::uint32_t region = 0;
    for (const Item& item : items) {
      if (!item.cells.empty()) {
        flush();
        out_.push_back({BlockKind::table_row, 0, {}, item.cells, {}});
        continue;
      }
      Line line = line_of(item.row);
      if (!lines_.empty() && (region != item.region || breaks(line, regions[item.region]))) flush();
      if (region != item.region) below_footnote_ = false;
      region = item.region;
      region_ = regions[item.region];
      lines_.push_back(std::move(line));
    }
    flush();
  }

 private:
  bool breaks(const Line& line, const Region& region) const {
    const Line& above = lines_.back();
    const Row &now = *line.row, &before = *above.row;
    const float size = std::max(now.size, before.size), delta = now.base - before.base;
    if (std::fabs(line.style.size - above.style.size) > kSameSize * size) return true;
    if (delta > 1.28f * body_.pitch_of(line.style.size) || delta < 0) return true;

    // The next footnote.
    const Piece& head = now.segments.front().pieces.front();
    if (line.style.size <= 0.92f * body_.size && referred_.contains(mark_of(head.word->text)) && (is_raised(head, now) || line.hanging)) return true;

    const bool first = lines_.size() == 1;
    const float width = std::max(region.u1 - region.u0, 1.0f);
    const Piece& word = now.segments.front().pieces.front();
    const float free = region.u1 - before.u1() - (word.u1 - word.u0) - 0.3f * size;
    const bool ended = ends_sentence(above.text);
    // Centred titles of two lines have free space on both sides.
    const float centre = (now.u0() + now.u1() - before.u0() - before.u1()) / 2;
    const bool centred = std::fabs(centre) < 0.5f * size && std::fabs(now.u0() - before.u0()) > 0.5f * size;
    const bool alike = line.style.bold == above.style.bold && line.style.capitals == above.style.capitals;
    const bool title = alike && (line.style.bold || line.style.capitals || line.style.size > 1.15f * body_.size);

    if (line.label.kind != LabelKind::none) {
      const bool item_ended = ends_list_item(above.text) || free > 0.3f * width || is_heading_like(above);
      if (line.label.weak ? line.hanging && (item_ended || line.style.bold) : line.hanging || item_ended) return true;
    }
    if (above.style.bold != line.style.bold && (free > 0.1f * width || line.style.bold) && (above.style.bold || ended))
      return true;
    if (ended && free > std::max(2 * size, 0.1f * width)) return true;
    if (free > 0.3f * width && !(centred && title)) return true;
    // An indented first line, and the end of a hanging paragraph.
    const float indent = now.u0() - before.u0();
    if (ended && indent > kIndent * size && indent < 5 * size && !(first && above.label.kind != LabelKind::none))
      return true;
    if (!first && indent < -kIndent * size && !centred && (ended || indent < -2 * size)) return true;
    return false;
  }

  bool is_heading_like(const Line& line) const {
    return line.style.size > 1.15f * body_.size || (line.style.bold && !body_.bold) || line.style.capitals;
  }

  // 0: no heading.
  std::uint8_t heading_level() const {
    std::size_t bytes = 0;
    bool bold = true, capitals = true;
    float size = 1e9f;
    for (const Line& line : lines_) {
      bytes += line.text.size();
      bold = bold && line.style.bold;
      capitals = capitals && line.style.capitals;
      size = std::min(size, line.style.size);
    }
    const Line& head = lines_.front();
    const std::string& last = lines_.back().text;
    const bool large = size > 1.15f * body_.size;
    const bool numbered = head.label.kind == LabelKind::decimal || head.label.kind == LabelKind::word ||
                          head.label.kind == LabelKind::item;
    const bool sentence = last.ends_with(".") || last.ends_with(";") || last.ends_with(",") || last.ends_with(":");
    const bool short_enough = bytes <= 120 && lines_.size() <= 2;
    if (head.label.kind == LabelKind::bullet || bytes < 2 || bytes > 240 || lines_.size() > 4) return 0;
    if (last.find(".....") != std::string::npos || last.find(". . . .") != std::string::npos)
      return 0;  // table of contents
    const bool distinct = bold && !body_.bold;
    bool heading = false;
    if (large) heading = lines_.size() <= 2 || !sentence;
    else if (short_enough && size > 0.9f * body_.size) {
      if (distinct || capitals) heading = !sentence || (numbered && !ends_in_clause(last));
      else
        heading = (head.label.kind == LabelKind::word || is_subheading(head)) && !sentence && bytes <= 90 &&
                  lines_.size() == 1;
    }
    if (!heading || head.label.length >= head.text.size()) return 0;
    bool letters = false;
    for (const unsigned char c : head.text)
      letters = letters || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0xc3;
    if (!letters) return 0;
    if (head.label.kind == LabelKind::decimal) return std::min<std::uint8_t>(head.label.depth, 9);
    const auto rank =
        std::find_if(ranks_.begin(), ranks_.end(), [&](float one) { return std::fabs(one - size) < 0.3f; });
    const auto level = static_cast<std::size_t>(rank - ranks_.begin()) + 1;
    return static_cast<std::uint8_t>(std::min<std::size_t>(level, 9));
  }

  // "4.1 Service credits": a number of two levels and a capital. "1. Hosting" alone may as well be an item of a list.
  static bool is_subheading(const Line& line) {
    if (line.label.kind != LabelKind::decimal || line.label.depth < 2) return false;
    const std::string_view rest = std::string_view(line.text).substr(line.label.length);
    const std::size_t first = rest.find_first_not_of(' ');
    if (first == std::string_view::npos) return false;
    const auto c = static_cast<unsigned char>(rest[first]);
    return (c >= 'A' && c <= 'Z') ||
           (c == 0xc3 && first + 1 < rest.size() && static_cast<unsigned char>(rest[first + 1]) < 0x9f);
  }

  // "1. Term." may be a heading; "the Supplier; and" is the end of an item.
  static bool ends_in_clause(const std::string& text) { return text.ends_with(";") || text.ends_with(","); }

  void flush() {
    if (lines_.empty()) return;
    BlockKind kind = BlockKind::paragraph;
    std::uint8_t level = heading_level();
    const Line& head = lines_.front();
    if (level > 0) {
      kind = BlockKind::heading;
      indents_.clear();
    } else if (head.label.kind == LabelKind::bullet || head.label.kind == LabelKind::item) {
      kind = BlockKind::list_item;
      const float left = head.row->u0();
      while (!indents_.empty() && indents_.back() > left + 0.5f * head.row->size) indents_.pop_back();
      if (indents_.empty() || indents_.back() < left - 0.5f * head.row->size) indents_.push_back(left);
      level = static_cast<std::uint8_t>(std::min<std::size_t>(indents_.size(), 9));
    } else {
      if (head.label.kind != LabelKind::none) indents_.clear();
      if (is_footnote()) kind = BlockKind::footnote;
    }
    below_footnote_ = kind == BlockKind::footnote;
    Draft draft{kind, level, {}, {}, region_};
    for (const Line& line : lines_) draft.rows.push_back(*line.row);
    out_.push_back(std::move(draft));
    lines_.clear();
  }

  // At the foot of the page: small print that begins with a mark, or what begins with a raised one to which the text refers. The
  // paragraphs below it are its own.
  bool is_footnote() const {
    const Line& head = lines_.front();
    const Piece& mark = head.row->segments.front().pieces.front();
    const bool small = head.style.size <= 0.92f * body_.size;
    if (below_footnote_ && small) return true;
    if (mark_of(mark.word->text).empty()) return false;
    if (small) return head.row->base >= 0.6f * height_ || (head.row->base >= 0.4f * height_ && referred_.contains(mark_of(mark.word->text)));
    return head.row->base >= 0.6f * height_ && is_raised(mark, *head.row) && referred_.contains(mark_of(mark.word->text));
  }

  const Body& body_;
  const std::vector<float>& ranks_;
  std::set<std::string, std::less<>> referred_;
  std::vector<Draft>& out_;
  std::vector<Line> lines_;
  std::vector<float> indents_;
  Region region_;
  bool below_footnote_ = false;
  float height_ = 0;
};

// Whether the last line of one block goes on in the first line of the other, at the top of the next column or page.
bool runs_on(const Draft& before, const Draft& after) {
  if ((before.kind != BlockKind::paragraph && before.kind != BlockKind::list_item) || after.kind != BlockKind::paragraph) return false;
  const Line last = line_of(before.rows.back()), next = line_of(after.rows.front());
  const float size = std::max(last.style.size, next.style.size);
  if (std::fabs(last.style.size - next.style.size) > kSameSize * size || (next.label.kind != LabelKind::none && (next.hanging || !next.label.weak)))
    return false;
  const unsigned char first = static_cast<unsigned char>(next.text.front());
  const bool lower = (first >= 'a' && first <= 'z') || (first == 0xc3 && next.text.size() > 1 && static_cast<unsigned char>(next.text[1]) >= 0x9f);
  if (lower && next.label.kind == LabelKind::none) return !last.text.ends_with(";") && !last.text.ends_with(":");
  if (ends_sentence(last.text) || last.style.bold != next.style.bold || last.style.capitals != next.style.capitals) return false;
  // Nouns and names may begin the next page. A line with room for them was meant to end; a lone short one is a title or an address.
  const Piece& word = after.rows.front().segments.front().pieces.front();
  const float width = std::max(before.region.u1 - before.region.u0, 1.0f);
  const float free = before.region.u1 - before.rows.back().u1() - (word.u1 - word.u0) - 0.3f * size;
  return free <= 0.1f * width && last.text.size() >= 40 && (before.rows.size() > 1 || last.text.size() >= 70);
}

// Whether the first lines of a page are the rest of the last cell of the table row that ended the page before: they stand in its column alone, and the
// table goes on below them. What is left of other cells would have to stand before it, where another page is.
bool cell_runs_on(const Draft& row, const std::vector<Draft>& after) {
  const Draft& rest = after.front();
  if (row.cells.size() < 2 || row.cells.back().rows.empty() || !rest.cells.empty() || rest.kind != BlockKind::paragraph) return false;
  if (after.size() < 2 || after[1].cells.size() != row.cells.size()) return false;
  const Row& last = row.cells.back().rows.back();
  return std::all_of(rest.rows.begin(), rest.rows.end(), [&](const Row& line) {
    return std::fabs(line.u0() - last.u0()) <= 1 && std::fabs(line.size - last.size) <= kSameSize * last.size;
  });
}

// What one page gives.
struct PageDrafts {
  std::vector<Draft> body;
  std::vector<Draft> aside;  // footnotes, turned text, running headers and footers
};

Draft alone(const Row& row) { return {BlockKind::paragraph, 0, {row}, {}, {}}; }

// Joins what runs on from one column to the next, and sets the footnotes aside.
PageDrafts sorted(std::vector<Draft> drafts) {
  PageDrafts out;
  for (Draft& draft : drafts) {
    if (draft.kind == BlockKind::footnote) {
      out.aside.push_back(std::move(draft));
    } else if (!out.body.empty() && draft.cells.empty() && out.body.back().cells.empty() &&
               draft.rows.front().base < out.body.back().rows.back().base && runs_on(out.body.back(), draft)) {
      Draft& before = out.body.back();
      before.rows.insert(before.rows.end(), draft.rows.begin(), draft.rows.end());
      before.region = draft.region;
    } else {
      out.body.push_back(std::move(draft));
    }
  }
  return out;
}

// A raised mark is no part of the word before it: "availability1".
void part_marks(std::vector<Draft>& drafts, const std::vector<Draft>& aside) {
  std::set<std::string_view> marks;
  for (const Draft& note : aside)
    if (note.kind == BlockKind::footnote) marks.insert(mark_of(note.rows.front().segments.front().pieces.front().word->text));
  if (marks.empty()) return;
  const auto part = [&](Row& row) {
    for (Segment& segment : row.segments)
      for (std::size_t i = 1; i < segment.pieces.size(); ++i)
        if (is_raised(segment.pieces[i], row) && marks.contains(mark_of(segment.pieces[i].word->text))) segment.pieces[i - 1].space_after = true;
  };
  for (Draft& draft : drafts) {
    for (Row& row : draft.rows) part(row);
    for (Cell& cell : draft.cells)
      for (Row& row : cell.rows) part(row);
  }
}

// ---- bookmarks ----

// Without white space and soft hyphens, in small letters.
std::string bare(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (text.substr(i).starts_with("\u00a0") || text.substr(i).starts_with("\u00ad")) ++i;
    else if (c != ' ' && c != '\t' && c != '\n') out.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return out;
}
std::string_view without_label(std::string_view text) {
  const Label label = label_of(text);
  return label.kind == LabelKind::none || label.length >= text.size() ? text : text.substr(label.length);
}

constexpr std::size_t kTitleLines = 4;

// The lines at the head of a block that are the title: how many; 0: it is not there.
std::size_t titled_lines(const Draft& draft, const std::string& title, const std::string& title_alone) {
  if (draft.kind == BlockKind::table_row || draft.kind == BlockKind::footnote) return 0;
  std::string text;
  for (std::size_t i = 0; i < draft.rows.size() && i < kTitleLines; ++i) {
    if (i > 0) text += ' ';
    text += text_of(draft.rows[i]);
    const std::string whole = bare(text);
    if (whole == title || bare(without_label(text)) == title || whole == title_alone) return i + 1;
    if (whole.size() > title.size() + 40) break;
  }
  return 0;
}

// What the document's table of contents names is a heading, wherever the type tells nothing.
void apply_bookmarks(std::vector<Draft>& drafts, const std::vector<PdfBookmark>& bookmarks, std::uint32_t page) {
  std::size_t from = 0;  // entries follow each other down the page; one that does not is looked for from the top
  for (const PdfBookmark& bookmark : bookmarks) {
    if (bookmark.page != page) continue;
    const std::string title = bare(bookmark.title), title_alone = bare(without_label(bookmark.title));
    if (title.empty() || title_alone.empty()) continue;
    std::size_t at = drafts.size(), lines = 0;
    for (std::size_t i = 0; i < drafts.size() && lines == 0; ++i) {
      at = (from + i) % drafts.size();
      lines = titled_lines(drafts[at], title, title_alone);
    }
    // A title whose lines look like two.
    for (std::size_t i = 0; i + 1 < drafts.size() && lines == 0; ++i) {
      const Draft &head = drafts[i], &more = drafts[i + 1];
      if (!head.cells.empty() || !more.cells.empty() || head.rows.size() + more.rows.size() > kTitleLines) continue;
      Draft both = head;
      both.rows.insert(both.rows.end(), more.rows.begin(), more.rows.end());
      if (titled_lines(both, title, title_alone) != both.rows.size()) continue;
      drafts[i] = std::move(both);
      drafts.erase(drafts.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      at = i;
      lines = drafts[i].rows.size();
    }
    if (lines == 0) continue;
    Draft& found = drafts[at];
    if (lines < found.rows.size()) {
      Draft rest = found;
      rest.rows.erase(rest.rows.begin(), rest.rows.begin() + static_cast<std::ptrdiff_t>(lines));
      rest.kind = BlockKind::paragraph;
      rest.level = 0;
      found.rows.resize(lines);
      drafts.insert(drafts.begin() + static_cast<std::ptrdiff_t>(at) + 1, std::move(rest));
    }
    drafts[at].kind = BlockKind::heading;
    drafts[at].level = bookmark.level;
    from = at + 1;
  }
}

// ---- writing ----

void write_row(const Row& row, AnswerBuilder& builder) {
  for (const Segment& segment : row.segments) {
    if (&segment != &row.segments.front()) builder.separate(' ');
    for (const Piece& piece : segment.pieces) {
      builder.add_word(piece.word->text, piece.word->box, piece.word->confidence, piece.word->hidden);
      builder.separate(piece.space_after ? ' ' : kNoSeparator);
    }
  }
}

void write_content(const Draft& draft, AnswerBuilder& builder) {
  for (const Row& row : draft.rows) {
    builder.separate('\n');
    write_row(row, builder);
  }
  bool begun = false;
  for (const Cell& cell : draft.cells)
    for (const Row& row : cell.rows) {
      if (begun) builder.separate(&row == &cell.rows.front() ? '\t' : ' ');
      write_row(row, builder);
      begun = true;
    }
}

void write(const Draft& draft, AnswerBuilder& builder) {
  builder.begin_block(draft.kind, draft.level);
  write_content(draft, builder);
  builder.end_block();
}

// Notes stand where the words are that they mark, or before the word that is nearest to their sign.
void place_notes(const std::vector<PdfPage>& pages, AnswerBuilder& builder) {
  const std::vector<extract::WordBox>& words = builder.words();
  std::size_t begin = 0;
  for (const PdfPage& page : pages) {
    while (begin < words.size() && words[begin].page < page.number) ++begin;
    std::size_t end = begin;
    while (end < words.size() && words[end].page == page.number) ++end;
    for (const PdfNote& note : page.notes) {
      extract::Revision comment;
      comment.kind = extract::Revision::Kind::comment;
      comment.author = note.author;
      comment.date = note.date;
      TextSpan span{0xFFFFFFFF, 0};
      float nearest = 1e9f;
      std::uint32_t at = begin < words.size() ? words[begin].span.begin : builder.size();
      for (std::size_t i = begin; i < end; ++i) {
        const float x = (words[i].x0 + words[i].x1) / 2, y = (words[i].y0 + words[i].y1) / 2;
        for (const Box& box : note.boxes) {
          if (note.marks_words && x > box.x0 && x < box.x1 && y > box.y0 && y < box.y1)
            span = {std::min(span.begin, words[i].span.begin), std::max(span.end, words[i].span.end)};
          // A line of text is nearer than one above or below it, however far to the side the sign is.
          const float off = std::max({0.f, words[i].x0 - box.x1, box.x0 - words[i].x1}) + 10 * std::fabs(y - (box.y0 + box.y1) / 2);
          if (off < nearest) nearest = off, at = words[i].span.begin;
        }
      }
      comment.span = span.begin < span.end ? span : TextSpan{at, at};
      builder.add_remark(std::move(comment));
    }
    begin = end;
  }
}

Body body_of(const PageRows& pages) {
  Body body;
  std::map<int, std::size_t> sizes;
  std::map<int, std::vector<float>> distances;
  std::size_t bold = 0, all = 0;
  for (const Rows& rows : pages) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      for (const Segment& segment : rows[i].segments)
        for (const Piece& piece : segment.pieces) {
          sizes[static_cast<int>(std::lround(std::min(piece.word->size, 1e4f) * 2))] += piece.word->text.size();
          all += piece.word->text.size();
          if (piece.word->bold) bold += piece.word->text.size();
        }
      if (i == 0) continue;
      const Style style = style_of(rows[i]), above = style_of(rows[i - 1]);
      const float delta = rows[i].base - rows[i - 1].base;
      if (style.size == above.size && delta > 0.8f * style.size && delta < 3.2f * style.size)
        distances[static_cast<int>(std::lround(style.size * 2))].push_back(delta);
    }
  }
  std::size_t most = 0;
  for (const auto& [size, bytes] : sizes)
    if (bytes > most) {
      most = bytes;
      body.size = static_cast<float>(size) / 2;
    }
  body.bold = bold * 2 > all;
  // The lower third of the distances: paragraphs' gaps are among them, but lines within paragraphs are more.
  for (auto& [size, list] : distances) {
    if (list.size() < 4) continue;
    const auto third = list.begin() + static_cast<std::ptrdiff_t>(list.size() * 3 / 10);
    std::nth_element(list.begin(), third, list.end());
    body.pitch[size] = *third;
  }
  return body;
}

// Sizes above the body's, largest first: their rank is the level of headings without a number.
std::vector<float> heading_ranks(const PageRows& pages, const Body& body) {
  std::map<float, std::size_t, std::greater<>> sizes;
  for (const Rows& rows : pages)
    for (const Row& row : rows)
      if (const Style style = style_of(row); style.size > 1.15f * body.size) ++sizes[style.size];
  std::vector<float> ranks;
  for (const auto& [size, count] : sizes)
    if (ranks.empty() || ranks.back() - size > 0.3f) ranks.push_back(size);
  return ranks;
}

}  // namespace

void lay_out(const std::vector<PdfPage>& pages, const std::vector<PdfBookmark>& bookmarks, AnswerBuilder& builder) {
  PageRows main(pages.size());
  std::vector<PageRows> turned_rows(pages.size());
  std::vector<std::size_t> primary(pages.size());
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::vector<Fragment> fragments[4];
    std::size_t bytes[4] = {};
    for (const PdfLine& line : pages[page].lines) {
      fragments[line.rotation].push_back(turned(line));
      for (const PdfWord& word : line.words) bytes[line.rotation] += word.text.size();
    }
    primary[page] = static_cast<std::size_t>(std::max_element(bytes, bytes + 4) - bytes);
    main[page] = rows_of(fragments[primary[page]]);
    for (std::size_t rotation = 0; rotation < 4; ++rotation)
      if (rotation != primary[page] && !fragments[rotation].empty())
        turned_rows[page].push_back(rows_of(fragments[rotation]));
  }
  const auto running = running_rows(main, pages);
  const Body body = body_of(main);
  const std::vector<float> ranks = heading_ranks(main, body);

  const auto drafts_of = [&](std::size_t page) {
    Rows rows;
    std::set<std::string, std::less<>> referred;
    for (std::size_t row = 0; row < main[page].size(); ++row) {
      if (running[page][row]) continue;
      rows.push_back(main[page][row]);
      bool first = true;
      for (const Segment& segment : rows.back().segments)
        for (const Piece& piece : segment.pieces) {
          if (!first && is_raised(piece, rows.back())) referred.emplace(mark_of(piece.word->text));
          first = false;
        }
    }
    // The mark of a footnote hangs before its text like a cell of a table.
    for (Row& row : rows) {
      if (row.segments.size() < 2 || row.size > 0.92f * body.size || row.base < 0.4f * pages[page].height) continue;
      Segment &mark = row.segments[0], &text = row.segments[1];
      if (mark.pieces.size() > 1 || text.u0 - mark.u1 > kLabelGap * row.size || !referred.contains(mark_of(mark.pieces.front().word->text))) continue;
      join(mark, text, true);
      row.segments.erase(row.segments.begin() + 1);
    }
    std::vector<Draft> drafts;
    Paragraphs paragraphs(body, ranks, std::move(referred), drafts);
    std::uint32_t regions = 0;
    std::vector<Item> items;
    Page(items, regions, body, grids_of(turned(pages[page].rules, primary[page]))).flow(rows, 0);
    paragraphs.write(items, pages[page].height);
    PageDrafts out = sorted(std::move(drafts));
    apply_bookmarks(out.body, bookmarks, pages[page].number);
    drafts.clear();
    for (const Rows& other : turned_rows[page]) {
      items.clear();
      Page(items, regions, body, {}).flow(other, 0);
      paragraphs.write(items, pages[page].height);
    }
    for (Draft& draft : drafts) out.aside.push_back(std::move(draft));
    for (std::size_t row = 0; row < main[page].size(); ++row)
      if (running[page][row]) out.aside.push_back(alone(main[page][row]));
    part_marks(out.body, out.aside);
    return out;
  };

  bool open = false;  // the last block of the page before goes on
  PageDrafts now = pages.empty() ? PageDrafts{} : drafts_of(0);
  for (std::size_t page = 0; page < pages.size() && !builder.full(); ++page) {
    PageDrafts next = page + 1 < pages.size() ? drafts_of(page + 1) : PageDrafts{};
    builder.begin_page(pages[page].number, pages[page].width, pages[page].height);
    // Pages are parts of the text: what else stands on this one comes before the block that ends on the next, and a block that has come from the
    // page before can only go on where nothing else is.
    const bool goes_on = !now.body.empty() && !next.body.empty() && !(open && now.body.size() == 1 && !now.aside.empty()) &&
                         (now.body.back().cells.empty() ? next.body.front().cells.empty() && runs_on(now.body.back(), next.body.front())
                                                        : cell_runs_on(now.body.back(), next.body));
    for (std::size_t i = 0; i < now.body.size(); ++i) {
      const bool last = i + 1 == now.body.size();
      if (open && i == 0) {
        write_content(now.body[i], builder);
        if (last && goes_on) break;
        builder.end_block();
      } else if (last && goes_on) {
        for (const Draft& draft : now.aside) write(draft, builder);
        now.aside.clear();
        builder.begin_block(now.body[i].kind, now.body[i].level);
        write_content(now.body[i], builder);
      } else {
        write(now.body[i], builder);
      }
    }
    for (const Draft& draft : now.aside) write(draft, builder);
    builder.end_page();
    open = goes_on;
    now = std::move(next);
  }
  if (open) builder.end_block();
  place_notes(pages, builder);
}

std::vector<PdfLine> lines_of(const extract::reader::RecognisedPage& page) {
  std::vector<PdfLine> lines;
  for (const extract::reader::RecognisedWord& word : page.words) {
    if (lines.empty() || word.begins_line) lines.emplace_back().rotation = word.rotation;
    PdfWord out;
    out.text = word.text;
    out.box = {word.x0, word.y0, word.x1, word.y1};
    out.base = word.base;
    out.size = word.size;
    out.bold = word.bold;
    out.space_after = word.space_after;
    out.confidence = word.confidence;
    lines.back().words.push_back(std::move(out));
  }
  return lines;
}

}  // namespace caveat::reader
