// From the lines drawn on a page to the cells of its tables: where lines cross, they say where rows and columns end, which words alone do not
// always. Part of caveat-reader. Tested by tests/unit/reader/pdf_table_test.cpp.
//
//   for (const Grid& grid : grids_of(rules))
//     if (grid.holds(u, v)) ... grid.cell_at(u, v)
#ifndef CAVEAT_READER_PDF_GRID_H
#define CAVEAT_READER_PDF_GRID_H
#include <cstddef>
#include <cstdint>
#include <vector>

#include "answer_builder.h"

namespace caveat::reader {

struct Grid {
  std::vector<float> us, vs;         // edges of columns and rows, from small to large
  std::vector<std::uint32_t> cells;  // of each field, row by row: the first field of the cell that it is a part of
  bool open = false;                 // lines between rows only: where columns end, the words say

  std::size_t columns() const { return us.size() - 1; }
  std::size_t rows() const { return vs.size() - 1; }
  bool holds(float u, float v) const;
  std::uint32_t cell_at(float u, float v) const;  // of a place that it holds
};

// rules: boxes of which one side is next to nothing. The grids come from top to bottom.
std::vector<Grid> grids_of(const std::vector<Box>& rules);

}  // namespace caveat::reader
#endif
