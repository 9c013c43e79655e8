// See rule_reader.h. One function a part of the file, in the file's order.
#include "rules/rule_reader.h"

#include <algorithm>
#include <cmath>

#include "base/limits.h"

namespace caveat::rules {
namespace {

constexpr std::array<std::string_view, 5> kSeverities = {"info", "low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 3> kConfidences = {"low", "medium", "high"};
constexpr std::array<std::string_view, 3> kStatuses = {"draft", "stable", "retired"};
constexpr std::array<std::string_view, 5> kKinds = {"presence", "threshold", "clause", "absence", "structure"};
constexpr std::array<std::string_view, 5> kScopes = {"sentence", "paragraph", "clause", "heading", "document"};
constexpr std::array<std::string_view, kDocumentKinds> kDocuments = {"contract", "sla", "dpa", "order-form", "general-terms", "tender", "nda", "not-a-contract"};
constexpr std::array<std::string_view, 2> kRoles = {"supplier", "customer"};
constexpr std::array<std::string_view, 3> kCauses = {"words", "rule", "place"};
constexpr std::array<std::string_view, 5> kClarifiers = {"definition", "duration", "percent", "money", "number"};
constexpr std::array<std::string_view, 2> kUnnamed = {"skip", "report"};
constexpr std::array<std::string_view, 4> kAudiences = {"buyer", "legal", "finance", "it-security"};

template <std::size_t N>
std::string list_of(const std::array<std::string_view, N>& words) {
  std::string out;
  for (auto w : words) out.append(out.empty() ? "" : ", ").append(w);
  return out;
}

// A number as YAML writes it, without the host's locale.
std::optional<double> parse_double(std::string_view text) {
  double value = 0, scale = 1, sign = 1;
  std::size_t i = 0;
  if (i < text.size() && text[i] == '-') sign = -1, ++i;
  bool digits = false, point = false;
  for (; i < text.size(); ++i) {
    if (text[i] == '.' && !point) point = true;
    else if (text[i] >= '0' && text[i] <= '9') {
      digits = true;
      value = value * 10 + (text[i] - '0');
      if (point) scale *= 10;
    } else return std::nullopt;
  }
  if (!digits || !std::isfinite(value)) return std::nullopt;
  return sign * value / scale;
}

class FileReader {
 public:
  FileReader(const std::string& file, Diagnostics& out) : file_(file), out_(out) {}

  void error(SourceMark mark, std::string code, std::string message) {
    out_.push_back({Diagnostic::Level::error, std::move(code), file_, mark, std::move(message)});
    failed_ = true;
  }
  bool failed() const { return failed_; }

  // Keys outside `known` are typos: said at their place.
  void only(const YamlNode& map, std::initializer_list<std::string_view> known, std::string_view where) {
    for (std::size_t i = 0; i < map.entries.size(); ++i)
      if (std::find(known.begin(), known.end(), map.entries[i].first) == known.end()) {
        std::string all;
        for (auto k : known) all.append(all.empty() ? "" : ", ").append(k);
        error(map.key_marks[i], "R010", "unknown key \"" + map.entries[i].first + "\" in " + std::string(where) + "; known keys are: " + all);
      }
  }

  const YamlNode* need(const YamlNode& map, std::string_view key, YamlNode::Kind kind, std::string_view where) {
    const YamlNode* node = map.kind == YamlNode::Kind::map ? map.find(key) : nullptr;
    if (!node) {
      error(map.mark, "R011", "\"" + std::string(key) + "\" is missing in " + std::string(where) + "; add it");
      return nullptr;
    }
    return typed(*node, key, kind) ? node : nullptr;
  }

  bool typed(const YamlNode& node, std::string_view key, YamlNode::Kind kind) {
    if (node.kind == kind) return true;
    constexpr std::string_view names[] = {"a text or number", "a list", "a map"};
    error(node.mark, "R013", "\"" + std::string(key) + "\" must be " + std::string(names[static_cast<int>(kind)]));
    return false;
  }

  std::string text(const YamlNode& map, std::string_view key, std::string_view where) {
    const YamlNode* node = need(map, key, YamlNode::Kind::scalar, where);
    if (node && node->text.empty()) error(node->mark, "R011", "\"" + std::string(key) + "\" is empty in " + std::string(where) + "; write it");
    return node ? node->text : std::string();
  }

  template <class Enum, std::size_t N>
  Enum choice(const YamlNode& map, std::string_view key, const std::array<std::string_view, N>& words, std::string_view where) {
    const YamlNode* node = need(map, key, YamlNode::Kind::scalar, where);
    return node ? choice_of<Enum>(*node, key, words) : Enum{};
  }

  template <class Enum, std::size_t N>
  Enum choice_of(const YamlNode& node, std::string_view key, const std::array<std::string_view, N>& words) {
    const auto found = std::find(words.begin(), words.end(), node.text);
    if (found == words.end()) {
      error(node.mark, "R014", "\"" + node.text + "\" is no " + std::string(key) + "; choose one of: " + list_of(words));
      return Enum{};
    }
    return static_cast<Enum>(found - words.begin());
  }

 private:
  std::string file_;
  Diagnostics& out_;
  bool failed_ = false;
};

class RuleFile : private FileReader {
 public:
  RuleFile(const std::string& file, Diagnostics& out) : FileReader(file, out), file_(file) {}

  std::optional<Rule> read(const YamlNode& root) {
    if (root.kind != YamlNode::Kind::map) {
      error(root.mark, "R013", "a rule file is a map that begins with \"rule:\"; see docs/rule-format.md");
      return std::nullopt;
    }
    if (left_to_fill(root)) return std::nullopt;
    only(root, {"rule", "version", "status", "taxonomy", "severity", "confidence", "audience", "logic", "policy", "law", "also_fires", "text"}, "the rule");
    rule_.file = file_;
    head(root);
    // Slot names come from the logic; the words must then name the same.
    if (const YamlNode* policy = root.find("policy")) parameters(*policy);
    if (const YamlNode* logic_node = need(root, "logic", YamlNode::Kind::map, "the rule")) logic(*logic_node);
    logic_failed_ = rule_.slots.empty() || failed();
    if (const YamlNode* law = root.find("law")) laws(*law);
    if (const YamlNode* also = root.find("also_fires")) also_fires(*also);
    if (const YamlNode* texts = need(root, "text", YamlNode::Kind::map, "the rule")) {
      only(*texts, {"en", "fr", "de", "es"}, "text");
      for (Language language : kAllLanguages)
        if (const YamlNode* words = need(*texts, code(language), YamlNode::Kind::map, "text")) this->words(*words, language);
    }
    if (failed()) return std::nullopt;
    return std::move(rule_);
  }

 private:
  // What `caveat rules new` left for the author, told part by part before anything else: the rest would be noise.
  bool left_to_fill(const YamlNode& root) {
    const auto part = [&](const YamlNode& node, const std::string& where) {
      std::vector<SourceMark> marks;
      fill_marks(node, 0, marks);
      if (marks.empty()) return false;
      std::string lines;
      for (std::size_t i = 0; i < marks.size(); ++i)
        if (i == 0 || marks[i].line != marks[i - 1].line) lines += (lines.empty() ? "" : ", ") + std::to_string(marks[i].line);
      error(marks.front(), "R060", std::to_string(marks.size()) + (marks.size() == 1 ? " place is" : " places are") + " left to fill in " + where + ", at line " + lines +
                                       "; write your own words over each <fill: ...>");
      return true;
    };
    bool any = false;
    for (const auto& [name, node] : root.entries) {
      if (name != "text" || node.kind != YamlNode::Kind::map) any = part(node, name) || any;
      else for (const auto& [language, words] : node.entries) any = part(words, "text." + language) || any;
    }
    return any;
  }

  static void fill_marks(const YamlNode& node, int depth, std::vector<SourceMark>& out) {
    if (node.kind == YamlNode::Kind::scalar && node.text.rfind("<fill:", 0) == 0) out.push_back(node.mark);
    if (depth > 8) return;  // no rule is deeper
    for (const YamlNode& item : node.items) fill_marks(item, depth + 1, out);
    for (const auto& [name, item] : node.entries) fill_marks(item, depth + 1, out);
  }

  void head(const YamlNode& root) {
    rule_.id = text(root, "rule", "the rule");
    const std::size_t slash = file_.find_last_of('/');
    const std::string stem = file_.substr(slash == std::string::npos ? 0 : slash + 1);
    if (!rule_.id.empty() && rule_.id + ".yaml" != stem)
      error(root.find("rule")->mark, "R015", "the id \"" + rule_.id + "\" is not the file's name; name one after the other");
    if (slash != std::string::npos) {
      const std::size_t before = file_.find_last_of('/', slash - 1);
      rule_.category = file_.substr(before == std::string::npos ? 0 : before + 1, slash - (before == std::string::npos ? 0 : before + 1));
    }
    if (const YamlNode* version = need(root, "version", YamlNode::Kind::scalar, "the rule")) {
      const auto number = parse_double(version->text);
      if (!number || *number < 1 || *number > 1e6 || *number != std::floor(*number)) error(version->mark, "R014", "version must be a whole number from 1");
      else rule_.version = static_cast<std::uint32_t>(*number);
    }
    rule_.status = choice<Status>(root, "status", kStatuses, "the rule");
    const YamlNode* logic_node = root.find("logic");
    const YamlNode* kind = logic_node && logic_node->kind == YamlNode::Kind::map ? logic_node->find("kind") : nullptr;
    const bool neutral = kind && kind->text == "clause";
    if (!neutral || root.find("taxonomy")) {
      rule_.taxonomy = text(root, "taxonomy", "the rule");
      const std::string& t = rule_.taxonomy;
      const std::size_t dash = t.find('-');
      const bool shaped = dash != std::string::npos && dash >= 2 && t.size() == dash + 3 &&
                          std::all_of(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(dash), [](char c) { return c >= 'A' && c <= 'Z'; }) &&
                          std::all_of(t.begin() + static_cast<std::ptrdiff_t>(dash) + 1, t.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!t.empty() && !shaped) error(root.find("taxonomy")->mark, "R014", "\"" + t + "\" is no taxonomy code; write one such as SLA-02");
    }
    if (!neutral || root.find("severity")) rule_.severity = choice<Severity>(root, "severity", kSeverities, "the rule");
    if (!neutral || root.find("confidence")) rule_.confidence = choice<Confidence>(root, "confidence", kConfidences, "the rule");
    if (const YamlNode* audience = root.find("audience"); audience && typed(*audience, "audience", YamlNode::Kind::list))
      for (const YamlNode& item : audience->items) {
        choice_of<int>(item, "audience", kAudiences);
        rule_.audience.push_back(item.text);
      }
  }

  std::uint16_t slot(const YamlNode& node) {
    if (node.kind != YamlNode::Kind::scalar || node.text.empty()) {
      error(node.mark, "R013", "a slot's name must be a word");
      return 0;
    }
    const auto found = std::find(rule_.slots.begin(), rule_.slots.end(), node.text);
    if (found != rule_.slots.end()) return static_cast<std::uint16_t>(found - rule_.slots.begin());
    rule_.slots.push_back(node.text);
    return static_cast<std::uint16_t>(rule_.slots.size() - 1);
  }

  std::optional<std::uint32_t> words_count(const YamlNode& node) {
    const std::string& t = node.text;
    std::size_t i = 0;
    std::uint32_t n = 0;
    while (i < t.size() && t[i] >= '0' && t[i] <= '9' && n < 100'000) n = n * 10 + static_cast<std::uint32_t>(t[i++] - '0');
    if (i == 0 || n > 200 || (t.substr(i) != " words" && t.substr(i) != " word" && !t.substr(i).empty())) {
      error(node.mark, "R014", "within must read \"12 words\", up to 200");
      return std::nullopt;
    }
    return n;
  }

  void pattern(const YamlNode& node, std::string_view key, std::vector<Pattern>& into) {
    if (!typed(node, key, YamlNode::Kind::map)) return;
    if (key == "find") only(node, {"any", "all", "near", "within", "order", "about"}, key);
    else only(node, {"any", "all", "near", "within", "order", "scope", "clauses"}, key);
    Pattern p;
    if (const YamlNode* scope = node.find("scope")) p.scope = choice_of<Scope>(*scope, "scope", kScopes);
    if (const YamlNode* clauses = node.find("clauses"); clauses && key == "absent") {
      ids(*clauses, "clauses", rule_.absent_clauses);
      if (node.entries.size() == 1) return;
    }
    p.mark = node.mark;
    int forms = 0;
    for (const auto& [key, form] : {std::pair{"any", Pattern::Form::any}, {"all", Pattern::Form::all}, {"near", Pattern::Form::near}})
      if (const YamlNode* list = node.find(key)) {
        ++forms;
        p.form = form;
        if (!typed(*list, key, YamlNode::Kind::list)) return;
        for (const YamlNode& item : list->items) p.slots.push_back(slot(item));
      }
    if (forms != 1 || p.slots.empty() || (p.form != Pattern::Form::any && p.slots.size() < 2) || p.slots.size() > 6) {
      error(node.mark, "R016", std::string(key) + " needs exactly one of any: [slot], all: [slot, slot], near: [slot, slot], with at most 6 slots");
      return;
    }
    if (p.form == Pattern::Form::near) {
      const YamlNode* within = need(node, "within", YamlNode::Kind::scalar, key);
      if (!within) return;
      if (auto n = words_count(*within)) p.within = *n;
      if (const YamlNode* order = node.find("order")) p.in_order = choice_of<int>(*order, "order", std::array<std::string_view, 2>{"any", "given"}) == 1;
    } else if (node.find("within") || node.find("order")) {
      error(node.mark, "R016", "within and order go with near; change the form or remove them");
    }
    if (const YamlNode* about = node.find("about"); about && typed(*about, "about", YamlNode::Kind::scalar)) p.about = slot(*about);
    into.push_back(std::move(p));
  }

  void patterns(const YamlNode& node, std::string_view key, std::vector<Pattern>& into) {
    if (node.kind == YamlNode::Kind::list) for (const YamlNode& item : node.items) pattern(item, key, into);
    else pattern(node, key, into);
  }

  void ids(const YamlNode& node, std::string_view key, std::vector<std::string>& into) {
    if (!typed(node, key, YamlNode::Kind::list)) return;
    for (const YamlNode& item : node.items)
      if (typed(item, key, YamlNode::Kind::scalar)) into.push_back(item.text);
  }

  void also_fires(const YamlNode& node) {
    if (!typed(node, "also_fires", YamlNode::Kind::list)) return;
    for (const YamlNode& item : node.items) {
      if (!typed(item, "also_fires", YamlNode::Kind::scalar)) continue;
      if (item.text.empty()) error(item.mark, "R011", "\"also_fires\" holds an empty id; write a rule's id or remove it");
      rule_.also_fires.push_back({item.text, item.mark});
    }
  }

  void slots(const YamlNode& node, std::string_view key, std::vector<std::uint16_t>& into) {
    if (!typed(node, key, YamlNode::Kind::list)) return;
    for (const YamlNode& item : node.items) into.push_back(slot(item));
  }

  void favours(const YamlNode& node) {
    Favours f;
    if (node.kind == YamlNode::Kind::map) {
      only(node, {"side", "unnamed"}, "favours");
      f.side = choice<Role>(node, "side", kRoles, "favours");
      if (const YamlNode* unnamed = node.find("unnamed")) f.unnamed = choice_of<int>(*unnamed, "unnamed", kUnnamed) == 1;
    } else {
      f.side = choice_of<Role>(node, "favours", kRoles);
    }
    rule_.favours = f;
  }

  void absence(const YamlNode& node) {
    if (const YamlNode* needs = node.find("needs"); needs && typed(*needs, "needs", YamlNode::Kind::map)) {
      only(*needs, {"documents", "any", "all", "clauses"}, "needs");
      if (const YamlNode* documents = needs->find("documents"); documents && typed(*documents, "documents", YamlNode::Kind::list))
        for (const YamlNode& item : documents->items) rule_.needs.documents.push_back(choice_of<DocumentKind>(item, "kind of document", kDocuments));
      if (const YamlNode* any = needs->find("any")) slots(*any, "any", rule_.needs.any);
      if (const YamlNode* all = needs->find("all")) slots(*all, "all", rule_.needs.all);
      if (const YamlNode* clauses = needs->find("clauses")) ids(*clauses, "clauses", rule_.needs.clauses);
    }
    if (const YamlNode* absent = node.find("absent")) patterns(*absent, "absent", rule_.absent);
    if (rule_.absent.empty() && rule_.absent_clauses.empty() && !failed())
      error(node.mark, "R050", "an absence needs absent: the wording that would protect, a pattern or clauses: [rule]; add it");
    if (const YamlNode* adverse = node.find("adverse")) patterns(*adverse, "adverse", rule_.adverse);
    for (const auto* list : {&rule_.absent, &rule_.adverse})
      for (const Pattern& p : *list)
        if (p.scope == Scope::document) error(p.mark, "R051", "a pattern of an absence holds in a sentence, paragraph, clause or heading; choose one of these");
    if (const YamlNode* show = node.find("show_at"); show && typed(*show, "show_at", YamlNode::Kind::scalar)) rule_.show_at = slot(*show);
    if (const YamlNode* trust = node.find("trust_when"); trust && typed(*trust, "trust_when", YamlNode::Kind::map)) {
      only(*trust, {"language_share", "pages_without_text"}, "trust_when");
      if (const YamlNode* share = trust->find("language_share")) {
        const auto number = parse_double(share->text);
        if (!number || *number < 0 || *number > 1) error(share->mark, "R014", "language_share must lie between 0 and 1");
        else rule_.trust.language_share = *number;
      }
      if (const YamlNode* pages = trust->find("pages_without_text")) {
        const auto number = parse_double(pages->text);
        if (!number || *number < 0 || *number > 10'000 || *number != std::floor(*number)) error(pages->mark, "R014", "pages_without_text must be a whole number from 0");
        else rule_.trust.pages_without_text = static_cast<std::uint32_t>(*number);
      }
    }
  }

  void structure(const YamlNode& node) {
    if (const YamlNode* check = need(node, "check", YamlNode::Kind::scalar, "logic")) rule_.check = check->text, rule_.check_mark = check->mark;
    if (const YamlNode* of = node.find("of")) ids(*of, "of", rule_.of);
  }

  void indicates(const YamlNode& node) {
    if (!typed(node, "indicates", YamlNode::Kind::map)) return;
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
      YamlNode key;
      key.text = node.entries[i].first;
      key.mark = node.key_marks[i];
      const auto kind = choice_of<DocumentKind>(key, "kind of document", kDocuments);
      const auto weight = parse_double(node.entries[i].second.text);
      if (!weight || *weight < -10 || *weight > 10) error(node.entries[i].second.mark, "R014", "a weight must be a number between -10 and 10");
      else rule_.indicates.emplace_back(kind, *weight);
    }
  }

  // Keys that only one kind understands are refused in the others: a key without effect would lie.
  void only_for(const YamlNode& node, std::string_view key, bool allowed, std::string_view kinds) {
    if (const YamlNode* value = node.find(key); value && !allowed)
      error(value->mark, "R051", std::string(key) + " goes with kind: " + std::string(kinds) + "; change the kind or remove it");
  }

  void logic(const YamlNode& node) {
    only(node, {"kind", "scope", "find", "unless", "value", "report_when", "favours", "clarified_by", "cause", "needs", "absent", "adverse", "show_at", "trust_when", "check", "of", "indicates"}, "logic");
    rule_.kind = choice<Kind>(node, "kind", kKinds, "logic");
    const bool absent = rule_.kind == Kind::absence, checks = rule_.kind == Kind::structure;
    for (std::string_view key : {"needs", "absent", "adverse", "show_at", "trust_when"}) only_for(node, key, absent, "absence");
    for (std::string_view key : {"check", "of"}) only_for(node, key, checks, "structure");
    only_for(node, "indicates", rule_.kind == Kind::clause, "clause");
    only_for(node, "find", !absent, "presence, threshold, clause or structure");
    only_for(node, "favours", !absent, "presence, threshold, clause or structure");
    only_for(node, "clarified_by", rule_.kind == Kind::presence, "presence");
    if (const YamlNode* scope = node.find("scope")) {
      const auto one = [&](const YamlNode& item) {
        if (item.text == "~heading") rule_.skip_headings = true;
        else rule_.scope = choice_of<Scope>(item, "scope", kScopes);
      };
      if (scope->kind == YamlNode::Kind::list) std::for_each(scope->items.begin(), scope->items.end(), one);
      else one(*scope);
    }
    if (rule_.scope == Scope::document && !absent && !checks)
      error(node.mark, "R051", "scope: document goes with kind: absence or structure; choose sentence, paragraph, clause or heading");
    const YamlNode* find = node.find("find");
    if (find) patterns(*find, "find", rule_.find);
    else if (!absent && !checks) error(node.mark, "R011", "\"find\" is missing in logic; add it");
    if (rule_.find.empty() && !absent && !checks && !failed()) error(node.mark, "R016", "find is empty; add a pattern");
    if (absent) absence(node);
    if (checks) structure(node);
    if (const YamlNode* favoured = node.find("favours")) favours(*favoured);
    if (const YamlNode* cause = node.find("cause")) rule_.cause = choice_of<Cause>(*cause, "cause", kCauses);
    if (const YamlNode* kinds = node.find("indicates")) indicates(*kinds);
    if (const YamlNode* clear = node.find("clarified_by"); clear && typed(*clear, "clarified_by", YamlNode::Kind::list))
      for (const YamlNode& item : clear->items) rule_.clarified_by.push_back(choice_of<Clarifier>(item, "clarifier", kClarifiers));
    if (const YamlNode* unless = node.find("unless"); unless && typed(*unless, "unless", YamlNode::Kind::list))
      for (const YamlNode& item : unless->items) {
        Unless u;
        u.mark = item.mark;
        if (item.kind == YamlNode::Kind::map) {
          only(item, {"slot", "within"}, "unless");
          if (const YamlNode* name = need(item, "slot", YamlNode::Kind::scalar, "unless")) u.slot = slot(*name);
          if (const YamlNode* within = item.find("within")) u.within = words_count(*within);
        } else {
          u.slot = slot(item);
        }
        if (absent && u.within) error(u.mark, "R051", "an absence's unless holds for the whole document; remove within");
        rule_.unless.push_back(u);
      }
    if (const YamlNode* value = node.find("value"); value && typed(*value, "value", YamlNode::Kind::scalar)) rule_.value_slot = slot(*value);
    if (const YamlNode* when = node.find("report_when"); when && typed(*when, "report_when", YamlNode::Kind::scalar)) {
      rule_.report_when_mark = when->mark;
      condition(*when);
    }
    if (rule_.kind == Kind::threshold && (!rule_.value_slot || rule_.report_when.empty()))
      error(node.mark, "R017", "a threshold needs value: slot and report_when: 'value < policy(name)'; add them");
    if (rule_.kind != Kind::threshold && !rule_.report_when.empty())
      error(node.mark, "R017", "report_when goes with kind: threshold; change the kind or remove it");
    if (rule_.value_slot)
      for (const Pattern& p : rule_.find)
        if (std::find(p.slots.begin(), p.slots.end(), *rule_.value_slot) == p.slots.end() && rule_.kind == Kind::threshold)
          error(p.mark, "R017", "the value slot \"" + rule_.slots[*rule_.value_slot] + "\" is not in this pattern; add it");
  }

  // value OP number|policy(name) (and|or ...)*; "and" binds tighter.
  void condition(const YamlNode& node) {
    std::vector<std::string> tokens;
    const std::string& t = node.text;
    for (std::size_t i = 0; i < t.size();) {
      if (t[i] == ' ') { ++i; continue; }
      std::size_t j = i;
      if (std::string_view("<>=!").find(t[i]) != std::string_view::npos) while (j < t.size() && std::string_view("<>=!").find(t[j]) != std::string_view::npos) ++j;
      else while (j < t.size() && t[j] != ' ' && std::string_view("<>=!").find(t[j]) == std::string_view::npos) ++j;
      tokens.push_back(t.substr(i, j - i));
      i = j;
    }
    const auto bad = [&] { error(node.mark, "R018", "report_when must read like: value < policy(sla.availability.min) and value > 0"); };
    rule_.report_when.emplace_back();
    for (std::size_t i = 0; i < tokens.size();) {
      constexpr std::array<std::string_view, 6> ops = {"<", "<=", ">", ">=", "=", "!="};
      if (i + 2 >= tokens.size() || tokens[i] != "value") return bad();
      Comparison c;
      const auto op = std::find(ops.begin(), ops.end(), tokens[i + 1]);
      if (op == ops.end()) return bad();
      c.op = static_cast<Comparison::Op>(op - ops.begin());
      const std::string& right = tokens[i + 2];
      if (right.rfind("policy(", 0) == 0 && right.back() == ')') c.policy = right.substr(7, right.size() - 8);
      else if (auto number = parse_double(right)) c.number = *number;
      else return bad();
      rule_.report_when.back().push_back(std::move(c));
      i += 3;
      if (i == tokens.size()) return;
      if (tokens[i] == "or") rule_.report_when.emplace_back();
      else if (tokens[i] != "and") return bad();
      if (++i == tokens.size()) return bad();
    }
    if (rule_.report_when.back().empty()) bad();
  }

  void parameters(const YamlNode& node) {
    if (!typed(node, "policy", YamlNode::Kind::map)) return;
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
      const auto& [name, spec] = node.entries[i];
      if (!typed(spec, name, YamlNode::Kind::map)) continue;
      only(spec, {"default", "unit", "min", "max"}, "policy");
      Parameter p;
      p.name = name;
      p.mark = node.key_marks[i];
      const auto number = [&, &spec = spec](std::string_view key) {
        const YamlNode* n = need(spec, key, YamlNode::Kind::scalar, "policy");
        const auto v = n ? parse_double(n->text) : std::nullopt;
        if (n && !v) error(n->mark, "R014", "\"" + n->text + "\" is no number");
        return v.value_or(0);
      };
      p.value = number("default");
      p.min = number("min");
      p.max = number("max");
      if (const YamlNode* unit = need(spec, "unit", YamlNode::Kind::scalar, "policy")) {
        if (auto u = parse_unit(unit->text)) p.unit = *u;
        else error(unit->mark, "R014", "\"" + unit->text + "\" is no unit; choose one of: number, percent, minutes, hours, days, months, years, amount, percent_per_year, points, multiple, fee_months");
      }
      if (p.min > p.value || p.value > p.max) error(p.mark, "R019", "the default must lie between min and max");
      rule_.parameters.push_back(std::move(p));
    }
  }

  void laws(const YamlNode& node) {
    if (!typed(node, "law", YamlNode::Kind::list)) return;
    for (const YamlNode& item : node.items) {
      if (!typed(item, "law", YamlNode::Kind::map)) continue;
      only(item, {"place", "ref", "checked"}, "law");
      Law law{text(item, "place", "law"), text(item, "ref", "law"), text(item, "checked", "law"), item.mark};
      const std::string& d = law.checked;
      if (!d.empty() && !(d.size() == 10 && d[4] == '-' && d[7] == '-')) error(item.find("checked")->mark, "R014", "checked must be a date such as 2026-11-23");
      rule_.law.push_back(std::move(law));
    }
  }

  void words(const YamlNode& node, Language language) {
    const std::string where = "text." + std::string(code(language));
    only(node, {"title", "message", "why", "recommendation", "slots", "examples"}, where);
    Words& w = rule_.words[index(language)];
    w.mark = node.mark;
    w.title = text(node, "title", where);
    if (rule_.kind != Kind::clause) {
      w.message = text(node, "message", where);
      w.why = text(node, "why", where);
      if (const YamlNode* r = need(node, "recommendation", YamlNode::Kind::map, where)) {
        only(*r, {"ask", "fallback"}, where + ".recommendation");
        w.ask = text(*r, "ask", where + ".recommendation");
        w.fallback = text(*r, "fallback", where + ".recommendation");
        if (!w.ask.empty() && w.ask == w.message) error(r->mark, "R020", "the recommendation repeats the message; say what to ask for");
      }
    } else {
      if (const YamlNode* message = node.find("message")) w.message = message->text;
    }
    const YamlNode* advice = node.find("recommendation");
    constexpr std::array<std::string_view, 5> texts = {"title", "message", "why", "ask", "fallback"};
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const YamlNode* text = i < 3 ? node.find(texts[i]) : advice ? advice->find(texts[i]) : nullptr;
      w.text_marks[i] = text ? text->mark : node.mark;
    }
    w.slots.resize(rule_.slots.size());
    const YamlNode* slots = node.find("slots");
    if (!rule_.slots.empty() && !slots) need(node, "slots", YamlNode::Kind::map, where);
    if (slots && typed(*slots, "slots", YamlNode::Kind::map)) {
      for (std::size_t i = 0; i < slots->entries.size(); ++i) {
        const auto& [name, list] = slots->entries[i];
        const auto found = std::find(rule_.slots.begin(), rule_.slots.end(), name);
        if (found == rule_.slots.end()) {
          if (!logic_failed_) error(slots->key_marks[i], "R021", "slot \"" + name + "\" in " + std::string(code(language)) + " is used by no part of logic; use it there or remove it");
          continue;
        }
        if (!typed(list, name, YamlNode::Kind::list)) continue;
        if (list.items.size() > limits::kFragmentsPerSlot) error(list.mark, "R022", "slot \"" + name + "\" has more than " + std::to_string(limits::kFragmentsPerSlot) + " fragments; split the rule");
        auto& slot_words = w.slots[static_cast<std::size_t>(found - rule_.slots.begin())];
        for (const YamlNode& item : list.items)
          if (typed(item, name, YamlNode::Kind::scalar)) slot_words.push_back({item.text, item.mark});
      }
      for (std::size_t s = 0; s < rule_.slots.size(); ++s)
        if (w.slots[s].empty()) {
          const YamlNode* list = slots->find(rule_.slots[s]);
          error(list ? list->mark : slots->mark, "R012", "slot \"" + rule_.slots[s] + "\" is " + (list ? "empty" : "missing") + " in " + std::string(code(language)) + "; add at least one term");
        }
    }
    if (const YamlNode* examples = need(node, "examples", YamlNode::Kind::map, where)) {
      only(*examples, {"match", "no_match"}, where + ".examples");
      this->examples(*examples, "match", w.match, where);
      this->examples(*examples, "no_match", w.no_match, where);
    }
  }

  void examples(const YamlNode& node, std::string_view key, std::vector<Example>& into, const std::string& where) {
    const YamlNode* list = need(node, key, YamlNode::Kind::list, where + ".examples");
    if (!list) return;
    for (const YamlNode& item : list->items) {
      Example e;
      e.mark = item.mark;
      if (item.kind == YamlNode::Kind::scalar) {
        e.text = item.text;
      } else if (typed(item, key, YamlNode::Kind::map)) {
        only(item, {"text", "value", "why", "outcome"}, "an example");
        if (const YamlNode* outcome = item.find("outcome")) {
          e.outcome = outcome->text;
          if (rule_.kind != Kind::absence || (e.outcome != "adverse" && e.outcome != "absent"))
            error(outcome->mark, "R014", "outcome goes with kind: absence and is adverse or absent; correct or remove it");
        }
        e.text = text(item, "text", "an example");
        if (const YamlNode* why = item.find("why"); why && typed(*why, "why", YamlNode::Kind::scalar)) e.why = why->text;
        if (const YamlNode* value = item.find("value")) {
          e.value = parse_double(value->text);
          if (!e.value) error(value->mark, "R014", "\"" + value->text + "\" is no number");
        }
      }
      into.push_back(std::move(e));
    }
    if (into.size() < 2) error(list->mark, "R023", where + " needs at least two " + std::string(key) + " examples; add one");
  }

  std::string file_;
  Rule rule_;
  bool logic_failed_ = false;  // then nobody knows which slots there should be
};

}  // namespace

std::string_view name(Severity s) { return kSeverities[static_cast<std::size_t>(s)]; }
std::string_view name(Confidence c) { return kConfidences[static_cast<std::size_t>(c)]; }
std::string_view name(Status s) { return kStatuses[static_cast<std::size_t>(s)]; }
std::string_view name(Kind k) { return kKinds[static_cast<std::size_t>(k)]; }
std::string_view name(Scope s) { return kScopes[static_cast<std::size_t>(s)]; }
std::string_view name(DocumentKind k) { return kDocuments[static_cast<std::size_t>(k)]; }

std::optional<Rule> read_rule(const YamlNode& root, const std::string& file, Diagnostics& out) { return RuleFile(file, out).read(root); }

std::optional<LexiconFile> read_lexicon(const YamlNode& root, const std::string& file, Diagnostics& out) {
  FileReader reader(file, out);
  reader.only(root, {"lexicon", "macros"}, "the lexicon");
  LexiconFile lexicon;
  if (const YamlNode* language = reader.need(root, "lexicon", YamlNode::Kind::scalar, "the lexicon")) {
    if (auto l = parse_language(language->text)) lexicon.language = *l;
    else reader.error(language->mark, "R014", "\"" + language->text + "\" is no language; choose one of: en, fr, de, es");
  }
  if (const YamlNode* macros = reader.need(root, "macros", YamlNode::Kind::map, "the lexicon"))
    for (const auto& [name, list] : macros->entries) {
      if (!reader.typed(list, name, YamlNode::Kind::list)) continue;
      auto& words = lexicon.macros[name];
      for (const YamlNode& item : list.items)
        if (reader.typed(item, name, YamlNode::Kind::scalar)) words.push_back(item.text);
      if (words.empty()) reader.error(list.mark, "R012", "macro \"" + name + "\" is empty; add at least one term");
    }
  if (reader.failed()) return std::nullopt;
  return lexicon;
}

std::optional<Policy> read_policy(const YamlNode& root, const std::string& file, Diagnostics& out) {
  FileReader reader(file, out);
  if (!reader.typed(root, "the policy file", YamlNode::Kind::map)) return std::nullopt;
  reader.only(root, {"policy", "version", "about", "values", "severity"}, "the policy");
  Policy policy;
  if (root.find("about")) policy.about = reader.text(root, "about", "the policy");
  policy.id = reader.text(root, "policy", "the policy");
  policy.version = reader.text(root, "version", "the policy");
  if (const YamlNode* values = root.find("values"); values && reader.typed(*values, "values", YamlNode::Kind::map))
    for (std::size_t i = 0; i < values->entries.size(); ++i) {
      const auto& [name, node] = values->entries[i];
      PolicyValue& value = policy.values[name];
      value.mark = values->key_marks[i];
      const auto number = [&](const YamlNode& from, std::string_view key) {
        auto read = reader.typed(from, key, YamlNode::Kind::scalar) ? parse_double(from.text) : std::nullopt;
        if (!read && from.kind == YamlNode::Kind::scalar) reader.error(from.mark, "R014", "\"" + from.text + "\" is no number");
        return read;
      };
      if (node.kind != YamlNode::Kind::map) {
        value.acceptable = number(node, name);
        continue;
      }
      reader.only(node, {"preferred", "acceptable", "walk_away"}, "\"" + name + "\"");
      for (const auto& [key, to] : {std::pair{"preferred", &value.preferred}, {"acceptable", &value.acceptable}, {"walk_away", &value.walk_away}})
        if (const YamlNode* from = node.find(key)) *to = number(*from, key);
    }
  if (const YamlNode* severity = root.find("severity"); severity && reader.typed(*severity, "severity", YamlNode::Kind::map))
    for (std::size_t i = 0; i < severity->entries.size(); ++i) {
      const auto& [name, node] = severity->entries[i];
      policy.severities[name] = {reader.choice_of<Severity>(node, "severity", kSeverities), severity->key_marks[i]};
    }
  if (reader.failed()) return std::nullopt;
  return policy;
}

}  // namespace caveat::rules
