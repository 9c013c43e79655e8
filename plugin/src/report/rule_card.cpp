// See rule_card.h.
#include "report/rule_card.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/iso_date.h"
#include "findings/wording.h"
#include "report/json_writer.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/rule_words.h"
#include "report/shown_text.h"
#include "report/terminal_page.h"

namespace caveat::report {
namespace {

constexpr std::size_t kExamplesShown = 3;   // of each kind, on a terminal; the JSON has all
constexpr std::size_t kNamesSuggested = 5;
constexpr std::size_t kLongestName = 80;    // of what is asked for, in the answer

// A text of the rule where there is no finding of it: what only a contract can fill in is an ellipsis.
std::string general(const rules::RuleProgram& program, std::uint32_t rule, findings::Text text, Language reader) {
  findings::Finding none;
  none.rule = rule;
  const std::string words = findings::wording(program, none, text, reader);
  std::string out;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = words[at] == '{' ? words.find('}', at) : std::string::npos;
    if (end != std::string::npos && words.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-", at + 1) == end) {
      out += "\xE2\x80\xA6";
      at = end + 1;
    } else {
      out += words[at++];
    }
  }
  return out;
}

std::vector<const rules::Parameter*> numbers_of(const rules::RuleProgram& program, const rules::Rule& rule) {
  std::vector<const rules::Parameter*> numbers;
  for (const auto& [name, parameter] : program.parameters()) {
    const std::string users = ", " + parameter.used_by + ",";
    if (users.find(", " + rule.id + ",") != std::string::npos) numbers.push_back(&parameter);
  }
  return numbers;
}

std::string amount(const rules::Parameter& parameter, double value, Language reader) {
  rules::Quantity quantity;
  quantity.value = value;
  quantity.unit = parameter.unit;
  return findings::quantity_text(quantity, reader);
}

std::string number_line(const rules::Parameter& parameter, Language reader) {
  const RuleWords& words = rule_words(reader);
  const std::string value = amount(parameter, parameter.value, reader);
  std::string line = parameter.direction > 0 ? filled(words.at_least, value) : parameter.direction < 0 ? filled(words.at_most, value) : value;
  const std::string_view next = reader == Language::fr ? "\xC2\xA0; " : "; ";
  if (parameter.preferred) line.append(next).append(filled(words.preferred, amount(parameter, *parameter.preferred, reader)));
  if (parameter.walk_away) line.append(next).append(filled(words.walk_away, amount(parameter, *parameter.walk_away, reader)));
  return line.append(" (").append(parameter.from_policy ? words.from_policy : words.own).append(")");
}

std::vector<Language> languages_of(const rules::Rule& rule) {
  std::vector<Language> all;
  for (const Language language : kAllLanguages)
    if (!rule.words[index(language)].title.empty()) all.push_back(language);
  return all;
}

// Levenshtein's.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t before = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t here = std::min({row[j] + 1, row[j + 1] + 1, before + (a[i] != b[j])});
      before = row[j + 1];
      row[j + 1] = here;
    }
  }
  return row.back();
}

Result<std::uint32_t> find(const rules::RuleProgram& program, std::string_view id, Language reader) {
  const std::vector<rules::Rule>& rules = program.rules();
  for (std::uint32_t i = 0; i < rules.size(); ++i)
    if (rules[i].id == id) return i;
  const RuleWords& words = rule_words(reader);
  std::string message = filled(words.unknown, shortened(for_terminal(id.substr(0, 4 * kLongestName)), kLongestName)), names;
  for (const std::string& name : near_rules(program, id)) names.append(names.empty() ? "" : ", ").append(name);
  if (!names.empty()) message.append(" ").append(filled(words.meant, names));
  return Error{ErrorCode::argument, message};
}

class Card {
 public:
  Card(const rules::RuleProgram& program, std::uint32_t rule, const TextOptions& options)
      : program_(program), index_(rule), rule_(program.rules()[rule]), reader_(options.reader == Language::other ? Language::en : options.reader),
        labels_(labels(reader_)), words_(rule_words(reader_)), page_(options) {}

  std::string run() {
    const bool clause = rule_.kind == rules::Kind::clause;
    const std::string mark = "[" + (rule_.taxonomy.empty() ? rule_.id : rule_.taxonomy + " " + rule_.id) + "]";
    const std::string title = text(findings::Text::title);
    if (display_width(title) + 1 + display_width(mark) <= page_.width()) {
      page_.line(page_.in(Ink::strong, title) + " " + page_.in(Ink::faint, mark));
    } else {
      page_.block("", title, Ink::strong);
      page_.block("", mark, Ink::faint);
    }
    std::string about;
    if (!clause) {
      const std::string severity = upper(labels_.severity[static_cast<std::size_t>(rule_.severity)], reader_);
      about.append(labels_.confidence).append(labels_.colon).append(labels_.confidence_level[static_cast<std::size_t>(rule_.confidence)]).append(kDot);
      about.append(family_name(family_of(rule_.taxonomy), reader_)).append(kDot);
      page_.block(severity + std::string(kDot), about + filled(words_.version, std::to_string(rule_.version)) + status(), Ink::plain, ink(rule_.severity), "  ");
    } else {
      page_.block("", filled(words_.version, std::to_string(rule_.version)) + status());
    }
    page_.block("", words_.kind[static_cast<std::size_t>(rule_.kind)], Ink::faint);
    page_.line();
    labelled({}, text(findings::Text::message));
    labelled(labels_.why, text(findings::Text::why));
    labelled(labels_.ask, text(findings::Text::ask), Ink::strong);
    labelled(labels_.fallback, text(findings::Text::fallback));
    numbers();
    law();
    examples();
    std::string languages;
    for (const Language language : languages_of(rule_)) languages.append(languages.empty() ? "" : ", ").append(language_name(code(language), reader_));
    page_.line();
    page_.block("", std::string(words_.languages) + std::string(labels_.colon) + languages, Ink::faint);
    if (!rule_.law.empty()) page_.block("", labels_.law_note, Ink::faint);
    return page_.take();
  }

 private:
  std::string text(findings::Text which) const { return for_terminal(general(program_, index_, which, reader_)); }
  std::string status() const {
    return rule_.status == rules::Status::stable ? std::string() : std::string(kDot).append(words_.status[static_cast<std::size_t>(rule_.status)]);
  }

  void labelled(std::string_view label, const std::string& words, Ink ink = Ink::plain) {
    if (words.empty()) return;
    if (label.empty()) return page_.block("  ", words, ink);
    page_.block("  " + std::string(label) + std::string(labels_.colon), words, ink, Ink::faint, "    ");
  }

  void numbers() {
    const std::vector<const rules::Parameter*> numbers = numbers_of(program_, rule_);
    if (numbers.empty()) return;
    page_.heading(words_.numbers);
    for (const rules::Parameter* parameter : numbers)
      page_.block("  " + parameter->name + std::string(labels_.colon), number_line(*parameter, reader_), Ink::plain, Ink::plain, "    ");
  }

  void law() {
    if (rule_.law.empty()) return;
    page_.heading(labels_.law);
    for (const rules::Law& law : rule_.law) {
      const auto day = parse_iso_date(law.checked);
      std::string line = for_terminal(law.place) + std::string(labels_.colon) + for_terminal(law.ref);
      if (!law.checked.empty()) line.append(" (").append(filled(labels_.law_checked, day ? date_text(*day, reader_) : for_terminal(law.checked))).append(")");
      page_.block("  ", line, Ink::plain, Ink::plain, "    ");
    }
  }

  // Of the reader's language, or of the first that the rule has.
  void examples() {
    const std::vector<Language> all = languages_of(rule_);
    if (all.empty()) return;
    const rules::Words& words = rule_.words[index(std::find(all.begin(), all.end(), reader_) != all.end() ? reader_ : all.front())];
    if (words.match.empty() && words.no_match.empty()) return;
    page_.heading(words_.examples);
    some(words_.reported, words.match, "  + ");
    some(words_.not_reported, words.no_match, "  - ");
  }
  void some(std::string_view label, const std::vector<rules::Example>& examples, std::string_view head) {
    if (examples.empty()) return;
    page_.block("  ", std::string(label) + std::string(labels_.colon), Ink::faint);
    for (std::size_t i = 0; i < examples.size() && i < kExamplesShown; ++i) page_.block(head, for_terminal(examples[i].text), Ink::plain, Ink::faint, "    ");
  }

  const rules::RuleProgram& program_;
  const std::uint32_t index_;
  const rules::Rule& rule_;
  const Language reader_;
  const Labels& labels_;
  const RuleWords& words_;
  Page page_;
};

void write_examples(JsonWriter& to, const std::vector<rules::Example>& examples) {
  to.open('[');
  for (const rules::Example& example : examples) to.foreign(example.text);
  to.close(']');
}

}  // namespace

std::vector<std::string> near_rules(const rules::RuleProgram& program, std::string_view id) {
  std::vector<std::pair<std::size_t, std::string>> near;
  if (id.empty() || id.size() > kLongestName) return {};
  for (const rules::Rule& rule : program.rules()) {
    const std::size_t far = distance(id, rule.id);
    if (std::string_view(rule.taxonomy).starts_with(id) || rule.id.find(id) != std::string::npos) near.emplace_back(0, rule.id);
    else if (far <= 2 || far <= id.size() / 4) near.emplace_back(far, rule.id);
  }
  std::sort(near.begin(), near.end());
  std::vector<std::string> names;
  for (std::size_t i = 0; i < near.size() && i < kNamesSuggested; ++i) names.push_back(std::move(near[i].second));
  return names;
}

Result<std::string> rule_card_text(const rules::RuleProgram& program, std::string_view id, const TextOptions& options) {
  const auto rule = find(program, id, options.reader);
  if (!rule) return rule.error();
  return Card(program, rule.value(), options).run();
}

Result<std::string> rule_card_json(const rules::RuleProgram& program, std::string_view id, Language reader) {
  if (reader == Language::other) reader = Language::en;
  const auto found = find(program, id, reader);
  if (!found) return found.error();
  const rules::Rule& rule = program.rules()[found.value()];
  const bool clause = rule.kind == rules::Kind::clause;
  const auto text = [&](findings::Text which) { return general(program, found.value(), which, reader); };
  std::string out;
  JsonWriter to(out);
  to.open('{');
  to.key("schema").string("caveat.rule/1");
  to.key("rule").string(rule.id);
  to.key("version").number(std::uint64_t{rule.version});
  to.key("status").string(rules::name(rule.status));
  to.key("kind").string(rules::name(rule.kind));
  to.key("taxonomy").string_or_null(rule.taxonomy);
  to.key("family");
  clause ? to.null() : to.string(family_name(family_of(rule.taxonomy), reader));
  to.key("category").foreign(rule.category);
  to.key("severity");
  clause ? to.null() : to.string(rules::name(rule.severity));
  to.key("confidence");
  clause ? to.null() : to.string(rules::name(rule.confidence));
  to.key("audience").open('[');
  for (const std::string& audience : rule.audience) to.string(audience);
  to.close(']');
  to.key("languages").open('[');
  for (const Language language : languages_of(rule)) to.string(code(language));
  to.close(']');
  to.key("title").foreign(text(findings::Text::title));
  to.key("message").string_or_null(text(findings::Text::message));
  to.key("why").string_or_null(text(findings::Text::why));
  to.key("recommendation").string_or_null(text(findings::Text::ask));
  to.key("fallback").string_or_null(text(findings::Text::fallback));
  to.key("law").open('[');
  for (const rules::Law& law : rule.law) {
    to.open('{');
    to.key("place").foreign(law.place);
    to.key("ref").foreign(law.ref);
    to.key("checked").foreign(law.checked);
    to.close('}');
  }
  to.close(']');
  to.key("numbers").open('[');
  for (const rules::Parameter* parameter : numbers_of(program, rule)) {
    to.open('{');
    to.key("name").string(parameter->name);
    to.key("unit").string(rules::name(parameter->unit));
    to.key("value").number(parameter->value);
    to.key("initial").number(parameter->initial);
    to.key("from_policy").boolean(parameter->from_policy);
    to.key("text").string(number_line(*parameter, reader));
    to.close('}');
  }
  to.close(']');
  to.key("examples").open('{');
  for (const Language language : languages_of(rule)) {
    to.key(code(language)).open('{');
    to.key("match");
    write_examples(to, rule.words[index(language)].match);
    to.key("no_match");
    write_examples(to, rule.words[index(language)].no_match);
    to.close('}');
  }
  to.close('}');
  to.close('}');
  return out;
}

}  // namespace caveat::report
