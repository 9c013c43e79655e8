// See pdf_paint.h.
#include "pdf_paint.h"

#include <GfxFont.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <Stream.h>

#include <algorithm>
#include <cmath>

#include "pdf_look.h"

namespace caveat::reader {
namespace {

// Sees where pictures, areas and lines stand, and decodes none.
class PaintDevice : public OutputDev {
 public:
  explicit PaintDevice(Paint& paint) : paint_(paint) {}
  PageWork& work() { return work_; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useDrawForm() override { return work_.refuses_form(); }

  void stroke(GfxState* state) override {
    if (is_white(stroke_colour(*state)) || state->getStrokeOpacity() <= 0) return;
    const double half = std::min(std::fabs(state->getTransformedLineWidth()), 1e4) / 2;
    const GfxPath* const path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* const line = path->getSubpath(i);
      for (int k = 1; k < line->getNumPoints(); ++k) paint_.add(around(state, line, k - 1, k, half));
      work_.add(static_cast<std::uint64_t>(line->getNumPoints()));
    }
  }
  void fill(GfxState* state) override {
    if (is_white(fill_colour(*state)) || state->getFillOpacity() <= 0) return;
    const GfxPath* const path = state->getPath();
    for (int i = 0; i < path->getNumSubpaths(); ++i) {
      const GfxSubpath* const area = path->getSubpath(i);
      paint_.add(around(state, area, 0, area->getNumPoints() - 1, 0));
      work_.add(static_cast<std::uint64_t>(area->getNumPoints()));
    }
  }
  void eoFill(GfxState* state) override { fill(state); }

  // Patterns and shadings: as far as the clip reaches.
  bool useShadedFills(int) override { return true; }
  bool functionShadedFill(GfxState* state, GfxFunctionShading*) override { return add_clip(state); }
  bool axialShadedFill(GfxState* state, GfxAxialShading*, double, double) override { return add_clip(state); }
  bool radialShadedFill(GfxState* state, GfxRadialShading*, double, double) override { return add_clip(state); }
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) override { return add_clip(state); }
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) override { return add_clip(state); }
  bool useTilingPatternFill() override { return true; }
  bool tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int, double, double) override { return add_clip(state); }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double, double, CharCode, int, const Unicode*, int) override {
    work_.add(PageWork::kLetter);
    if (is_invisible(*state) || (is_white(ink_of(*state)) && (state->getRender() & 3) != 2)) return;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    state->transform(x, y, &x0, &y0);
    state->transform(x + dx, y + dy, &x1, &y1);
    const double rise = 0.6 * std::min(state->getTransformedFontSize(), 1e4);
    paint_.add_letter({static_cast<float>(std::min(x0, x1)), static_cast<float>(std::min(y0, y1) - rise), static_cast<float>(std::max(x0, x1)), static_cast<float>(std::max(y0, y1))});
  }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* map, bool interpolate, const int* mask,
                 bool in_line) override {
    add_picture(state);
    OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask, in_line);  // skips the bytes of one in the page's own stream
  }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate, bool in_line) override {
    add_picture(state);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
  }

 private:
  static Box around(GfxState* state, const GfxSubpath* path, int from, int to, double margin) {
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (int k = from; k <= to; ++k) {
      double x = 0, y = 0;
      state->transform(path->getX(k), path->getY(k), &x, &y);
      left = std::min(left, x - margin), right = std::max(right, x + margin), top = std::min(top, y - margin), bottom = std::max(bottom, y + margin);
    }
    return {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right), static_cast<float>(bottom)};
  }
  bool add_clip(GfxState* state) {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    state->getClipBBox(&x0, &y0, &x1, &y1);
    paint_.add({static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)});
    return true;
  }
  // A picture fills the unit square.
  void add_picture(GfxState* state) {
    Box box{1e9f, 1e9f, -1e9f, -1e9f};
    for (const auto& [u, v] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
      double x = 0, y = 0;
      state->transform(u, v, &x, &y);
      box = {std::min(box.x0, static_cast<float>(x)), std::min(box.y0, static_cast<float>(y)), std::max(box.x1, static_cast<float>(x)), std::max(box.y1, static_cast<float>(y))};
    }
    paint_.add_picture(box);
  }

  Paint& paint_;
  PageWork work_;
};

}  // namespace

std::size_t Paint::column(double x) const { return static_cast<std::size_t>(std::clamp(x / std::max(width_, 1.0), 0.0, 0.9999) * kCells); }
std::size_t Paint::row(double y) const { return static_cast<std::size_t>(std::clamp(y / std::max(height_, 1.0), 0.0, 0.9999) * kCells); }

void Paint::mark(Cells& cells, const Box& box) const {
  // Written so that what is no number is left out.
  if (!(box.x1 >= 0 && box.y1 >= 0 && box.x0 <= width_ && box.y0 <= height_)) return;
  const std::size_t left = column(box.x0), right = column(box.x1);
  std::bitset<kCells> across;
  across.set();
  across = across >> (kCells - 1 - right + left) << left;
  for (std::size_t y = row(box.y0); y <= row(box.y1); ++y) cells[y] |= across;
}

void Paint::add(const Box& box) { mark(drawn_, box); }
void Paint::add_letter(const Box& box) { mark(letters_, box); }

void Paint::add_picture(const Box& box) {
  add(box);
  const double wide = std::min<double>(box.x1, width_) - std::max(box.x0, 0.f), high = std::min<double>(box.y1, height_) - std::max(box.y0, 0.f);
  if (wide > 0 && high > 0) covered_ += wide * high;
}

bool Paint::is_filled_by_pictures() const {
  constexpr double kMost = 0.5;  // a scan reaches from edge to edge; a logo, a photograph or a signature does not
  return covered_ > kMost * width_ * height_;
}

bool Paint::is_drawn_at(float x, float y) const { return drawn_[row(y)][column(x)]; }
bool Paint::is_painted_at(float x, float y) const { return is_drawn_at(x, y) || letters_[row(y)][column(x)]; }

Paint paint_of(PDFDoc& document, std::uint32_t page, double width, double height) {
  Paint paint(width, height);
  PaintDevice device(paint);
  document.displayPage(&device, static_cast<int>(page), 72, 72, 0, false, true, false, PageWork::is_over, &device.work());
  return paint;
}

}  // namespace caveat::reader
