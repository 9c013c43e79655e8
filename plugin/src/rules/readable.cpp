// See readable.h. One pass with a bounded depth: groups and macros may nest.
#include "rules/readable.h"

namespace caveat::rules {
namespace {

constexpr int kMaxDepth = 40;
constexpr std::string_view kAnyWords = "…";

// What a quantifier says about the piece before it.
struct Quantifier {
  std::size_t size = 0;
  bool optional = false;  // the piece may be left out
};

Quantifier quantifier(std::string_view text, std::size_t at) {
  Quantifier q;
  if (at >= text.size()) return q;
  if (text[at] == '?' || text[at] == '*') q = {1, true};
  else if (text[at] == '+') q = {1, false};
  else if (text[at] == '{' && at + 1 < text.size() && text[at + 1] != '{') {
    const std::size_t end = text.find('}', at);
    if (end == std::string_view::npos) return q;
    q = {end + 1 - at, text[at + 1] == '0'};
  }
  if (q.size && at + q.size < text.size() && text[at + q.size] == '?' && text[at] != '?') ++q.size;  // lazy
  return q;
}

bool ends_in_letter(std::string_view text) {
  const auto last = static_cast<unsigned char>(text.empty() ? ' ' : text.back());
  return last >= 0x80 || (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
}

class Reader {
 public:
  explicit Reader(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // The first alternative of text[at..] up to the group's end; `at` then stands behind it.
  std::string alternative(std::string_view text, std::size_t& at, int depth) {
    std::string out;
    bool first = true;  // later alternatives are walked over, not kept
    while (at < text.size() && text[at] != ')') {
      if (text[at] == '|') {
        first = false;
        ++at;
        continue;
      }
      std::string part = piece(text, at, depth);
      if (first) out += part;
    }
    return out;
  }

 private:
  std::string piece(std::string_view text, std::size_t& at, int depth) {
    std::string out;
    bool group = false;
    if (text.substr(at, 2) == "{{") {
      const std::size_t end = std::min(text.find("}}", at), text.size());
      out = macro(text.substr(at + 2, end - at - 2), depth);
      at = std::min(end + 2, text.size());
    } else if (text[at] == '(') {
      at += text.substr(at, 3) == "(?:" ? 3 : 1;
      group = true;
      if (depth == 0) at = text.size();
      else out = alternative(text, at, depth - 1);
      if (at < text.size()) ++at;  // ')'
    } else if (text[at] == '[') {
      std::size_t end = text.find(']', at + 1);
      if (end == std::string_view::npos) end = text.size() - 1;
      const std::string_view set = text.substr(at + 1, end - at - 1);
      if (!set.empty() && set[0] != '^') {
        std::size_t length = 1;
        while (length < set.size() && (static_cast<unsigned char>(set[length]) & 0xC0) == 0x80) ++length;
        out = set.substr(0, length);
      }
      if (out == "-") out = " ";
      at = end + 1;
    } else if (text[at] == '\\') {
      const char escaped = at + 1 < text.size() ? text[at + 1] : ' ';
      const bool words = escaped == 'w' || escaped == 'W' || escaped == 'd' || escaped == 'S';
      // "export\w*": the letters before are a word by themselves. After "assist\w+" more must follow.
      if (escaped == 'w' && at > 0 && at + 2 < text.size() && text[at + 2] == '*' && ends_in_letter(text.substr(0, at))) {
        at += 2;
        at += quantifier(text, at).size;
        return out;
      }
      out = words ? std::string(kAnyWords) : escaped == 's' ? " " : escaped == 'b' ? "" : std::string(1, escaped);
      at = std::min(at + 2, text.size());
      const Quantifier q = quantifier(text, at);
      at += q.size;
      return out;
    } else {
      std::size_t length = 1;
      while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80) ++length;
      out = text[at] == '.' && quantifier(text, at + 1).size ? std::string(kAnyWords) : std::string(text.substr(at, length));
      at += length;
    }
    const Quantifier q = quantifier(text, at);
    at += q.size;
    // "credits?" keeps its letter, "(?:the )?credits" loses its group; "(?:\w+ ){0,4}" is any words.
    if (group && q.optional) out = out.find(kAnyWords) == std::string::npos ? "" : std::string(kAnyWords) + " ";
    return out;
  }

  std::string macro(std::string_view name, int depth) {
    if (name == "w") return std::string(kAnyWords);
    const auto found = lexicon_.find(name);
    if (found == lexicon_.end() || found->second.empty() || depth == 0) return std::string(kAnyWords);
    std::size_t at = 0;
    return alternative(found->second.front(), at, depth - 1);
  }

  const Lexicon& lexicon_;
};

}  // namespace

std::string readable(std::string_view fragment, const Lexicon& lexicon) {
  std::size_t at = 0;
  const std::string raw = Reader(lexicon).alternative(fragment, at, kMaxDepth);
  std::string out;  // one space at most, one "…" in a row, none at the ends
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == ' ' && (out.empty() || out.back() == ' ')) continue;
    if (raw.compare(i, kAnyWords.size(), kAnyWords) == 0) {
      std::string_view before = out;
      while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
      if (before.size() >= kAnyWords.size() && before.substr(before.size() - kAnyWords.size()) == kAnyWords) {
        i += kAnyWords.size() - 1;
        continue;
      }
    }
    out += raw[i];
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out == kAnyWords ? std::string() : out;
}

}  // namespace caveat::rules
