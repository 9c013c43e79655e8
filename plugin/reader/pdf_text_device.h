// What poppler's text device is given of a page, counted and parted: letters that it would drop without a word, letters that nobody sees, letters that
// stand on each other because their font has no widths, fonts that do not say which letters they draw, spans that say to be other words than those that
// are drawn in them (ActualText); and the straight lines of the page.
// Tested by tests/unit/reader/pdf_test.cpp, pdf_hidden_test.cpp, pdf_damage_test.cpp.
#ifndef CAVEAT_READER_PDF_TEXT_DEVICE_H
#define CAVEAT_READER_PDF_TEXT_DEVICE_H
#include <TextOutputDev.h>

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "answer_builder.h"
#include "pdf_document.h"

namespace caveat::reader {

class TextDevice : public TextOutputDev {
 public:
  // taken: of the page's spans with an ActualText, in their order, those that are read as they say; of the others counts what is drawn.
  explicit TextDevice(std::vector<bool> taken = {}) : TextOutputDev(static_cast<const char*>(nullptr), false, 0, false, false), taken_(std::move(taken)) {}

  // After the page was shown to a device that took none: the spans that say no more than what is drawn in them, and say it better, as of a ligature that has
  // no letters. Empty: none.
  const std::vector<bool>& better_said() const { return better_said_; }

  struct Dropped {
    std::uint32_t diagonal = 0, hidden = 0, undecodable = 0;
  };
  const Dropped& dropped() const { return dropped_; }
  std::uint32_t letters() const { return letters_; }
  std::uint32_t stacked() const { return stacked_; }  // letters without a width on others, which were set beside them
  std::uint32_t unsaid() const;                       // letters of fonts that most probably are no such letters
  bool has_pictured_letters() const { return pictured_; }  // of fonts of type 3, whose size says nothing
  bool is_over_limit() const { return work_.is_over() || narrow_ > kNarrow; }
  PageWork& work() { return work_; }

  // The words of takeText() are seen, those of this page are not: invisible letters, transparent ones. Null: there are none.
  TextPage* take_invisible() { return invisible_ == nullptr ? nullptr : invisible_->takeText(); }
  std::vector<Box> take_rules() { return std::move(rules_); }
  // A box of the PDF's own coordinates as the page shows it.
  Box shown(double x0, double y0, double x1, double y1) const;

  // ---- of OutputDev ----
  bool useDrawForm() override { return work_.refuses_form(); }
  void startPage(int page, GfxState* state, XRef* xref) override;
  void endPage() override;
  void updateTextPos(GfxState*) override { on_stack_ = 0, moved_ = 0; }
  void updateFont(GfxState* state) override;
  void restoreState(GfxState* state) override;
  void stroke(GfxState* state) override { find_rules(state, true); }
  void fill(GfxState* state) override { find_rules(state, false); }
  void eoFill(GfxState* state) override { find_rules(state, false); }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y, CharCode code, int bytes, const Unicode* unicode,
                int length) override;
  void incCharCount(int count) override;
  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;

 private:
  static constexpr std::uint32_t kNarrow = 50'000;  // poppler's own bound on letters of less than 3 points, behind which it drops them

  struct Font {
    bool said = false;
    std::uint32_t letters = 0, signs = 0;
    std::bitset<256> kinds;  // of signs
  };
  // What a span says that it is, held against what is drawn in it. Whoever reads along must not read other words than those that are seen.
  struct Claim {
    std::vector<Unicode> says;
    std::size_t at = 0, more = 0;  // more: said, and not drawn
    std::uint32_t without_letters = 0;
    bool fits = true, soft_hyphen = false, hyphen = false, ligature = false;
  };
  struct Span {
    std::size_t number = 0;
    bool taken = false;
    std::unique_ptr<Claim> claim;
  };
  void hold_against_claims(const GfxFont* font, const Unicode* unicode, int length);

  // Where a letter without a width is set, so that it stands on no other.
  bool spread(GfxState* state, double& x, double& y, double& dx, double& dy, CharCode code, const Unicode* unicode, int length);
  Font& use_of(const GfxFont& font);
  void count(const GfxFont* font, const Unicode* unicode, int length);
  void find_rules(GfxState* state, bool stroked);
  void add_rule(double x0, double y0, double x1, double y1);

  std::vector<bool> taken_, better_said_;
  std::vector<Span> spans_;  // in each other
  std::size_t begun_ = 0;
  Dropped dropped_;
  PageWork work_;
  std::uint32_t letters_ = 0, stacked_ = 0, narrow_ = 0;
  bool pictured_ = false;
  std::map<const GfxFont*, Font> fonts_;  // looked up only
  double stack_x_ = 0, stack_y_ = 0, moved_ = 0;  // moved: how far along the line, in its own units
  std::uint32_t on_stack_ = 0;
  std::unique_ptr<TextOutputDev> invisible_;
  bool font_changed_ = true;
  int page_ = 0;
  XRef* xref_ = nullptr;
  std::vector<Box> rules_;
  std::array<double, 6> to_page_{1, 0, 0, 1, 0, 0};
  double width_ = 0, height_ = 0;
};

}  // namespace caveat::reader
#endif
