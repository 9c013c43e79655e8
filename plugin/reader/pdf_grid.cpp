// See pdf_grid.h. Lines that touch are one drawing. A drawing with two cells side by side is a table; a cell reaches to where the next line
// is, so a line that is missing between two fields joins them.
#include "pdf_grid.h"

#include <algorithm>
#include <numeric>

namespace caveat::reader {
namespace {

constexpr float kTouch = 3;       // points: between the ends of lines that are meant to meet
constexpr float kSameEdge = 4;    // two lines so near are one edge: double lines, the two sides of a thick one
constexpr float kShortest = 12;   // of a line that parts cells: bars of fractions, ticks and underlined words are shorter, or touch nothing
constexpr std::size_t kFields = 20'000;  // of one table: a page has no room for more words
constexpr std::size_t kOpenRules = 4;    // equal lines, one below the other, that make a table without vertical ones

struct Rule {
  float at, from, to;
  bool across;  // the page
  std::size_t drawing = 0;
};

// Pieces of one line, drawn cell by cell.
std::vector<Rule> whole(std::vector<Rule> pieces) {
  std::stable_sort(pieces.begin(), pieces.end(), [](const Rule& left, const Rule& right) {
    return left.at != right.at ? left.at < right.at : left.from < right.from;
  });
  std::vector<Rule> out;
  for (std::size_t begin = 0; begin < pieces.size();) {
    std::size_t end = begin + 1;
    while (end < pieces.size() && pieces[end].at - pieces[begin].at < kSameEdge / 2) ++end;
    std::stable_sort(pieces.begin() + static_cast<std::ptrdiff_t>(begin), pieces.begin() + static_cast<std::ptrdiff_t>(end),
                     [](const Rule& left, const Rule& right) { return left.from < right.from; });
    const std::size_t first = out.size();
    for (; begin < end; ++begin) {
      if (out.size() > first && pieces[begin].from - out.back().to < kTouch) out.back().to = std::max(out.back().to, pieces[begin].to);
      else out.push_back(pieces[begin]);
    }
  }
  std::erase_if(out, [](const Rule& rule) { return rule.to - rule.from < kShortest; });
  return out;
}

struct Edge {
  float at = 0;
  std::vector<const Rule*> rules;
  bool covers(float along) const {
    return std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->from - kTouch < along && along < rule->to + kTouch; });
  }
};

std::vector<Edge> edges_of(const std::vector<const Rule*>& rules) {
  std::vector<Edge> out;
  for (const Rule* rule : rules) {  // by place
    if (out.empty() || rule->at - out.back().at >= kSameEdge) out.push_back({rule->at, {}});
    out.back().rules.push_back(rule);
  }
  return out;
}

std::vector<float> places_of(const std::vector<Edge>& edges) {
  std::vector<float> out;
  for (const Edge& edge : edges) out.push_back(edge.at);
  return out;
}

std::size_t root_of(std::vector<std::size_t>& parents, std::size_t one) {
  while (parents[one] != one) one = parents[one] = parents[parents[one]];
  return one;
}
// The smaller number is the root: the first field of a cell stands for it.
void unite(std::vector<std::size_t>& parents, std::size_t left, std::size_t right) {
  left = root_of(parents, left);
  right = root_of(parents, right);
  parents[std::max(left, right)] = std::min(left, right);
}

// Joins the fields that no line parts; false: no table.
bool find_cells(Grid& grid, const std::vector<Edge>& rows, const std::vector<Edge>& columns) {
  const std::size_t width = grid.columns(), height = grid.rows();
  std::vector<std::size_t> parents(width * height);
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  for (std::size_t row = 0; row < height; ++row)
    for (std::size_t column = 0; column < width; ++column) {
      const float u = (grid.us[column] + grid.us[column + 1]) / 2, v = (grid.vs[row] + grid.vs[row + 1]) / 2;
      const std::size_t field = row * width + column;
      if (column + 1 < width && !columns[column + 1].covers(v)) unite(parents, field, field + 1);
      if (row + 1 < height && !rows[row + 1].covers(u)) unite(parents, field, field + width);
    }
  bool table = false;
  for (std::size_t field = 0; field < parents.size(); ++field) {
    grid.cells.push_back(static_cast<std::uint32_t>(root_of(parents, field)));
    if (field % width != 0) table = table || grid.cells[field] != grid.cells[field - 1];
  }
  return table;
}

}  // namespace

bool Grid::holds(float u, float v) const { return u > us.front() && u < us.back() && v > vs.front() && v < vs.back(); }

std::uint32_t Grid::cell_at(float u, float v) const {
  const auto field = [](const std::vector<float>& edges, float at) {
    const auto next = std::upper_bound(edges.begin(), edges.end(), at) - edges.begin();
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(next - 1, 0, static_cast<std::ptrdiff_t>(edges.size()) - 2));
  };
  return cells[field(vs, v) * columns() + field(us, u)];
}

std::vector<Grid> grids_of(const std::vector<Box>& boxes) {
  std::vector<Rule> across, down;
  for (const Box& box : boxes) {
    const float width = box.x1 - box.x0, height = box.y1 - box.y0;
    if (width >= height) across.push_back({(box.y0 + box.y1) / 2, box.x0, box.x1, true});
    else down.push_back({(box.x0 + box.x1) / 2, box.y0, box.y1, false});
  }
  std::vector<Rule> rules = whole(std::move(across));
  const std::size_t rows = rules.size();
  const std::vector<Rule> columns = whole(std::move(down));
  rules.insert(rules.end(), columns.begin(), columns.end());

  std::vector<std::size_t> parents(rules.size());
  std::iota(parents.begin(), parents.end(), std::size_t{0});
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = rows; column < rules.size(); ++column) {
      const Rule &h = rules[row], &v = rules[column];
      if (v.at > h.to + kTouch) break;  // they are sorted
      if (v.at > h.from - kTouch && h.at > v.from - kTouch && h.at < v.to + kTouch) unite(parents, row, column);
    }
  std::vector<std::vector<const Rule*>> drawings(rules.size());
  for (std::size_t i = 0; i < rules.size(); ++i) drawings[root_of(parents, i)].push_back(&rules[i]);

  std::vector<Grid> out;
  std::vector<const Rule*> lone;
  for (const std::vector<const Rule*>& drawing : drawings) {
    std::vector<const Rule*> h, v;
    for (const Rule* rule : drawing) (rule->across ? h : v).push_back(rule);
    if (v.empty() && h.size() == 1) lone.push_back(h.front());
    const std::vector<Edge> row_edges = edges_of(h), column_edges = edges_of(v);
    if (row_edges.size() < 2 || column_edges.empty()) continue;
    Grid grid;
    grid.us = places_of(column_edges);
    grid.vs = places_of(row_edges);
    // Without a line at the side, the table ends where the lines across it do.
    std::vector<Edge> sides = column_edges;
    float left = grid.us.front(), right = grid.us.back();
    for (const Rule* rule : h) left = std::min(left, rule->from), right = std::max(right, rule->to);
    if (left < grid.us.front() - kSameEdge) grid.us.insert(grid.us.begin(), left), sides.insert(sides.begin(), Edge{left, {}});
    if (right > grid.us.back() + kSameEdge) grid.us.push_back(right), sides.push_back({right, {}});
    if (grid.columns() * grid.rows() <= kFields && find_cells(grid, row_edges, sides)) out.push_back(std::move(grid));
  }

  // Lines of the same length, one below the other.
  for (std::size_t i = 0; i < lone.size(); ++i) {
    if (lone[i] == nullptr) continue;
    std::vector<const Rule*> same{lone[i]};
    for (std::size_t k = i + 1; k < lone.size(); ++k) {
      if (lone[k] == nullptr || std::abs(lone[k]->from - lone[i]->from) > kSameEdge || std::abs(lone[k]->to - lone[i]->to) > kSameEdge) continue;
      same.push_back(lone[k]);
      lone[k] = nullptr;
    }
    const std::vector<Edge> edges = edges_of(same);
    if (edges.size() < kOpenRules) continue;
    Grid grid;
    grid.open = true;
    grid.us = {same.front()->from, same.front()->to};
    grid.vs = places_of(edges);
    for (std::uint32_t row = 0; row < grid.rows(); ++row) grid.cells.push_back(row);
    out.push_back(std::move(grid));
  }
  std::stable_sort(out.begin(), out.end(), [](const Grid& left, const Grid& right) { return left.vs.front() < right.vs.front(); });
  return out;
}

}  // namespace caveat::reader
