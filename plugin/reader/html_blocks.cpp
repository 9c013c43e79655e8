// See html_blocks.h. The tree is walked with a stack of our own, never by recursion: a document may be as deep as it
// likes. Nor is it freed by gumbo_destroy_output, which recurses, but piece by piece as it was allocated.
#include "html_blocks.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

#include "answer_builder.h"
#include "base/limits.h"
#include "html_look.h"
#include "numbering.h"

namespace caveat::reader {
namespace {

using extract::BlockKind;
using extract::reader::Answer;
using extract::reader::Failure;
using extract::reader::Unread;

// Elements that are closed only by their own end tag make gumbo search the whole stack of open ones for each new tag:
// 20,000 deep takes 1 s, 100,000 take 30 s. Real pages stay under 100.
constexpr std::int64_t kOpenElements = 16 * limits::kHtmlDepth;

constexpr GumboTag kLeftOut[] = {GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,    GUMBO_TAG_HEAD,
                                 GUMBO_TAG_TITLE,    GUMBO_TAG_TEMPLATE, GUMBO_TAG_NOSCRIPT,
                                 GUMBO_TAG_NOFRAMES, GUMBO_TAG_NOEMBED,  GUMBO_TAG_DATALIST};
constexpr GumboTag kEmbedded[] = {GUMBO_TAG_IFRAME, GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED, GUMBO_TAG_APPLET,
                                  GUMBO_TAG_FRAME};
constexpr GumboTag kBlockLevel[] = {
    GUMBO_TAG_ADDRESS,  GUMBO_TAG_ARTICLE,    GUMBO_TAG_ASIDE,  GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_BODY,
    GUMBO_TAG_CAPTION,  GUMBO_TAG_CENTER,     GUMBO_TAG_COL,    GUMBO_TAG_COLGROUP,   GUMBO_TAG_DD,
    GUMBO_TAG_DETAILS,  GUMBO_TAG_DIR,        GUMBO_TAG_DIV,    GUMBO_TAG_DL,         GUMBO_TAG_DT,
    GUMBO_TAG_FIELDSET, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_FIGURE, GUMBO_TAG_FOOTER,     GUMBO_TAG_FORM,
    GUMBO_TAG_FRAMESET, GUMBO_TAG_H1,         GUMBO_TAG_H2,     GUMBO_TAG_H3,         GUMBO_TAG_H4,
    GUMBO_TAG_H5,       GUMBO_TAG_H6,         GUMBO_TAG_HEADER, GUMBO_TAG_HGROUP,     GUMBO_TAG_HR,
    GUMBO_TAG_HTML,     GUMBO_TAG_LEGEND,     GUMBO_TAG_LI,     GUMBO_TAG_LISTING,    GUMBO_TAG_MAIN,
    GUMBO_TAG_MENU,     GUMBO_TAG_NAV,        GUMBO_TAG_OL,     GUMBO_TAG_OPTGROUP,   GUMBO_TAG_OPTION,
    GUMBO_TAG_P,        GUMBO_TAG_PLAINTEXT,  GUMBO_TAG_PRE,    GUMBO_TAG_SECTION,    GUMBO_TAG_SUMMARY,
    GUMBO_TAG_TABLE,    GUMBO_TAG_TBODY,      GUMBO_TAG_TD,     GUMBO_TAG_TFOOT,      GUMBO_TAG_TH,
    GUMBO_TAG_THEAD,    GUMBO_TAG_TR,         GUMBO_TAG_UL,     GUMBO_TAG_XMP};

bool is_element(const GumboNode* node) { return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE; }

template <std::size_t N>
bool one_of(const GumboTag (&tags)[N], GumboTag tag) {
  return std::find(tags, tags + N, tag) != tags + N;
}

std::string attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? std::string() : found->value;
}

// The value of one property of an inline style, in lower case without spaces.
std::string style_property(const GumboNode* node, std::string_view property) {
  std::string style;
  for (const char c : attribute(node, "style"))
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r')
      style.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  std::string value;
  for (std::size_t begin = 0; begin < style.size();) {
    const std::size_t end = std::min(style.find(';', begin), style.size());
    const std::string_view declaration = std::string_view(style).substr(begin, end - begin);
    if (declaration.size() > property.size() && declaration.starts_with(property) &&
        declaration[property.size()] == ':')
      value = declaration.substr(property.size() + 1);
    begin = end + 1;
  }
  return value.substr(0, value.find('!'));
}

bool is_hidden(const GumboNode* node) {
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr) return true;
  if (gumbo_get_attribute(&node->v.element.attributes, "style") == nullptr) return false;
  return style_property(node, "display") == "none" || style_property(node, "visibility") == "hidden";
}

std::int64_t number_of(const std::string& text, std::int64_t otherwise) {
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc() && value > -1'000'000 && value < 1'000'000 ? value : otherwise;
}

std::uint8_t heading_level(const GumboNode* node) {
  const GumboTag tag = node->v.element.tag;
  if (tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) return static_cast<std::uint8_t>(tag - GUMBO_TAG_H1 + 1);
  if (attribute(node, "role") == "heading")
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>(number_of(attribute(node, "aria-level"), 2), 1, 9));
  return 0;
}

// How an <ol> draws its numbers. Small letters and Roman numbers get the bracket that contracts write: "a)".
struct Numbers {
  char type = '1';
  std::int64_t next = 1;
  std::int64_t step = 1;
  std::string draw(std::int64_t number) const {
    if (number < 1 && type != '1') return std::to_string(number) + ".";
    switch (type) {
      case 'a': return alphabetic(static_cast<std::uint32_t>(number), false) + ")";
      case 'A': return alphabetic(static_cast<std::uint32_t>(number), true) + ".";
      case 'i': return roman(static_cast<std::uint32_t>(number), false) + ")";
      case 'I': return roman(static_cast<std::uint32_t>(number), true) + ".";
      case '0': return {};  // list-style: none
      default: return std::to_string(number) + ".";
    }
  }
};

char list_type(const GumboNode* node, char otherwise) {
  for (const char* property : {"list-style-type", "list-style"}) {
    const std::string style = style_property(node, property);
    if (style.empty()) continue;
    if (style == "none") return '0';
    if (style == "lower-alpha" || style == "lower-latin") return 'a';
    if (style == "upper-alpha" || style == "upper-latin") return 'A';
    if (style == "lower-roman") return 'i';
    if (style == "upper-roman") return 'I';
    if (style == "decimal") return '1';
  }
  const std::string type = attribute(node, "type");
  return type.size() == 1 && std::string_view("1aAiI").find(type[0]) != std::string_view::npos ? type[0] : otherwise;
}

// A table that lays out the page, rather than one that holds data: its cells are read as blocks.
struct TableFacts {
  std::uint32_t widest_row = 0;  // cells
  bool layout = false;
};
using Tables =
    std::unordered_map<const GumboNode*, TableFacts>;  // looked up only, never walked: its order is of no account

const GumboVector& children_of(const GumboNode* node) {
  return node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
}

// The page's own style sheets, in its order.
StyleSheet style_sheets(const GumboNode* root) {
  StyleSheet sheet;
  std::vector<const GumboNode*> open{root};
  while (!open.empty()) {
    const GumboNode* const node = open.back();
    open.pop_back();
    if (is_element(node)) {
      const GumboTag tag = node->v.element.tag;
      if (tag == GUMBO_TAG_TEMPLATE || tag == GUMBO_TAG_NOSCRIPT) continue;
      if (tag == GUMBO_TAG_LINK && attribute(node, "rel").find("stylesheet") != std::string::npos) sheet.others();
      if (tag == GUMBO_TAG_STYLE) {
        const GumboVector& children = children_of(node);
        for (unsigned i = 0; i < children.length; ++i)
          if (const auto* child = static_cast<const GumboNode*>(children.data[i]); !is_element(child)) sheet.add(child->v.text.text);
        continue;
      }
    } else if (node->type != GUMBO_NODE_DOCUMENT) {
      continue;
    }
    const GumboVector& children = children_of(node);
    for (unsigned i = children.length; i-- > 0;) open.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return sheet;
}

// What a control shows: the words typed into it, the name of a button, a box with or without a tick. Hints ("Your name") are none.
std::string shown_value(const GumboNode* input) {
  std::string type = attribute(input, "type");
  std::transform(type.begin(), type.end(), type.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const char* silent : {"hidden", "password", "file", "image", "range", "color"})
    if (type == silent) return {};
  if (type == "checkbox" || type == "radio")
    return gumbo_get_attribute(&input->v.element.attributes, "checked") != nullptr ? "\xE2\x98\x92" : "\xE2\x98\x90";
  return attribute(input, "value");
}

struct Frame {
  const GumboNode* node;
  Look look;
  const GumboNode* chosen = nullptr;  // of a closed <select>: the option that it shows
  unsigned next_child = 0;
  bool ordered = false, in_list = false;
  bool block = false, pre = false, hidden = false;
  bool table_row = false, cell = false;
  BlockKind outer_kind{};
  std::uint8_t outer_level = 0;
  Numbers numbers;
};

// Walks the tree once and notes what each table holds.
Tables table_facts(const GumboNode* root) {
  struct Step {
    const GumboNode* node;
    unsigned next = 0;
    std::uint32_t cells = 0;
  };
  Tables tables;
  std::vector<Step> steps{{root}};
  std::vector<const GumboNode*> open;
  while (!steps.empty()) {
    Step& step = steps.back();
    const bool table = is_element(step.node) && step.node->v.element.tag == GUMBO_TAG_TABLE;
    const bool row = is_element(step.node) && step.node->v.element.tag == GUMBO_TAG_TR;
    if (step.next == 0 && is_element(step.node)) {
      const GumboTag tag = step.node->v.element.tag;
      if (table) {
        // Only the next table around is a layout table for that; those around it have it as their child already.
        if (!open.empty()) tables[open.back()].layout = true;
        open.push_back(step.node);
        const std::string role = attribute(step.node, "role");
        tables[step.node].layout = role == "presentation" || role == "none";
      } else if (!open.empty() && (heading_level(step.node) > 0 || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_PRE)) {
        tables[open.back()].layout = true;
      }
    }
    const GumboVector& children = children_of(step.node);
    if (step.next < children.length) {
      const auto* child = static_cast<const GumboNode*>(children.data[step.next++]);
      if (!is_element(child)) continue;
      if (row && (child->v.element.tag == GUMBO_TAG_TD || child->v.element.tag == GUMBO_TAG_TH)) ++step.cells;
      steps.push_back({child});
      continue;
    }
    if (row && !open.empty()) tables[open.back()].widest_row = std::max(tables[open.back()].widest_row, step.cells);
    if (table) {
      TableFacts& facts = tables[step.node];
      facts.layout = facts.layout || facts.widest_row < 2;
      open.pop_back();
    }
    steps.pop_back();
  }
  return tables;
}

// The text between two block boundaries, with white space collapsed as a browser does.
class Flow {
 public:
  explicit Flow(AnswerBuilder& builder) : builder_(builder) {}

  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;

  void set_label(std::string label) { label_ = std::move(label); }
  // Of a list item, the first block is the item; further ones are paragraphs under it.
  void begin_item() { item_written_ = false; }

  // disguised: the words have a look that nobody can read.
  void text(std::string_view utf8, bool pre, bool disguised) {
    disguised_ = disguised;
    for (std::size_t i = 0; i < utf8.size();) {
      const auto lead = static_cast<unsigned char>(utf8[i]);
      const std::size_t length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
      std::uint32_t code = length == 1 ? lead : lead & (0xffu >> (length + 1));
      if (utf8.size() - i < length) break;
      for (std::size_t k = 1; k < length; ++k) code = code << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3f);
      i += length;
      if (code == '\n' && pre) line_break();
      else if (code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == '\f')
        space_ = pre ? space_ + 1 : 1;
      else if (is_white(code)) pending_white(code);
      else if (std::string kept; append_character(kept, code)) visible(kept);
    }
  }

  // A second one leaves an empty line, which ends the block.
  void line_break() {
    if (in_row_) {
      space_ = 1;
      white_.clear();
      return;
    }
    if (!line_empty_) {
      line_empty_ = true;
      space_ = 0;
      white_.clear();
      return;
    }
    if (!block_.empty()) emit();
  }

  void end_block() {
    if (in_row_) {
      space_ = 1;
      white_.clear();
    } else {
      emit();
    }
  }

  void begin_row() {
    emit();
    in_row_ = true;
    cells_.clear();
  }
  void begin_cell() { clear(); }
  void end_cell() {
    cells_.push_back({std::move(block_), std::move(hidden_)});
    clear();
  }
  void end_row() {
    in_row_ = false;
    clear();
    std::size_t filled = 0, first = cells_.size(), last = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      if (cells_[i].text.empty()) continue;
      ++filled;
      first = std::min(first, i);
      last = i;
    }
    if (filled == 0) return;
    // "(a)" in a cell of its own, and the text that it numbers: a list drawn with a table, as the SEC's filings do.
    const Label label = label_of(cells_[first].text + " x");
    if (filled == 2 && label.kind != LabelKind::none && !label.weak && label.length == cells_[first].text.size()) {
      const bool item = label.kind == LabelKind::item || label.kind == LabelKind::bullet;
      builder_.begin_block(item ? BlockKind::list_item : BlockKind::paragraph, item ? 1 : 0);
      add(joined(first, last, ' '));
      builder_.end_block();
      return;
    }
    builder_.begin_block(filled == 1 ? BlockKind::paragraph : BlockKind::table_row, 0);
    add(joined(first, last, '\t'));
    builder_.end_block();
  }

 private:
  struct Words {
    std::string text;
    std::vector<TextSpan> hidden;  // in it, by place
  };

  // The cells from `first` to `last`; where the separator is a space, without empty ones.
  Words joined(std::size_t first, std::size_t last, char separator) const {
    Words out;
    for (std::size_t i = first; i <= last; ++i) {
      if (separator == ' ' && cells_[i].text.empty()) continue;
      if (i > first) out.text.push_back(separator);
      for (const TextSpan span : cells_[i].hidden) out.hidden.push_back({span.begin + size_of(out.text), span.end + size_of(out.text)});
      out.text += cells_[i].text;
    }
    return out;
  }

  void add(const Words& words) {
    const std::uint32_t before = builder_.size();
    builder_.add_text(words.text);
    if (builder_.size() == before) return;  // the limit
    const std::uint32_t begin = builder_.size() - size_of(words.text);
    for (const TextSpan span : words.hidden) builder_.add_remark({extract::Revision::Kind::hidden, {begin + span.begin, begin + span.end}, {}, {}});
  }

  static std::uint32_t size_of(const std::string& text) { return static_cast<std::uint32_t>(text.size()); }

  void clear() {
    block_.clear();
    hidden_.clear();
    hidden_goes_on_ = false;
    reset();
  }
  void reset() {
    space_ = 0;
    white_.clear();
    line_empty_ = true;
  }

  void pending_white(std::uint32_t code) {
    // Kept between words ("5&nbsp;000"), dropped at the ends of a line.
    if (!line_empty_ && white_.size() < 64) append_character(white_, code);
  }

  void visible(const std::string& character) {
    if (line_empty_) {
      if (!block_.empty()) block_.push_back('\n');
      else if (!label_.empty() && !in_row_) {
        block_ = std::move(label_) + " ";
        label_.clear();
      }
    } else if (!white_.empty()) {
      block_ += white_;
    } else if (space_ > 0) {
      block_.append(std::min<std::size_t>(space_, 200), ' ');
    }
    if (line_empty_ && in_row_ && !block_.empty() && block_.back() == '\n') block_.back() = ' ';
    space_ = 0;
    white_.clear();
    line_empty_ = false;
    block_ += character;
    if (disguised_ && hidden_goes_on_) hidden_.back().end = size_of(block_);
    else if (disguised_) hidden_.push_back({size_of(block_) - size_of(character), size_of(block_)});
    hidden_goes_on_ = disguised_;
  }

  void emit() {
    if (!block_.empty()) {
      const bool item = kind == BlockKind::list_item;
      if (item && item_written_) builder_.begin_block(BlockKind::paragraph, 0);
      else builder_.begin_block(kind, level);
      add({std::move(block_), std::move(hidden_)});
      builder_.end_block();
      item_written_ = item_written_ || item;
    }
    clear();
  }

  AnswerBuilder& builder_;
  std::string block_, white_, label_;
  std::vector<TextSpan> hidden_;  // in block_: words that are disguised
  bool disguised_ = false, hidden_goes_on_ = false;
  std::vector<Words> cells_;
  std::size_t space_ = 0;
  bool line_empty_ = true, in_row_ = false, item_written_ = false;
};

class Walk {
 public:
  Walk(const GumboNode* root, AnswerBuilder& builder) : builder_(builder), flow_(builder), tables_(table_facts(root)), sheet_(style_sheets(root)) {
    push(root);
  }

  void run() {
    while (!frames_.empty() && !builder_.full()) {
      Frame& frame = frames_.back();
      const GumboVector& children = children_of(frame.node);
      if (frame.next_child >= children.length) {
        pop();
        continue;
      }
      const auto* child = static_cast<const GumboNode*>(children.data[frame.next_child++]);
      switch (child->type) {
        case GUMBO_NODE_TEXT:
        case GUMBO_NODE_WHITESPACE:
        case GUMBO_NODE_CDATA: read(child); break;
        case GUMBO_NODE_ELEMENT: push(child); break;
        default: break;
      }
    }
    flow_.end_block();
    if (hidden_ > 0) builder_.add_unread(Unread::hidden_text, 0, hidden_);
    if (sheet_.is_cut()) builder_.add_unread(Unread::styles_over_limit, 0, 1);
    if (put_away_ > 0) builder_.add_unread(Unread::put_away, 0, put_away_);
    if (embedded_ > 0) builder_.add_unread(Unread::embedded_object, 0, embedded_);
  }

 private:
  void read(const GumboNode* node) {
    const std::string_view text = node->v.text.text;
    if (hidden_from_ == 0) {
      const Look& look = frames_.back().look;
      if (look.not_shown() && !put_away_counted_ && text.find_first_not_of(" \t\r\n\f") != std::string_view::npos) {
        ++put_away_;
        put_away_counted_ = true;
      }
      return flow_.text(text, pre_ > 0, look.disguised());
    }
    if (!hidden_counted_ && text.find_first_not_of(" \t\r\n\f") != std::string_view::npos) {
      ++hidden_;
      hidden_counted_ = true;
    }
  }

  void push(const GumboNode* node) {
    Frame frame{};
    frame.node = node;
    if (node->type == GUMBO_NODE_DOCUMENT) {
      frame.look = sheet_.page();
      frames_.push_back(frame);
      return;
    }
    const GumboTag tag = node->v.element.tag;
    if (one_of(kLeftOut, tag)) return;
    if (one_of(kEmbedded, tag)) {
      if (hidden_from_ == 0 && !is_hidden(node)) ++embedded_;
      return;
    }
    if (tag == GUMBO_TAG_BR) {
      if (hidden_from_ == 0) flow_.line_break();
      return;
    }
    if (tag == GUMBO_TAG_INPUT) {
      if (const std::string value = hidden_from_ == 0 && !is_hidden(node) ? shown_value(node) : std::string(); !value.empty())
        flow_.text(" " + value + " ", false, frames_.back().look.disguised());
      return;
    }
    const bool not_chosen = tag == GUMBO_TAG_OPTION && !selects_.empty() && frames_[selects_.back()].chosen != node;
    if (hidden_from_ == 0 && (not_chosen || is_hidden(node))) {
      frame.hidden = true;
      // The other options of a list are one passage.
      const GumboNode* const list = not_chosen ? frames_[selects_.back()].node : nullptr;
      hidden_counted_ = list != nullptr && list == last_list_;
      last_list_ = list;
      frames_.push_back(frame);
      hidden_from_ = frames_.size();
      return;
    }
    if (hidden_from_ == 0) {
      frame.look = look_of(node, frames_.back().look);
      if (frame.look.not_shown() && !frames_.back().look.not_shown()) put_away_counted_ = false;
      enter(node, tag, frame);
    }
    frames_.push_back(frame);
  }

  Look look_of(const GumboNode* node, const Look& around) const {
    const GumboTag tag = node->v.element.tag;
    const std::string style = attribute(node, "style"), bgcolor = attribute(node, "bgcolor");
    const std::string colour = tag == GUMBO_TAG_FONT ? attribute(node, "color") : tag == GUMBO_TAG_BODY ? attribute(node, "text") : std::string();
    if (sheet_.empty() && style.empty() && bgcolor.empty() && colour.empty()) return around;
    return sheet_.look(around, gumbo_normalized_tagname(tag), attribute(node, "id"), attribute(node, "class"), style, bgcolor, colour);
  }

  // The option that a closed list shows: the chosen one, else the first. Null: the list is open, and shows all.
  static const GumboNode* chosen_of(const GumboNode* select) {
    if (gumbo_get_attribute(&select->v.element.attributes, "multiple") != nullptr || number_of(attribute(select, "size"), 1) > 1) return nullptr;
    const GumboNode* first = nullptr;
    std::vector<const GumboNode*> open{select};
    while (!open.empty()) {
      const GumboNode* const node = open.back();
      open.pop_back();
      if (!is_element(node)) continue;
      if (node->v.element.tag == GUMBO_TAG_OPTION) {
        if (gumbo_get_attribute(&node->v.element.attributes, "selected") != nullptr) return node;
        if (first == nullptr) first = node;
        continue;
      }
      const GumboVector& children = children_of(node);
      for (unsigned i = children.length; i-- > 0;) open.push_back(static_cast<const GumboNode*>(children.data[i]));
    }
    return first;
  }

  void enter(const GumboNode* node, GumboTag tag, Frame& frame) {
    frame.outer_kind = flow_.kind;
    frame.outer_level = flow_.level;
    const std::string display =
        gumbo_get_attribute(&node->v.element.attributes, "style") ? style_property(node, "display") : "";
    if (tag == GUMBO_TAG_SELECT)
      if ((frame.chosen = chosen_of(node)) != nullptr) selects_.push_back(frames_.size());
    // In a closed list the option that is chosen stands in the line.
    const bool in_line = (tag == GUMBO_TAG_OPTION || tag == GUMBO_TAG_OPTGROUP) && !selects_.empty();
    if (in_line) flow_.text(" ", false, false);
    frame.block = (one_of(kBlockLevel, tag) && !in_line) || display == "block" || display == "list-item";
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) frame.cell = row_ > 0 && cell_ == 0;
    if (tag == GUMBO_TAG_TR) frame.table_row = row_ == 0 && in_data_table();
    if (tag == GUMBO_TAG_TABLE) open_tables_.push_back(node);
    if (frame.table_row) {
      flow_.begin_row();
      ++row_;
    } else if (frame.cell) {
      flow_.begin_cell();
      ++cell_;
    } else if (frame.block) {
      flow_.end_block();
    }
    if (tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_LISTING || tag == GUMBO_TAG_PLAINTEXT ||
        tag == GUMBO_TAG_TEXTAREA) {
      frame.pre = true;
      ++pre_;
    }
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL || tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_DIR) {
      frame.in_list = true;
      frame.ordered = tag == GUMBO_TAG_OL;
      frame.numbers.type = list_type(node, '1');
      const bool reversed = gumbo_get_attribute(&node->v.element.attributes, "reversed") != nullptr;
      frame.numbers.step = reversed ? -1 : 1;
      frame.numbers.next = number_of(attribute(node, "start"), reversed ? items_in(node) : 1);
      lists_.push_back(frames_.size());
    }
    if (const std::uint8_t level = heading_level(node); level > 0) {
      flow_.kind = BlockKind::heading;
      flow_.level = level;
    } else if (tag == GUMBO_TAG_LI) {
      flow_.kind = BlockKind::list_item;
      flow_.level = static_cast<std::uint8_t>(std::clamp<std::size_t>(lists_.size(), 1, 9));
      flow_.begin_item();
      if (!lists_.empty()) number_item(node);
    } else if (tag == GUMBO_TAG_CODE && pre_ > 0) {
      flow_.kind = BlockKind::code;
      flow_.level = 0;
    }
  }

  void number_item(const GumboNode* node) {
    Frame& list = frames_[lists_.back()];
    if (!list.ordered) return;
    Numbers& numbers = list.numbers;
    numbers.next = number_of(attribute(node, "value"), numbers.next);
    Numbers own = numbers;
    own.type = list_type(node, numbers.type);
    flow_.set_label(own.draw(numbers.next));
    numbers.next += numbers.step;
  }

  static std::int64_t items_in(const GumboNode* list) {
    std::int64_t count = 0;
    const GumboVector& children = children_of(list);
    for (unsigned i = 0; i < children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(children.data[i]);
      count += is_element(child) && child->v.element.tag == GUMBO_TAG_LI;
    }
    return count;
  }

  bool in_data_table() const {
    if (open_tables_.empty()) return false;
    const auto facts = tables_.find(open_tables_.back());
    return facts != tables_.end() && !facts->second.layout;
  }

  void pop() {
    const Frame frame = frames_.back();
    if (frame.hidden) hidden_from_ = 0;
    else if (hidden_from_ == 0 && frame.node->type != GUMBO_NODE_DOCUMENT) leave(frame);
    frames_.pop_back();
  }

  void leave(const Frame& frame) {
    if (frame.cell) {
      flow_.end_cell();
      --cell_;
    } else if (frame.table_row) {
      flow_.end_row();
      --row_;
    } else if (frame.block) {
      flow_.end_block();
    }
    if (frame.node->v.element.tag == GUMBO_TAG_TABLE) open_tables_.pop_back();
    if (frame.pre) --pre_;
    if (frame.chosen != nullptr) {
      selects_.pop_back();
      flow_.text(" ", false, false);
    }
    if (frame.in_list) lists_.pop_back();
    if (frame.node->v.element.tag == GUMBO_TAG_LI) flow_.set_label({});  // an empty item draws a number beside nothing
    if (frame.block) {
      flow_.kind = frame.outer_kind;
      flow_.level = frame.outer_level;
    }
  }

  AnswerBuilder& builder_;
  Flow flow_;
  Tables tables_;
  std::vector<Frame> frames_;
  StyleSheet sheet_;
  std::vector<std::size_t> lists_, selects_;  // indexes into frames_
  std::vector<const GumboNode*> open_tables_;
  std::size_t hidden_from_ = 0;  // the size of frames_ when a hidden element was entered; 0: none
  const GumboNode* last_list_ = nullptr;
  bool hidden_counted_ = false, put_away_counted_ = false;
  int pre_ = 0, row_ = 0, cell_ = 0;
  std::uint32_t hidden_ = 0, put_away_ = 0, embedded_ = 0;
};

// An upper estimate of how many elements are open at once, without those that the next tag closes by itself.
bool nests_too_deep(std::string_view html) {
  constexpr std::array<std::string_view, 31> kSelfClosing{
      "p",     "li",  "td",    "th",     "tr",    "dt",   "dd",   "option", "optgroup", "tbody", "thead",
      "tfoot", "br",  "hr",    "img",    "input", "meta", "link", "col",    "colgroup", "area",  "base",
      "embed", "wbr", "param", "source", "track", "body", "html", "head",   "rt"};
  std::int64_t open = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos && at + 2 < html.size();
       at = html.find('<', at + 1)) {
    const bool end = html[at + 1] == '/';
    std::string name;
    for (std::size_t i = at + (end ? 2 : 1); i < html.size() && name.size() < 12; ++i) {
      const char c = html[i] >= 'A' && html[i] <= 'Z' ? static_cast<char>(html[i] + 32) : html[i];
      if ((c < 'a' || c > 'z') && (name.empty() || c < '0' || c > '9')) break;
      name.push_back(c);
    }
    if (name.empty() || std::find(kSelfClosing.begin(), kSelfClosing.end(), name) != kSelfClosing.end()) continue;
    open = end ? std::max<std::int64_t>(open - 1, 0) : open + 1;
    if (open > kOpenElements) return true;
  }
  return false;
}

// gumbo compares each attribute of an element with every other: 50,000 on one take ten seconds.
bool has_too_many_attributes(std::string_view html) {
  bool in_tag = false, space = false;
  char quote = 0;
  std::uint32_t attributes = 0;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const char c = html[i];
    if (!in_tag) {
      const char next = i + 1 < html.size() ? static_cast<char>(html[i + 1] | 0x20) : ' ';
      if (c == '<' && next >= 'a' && next <= 'z') {
        in_tag = true;
        space = false;
        attributes = 0;
      }
      continue;
    }
    if (quote) {
      if (c == quote) quote = 0, space = true;  // what follows a value is a new attribute, space or not
      continue;
    }
    if (c == '>') {
      in_tag = false;
    } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/') {
      space = true;
    } else {
      if (space && ++attributes > limits::kHtmlAttributes) return true;
      space = false;
      if ((c == '"' || c == '\'') && html[i - 1] == '=') quote = c;
    }
  }
  return false;
}

// All that gumbo allocated and did not give back, in a ring: freed at the end.
class Pieces {
 public:
  Pieces() = default;
  Pieces(const Pieces&) = delete;
  ~Pieces() {
    while (ring_.next != &ring_) free(ring_.next + 1);
  }
  void* allocate(std::size_t size) {
    Link* const piece = static_cast<Link*>(::operator new(sizeof(Link) + size));
    *piece = {&ring_, ring_.next};
    ring_.next->before = piece;
    ring_.next = piece;
    return piece + 1;
  }
  void free(void* memory) {
    if (memory == nullptr) return;
    Link* const piece = static_cast<Link*>(memory) - 1;
    piece->before->next = piece->next;
    piece->next->before = piece->before;
    ::operator delete(piece);
  }

 private:
  struct alignas(std::max_align_t) Link {
    Link *before, *next;
  };
  Link ring_{&ring_, &ring_};
};

}  // namespace

std::variant<Answer, Failure> read_html(std::string_view html) {
  if (nests_too_deep(html) || has_too_many_attributes(html)) return Failure::nesting;
  Pieces pieces;
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = &pieces;
  options.max_errors = 0;  // each recorded error copies the stack of open elements
  // gumbo does not check for a null pointer; operator new calls the handler that answers "memory".
  options.allocator = [](void* all, std::size_t size) { return static_cast<Pieces*>(all)->allocate(size); };
  options.deallocator = [](void* all, void* memory) { static_cast<Pieces*>(all)->free(memory); };
  const GumboOutput* const output = gumbo_parse_with_options(&options, html.data(), html.size());
  AnswerBuilder builder;
  Walk(output->document, builder).run();
  if (builder.full()) builder.add_unread(Unread::text_over_limit, 0, 1);
  return builder.take();
}

}  // namespace caveat::reader
