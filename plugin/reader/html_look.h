// HtmlLook: what a page's own style sheets and styles say of whether its words are seen. No CSS engine: rules of <style> whose selectors are an element, a class,
// an id or these together ("p.note#x"), and inline styles; of the properties display, visibility, font-size, color and background. What stands in @media is for
// some screens only and is passed over, as are style sheets of other files. Part of caveat-reader. Tested by tests/unit/reader/html_test.cpp.
//
//   <style>.x { color: #fff }</style> <p class="x">words</p>       ->  disguised: white on white
//   <style>.x { display: none }</style> <p class="x">words</p>     ->  put away: a click may show them
#ifndef CAVEAT_READER_HTML_LOOK_H
#define CAVEAT_READER_HTML_LOOK_H
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace caveat::reader {

// How words look in an element: what it inherits and its own styles.
struct Look {
  static constexpr std::int32_t kUnknown = -1;  // a colour that is not known here: of another file, a picture, transparent
  bool put_away = false;   // display: none of it or of an element around it
  bool invisible = false;  // visibility: hidden; an element within may be visible again
  bool tiny = false;       // of a size of one pixel or less
  std::int32_t colour = 0x000000;  // 0xRRGGBB
  std::int32_t behind = 0xFFFFFF;

  bool not_shown() const { return put_away || invisible; }
  // Nothing but the wish that nobody reads them makes words like that.
  bool disguised() const { return tiny || (colour != kUnknown && colour == behind); }
};

class StyleSheet {
 public:
  // css: the text of a <style>. What comes beyond limits::kCssRules, or kCssRulesPerName, is passed over: words are read all the same,
  // and is_cut() says that something was.
  void add(std::string_view css);
  // There are style sheets that we do not see: what is behind words is not known.
  void others() { others_ = true; }
  Look page() const { return others_ ? Look{false, false, false, 0, Look::kUnknown} : Look(); }

  bool is_cut() const { return cut_; }
  // Whether anything at all is to be looked at.
  bool empty() const { return by_key_.empty(); }
  // element: its name in lower case. inline_style, and the attributes of old pages bgcolor and colour: as written; empty: none.
  Look look(Look around, std::string_view element, std::string_view id, std::string_view classes, std::string_view inline_style, std::string_view bgcolor, std::string_view colour) const;

 private:
  enum Property : std::uint8_t { display, visibility, font_size, color, background, kProperties };
  struct Declaration {
    Property property{};
    bool important = false;
    std::string value;  // lower case, trimmed
  };
  struct Rule {
    std::string element, id;
    std::vector<std::string> classes;
    std::uint32_t weight = 0;  // of the selector, then the order in the file
    std::uint32_t declarations = 0;  // index
  };
  static std::vector<Declaration> declarations_of(std::string_view css);
  void add_selector(std::string_view selector, std::uint32_t declarations);

  std::vector<Rule> rules_;
  std::vector<std::vector<Declaration>> declarations_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_key_;  // "#id", ".class" or "element" -> rules; only looked up
  bool others_ = false;
  mutable bool cut_ = false;  // look() may find more classes than it looks at
};

}  // namespace caveat::reader
#endif
