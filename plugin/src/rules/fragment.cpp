// See fragment.h. Four steps: macros are spelled out, text is folded around the escapes, a small parser for the allowed
// part of RE2's syntax builds a tree, and the tree gives the expression's boundaries and its required literals.
#include "rules/fragment.h"

#include <algorithm>
#include <memory>

#include "base/limits.h"
#include "extract/utf8.h"
#include "normalize/normal_text.h"

namespace caveat::rules {
namespace {

// A value macro stands as one of these bytes until the expression is written out; no rule text may hold them.
constexpr char kFirstValue = '\x01';
constexpr char kLastValue = '\x07';
constexpr std::pair<std::string_view, QuantityKind> kValueMacros[] = {{"number", QuantityKind::number},
                                                                     {"percent", QuantityKind::percent},
                                                                     {"duration", QuantityKind::duration},
                                                                     {"money", QuantityKind::money},
                                                                     {"rate", QuantityKind::rate},
                                                                     {"fee_months", QuantityKind::fee_months},
                                                                     {"date", QuantityKind::date}};
constexpr int kMaxDepth = 40;

Error bad(std::string message) { return Error{ErrorCode::rules, std::move(message)}; }
bool word_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }

// ---- 1. macros ----
Result<std::string> expand(std::string_view text, const Lexicon& lexicon, int depth) {
  if (!extract::is_utf8(text)) return bad("a byte in the fragment is not UTF-8; save the file as UTF-8");
  std::string out;
  bool in_set = false;
  std::size_t first = 0;  // of the set's members
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, 2) != "{{") {
      const char c = text[i];
      if (static_cast<unsigned char>(c) < 0x20) return bad("a control character stands in the fragment; remove it");
      out += c;
      if (c == '\\' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x20 && text[i + 1] != '{') out += text[++i];
      // A bracket that opens or closes; "]" is a member where it comes first.
      else if (c == '[' && !in_set) in_set = true, first = i + 1 + (text.substr(i + 1, 1) == "^");
      else if (c == ']' && i > first) in_set = false;
      ++i;
      continue;
    }
    if (in_set) return bad("a macro between \"[\" and \"]\", where each character stands for itself; write (?:[ab]|{{macro}})");
    const std::size_t end = text.find("}}", i);
    if (end == std::string_view::npos) return bad("\"{{\" without \"}}\"; write {{name}}");
    const std::string_view macro = text.substr(i + 2, end - i - 2);
    i = end + 2;
    if (macro == "w") {
      out += "\\w*";
      continue;
    }
    bool is_value = false;
    for (const auto& [value_name, kind] : kValueMacros)
      if (macro == value_name) {
        out += static_cast<char>(kFirstValue + static_cast<int>(kind));
        is_value = true;
      }
    if (is_value) continue;
    const auto found = lexicon.find(macro);
    if (found == lexicon.end()) {
      std::string known;
      for (const auto& [macro_name, words] : lexicon) known += (known.empty() ? "" : ", ") + macro_name;
      return bad("unknown macro {{" + std::string(macro) + "}}; the lexicon of this language has: " + known);
    }
    if (depth == 0) return bad("macro {{" + std::string(macro) + "}} stands inside another macro; spell it out there");
    out += "(?:";
    for (std::size_t w = 0; w < found->second.size(); ++w) {
      auto word = expand(found->second[w], lexicon, depth - 1);
      if (!word) return word.error();
      if (w) out += '|';
      out += word.value();
    }
    out += ')';
    if (out.size() > 8 * limits::kFragmentBytes) return bad("the fragment is too long once its macros are spelled out; split it");
  }
  return out;
}

// ---- 2. folding around escapes ----
// "[aä]" folds to "(?:[a]|ae)": as "[aae]" it would stand for one letter and never meet the two of a folded text. Empty when no
// letter of the set becomes several (or the set is negated, which has no such spelling).
std::string fold_set(std::string_view set) {
  std::string one, several;
  if (set.starts_with("[^")) return {};
  for (std::size_t i = 1; i + 1 < set.size();) {
    std::size_t end = i + 1 + (set[i] == '\\');
    while (end + 1 < set.size() && (static_cast<unsigned char>(set[end]) & 0xC0) == 0x80) ++end;
    const std::string_view letter = set.substr(i, end - i);
    const std::string folded = letter.front() == '\\' ? std::string(letter) : normalize::fold(letter);
    if (folded.size() > 1 && letter.front() != '\\' && word_byte(folded.front())) several += '|' + folded;
    else one += folded;
    i = end;
  }
  if (several.empty()) return {};
  return one.empty() ? "(?:" + several.substr(1) + ')' : "(?:[" + one + ']' + several + ')';
}

std::string fold_expression(std::string_view text) {
  std::string out, plain;
  const auto flush = [&] {
    out += normalize::fold(plain);
    plain.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '[') {
      std::size_t end = i + 1;
      while (end < text.size() && text[end] != ']') end += text[end] == '\\' ? 2 : 1;
      const std::string folded = end < text.size() ? fold_set(text.substr(i, end + 1 - i)) : std::string();
      if (!folded.empty()) {
        flush();
        out += folded;
        i = end;
        continue;
      }
    }
    if (c == '\\' && i + 1 < text.size()) {
      flush();
      out += c;
      out += text[++i];
    } else if (c >= kFirstValue && c <= kLastValue) {
      flush();
      out += c;
    } else {
      plain += c;
    }
  }
  flush();
  return out;
}

// ---- 3. the tree ----
struct Node {
  enum class Kind { literal, set, value, boundary, concat, alternate, repeat } kind = Kind::concat;
  std::string literal;               // literal: its bytes; value: its mark
  std::vector<std::string> members;  // set: its members if few, else empty
  bool word_only = false, word_none = false;  // set: what it may match, for boundaries
  bool spaceless = false;                     // set: it matches no space, so that a run of it stays within a word
  int min = 1, max = 1;              // repeat; max -1: unbounded
  std::size_t begin = 0, end = 0;    // where it stands in the folded fragment
  std::vector<std::unique_ptr<Node>> kids;
};
using NodePtr = std::unique_ptr<Node>;

NodePtr make(Node::Kind kind) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  return node;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<NodePtr> parse() {
    NodePtr node = alternate(0);
    if (error_.empty() && at_ < text_.size()) error_ = "an unmatched \")\"; remove it, or write \\)";
    if (!error_.empty()) return bad(error_);
    return node;
  }

 private:
  bool more() const { return at_ < text_.size() && error_.empty(); }
  char peek() const { return text_[at_]; }

  NodePtr alternate(int depth) {
    auto node = make(Node::Kind::alternate);
    node->begin = at_;
    if (depth > kMaxDepth) {
      error_ = "groups are nested too deeply; flatten them";
      return node;
    }
    node->kids.push_back(concat(depth));
    while (more() && peek() == '|') {
      ++at_;
      node->kids.push_back(concat(depth));
    }
    if (node->kids.size() == 1) return std::move(node->kids.front());
    node->end = at_;
    return node;
  }

  NodePtr concat(int depth) {
    auto node = make(Node::Kind::concat);
    node->begin = at_;
    while (more() && peek() != '|' && peek() != ')') {
      const std::size_t begin = at_;
      NodePtr atom_node = atom(depth);
      if (!error_.empty()) break;
      atom_node->begin = begin;
      atom_node->end = at_;
      // A run of plain characters is one node; a repeat binds to the last character alone.
      const bool repeated = more() && std::string_view("?*+{").find(peek()) != std::string_view::npos;
      if (!repeated && atom_node->kind == Node::Kind::literal && !node->kids.empty() && node->kids.back()->kind == Node::Kind::literal) {
        node->kids.back()->literal += atom_node->literal;
        node->kids.back()->end = at_;
        continue;
      }
      node->kids.push_back(repeat(std::move(atom_node)));
      node->kids.back()->begin = begin;
      node->kids.back()->end = at_;
    }
    node->end = at_;
    return node;
  }

  NodePtr repeat(NodePtr inner) {
    if (!more()) return inner;
    int min = 1, max = 1;
    const char c = peek();
    if (c == '?') {
      min = 0, ++at_;
    } else if (c == '*' || c == '+') {
      if (dot_) {
        error_ = std::string("\".") + c + "\" without a bound would bridge unrelated clauses; write .{0,40}";
        return inner;
      }
      min = c == '+' ? 1 : 0, max = -1, ++at_;
    } else if (c == '{') {
      std::size_t i = at_ + 1;
      const auto number = [&]() {
        int n = -1;
        while (i < text_.size() && text_[i] >= '0' && text_[i] <= '9' && n < 1000) n = (n < 0 ? 0 : n) * 10 + (text_[i++] - '0');
        return n;
      };
      min = number();
      max = min;
      if (i < text_.size() && text_[i] == ',') ++i, max = number();
      if (min < 0 || max < min || max > 400 || i >= text_.size() || text_[i] != '}') {
        error_ = "a repeat that is not {n} or {m,n} with n up to 400";
        return inner;
      }
      at_ = i + 1;
    } else {
      return inner;
    }
    if (more() && peek() == '?') ++at_;  // lazy: the same language
    auto node = make(Node::Kind::repeat);
    node->min = min;
    node->max = max;
    node->kids.push_back(std::move(inner));
    if (more() && (peek() == '*' || peek() == '+' || peek() == '{')) error_ = "a repeat of a repeat; write one";
    return node;
  }

  NodePtr atom(int depth) {
    dot_ = false;
    const char c = peek();
    if (c == '(') {
      if (text_.substr(at_, 3) != "(?:") {
        error_ = text_.substr(at_, 2) == "(?" ? "look-around and flags are refused; use near, unless or plain words"
                                             : "a capturing group; write (?:...)";
        return make(Node::Kind::concat);
      }
      at_ += 3;
      NodePtr node = alternate(depth + 1);
      if (error_.empty()) {
        if (!more()) error_ = "\"(?:\" without \")\"";
        else ++at_;
      }
      dot_ = false;
      return node;
    }
    if (c == '[') return set();
    if (c == '\\') return escape();
    if (c == '^' || c == '$') {
      error_ = "\"^\" and \"$\" are refused: a fragment may stand anywhere; use scope or near";
      return make(Node::Kind::concat);
    }
    if (c == '*' || c == '+' || c == '?' || c == '{') {
      error_ = std::string("\"") + c + "\" has nothing to repeat";
      return make(Node::Kind::concat);
    }
    ++at_;
    if (c == '.') {
      dot_ = true;
      return make(Node::Kind::set);
    }
    if (c >= kFirstValue && c <= kLastValue) {
      auto node = make(Node::Kind::value);
      node->literal = c;
      return node;
    }
    auto node = make(Node::Kind::literal);
    node->literal = c;
    // A character of several bytes ("€") is one literal, so that "?" behind it means the character.
    while ((static_cast<unsigned char>(c) & 0x80) && at_ < text_.size() && (static_cast<unsigned char>(text_[at_]) & 0xC0) == 0x80)
      node->literal += text_[at_++];
    return node;
  }

  NodePtr escape() {
    if (at_ + 1 >= text_.size()) {
      error_ = "a lone \"\\\" at the end";
      return make(Node::Kind::concat);
    }
    const char c = text_[at_ + 1];
    at_ += 2;
    if (c == 'b') return make(Node::Kind::boundary);
    if (c >= kFirstValue && c <= kLastValue) {
      error_ = "a lone \"\\\" before a macro; write \\\\, or leave it out";
      return make(Node::Kind::concat);
    }
    if (c == 'w' || c == 'd' || c == 'W' || c == 'D' || c == 's' || c == 'S') {
      auto node = make(Node::Kind::set);
      node->word_only = c == 'w' || c == 'd';
      node->word_none = c == 'W' || c == 's';
      node->spaceless = node->word_only || c == 'S';
      return node;
    }
    if (word_byte(c) || (c >= 'A' && c <= 'Z') || (c & 0x80)) {
      error_ = std::string("\"\\") + c + "\" is refused; allowed are \\w \\W \\d \\D \\s \\S \\b and escaped punctuation";
      return make(Node::Kind::concat);
    }
    auto node = make(Node::Kind::literal);
    node->literal = c;
    return node;
  }

  NodePtr set() {
    auto node = make(Node::Kind::set);
    ++at_;
    bool negated = false, plain = true;
    if (more() && peek() == '^') negated = true, ++at_;
    std::vector<std::string> members;
    bool any_word = false, any_other = false, has_space = false;
    bool first = true;
    while (more() && (peek() != ']' || first)) {
      first = false;
      char c = peek();
      ++at_;
      if (c == '\\' && more()) {
        c = peek();
        ++at_;
        if (c == 'w' || c == 'd') { plain = false; any_word = true; continue; }
        if (c == 'W' || c == 'D' || c == 's' || c == 'S') { plain = false; any_word = any_other = true; has_space = has_space || c != 'S'; continue; }
        if (word_byte(c) || (c >= 'A' && c <= 'Z') || (c & 0x80)) {
          error_ = std::string("\"\\") + c + "\" between \"[\" and \"]\" is refused; allowed are \\w \\W \\d \\D \\s \\S and escaped punctuation";
          return node;
        }
      }
      if (static_cast<unsigned char>(c) & 0x80) { plain = false; any_other = true; continue; }
      if (c == '[' && more() && peek() == ':') {
        error_ = "\"[:\" names a class of RE2; write the characters, or \\w \\d";
        return node;
      }
      if (more() && peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
        plain = false;
        if (static_cast<unsigned char>(text_[at_ + 1]) < static_cast<unsigned char>(c)) {
          error_ = "a range that runs backwards; write the lower end first";
          return node;
        }
        has_space = has_space || (static_cast<unsigned char>(c) <= ' ' && static_cast<unsigned char>(text_[at_ + 1]) >= ' ');
        at_ += 2;
        (word_byte(c) ? any_word : any_other) = true;
        continue;
      }
      has_space = has_space || c == ' ';
      members.emplace_back(1, c);
      (word_byte(c) ? any_word : any_other) = true;
    }
    if (!more() && error_.empty() && (at_ >= text_.size() || text_[at_] != ']')) {
      error_ = "\"[\" without \"]\"";
      return node;
    }
    ++at_;
    node->spaceless = negated == has_space;
    node->word_only = !negated && any_word && !any_other;
    node->word_none = !negated && any_other && !any_word;
    if (plain && !negated && members.size() <= 8) node->members = std::move(members);
    return node;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool dot_ = false;
  std::string error_;
};

// ---- 4a. boundaries ----
enum class Edge { word, other, unknown };

Edge edge(const Node& node, bool front);

// Of a concat, looking at the `parts` kids that lie away from the other edge. Optional parts may be absent: all of them and the
// first certain one must agree.
Edge concat_edge(const Node& node, std::size_t parts, bool front) {
  std::optional<Edge> all;
  for (std::size_t left = parts; left > 0; --left) {
    const Node& kid = *node.kids[front ? node.kids.size() - left : left - 1];
    const Edge e = edge(kid, front);
    if (all && *all != e) return Edge::unknown;
    all = e;
    if (!(kid.kind == Node::Kind::repeat && kid.min == 0)) break;
  }
  return all.value_or(Edge::unknown);
}

Edge edge(const Node& node, bool front) {
  switch (node.kind) {
    case Node::Kind::literal: return word_byte(front ? node.literal.front() : node.literal.back()) ? Edge::word : Edge::other;
    case Node::Kind::set: return node.word_only ? Edge::word : node.word_none ? Edge::other : Edge::unknown;
    case Node::Kind::value: return Edge::other;  // bounded in itself
    case Node::Kind::boundary: return Edge::other;
    case Node::Kind::repeat: return edge(*node.kids[0], front);
    case Node::Kind::alternate: {
      Edge all = edge(*node.kids[0], front);
      for (const auto& kid : node.kids)
        if (edge(*kid, front) != all) return Edge::unknown;
      return all;
    }
    case Node::Kind::concat: return concat_edge(node, node.kids.size(), front);
  }
  return Edge::unknown;
}

// Where "\b" has to stand so that the fragment matches whole words: at one place where the edge is a word whatever is matched, in
// each alternative where they differ ("d'|une"), before an optional tail that begins with no word (" for {{duration}}").
// What it cannot say in the expression, the matcher checks (match.cpp, whole_words).
void word_boundaries(const Node& node, std::size_t parts, bool front, std::vector<std::size_t>& places) {
  const auto place = [&](const Node& of) { places.push_back(front ? of.begin : of.end); };
  switch (node.kind) {
    case Node::Kind::value:
    case Node::Kind::boundary: return;
    case Node::Kind::literal:
    case Node::Kind::set:
    case Node::Kind::repeat:
      if (edge(node, front) == Edge::word) place(node);
      return;
    case Node::Kind::alternate:
      for (const auto& kid : node.kids) word_boundaries(*kid, kid->kids.size(), front, places);
      return;
    case Node::Kind::concat: {
      // Of a concat the first (last) `parts` kids: what is left when optional ones at the edge are set aside.
      if (parts == 0) return;
      const Node& outer = *node.kids[front ? node.kids.size() - parts : parts - 1];
      if (!(outer.kind == Node::Kind::repeat && outer.min == 0)) return word_boundaries(outer, outer.kids.size(), front, places);
      if (concat_edge(node, parts, front) == Edge::word) return place(outer);
      if (edge(outer, !front) != Edge::other) return;
      if (outer.max == 1) word_boundaries(*outer.kids[0], outer.kids[0]->kids.size(), front, places);
      word_boundaries(node, parts - 1, front, places);
      return;
    }
  }
}

// ---- 4b. literals ----
struct Required {
  bool exact = false;             // `strings` are all that the node can match
  std::vector<std::string> strings;
  std::vector<std::vector<std::string>> clauses;  // when not exact
  bool head = false;              // clauses[0] begins where the node's match begins
};

using Strings = std::vector<std::string>;

void tidy(Strings& strings) {
  std::sort(strings.begin(), strings.end());
  strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
}

std::optional<Strings> cross(const Strings& a, const Strings& b) {
  if (a.size() * b.size() > limits::kLiteralsPerFragment) return std::nullopt;
  Strings all;
  for (const auto& x : a)
    for (const auto& y : b) all.push_back(x + y);
  tidy(all);
  return all;
}

// One clause out of a run of exact strings, or none when one of them is too short to look for.
std::optional<Strings> clause_of(Strings strings, bool head) {
  for (auto& s : strings) {
    if (s.size() < limits::kMinLiteralBytes) return std::nullopt;
    if (s.size() > limits::kLiteralBytes) s.resize(limits::kLiteralBytes);
  }
  tidy(strings);
  Strings kept;
  for (const auto& s : strings) {
    const bool covered = std::any_of(strings.begin(), strings.end(), [&](const std::string& other) {
      if (other.size() >= s.size()) return false;
      return head ? s.compare(0, other.size(), other) == 0 : s.find(other) != std::string::npos;
    });
    if (!covered) kept.push_back(s);
  }
  return kept;
}

std::size_t shortest(const Strings& strings) {
  std::size_t n = ~std::size_t{0};
  for (const auto& s : strings) n = std::min(n, s.size());
  return n;
}

Required required(const Node& node);

Required required_concat(const std::vector<const Node*>& parts) {
  Required out;
  Strings run = {""};
  // Longer literals than kLiteralBytes are cut anyway: a run that has reached it everywhere is full, and what follows is left out.
  bool run_at_head = true, all_exact = true, full = false;
  const auto flush = [&] {
    if (auto clause = clause_of(run, run_at_head)) {
      if (run_at_head) out.head = true;
      out.clauses.push_back(std::move(*clause));
    }
    run = {""};
    run_at_head = full = false;
  };
  for (const Node* part : parts) {
    Required r = required(*part);
    if (r.exact) {
      full = full || shortest(run) >= limits::kLiteralBytes;
      if (full) {
        all_exact = all_exact && r.strings.size() == 1 && r.strings[0].empty();
        continue;
      }
      if (auto joined = cross(run, r.strings)) {
        run = std::move(*joined);
        continue;
      }
      // Too many alternatives: this run ends here, a new one begins with this part.
      all_exact = false;
      flush();
      run = r.strings;
      continue;
    }
    all_exact = false;
    const bool inner_head = run_at_head && run.size() == 1 && run[0].empty() && r.head;
    if (!(run.size() == 1 && run[0].empty())) flush();
    else run_at_head = false;
    if (inner_head) out.head = true;
    for (auto& clause : r.clauses) out.clauses.push_back(std::move(clause));
    run = {""};
    run_at_head = false;
  }
  if (all_exact) {
    out.exact = true;
    out.strings = std::move(run);
    out.clauses.clear();
    out.head = false;
    return out;
  }
  if (!(run.size() == 1 && run[0].empty())) flush();
  return out;
}

Required required(const Node& node) {
  Required out;
  switch (node.kind) {
    case Node::Kind::literal:
      out.exact = true;
      out.strings = {node.literal};
      return out;
    case Node::Kind::boundary:
      out.exact = true;
      out.strings = {""};
      return out;
    case Node::Kind::set:
      if (!node.members.empty()) {
        out.exact = true;
        out.strings = node.members;
        tidy(out.strings);
      }
      return out;
    case Node::Kind::value: return out;
    case Node::Kind::repeat: {
      Required inner = required(*node.kids[0]);
      if (node.min == 0 && node.max == 1 && inner.exact && inner.strings.size() < limits::kLiteralsPerFragment) {
        out.exact = true;
        out.strings = std::move(inner.strings);
        out.strings.emplace_back();
        tidy(out.strings);
        return out;
      }
      if (node.min == 1 && node.max == 1) return inner;
      if (node.min == 0) return out;
      // At least once: what one round requires, at the head if one round has it there.
      if (inner.exact) {
        if (auto clause = clause_of(inner.strings, true)) {
          out.clauses.push_back(std::move(*clause));
          out.head = true;
        }
      } else {
        out.clauses = std::move(inner.clauses);
        out.head = inner.head;
      }
      return out;
    }
    case Node::Kind::concat: {
      std::vector<const Node*> parts;
      for (const auto& kid : node.kids) parts.push_back(kid.get());
      return required_concat(parts);
    }
    case Node::Kind::alternate: {
      bool exact = true;
      Strings strings;
      std::vector<Required> branches;
      for (const auto& kid : node.kids) {
        branches.push_back(required(*kid));
        exact = exact && branches.back().exact;
      }
      if (exact) {
        for (auto& b : branches) strings.insert(strings.end(), b.strings.begin(), b.strings.end());
        tidy(strings);
        if (strings.size() <= limits::kLiteralsPerFragment) {
          out.exact = true;
          out.strings = std::move(strings);
          return out;
        }
      }
      // One clause: the best of each branch. A branch without one leaves the whole without. At the head, if each is.
      bool head = true;
      strings.clear();
      for (auto& b : branches) {
        std::optional<Strings> best;
        bool best_head = false;
        if (b.exact) {
          best = clause_of(b.strings, true);
          best_head = true;
        } else {
          for (std::size_t c = 0; c < b.clauses.size(); ++c)
            if (!best || shortest(b.clauses[c]) > shortest(*best)) {
              best = b.clauses[c];
              best_head = c == 0 && b.head;
            }
          // A head clause is worth more than a slightly longer one: it lets RE2 start anchored.
          if (b.head && !best_head && shortest(b.clauses[0]) >= 4) best = b.clauses[0], best_head = true;
        }
        if (!best) return out;
        head = head && best_head;
        strings.insert(strings.end(), best->begin(), best->end());
      }
      tidy(strings);
      if (strings.size() > 4 * limits::kLiteralsPerFragment) return out;
      out.clauses.push_back(std::move(strings));
      out.head = head;
      return out;
    }
  }
  return out;
}

// All that a node matches; none: too much, or more than words.
std::optional<Strings> spelled(const Node& node) {
  switch (node.kind) {
    case Node::Kind::literal: return Strings{node.literal};
    case Node::Kind::set: return node.members.empty() ? std::nullopt : std::optional(node.members);
    case Node::Kind::value:
    case Node::Kind::boundary: return std::nullopt;
    case Node::Kind::repeat: {
      auto inner = spelled(*node.kids[0]);
      if (!inner || node.max != 1) return std::nullopt;
      if (node.min == 0) inner->emplace_back();
      return inner;
    }
    case Node::Kind::concat: {
      std::optional<Strings> all = Strings{""};
      for (const auto& kid : node.kids) {
        const auto next = spelled(*kid);
        if (next) all = cross(*all, *next);
        if (!next || !all) return std::nullopt;
      }
      return all;
    }
    case Node::Kind::alternate: {
      Strings all;
      for (const auto& kid : node.kids) {
        const auto branch = spelled(*kid);
        if (!branch || all.size() + branch->size() > limits::kLiteralsPerFragment) return std::nullopt;
        all.insert(all.end(), branch->begin(), branch->end());
      }
      tidy(all);
      return all;
    }
  }
  return std::nullopt;
}

// Of "written" and "written consent" both may match at one place; then the expression's order decides, and it takes RE2.
bool one_at_a_place(const Strings& words) {
  return std::none_of(words.begin(), words.end(), [&](const std::string& shorter) {
    return shorter.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& longer) {
      return longer.size() > shorter.size() && longer.starts_with(shorter) && !(word_byte(shorter.back()) && word_byte(longer[shorter.size()]));
    });
  });
}

// How long a match may be: so many bytes, and so many runs without a space. None: any length.
std::optional<Reach> reach(const Node& node) {
  constexpr std::uint64_t kMost = 1'000'000;
  std::uint64_t bytes = 0, runs = 0;
  const auto add = [&](const std::optional<Reach>& part, std::uint64_t times) {
    if (!part) return false;
    bytes += times * part->bytes;
    runs += times * part->runs;
    return bytes <= kMost && runs <= kMost;
  };
  const auto all = [&] { return Reach{static_cast<std::uint32_t>(bytes), static_cast<std::uint32_t>(runs)}; };
  switch (node.kind) {
    case Node::Kind::literal: return Reach{static_cast<std::uint32_t>(node.literal.size()), 0};
    case Node::Kind::set: return Reach{4, 0};  // a character of UTF-8
    case Node::Kind::value: return std::nullopt;
    case Node::Kind::boundary: return Reach{};
    case Node::Kind::repeat: {
      const Node& kid = *node.kids[0];
      if (node.max < 0) return kid.kind == Node::Kind::set && kid.spaceless ? std::optional(Reach{0, 1}) : std::nullopt;
      return add(reach(kid), static_cast<std::uint64_t>(node.max)) ? std::optional(all()) : std::nullopt;
    }
    case Node::Kind::concat:
      for (const auto& kid : node.kids)
        if (!add(reach(*kid), 1)) return std::nullopt;
      return all();
    case Node::Kind::alternate:
      for (const auto& kid : node.kids) {
        const auto branch = reach(*kid);
        if (!branch) return std::nullopt;
        bytes = std::max<std::uint64_t>(bytes, branch->bytes);
        runs = std::max<std::uint64_t>(runs, branch->runs);
      }
      return all();
  }
  return std::nullopt;
}

bool nullable(const Node& node) {
  switch (node.kind) {
    case Node::Kind::literal:
    case Node::Kind::set:
    case Node::Kind::value: return false;
    case Node::Kind::boundary: return true;
    case Node::Kind::repeat: return node.min == 0 || nullable(*node.kids[0]);
    case Node::Kind::concat:
      return std::all_of(node.kids.begin(), node.kids.end(), [](const NodePtr& kid) { return nullable(*kid); });
    case Node::Kind::alternate:
      return std::any_of(node.kids.begin(), node.kids.end(), [](const NodePtr& kid) { return nullable(*kid); });
  }
  return true;
}

bool needs_value(const Node& node) {
  const auto kid_needs = [](const NodePtr& kid) { return needs_value(*kid); };
  switch (node.kind) {
    case Node::Kind::literal:
    case Node::Kind::set:
    case Node::Kind::boundary: return false;
    case Node::Kind::value: return true;
    case Node::Kind::repeat: return node.min > 0 && needs_value(*node.kids[0]);
    case Node::Kind::concat: return std::any_of(node.kids.begin(), node.kids.end(), kid_needs);
    case Node::Kind::alternate: return std::all_of(node.kids.begin(), node.kids.end(), kid_needs);
  }
  return false;
}

void collect_values(const Node& node, std::vector<char>& values) {
  if (node.kind == Node::Kind::value) values.push_back(node.literal[0]);
  for (const auto& kid : node.kids) collect_values(*kid, values);
}

}  // namespace

Result<FragmentProgram> compile_fragment(std::string_view fragment, Language language, const Lexicon& lexicon) {
  if (fragment.empty()) return bad("an empty fragment; remove it or write a term");
  if (fragment.size() > limits::kFragmentBytes)
    return bad("the fragment is longer than " + std::to_string(limits::kFragmentBytes) + " bytes; split it into several");
  auto expanded = expand(fragment, lexicon, 1);
  if (!expanded) return expanded.error();
  const std::string folded = fold_expression(expanded.value());
  auto tree = Parser(folded).parse();
  if (!tree) return tree.error();

  FragmentProgram program;
  std::vector<char> values;
  collect_values(*tree.value(), values);
  for (char v : values) {
    const auto kind = static_cast<QuantityKind>(v - kFirstValue);
    if (program.value && *program.value != kind) return bad("two kinds of value macros in one fragment; split it");
    program.value = kind;
  }
  program.needs_value = needs_value(*tree.value());

  Required r = required_concat({tree.value().get()});
  if (nullable(*tree.value())) return bad("the fragment may match nothing at all; make a part of it required");
  if (r.exact) {
    if (auto clause = clause_of(r.strings, true)) {
      program.clauses.push_back(std::move(*clause));
      program.head = true;
    }
  } else {
    program.clauses = std::move(r.clauses);
    program.head = r.head && !program.clauses.empty();
  }

  if (program.head || program.clauses.empty())
    if (auto words = spelled(*tree.value()); words && one_at_a_place(*words)) program.words = std::move(*words);

  program.reach = reach(*tree.value());

  std::vector<std::size_t> places;
  for (bool front : {true, false}) word_boundaries(*tree.value(), tree.value()->kids.size(), front, places);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::string body;
  auto next = places.begin();
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    if (next != places.end() && *next == i) body += "\\b", ++next;
    if (i == folded.size()) break;
    const char c = folded[i];
    if (c >= kFirstValue && c <= kLastValue) body += "(?:" + expression(static_cast<QuantityKind>(c - kFirstValue), language) + ")";
    else body += c;
  }
  program.expression = "(?:" + body + ")";
  return program;
}

}  // namespace caveat::rules
