// DocxNumbering: the numbers that Word draws in front of paragraphs and that stand nowhere in the text:
// word/numbering.xml and the counters that run through the document. Tested by
// tests/unit/extract/docx_numbering_test.cpp.
//
//   level 0 "Article %1", level 1 "%1.%2", level 2 "(%3)" lowerLetter:
//   next(n, 0) "Article 1"   next(n, 1) "1.1"   next(n, 2) "(a)"   next(n, 2) "(b)"   next(n, 0) "Article 2"   next(n,
//   1) "2.1"
#ifndef CAVEAT_EXTRACT_DOCX_NUMBERING_H
#define CAVEAT_EXTRACT_DOCX_NUMBERING_H
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/docx_styles.h"
#include "extract/xml_part.h"

namespace caveat::extract {

// A counter as Word draws it: "3", "iii", "C", "03", "Three" (in `language`, a BCP 47 tag). Formats of other scripts
// and unknown ones come out in digits.
std::string draw_number(int value, std::string_view format, std::string_view language);

class DocxNumbering : public XmlHandler {
 public:
  static constexpr int kLevels = 9;

  struct Label {
    std::string text;    // "7.2", "(b)"; empty: a bullet, or no number is drawn
    int level = 0;       // from 0
    bool known = false;  // the list exists: the paragraph is an item of it
  };

  // Counts a paragraph of this list and level; `styles` resolves lists that are named by a style.
  Label next(int number, int level, const DocxStyles& styles);

  // The level that a style is tied to (w:pStyle) in a list: the reverse of what the style says, and stronger.
  std::optional<int> level_of_style(int number, const std::vector<std::string>& chain, const DocxStyles& styles) const;

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;

 private:
  struct Level {
    int start = 1;  // Word writes it always; 0 is its default by the standard
    std::string format = "decimal", text, style;
    std::optional<int> restart;
    bool legal = false;  // w:isLgl: all numbers in digits
    bool hidden = false;  // w:vanish: counts, and is not drawn
  };
  struct Abstract {
    std::array<Level, kLevels> levels;
    std::string style_link;  // the real levels are those of the list of this style
  };
  struct Number {
    int abstract = -1;
    std::array<std::optional<int>, kLevels> starts;
    std::map<int, Level> levels;
  };
  struct Counters {
    std::array<std::optional<int>, kLevels> values;
  };

  // The list behind a number, through at most one style link; -1: none.
  int resolve(int number, const DocxStyles& styles) const;
  const std::string& drawn(int value, const std::string& format, std::string_view language);
  const Level& level_of(const Number& number, const Abstract& abstract, int level) const;

  std::map<int, Abstract> abstracts_;
  std::map<int, Number> numbers_;
  std::map<int, Counters> counters_;                          // by abstract list: lists that share one go on counting
  std::map<std::pair<std::string, int>, std::string> drawn_;  // by format and value: spelling a number out is slow
  std::set<std::pair<int, int>> restarted_;                   // (number, level) whose start override was used

  // while parsing
  Abstract* abstract_ = nullptr;
  Number* number_ = nullptr;
  Level* level_ = nullptr;
  int override_ = -1;
};

}  // namespace caveat::extract
#endif
