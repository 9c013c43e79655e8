// See key_terms.h. Conservative throughout: what two clauses say differently is shown twice and not reckoned with; in doubt
// the earlier day; what is not in the contract (a start, an end) is said to be missing, and the sum is given without it.
#include "risk/key_terms.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "base/calendar.h"
#include "rules/dates.h"

namespace caveat::risk {
namespace {

using calendar::Period;
using findings::Finding;
using rules::Quantity;
using rules::Unit;

constexpr std::size_t kWordsBytes = 160;   // a governing-law phrase is a line or two, not a clause
constexpr std::size_t kOthers = 8;         // clauses that say otherwise: enough to see the conflict
constexpr std::int64_t kRenewals = 10000;  // renewals counted on: daily ones for 27 years

Quantity quantity(double value, Unit unit) {
  Quantity q;
  q.value = value;
  q.unit = unit;
  return q;
}

// Calendar arithmetic with a length as contracts give it. Nothing: not a whole number of days or months, or out of range.
std::optional<Date> shifted(Date from, const Quantity& length, bool minus, std::int64_t times = 1) {
  double count = length.value;
  Unit unit = length.unit;
  if (unit == Unit::hours || unit == Unit::minutes) {
    // A notice of 24 or 48 hours: whole days, rounded to the earlier day.
    count = std::ceil(count / (unit == Unit::hours ? 24 : 24 * 60));
    unit = Unit::days;
  }
  if (unit == Unit::years) count *= 12, unit = Unit::months;
  if (!(count >= 0 && count < 1e5) || std::floor(count) != count) return std::nullopt;
  const std::int64_t n = static_cast<std::int64_t>(count) * times * (minus ? -1 : 1);
  if (unit == Unit::months) return calendar::add_months(from, n);
  if (unit == Unit::days) return length.working_days ? calendar::add_working_days(from, n) : calendar::add_days(from, n);
  return std::nullopt;
}

// "one year" and "twelve months" say the same; 30 days and one month do not.
bool same_value(const Quantity& a, const Quantity& b) {
  if (a.date || b.date) return a.date == b.date;
  const auto months = [](const Quantity& q) { return q.unit == Unit::years ? quantity(q.value * 12, Unit::months) : q; };
  const Quantity x = months(a), y = months(b);
  return x.unit == y.unit && x.value == y.value && x.working_days == y.working_days && x.currency == y.currency;
}

std::string_view start_name(Period period) {
  switch (period) {
    case Period::month: return "month-end";
    case Period::quarter: return "quarter-end";
    case Period::half_year: return "half-year-end";
    case Period::year: break;
  }
  return "year-end";
}

// "7" of "7.2", "§ 12" of "§ 12 Abs. 3"; a text without numbers is one article.
std::string_view article(std::string_view label) {
  std::size_t end = label.find_first_of(".(");
  end = std::min(end, label.find(" Abs"));
  label = label.substr(0, end);
  while (!label.empty() && label.back() == ' ') label.remove_suffix(1);
  return label;
}

class Sheet {
 public:
  Sheet(const rules::RuleProgram& program, const findings::FindingList& list, const extract::ExtractedText& extracted,
        const normalize::NormalText& normal, Date today)
      : program_(program), list_(list), extracted_(extracted), normal_(normal), today_(today) {}

  std::vector<KeyTerm> run() {
    read_date_order();
    effective_date();
    term();
    end_date();
    renewal();
    notices();
    last_notice_day();
    next_last_notice_day();
    if (convenience_) terms_.push_back(std::move(*convenience_));
    value_line("payment-term", {"clause-payment-term"});
    words_line("price-revision", {"clause-price-revision"});
    value_line("liability-cap", {"clause-liability-cap-months", "clause-liability-cap-amount", "clause-liability-cap-price"});
    words_line("governing-law", {"clause-governing-law"});
    words_line("jurisdiction", {"clause-jurisdiction"});
    value_line("availability", {"clause-availability"});
    words_line("support-hours", {"clause-support-hours"});
    value_line("warranty", {"clause-warranty-period"});
    return std::move(terms_);
  }

 private:
  // ---- clauses ----
  // In text order. Rules are sorted by id.
  std::vector<std::uint32_t> clauses(std::string_view id) const {
    std::vector<std::uint32_t> found;
    const auto& rules = program_.rules();
    const auto rule = std::lower_bound(rules.begin(), rules.end(), id, [](const rules::Rule& r, std::string_view name) { return r.id < name; });
    if (rule == rules.end() || rule->id != id) return found;
    const auto index = static_cast<std::uint32_t>(rule - rules.begin());
    for (std::uint32_t i = 0; i < list_.clauses.size(); ++i)
      if (list_.clauses[i].rule == index) found.push_back(i);
    return found;
  }

  const Finding& clause(std::uint32_t i) const { return list_.clauses[i]; }
  bool same_sentence(std::uint32_t a, std::uint32_t b) const { return clause(a).place.quote.overlaps(clause(b).place.quote); }
  // Both lists in text order and quotes do not nest: each is walked once.
  std::vector<bool> shared(const std::vector<std::uint32_t>& these, const std::vector<std::uint32_t>& with) const {
    std::vector<bool> out(these.size());
    std::size_t from = 0;
    for (std::size_t i = 0; i < these.size(); ++i) {
      while (from < with.size() && clause(with[from]).place.quote.end <= clause(these[i]).place.quote.begin) ++from;
      out[i] = from < with.size() && same_sentence(these[i], with[from]);
    }
    return out;
  }

  // From the words that the rule knows to the end of their sentence ("Gerichtsstand ist" alone says nothing), on one line and
  // without the marks of Markdown.
  std::string verbatim(std::uint32_t i) const {
    const findings::Place& place = clause(i).place;
    std::string words;
    for (const char c : TextSpan{place.trigger.begin, std::max(place.trigger.end, place.quote.end)}.of(extracted_.text)) {
      if (c == '*') continue;
      const bool space = c == ' ' || c == '\n' || c == '\t';
      if (!space) words += c;
      else if (!words.empty() && words.back() != ' ') words += ' ';
    }
    while (!words.empty() && (words.back() == ' ' || words.back() == '.' || words.back() == ';')) words.pop_back();
    if (words.size() <= kWordsBytes) return words;
    std::size_t end = words.rfind(' ', kWordsBytes);
    if (end == std::string::npos || end < kWordsBytes / 2) end = kWordsBytes;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) --end;
    return words.substr(0, end) + "…";
  }

  std::optional<Period> period_end(std::uint32_t i) const {
    return rules::find_period_end(normal_.map.to_normal(clause(i).place.quote).of(normal_.text), clause(i).language);
  }

  // The first clause with a value, and those whose value is another one.
  std::optional<KeyTerm> valued(std::string_view id, const std::vector<std::uint32_t>& from) const {
    std::optional<KeyTerm> term;
    for (std::uint32_t i : from) {
      if (!clause(i).value) continue;
      if (!term) {
        term.emplace();
        term->id = id;
        term->clause = i;
        term->value = clause(i).value;
      } else if (!same_value(*term->value, *clause(i).value) && term->others.size() < kOthers) {
        const bool told = std::any_of(term->others.begin(), term->others.end(), [&](std::uint32_t o) { return same_value(*clause(o).value, *clause(i).value); });
        if (!told) term->others.push_back(i);
      }
    }
    if (term && !term->others.empty()) term->problem = "conflict";
    return term;
  }

  void value_line(std::string_view id, std::initializer_list<std::string_view> ids) {
    for (std::string_view rule : ids) {
      const auto from = clauses(rule);
      if (from.empty()) continue;
      if (auto term = valued(id, from)) {
        // One line each: several payment terms (by service, by country) are common and no contradiction in terms.
        term->problem.clear();
        terms_.push_back(std::move(*term));
      } else {
        words_line(id, {rule});
      }
      return;
    }
  }

  void words_line(std::string_view id, std::initializer_list<std::string_view> ids) {
    for (std::string_view rule : ids) {
      const auto from = clauses(rule);
      if (from.empty()) continue;
      KeyTerm term;
      term.id = id;
      term.clause = from.front();
      term.value = clause(from.front()).value;
      term.words = verbatim(from.front());
      terms_.push_back(std::move(term));
      return;
    }
  }

  // ---- dates ----
  // Whether the document shows, by a number above 12, in which order it writes day and month.
  void read_date_order() {
    bool day = false, month = false;
    for (const Finding& f : list_.clauses) {
      if (!f.value || !f.value->date) continue;
      day = day || f.value->date_order == DateOrder::day_first_shown;
      month = month || f.value->date_order == DateOrder::month_first_shown;
    }
    if (day != month) order_ = day ? DateOrder::day_first_shown : DateOrder::month_first_shown;
  }

  std::optional<KeyTerm> dated(std::string_view id, std::string_view rule) const {
    auto term = valued(id, clauses(rule));
    if (!term) return term;
    term->date = term->value->date;
    if (term->value->date_order == DateOrder::ambiguous) {
      if (order_ == DateOrder::month_first_shown) {
        term->date = rules::month_first(term->date);
      } else if (order_ == DateOrder::ambiguous) {
        if (term->problem.empty()) term->problem = "ambiguous-date";
        term->notes.push_back("ambiguous-date");
      }
    }
    term->value.reset();
    return term;
  }

  static bool sure(const std::optional<KeyTerm>& term) { return term && term->problem.empty(); }

  // Kept by value: the list is given away at the end.
  void keep(const std::optional<KeyTerm>& term) {
    if (term) terms_.push_back(*term);
  }

  void effective_date() {
    effective_ = dated("effective-date", "clause-effective-date");
    // The day from which general terms apply to everybody is not the day on which this customer's term begins.
    general_terms_ = list_.kind.kind == rules::DocumentKind::general_terms;
    if (effective_ && general_terms_) effective_->notes.push_back("date-of-the-terms");
    keep(effective_);
  }
  void term() { keep(term_ = valued("term", clauses("clause-term"))); }

  // "three years from activation": a day named elsewhere in the contract is not the day on which the term begins.
  bool starts_with_event() const {
    const auto events = clauses("clause-term-from-event");
    const std::vector<std::uint32_t> term = {*term_->clause};
    if (!shared(term, events)[0]) return false;
    return !(effective_ && same_sentence(*effective_->clause, *term_->clause));
  }

  void end_date() {
    end_ = dated("end-date", "clause-end-date");
    if (!term_) return keep(end_);
    // start + length - 1 day: a year from 1 January ends on 31 December.
    std::vector<DateStep> steps(2);
    steps[0].start = "effective-date";
    steps[0].delta = *term_->value;
    steps[1].delta = quantity(1, Unit::days);
    steps[1].minus = true;
    steps[1].meaning = "end-date";
    std::string problem;
    Date computed;
    if (!sure(term_)) {
      problem = term_->problem;
    } else if (starts_with_event()) {
      problem = "starts-with-event";
      steps[0].start = "term-start";
    } else if (!effective_ || general_terms_) {
      problem = "no-start-date";
    } else if (!sure(effective_)) {
      problem = effective_->problem;
    } else {
      const auto next = shifted(effective_->date, *term_->value, false);
      const auto last = next ? calendar::add_days(*next, -1) : std::nullopt;
      if (last) {
        steps[0].from = effective_->date;
        steps[0].to = steps[1].from = *next;
        steps[1].to = computed = *last;
      } else {
        problem = "out-of-range";
      }
    }
    if (end_) {
      // The contract's own date goes before; a sum that ends on another day than it, or the one after, contradicts it.
      if (sure(end_) && computed) {
        const std::int32_t apart = calendar::day_number(end_->date) - calendar::day_number(computed);
        if (apart < 0 || apart > 1) {
          end_->problem = "conflict";
          end_->others.push_back(*term_->clause);
          end_->arithmetic = std::move(steps);
        }
      }
      return keep(end_);
    }
    end_.emplace();
    end_->id = "end-date";
    end_->clause = term_->clause;
    end_->date = computed;
    end_->problem = problem;
    if (problem != "conflict") end_->arithmetic = std::move(steps);
    keep(end_);
  }

  void renewal() {
    const auto all = clauses("clause-renewal"), agreed = clauses("clause-renewal-agreed");
    const auto by_agreement = shared(all, agreed);
    std::vector<std::uint32_t> automatic;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!by_agreement[i] || clause(all[i]).value) automatic.push_back(all[i]);
    if (!automatic.empty()) {
      renewal_ = valued("renewal", automatic);
      if (!renewal_) {
        renewal_.emplace();
        renewal_->id = "renewal";
        renewal_->clause = automatic.front();
      }
      renewal_->state = "automatic";
    } else if (!agreed.empty()) {
      renewal_.emplace();
      renewal_->id = "renewal";
      renewal_->clause = agreed.front();
      renewal_->state = "by-agreement";
    }
    keep(renewal_);
  }

  void notices() {
    const auto tied = clauses("clause-renewal-notice"), any = clauses("clause-notice-period");
    const auto in_tied = shared(any, tied), free = shared(any, clauses("clause-termination-convenience"));
    std::vector<std::uint32_t> general, convenience;
    for (std::size_t i = 0; i < any.size(); ++i) {
      if (in_tied[i]) continue;
      (free[i] ? convenience : general).push_back(any[i]);
    }
    notice_ = valued("notice", tied);
    if (!notice_ && renewal_ && renewal_->state == "automatic") {
      // "It renews by a year. The notice period is three months": only beside the renewal, in the same article.
      std::erase_if(general, [&](std::uint32_t i) { return article(clause(i).place.clause) != article(clause(*renewal_->clause).place.clause); });
      notice_ = valued("notice", general);
      if (notice_) notice_->notes.push_back("notice-said-generally");
    }
    convenience_ = valued("convenience-notice", convenience);
    if (convenience_) convenience_->problem.clear();  // several rights, several notices: shown, nothing is reckoned with
    keep(notice_);
  }

  // The last step: end - notice.
  DateStep notice_step(std::string_view start, Date from) const {
    DateStep step;
    step.start = start;
    step.from = from;
    step.delta = *notice_->value;
    step.minus = true;
    step.meaning = "last-notice-day";
    if (from) step.to = shifted(from, step.delta, true).value_or(Date{});
    return step;
  }

  void finish(KeyTerm& last, DateStep step) const {
    last.date = step.to;
    if (step.from && !step.to && last.problem.empty()) last.problem = "out-of-range";
    last.arithmetic.push_back(std::move(step));
    if (last.date) last.notes.push_back("earlier-day");
    if (notice_->value->working_days) last.notes.push_back("no-holidays");
    if (last.date && calendar::weekday(last.date) >= calendar::Weekday::saturday) last.notes.push_back("weekend");
  }

  void last_notice_day() {
    if (!notice_ && !(renewal_ && renewal_->state == "automatic")) return;
    KeyTerm last;
    last.id = "last-notice-day";
    if (!notice_) {
      last.clause = renewal_->clause;
      last.problem = "no-notice";
      terms_.push_back(std::move(last));
      return;
    }
    last.clause = notice_->clause;
    if (!sure(notice_)) {
      last.problem = notice_->problem;
      terms_.push_back(std::move(last));
      return;
    }
    period_ = period_end(*notice_->clause);
    const bool generally = std::find(notice_->notes.begin(), notice_->notes.end(), "notice-said-generally") != notice_->notes.end();
    if (generally && !period_) {
      // "may be terminated on 30 days' notice": whether to the end of the term or at any time, the words do not say.
      last.problem = "notice-said-generally";
      finish(last, notice_step("end-date", Date{}));
    } else if (sure(end_)) {
      Date from = end_->date;
      std::string_view start = "end-date";
      if (period_) {
        // To the end of a quarter, and not before the term is over.
        from = calendar::end_of(*period_, from);
        if (from != end_->date) start = start_name(*period_);
      }
      finish(last, notice_step(start, from));
      if (today_ && last.date && last.date < today_) last.notes.push_back("passed");
    } else if (period_ && !end_) {
      // Open-ended: every quarter has its own last day; the next one, if the day of reading is known.
      Date from;
      if (today_) {
        from = calendar::end_of(*period_, today_);
        for (int i = 0; i < 600 && from; ++i) {
          const auto day = shifted(from, *notice_->value, true);
          if (!day || *day >= today_) break;
          const auto next = calendar::add_days(from, 1);
          from = next ? calendar::end_of(*period_, *next) : Date{};
        }
      }
      finish(last, notice_step(start_name(*period_), from));
    } else {
      last.problem = end_ ? end_->problem : "no-end";
      finish(last, notice_step(period_ && !end_ ? start_name(*period_) : "end-date", Date{}));
    }
    last_ = last;
    terms_.push_back(std::move(last));
  }

  // A contract of three years, renewed from year to year, in its fifth year: which day is the next one to watch?
  void next_last_notice_day() {
    if (!today_ || !last_ || !last_->date || last_->date >= today_ || !sure(end_) || period_) return;
    if (!sure(renewal_) || renewal_->state != "automatic" || !renewal_->value) return;
    const Quantity& length = *renewal_->value;
    // From the day after the end: months that end on the last of February stay right.
    const auto after = calendar::add_days(end_->date, 1);
    if (!after || length.value <= 0 || length.working_days) return;
    for (std::int64_t k = 1; k <= kRenewals; ++k) {
      const auto begin = shifted(*after, length, false, k);
      const auto end = begin ? calendar::add_days(*begin, -1) : std::nullopt;
      if (!end) return;
      const auto day = shifted(*end, *notice_->value, true);
      if (!day) return;
      if (*day < today_) continue;
      KeyTerm next;
      next.id = "next-last-notice-day";
      next.clause = notice_->clause;
      DateStep a, b, c;
      a.start = "end-date";
      a.from = end_->date;
      a.delta = c.delta = quantity(1, Unit::days);
      a.to = b.from = *after;
      b.delta = length;
      b.delta.value *= static_cast<double>(k);
      b.to = c.from = *begin;
      c.minus = true;
      c.to = *end;
      c.meaning = "renewed-end-date";
      next.arithmetic = {std::move(a), std::move(b), std::move(c)};
      next.notes.push_back("renewed");
      DateStep step = notice_step("renewed-end-date", *end);
      step.meaning = next.id;
      finish(next, std::move(step));
      terms_.push_back(std::move(next));
      return;
    }
  }

  const rules::RuleProgram& program_;
  const findings::FindingList& list_;
  const extract::ExtractedText& extracted_;
  const normalize::NormalText& normal_;
  const Date today_;
  DateOrder order_ = DateOrder::ambiguous;
  bool general_terms_ = false;
  std::optional<KeyTerm> effective_, term_, end_, renewal_, notice_, last_, convenience_;
  std::optional<Period> period_;
  std::vector<KeyTerm> terms_;
};

}  // namespace

std::vector<KeyTerm> key_terms(const rules::RuleProgram& program, const findings::FindingList& list,
                               const extract::ExtractedText& extracted, const normalize::NormalText& normal, Date today) {
  // A press release has no term and no cap, whatever it says of others'.
  if (list.kind.not_a_contract()) return {};
  return Sheet(program, list, extracted, normal, today).run();
}

}  // namespace caveat::risk
