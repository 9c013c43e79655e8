// OdtNumbering: the numbers that Writer draws in front of paragraphs: list styles, the outline of the headings, and their counters.
// Tested by tests/unit/extract/odt_test.cpp.
//
//   level 1 "%1%.", level 2 "%1%.%2%"   ->   next(list, 1) "1."   next(list, 2) "1.1"   next(list, 2) "1.2"   next(list, 1) "2."
#ifndef CAVEAT_EXTRACT_ODT_NUMBERING_H
#define CAVEAT_EXTRACT_ODT_NUMBERING_H
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/xml_part.h"

namespace caveat::extract {

class OdtNumbering {
 public:
  static constexpr int kLevels = 10;

  struct Label {
    std::string text;    // "7.2", "(b)"; empty: a bullet, or no number is drawn
    bool known = false;  // the style has this level: the paragraph is an item
  };

  // text:list-style, text:outline-style and the levels in them.
  void start(std::string_view name, const XmlAttributes& attributes);
  void end(std::string_view name);

  // The counters that a list goes on with: those of the list it names, of the last list of its style, or new ones.
  std::size_t open_list(std::string_view style, std::string_view id, std::string_view continued_id, bool continued);

  // Counts an item. level: from 1.
  Label next(std::size_t list, std::string_view style, int level, std::optional<int> start);
  Label next_heading(int level, std::optional<int> start);

 private:
  struct Level {
    std::string format = "1", prefix, suffix, text;
    int start = 1, shown = 1;
    bool exists = false, bullet = false, same_letter = false;  // "aa, bb" and not "aa, ab"
  };
  using Levels = std::array<Level, kLevels>;
  using Counters = std::array<std::optional<int>, kLevels>;

  static Label count(Counters& counters, const Levels& levels, int level, std::optional<int> start);
  static std::string draw(int value, const Level& level);

  std::map<std::string, Levels, std::less<>> styles_;
  Levels outline_;
  std::vector<Counters> lists_;
  Counters headings_{};
  std::map<std::string, std::size_t, std::less<>> by_id_, by_style_;
  Levels* open_ = nullptr;  // the style that is being read
};

}  // namespace caveat::extract
#endif
