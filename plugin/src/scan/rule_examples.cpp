// See rule_examples.h. An example is scanned as a plain text of its language by the whole engine, not by a short cut.
#include "scan/rule_examples.h"

#include <cmath>
#include <functional>

#include "scan/scanner.h"
#include "segment/role_folding.h"

namespace caveat::scan {
namespace {

using rules::Diagnostic;
using rules::Rule;

// Marks that examples of structure rules may hold, for what plain text has not: {++inserted++} {--deleted--} {>>comment<<} as in
// CriticMarkup, {##words that nobody sees##}, and {!!a part that could not be read!!}.
void read_marks(extract::ExtractedText& extracted) {
  const std::string source = std::move(extracted.text);
  std::string& out = extracted.text;
  out.clear();
  for (std::size_t i = 0; i < source.size();) {
    struct Mark {
      std::string_view open, close;
    };
    static constexpr Mark marks[] = {{"{++", "++}"}, {"{--", "--}"}, {"{>>", "<<}"}, {"{!!", "!!}"}, {"{##", "##}"}};
    bool read = false;
    for (int kind = 0; kind < 5 && !read; ++kind) {
      if (source.compare(i, 3, marks[kind].open) != 0) continue;
      const std::size_t end = source.find(marks[kind].close, i + 3);
      if (end == std::string::npos) continue;
      const auto begin = static_cast<std::uint32_t>(out.size());
      using Kind = extract::Revision::Kind;
      if (kind == 0 || kind == 4) out.append(source, i + 3, end - i - 3);
      static constexpr Kind kinds[] = {Kind::insertion, Kind::deletion, Kind::comment, Kind::comment, Kind::hidden};
      if (kind == 3) extracted.not_read.push_back({"page-without-text", 0, "an example"});
      else extracted.revisions.push_back({kinds[kind], {begin, static_cast<std::uint32_t>(out.size())}, "", ""});
      i = end + 3;
      read = true;
    }
    if (!read) out += source[i++];
  }
}

// The match of that rule on a text.
std::optional<match::Match> fires(match::Matcher& matcher, std::uint32_t rule, std::string_view text, Language language) {
  auto matches = matches_of_example(matcher, rule, text, language);
  if (!matches) return std::nullopt;
  for (match::Match& m : matches->matches)
    if (m.rule == rule) return std::move(m);
  // The rules of the category document-kind give evidence, no matches.
  for (const auto& sign : matches->kind.evidence)
    if (sign.rule == rule) {
      match::Match m;
      m.rule = rule;
      m.hull = sign.span;
      return m;
    }
  return std::nullopt;
}

}  // namespace

std::optional<match::MatchList> matches_of_example(match::Matcher& matcher, std::uint32_t rule, std::string_view text, Language language) {
  extract::ExtractedText extracted;
  extracted.text = text;
  extracted.media_type = "text/plain";
  const Rule& asked = matcher.program().rules()[rule];
  if (asked.kind == rules::Kind::structure) read_marks(extracted);
  text = extracted.text;
  // A blank line in an example begins a new block, as in a document; "# " makes it a heading.
  for (std::size_t i = 0; i <= text.size();) {
    std::size_t end = text.find("\n\n", i);
    if (end == std::string_view::npos) end = text.size();
    std::uint32_t from = static_cast<std::uint32_t>(i), to = static_cast<std::uint32_t>(end);
    while (from < to && (text[from] == ' ' || text[from] == '\n')) ++from;
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n')) --to;
    // "# Title" begins a heading, for rules that look there.
    if (text.substr(from, 2) == "# ") {
      extracted.blocks.push_back({{from + 2, to}, extract::BlockKind::heading, 1});
      from = to;
    }
    if (from < to) extracted.blocks.push_back({{from, to}, extract::BlockKind::paragraph, 0});
    i = end + 2;
  }
  Cancel never;
  auto normal = normalize::run(extracted, never);
  if (!normal) return std::nullopt;
  auto structure = segment::run(extracted, normal.value(), {language}, never);
  if (!structure) return std::nullopt;
  if (!segment::fold_roles(extracted, normal.value(), structure.value(), never)) return std::nullopt;
  match::Options options;
  if (asked.kind == rules::Kind::absence) options.kind = asked.needs.documents.empty() ? rules::DocumentKind::contract : asked.needs.documents[0];
  auto matches = matcher.run(extracted, normal.value(), structure.value(), options, never);
  if (!matches) return std::nullopt;
  return std::move(matches).value();
}

void run_examples(std::shared_ptr<const rules::RuleProgram> program, rules::Diagnostics& out) {
  match::Matcher matcher(program);
  for (std::uint32_t r = 0; r < program->rules().size(); ++r) {
    const Rule& rule = program->rules()[r];
    const auto report = [&](const rules::Example& e, std::string code, std::string message) {
      out.push_back({Diagnostic::Level::error, std::move(code), rule.file, e.mark, std::move(message)});
    };
    for (Language language : kAllLanguages) {
      const rules::Words& words = rule.words[index(language)];
      const std::string where = " (" + std::string(code(language)) + ")";
      const auto fires = [&](const rules::Example& e) { return scan::fires(matcher, r, e.text, language); };
      for (const auto& e : words.match) {
        auto match = fires(e);
        if (!match) {
          report(e, "R040", "this match example does not fire" + where + "; widen a slot or the distance, or correct the example");
          continue;
        }
        if (!e.outcome.empty() && (e.outcome == "adverse") != (match->outcome == match::Outcome::adverse))
          report(e, "R046", "the outcome is " + std::string(match->outcome == match::Outcome::adverse ? "adverse" : "absent") + ", the example says " + e.outcome + where);
        if (!e.value) continue;
        std::optional<double> value;
        if (match->value) value = match->value->value;
        for (const auto& conjunction : rule.report_when)
          for (const auto& c : conjunction)
            if (!c.policy.empty() && match->value)
              if (const auto converted = rules::convert(*match->value, program->parameters().find(c.policy)->second.unit)) value = converted;
        if (!value || std::abs(*value - *e.value) > 1e-6 * std::max(1.0, std::abs(*e.value)))
          report(e, "R042", "the value read is " + (value ? std::to_string(*value) : std::string("none")) + ", the example says " + std::to_string(*e.value) + where);
      }
      for (const auto& e : words.no_match)
        if (fires(e))
          report(e, "R041", "this no_match example fires" + where + "; narrow a slot, add an unless, or correct the example");

      const auto mutation = [&](const std::string& why, const std::function<void()>& ignore) {
        bool any = false;
        for (const auto& e : words.no_match) {
          if (e.why != why) continue;
          any = true;
          ignore();
          const bool fired = fires(e).has_value();
          matcher.ignore_unless(~0u, 0);
          if (!fired) report(e, "R044", "without \"" + why + "\" this example does not fire either" + where + ", so it proves nothing; make it match but for that slot");
        }
        if (!any) out.push_back({Diagnostic::Level::error, "R043", rule.file, words.mark, "no no_match example has why: " + why + where + "; add one"});
      };
      for (const rules::Unless& u : rule.unless) mutation("unless " + rule.slots[u.slot], [&] { matcher.ignore_unless(r, u.slot); });
      if (rule.kind != rules::Kind::absence) continue;
      mutation("absent", [&] { matcher.ignore_absent(r); });
      if (!rule.needs.any.empty() || !rule.needs.all.empty() || !rule.needs.clauses.empty()) mutation("needs", [&] { matcher.ignore_needs(r); });
    }
  }
}

}  // namespace caveat::scan
