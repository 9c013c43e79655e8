// See rule_explanation.h. Made from match::Explanation and the scan's own findings; nothing is decided here.
#include "scan/rule_explanation.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "report/json_string.h"
#include "report/shown_text.h"

namespace caveat::scan {
namespace {

using match::Explanation;
using rules::Rule;

constexpr std::uint32_t kTextColumns = 300;  // of a paragraph that is shown
constexpr std::uint32_t kWordColumns = 80;   // of the words of a slot

std::string number_text(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value == 0 ? 0.0 : value).ptr};
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) out.append(out.empty() ? "" : between).append(part);
  return out;
}

std::string_view verdict_name(Explanation::Verdict verdict) {
  switch (verdict) {
    case Explanation::Verdict::reported: return "reported";
    case Explanation::Verdict::silenced: return "silenced";
    case Explanation::Verdict::value_missing: return "value-missing";
    case Explanation::Verdict::value_accepted: return "value-accepted";
    case Explanation::Verdict::other_side: return "other-side";
    case Explanation::Verdict::clarified: return "clarified";
    case Explanation::Verdict::capped: return "capped";
  }
  return "reported";
}

std::string_view purpose_name(rules::Purpose purpose) {
  switch (purpose) {
    case rules::Purpose::find: return "find";
    case rules::Purpose::adverse: return "adverse";
    case rules::Purpose::absent: return "absent";
    case rules::Purpose::seen: break;
  }
  return "needs";
}

// Both forms read the same facts through this.
class Facts {
 public:
  using Pattern = rules::Pattern;

  Facts(const ScanResult& result, const Explanation& why)
      : result(result), why(why), rule(result.program->rules()[why.rule]) {}

  TextSpan span(NormalSpan where) const { return result.normal.map.to_text(where); }
  std::string words(NormalSpan where, std::uint32_t columns = kWordColumns) const {
    return report::shortened(report::for_terminal(span(where).of(result.extracted.text)), columns);
  }

  std::string pattern_text(const Explanation::PatternUse& use) const {
    const Pattern& p = use.pattern;
    std::vector<std::string> slots;
    for (const std::uint16_t s : p.slots) slots.push_back(rule.slots[s]);
    const std::string list = "[" + joined(slots, ", ") + "]";
    const std::string about = p.about ? ", about " + rule.slots[*p.about] : std::string();
    if (p.form == Pattern::Form::any) return "any " + list + about;
    if (p.form == Pattern::Form::all) return "all " + list + about;
    return "near " + list + " within " + std::to_string(p.within) + " words" + (p.in_order ? ", in the given order" : "") + about;
  }

  std::string condition() const {
    constexpr std::string_view ops[] = {"<", "<=", ">", ">=", "=", "!="};
    std::string out;
    for (const auto& conjunction : rule.report_when) {
      if (!out.empty()) out += " or ";
      std::string all;
      for (const rules::Comparison& c : conjunction) {
        all += (all.empty() ? "value " : " and value ") + std::string(ops[static_cast<std::size_t>(c.op)]) + " ";
        if (c.policy.empty()) {
          all += number_text(c.number);
        } else if (const auto p = result.program->parameters().find(c.policy); p != result.program->parameters().end()) {
          all += number_text(p->second.value) + " " + std::string(rules::name(p->second.unit)) + " (" + c.policy + ")";
        }
      }
      out += all;
    }
    return out;
  }

  // What the slot is for, as the logic says.
  std::string_view use_of(std::uint16_t slot) const {
    const auto in = [&](const std::vector<Pattern>& patterns) {
      return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& p) { return std::find(p.slots.begin(), p.slots.end(), slot) != p.slots.end(); });
    };
    if (rule.value_slot == slot) return "value";
    if (in(rule.find)) return "find";
    if (std::any_of(rule.find.begin(), rule.find.end(), [&](const Pattern& p) { return p.about == slot; })) return "about";
    if (in(rule.absent)) return "absent";
    if (in(rule.adverse)) return "adverse";
    if (std::any_of(rule.unless.begin(), rule.unless.end(), [&](const rules::Unless& u) { return u.slot == slot; })) return "unless";
    return "needs";
  }

  std::optional<rules::Quantity> value(NormalSpan where, Language language) const {
    // The kind is that of the slot's macro; a span holds one quantity of one kind, so the first that reads is it.
    for (const auto kind : {rules::QuantityKind::percent, rules::QuantityKind::money, rules::QuantityKind::duration, rules::QuantityKind::number})
      if (auto found = rules::find_quantity(where.of(result.normal.text), where.begin, kind, language)) return found;
    return std::nullopt;
  }

  std::string clause(const Explanation::Place& place) const {
    return result.structure.clauses[result.structure.paragraphs[place.paragraph].clause].label;
  }
  std::uint32_t page(const Explanation::Place& place) const { return result.extracted.page_of(span(place.span).begin); }

  std::size_t findings() const {
    const auto mine = [&](const findings::Finding& f) { return f.rule == why.rule; };
    const auto& list = result.list;
    return static_cast<std::size_t>(std::count_if(list.findings.begin(), list.findings.end(), mine) + std::count_if(list.clauses.begin(), list.clauses.end(), mine));
  }

  // "reported", "adverse", "absent", "undetermined", "not-reported"
  std::string_view outcome() const {
    for (const auto* list : {&result.list.findings, &result.list.clauses})
      for (const findings::Finding& f : *list)
        if (f.rule == why.rule)
          return f.outcome == match::Outcome::absent ? "absent" : f.outcome == match::Outcome::adverse ? "adverse" : "reported";
    return undetermined() ? "undetermined" : "not-reported";
  }
  const match::Undetermined* undetermined() const {
    for (const match::Undetermined& u : result.list.undetermined)
      if (u.rule == why.rule) return &u;
    return nullptr;
  }

  const ScanResult& result;
  const Explanation& why;
  const Rule& rule;
};

// ---- text ----

std::string as_text(const Facts& f) {
  std::string out = f.rule.id + " (" + std::string(rules::name(f.rule.kind)) + ", scope " + std::string(rules::name(f.rule.scope)) + ", " +
                    report::for_terminal(f.rule.file) + ")\n";
  if (!f.rule.report_when.empty()) out += "reports when " + f.condition() + "\n";
  if (f.rule.favours) out += "favours " + std::string(f.rule.favours->side == Role::supplier ? "supplier" : "customer") + "\n";
  out += report::for_terminal(f.result.name) + ": ";
  const std::size_t n = f.findings();
  const std::string_view outcome = f.outcome();
  if (outcome == "undetermined") out += "could not be determined (" + f.undetermined()->reason + ")";
  else if (outcome == "absent") out += "the protection was not found";
  else if (outcome == "adverse") out += "wording against the protection was found";
  else if (n > 0) out += "reported, " + std::to_string(n) + (n == 1 ? " finding" : " findings");
  else out += "not reported";
  const std::size_t places = f.why.places.size() + f.why.more;
  if (places == 0 && f.rule.kind == rules::Kind::structure && f.rule.find.empty()) out += ". The check " + f.rule.check + " looks at the document as a whole, not for words";
  else if (places == 0) out += ". No word of its patterns occurs";
  else out += ". " + std::to_string(places) + (places == 1 ? " place has" : " places have") + " words of it" + (places > 1 ? "; nearest first" : "");
  out += ".\n";
  if (f.why.unread > 0)
    out += std::to_string(f.why.unread) + (f.why.unread == 1 ? " paragraph is" : " paragraphs are") + " in no language that rules read; name it with --lang to try.\n";

  for (std::size_t i = 0; i < f.why.places.size(); ++i) {
    const Explanation::Place& place = f.why.places[i];
    out += "\n" + std::to_string(i + 1) + ". ";
    if (const std::uint32_t page = f.page(place)) out += "p. " + std::to_string(page) + ", ";
    if (const std::string label = f.clause(place); !label.empty()) out += (label.front() >= '0' && label.front() <= '9' ? "clause " : "") + report::for_terminal(label) + ", ";
    out += std::string(code(place.language)) + "\n   " + f.words(place.span, kTextColumns) + "\n";
    for (const Explanation::SlotUse& use : place.slots) {
      out += "   has    " + f.rule.slots[use.slot];
      const std::string_view role = f.use_of(use.slot);
      if (role == "unless" || role == "value" || role == "needs") out += " (" + std::string(role) + ")";
      out += ":";
      for (const NormalSpan where : use.places) out += " \"" + f.words(where) + "\"";
      if (use.count > use.places.size()) out += " and " + std::to_string(use.count - use.places.size()) + " more";
      out += "\n";
    }
    for (const Explanation::PatternUse& p : place.patterns) {
      std::vector<std::string> missing;
      for (const std::uint16_t s : p.missing) missing.push_back(f.rule.slots[s]);
      if (!missing.empty()) out += "   lacks  " + joined(missing, ", ") + ", for ";
      else if (p.holds) out += "   holds  ";
      else if (p.order) out += "   order  the words stand in another order, for ";
      else if (p.scope) out += "   scope  the words stand in different sentences" + (p.within ? ", within " + std::to_string(*p.within) + " words" : std::string()) + ", for ";
      else if (p.within) out += "   far    needs within " + std::to_string(*p.within) + " words, for ";
      else out += "   far    more than 200 words apart, or one inside the other, for ";
      if (p.purpose != rules::Purpose::find) out += std::string(purpose_name(p.purpose)) + ": ";
      out += f.pattern_text(p) + "\n";
    }
    for (const Explanation::Hit& hit : place.hits) {
      out += "   hit    \"" + f.words(hit.hull) + "\": ";
      switch (hit.verdict) {
        case Explanation::Verdict::reported: out += "reported"; break;
        case Explanation::Verdict::silenced: out += "silenced by unless " + (hit.slot ? f.rule.slots[*hit.slot] : std::string()); break;
        case Explanation::Verdict::value_missing: out += "no number could be read in it"; break;
        case Explanation::Verdict::value_accepted: out += "not reported, because report_when is not met: " + f.condition(); break;
        case Explanation::Verdict::other_side: out += "not reported, because of favours"; break;
        case Explanation::Verdict::clarified: out += "not reported, because it is cleared up"; break;
        case Explanation::Verdict::capped: out += "beyond the limit of findings a rule"; break;
      }
      if (!hit.because.empty()) out += " (\"" + f.words(hit.because) + "\")";
      if (!hit.detail.empty()) out += "; " + hit.detail;
      for (const NormalSpan where : hit.values)
        if (const auto value = f.value(where, place.language))
          out += "; value " + number_text(value->value) + " " + (value->currency.empty() ? std::string(rules::name(value->unit)) : value->currency);
      out += "\n";
    }
  }
  if (f.why.more > 0) out += "\nand " + std::to_string(f.why.more) + " more, further away\n";
  return out;
}

// ---- JSON ----

std::string quoted(std::string_view text) {
  std::string out;
  report::append_json_string(out, report::valid_utf8(text));
  return out;
}

std::string span_json(const Facts& f, NormalSpan where) {
  const TextSpan text = f.span(where);
  return "\"text\":" + quoted(f.words(where, kTextColumns)) + ",\"begin\":" + std::to_string(text.begin) + ",\"end\":" + std::to_string(text.end);
}

std::string as_json(const Facts& f) {
  std::string out = "{\"schema\":\"caveat.explanation/1\",\"rule\":{\"id\":" + quoted(f.rule.id) + ",\"version\":" + std::to_string(f.rule.version) +
                    ",\"kind\":" + quoted(rules::name(f.rule.kind)) + ",\"scope\":" + quoted(rules::name(f.rule.scope)) + ",\"file\":" + quoted(f.rule.file) +
                    ",\"report_when\":" + (f.rule.report_when.empty() ? "null" : quoted(f.condition())) + "},\"document\":" + quoted(f.result.name) +
                    ",\"outcome\":" + quoted(f.outcome()) + ",\"reason\":" + (f.undetermined() ? quoted(f.undetermined()->reason) : "null") +
                    ",\"findings\":" + std::to_string(f.findings()) + ",\"unread_paragraphs\":" + std::to_string(f.why.unread) + ",\"places\":[";
  const auto comma = [&out](bool& first) { out += first ? "" : ","; first = false; };
  bool first_place = true;
  for (const Explanation::Place& place : f.why.places) {
    comma(first_place);
    const std::uint32_t page = f.page(place);
    out += "{" + span_json(f, place.span) + ",\"page\":" + (page ? std::to_string(page) : "null") + ",\"clause\":" + quoted(f.clause(place)) +
           ",\"language\":" + quoted(code(place.language)) + ",\"slots\":[";
    bool first = true;
    for (const Explanation::SlotUse& use : place.slots) {
      comma(first);
      out += "{\"slot\":" + quoted(f.rule.slots[use.slot]) + ",\"use\":" + quoted(f.use_of(use.slot)) + ",\"count\":" + std::to_string(use.count) + ",\"words\":[";
      bool first_word = true;
      for (const NormalSpan where : use.places) {
        comma(first_word);
        out += "{" + span_json(f, where) + "}";
      }
      out += "]}";
    }
    out += "],\"patterns\":[";
    first = true;
    for (const Explanation::PatternUse& p : place.patterns) {
      comma(first);
      out += "{\"purpose\":" + quoted(purpose_name(p.purpose)) + ",\"pattern\":" + quoted(f.pattern_text(p)) + ",\"holds\":" + (p.holds ? "true" : "false") + ",\"missing\":[";
      bool first_slot = true;
      for (const std::uint16_t s : p.missing) {
        comma(first_slot);
        out += quoted(f.rule.slots[s]);
      }
      out += "],\"needs_within\":" + (p.within ? std::to_string(*p.within) : "null") + ",\"other_order\":" + (p.order ? "true" : "false") +
             ",\"other_sentence\":" + (p.scope ? "true" : "false") + "}";
    }
    out += "],\"hits\":[";
    first = true;
    for (const Explanation::Hit& hit : place.hits) {
      comma(first);
      out += "{" + span_json(f, hit.hull) + ",\"verdict\":" + quoted(verdict_name(hit.verdict)) + ",\"slot\":" + (hit.slot ? quoted(f.rule.slots[*hit.slot]) : "null") +
             ",\"because\":" + (hit.because.empty() ? "null" : "{" + span_json(f, hit.because) + "}") + ",\"detail\":" + quoted(hit.detail) + ",\"values\":[";
      bool first_value = true;
      for (const NormalSpan where : hit.values)
        if (const auto value = f.value(where, place.language); value && std::isfinite(value->value)) {
          comma(first_value);
          out += "{" + span_json(f, where) + ",\"value\":" + number_text(value->value) + ",\"unit\":" + quoted(rules::name(value->unit)) + "}";
        }
      out += "]}";
    }
    out += "]}";
  }
  return out + "],\"more\":" + std::to_string(f.why.more) + "}";
}

}  // namespace

Result<std::string> explain_rule(Scanner& scanner, const extract::Document& document, std::string_view rule_id, Options options,
                                 ExplanationFormat format, Cancel& cancel) {
  const auto& rules = scanner.program().rules();
  const auto rule = std::lower_bound(rules.begin(), rules.end(), rule_id, [](const Rule& r, std::string_view id) { return r.id < id; });
  if (rule == rules.end() || rule->id != rule_id)
    return Error{ErrorCode::argument, "No rule \"" + report::for_terminal(rule_id).substr(0, 80) + "\" is loaded. See: caveat rules list"};
  Explanation why;
  why.rule = static_cast<std::uint32_t>(rule - rules.begin());
  options.explain = &why;
  auto scanned = scanner.scan(document, options, cancel);
  if (!scanned) return scanned.error();
  const Facts facts(*scanned.value(), why);
  return format == ExplanationFormat::json ? as_json(facts) : as_text(facts);
}

}  // namespace caveat::scan
