// The dates of contracts as an iCalendar (RFC 5545), for the calendar of whoever has to act: the last day to give notice, and the
// end of the term or of the renewed term, each a whole day, with the arithmetic in its description and alarms 30 and 7 days before.
// Only dates that the contract gives or that follow from it (risk/key_terms.h). docs/sheets.md; tested by tests/unit/report/ics_test.cpp,
// and by ical.js in tests/node/sheets.test.mjs.
//
// UID is made of the file's SHA-256 and the term: imported again, an event takes its own place. DTSTAMP is the day of reading as
// handed in, or a fixed one: no clock.
#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

#include <array>
#include <set>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "report/engine.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/sheet_words.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::size_t kLineOctets = 75;                // RFC 5545, 3.1, without the line break
constexpr std::array<int, 2> kAlarmDays = {30, 7};     // before the day
constexpr std::string_view kStampWithoutDate = "20000101T000000Z";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

// One content line, folded: no line is longer than 75 octets, and no character is parted.
void line(std::string& out, std::string_view name, std::string_view value) {
  const std::string whole = std::string(name) + ":" + std::string(value);
  std::size_t used = 0;
  for (std::size_t at = 0; at < whole.size();) {
    std::size_t end = at + 1;
    while (end < whole.size() && (static_cast<unsigned char>(whole[end]) & 0xC0) == 0x80) ++end;
    if (used + (end - at) > kLineOctets) {
      out += "\r\n ";
      used = 1;
    }
    out.append(whole, at, end - at);
    used += end - at;
    at = end;
  }
  out += "\r\n";
}

std::string basic(Date date) {
  std::string out = iso_date(date);
  std::erase(out, '-');
  return out;
}

// "offer.pdf" of "contracts/2026/offer.pdf": the entry of a calendar is short.
std::string short_name(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  std::string shown = for_terminal(slash == std::string_view::npos || slash + 1 == name.size() ? name : name.substr(slash + 1));
  return shortened(shown, 80);
}

struct Event {
  std::string id;       // of the date: "last-notice-day", "renewed-end-date"
  Date date;
  std::string summary;
  const risk::KeyTerm* term = nullptr;
};

class Ics : public Collected {
 public:
  explicit Ics(Language reader) : reader_(reader == Language::other ? Language::en : reader), words_(labels(reader_)) {}

  Result<std::string> add(const Input& input) override {
    std::string out;
    for (const Event& event : events(input)) {
      const std::string uid = uid_of(input, event);
      // The same file twice has its dates once: two events of one UID are no calendar.
      if (!written_.insert(uid).second) continue;
      head(out);
      write(out, input, event, uid);
    }
    return out;
  }

  Result<std::string> finish() override {
    std::string out;
    head(out);
    // RFC 5545, 3.6: at least one component. One that says nothing, and that every program understands.
    if (written_.empty())
      out += "BEGIN:VTIMEZONE\r\nTZID:Etc/UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\n"
             "END:VTIMEZONE\r\n";
    return out + "END:VCALENDAR\r\n";
  }

 private:
  void head(std::string& out) {
    if (begun_) return;
    begun_ = true;
    out += "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
    line(out, "PRODID", "-//Caveat//Caveat " + std::string(kEngineVersion) + "//" + std::string(code(reader_)));
    line(out, "CALSCALE", "GREGORIAN");
    line(out, "X-WR-CALNAME", escaped(word(SheetWord::calendar, reader_)));
  }

  static std::string uid_of(const Input& input, const Event& event) {
    Poco::SHA2Engine hash(Poco::SHA2Engine::SHA_256);
    hash.update(std::string(input.sha256) + " " + event.id);
    return Poco::DigestEngine::digestToHex(hash.digest()).substr(0, 32) + "@caveat";
  }

  std::vector<Event> events(const Input& input) const {
    std::vector<Event> all;
    bool automatic = false;
    for (const risk::KeyTerm& term : input.assessment.key_terms) automatic = automatic || (term.id == "renewal" && term.state == "automatic");
    for (const risk::KeyTerm& term : input.assessment.key_terms) {
      if (!term.date) continue;
      if (term.id == "end-date") {
        all.push_back({term.id, term.date, automatic ? std::string(word(SheetWord::ends_and_renews, reader_)) : term_name(term.id, reader_), &term});
      } else if (term.id == "last-notice-day" || term.id == "next-last-notice-day") {
        // The end of the renewed term, from which the next last day was reckoned.
        for (const risk::DateStep& step : term.arithmetic)
          if (step.meaning == "renewed-end-date" && step.to) all.push_back({step.meaning, step.to, term_name(step.meaning, reader_), &term});
        all.push_back({term.id, term.date, term_name(term.id, reader_), &term});
      }
    }
    return all;
  }

  void write(std::string& out, const Input& input, const Event& event, const std::string& uid) const {
    const std::string summary = event.summary + std::string(words_.colon) + short_name(input.name);
    const auto next = calendar::add_days(event.date, 1);
    out += "BEGIN:VEVENT\r\n";
    line(out, "UID", uid);
    line(out, "DTSTAMP", input.today ? basic(input.today) + "T000000Z" : std::string(kStampWithoutDate));
    line(out, "DTSTART;VALUE=DATE", basic(event.date));
    if (next) line(out, "DTEND;VALUE=DATE", basic(*next));
    line(out, "SUMMARY", escaped(summary));
    line(out, "DESCRIPTION", escaped(description(input, event)));
    line(out, "TRANSP", "TRANSPARENT");  // nobody is busy that day
    if (!input.today || event.date > input.today) {
      for (const int days : kAlarmDays) {
        out += "BEGIN:VALARM\r\nACTION:DISPLAY\r\n";
        line(out, "TRIGGER", "-P" + std::to_string(days) + "D");
        line(out, "DESCRIPTION", escaped(summary));
        out += "END:VALARM\r\n";
      }
    }
    out += "END:VEVENT\r\n";
  }

  // What the reader of the calendar needs to believe it: the arithmetic, the contract's own words, what renews.
  std::string description(const Input& input, const Event& event) const {
    const risk::KeyTerm& term = *event.term;
    std::string out;
    const auto add = [&](std::string_view text) {
      if (!text.empty()) out.append(out.empty() ? "" : "\n").append(text);
    };
    const auto named = [&](const risk::KeyTerm& t) { add(for_terminal(key_term_name(input, t, reader_)) + std::string(words_.colon) + key_term_value(input, t, reader_)); };
    named(term);
    for (const std::string& step : arithmetic_lines(input, term, reader_)) add(step);
    for (const risk::KeyTerm& other : input.assessment.key_terms)
      if (other.id == "renewal" || other.id == "notice") named(other);
    if (term.clause && *term.clause < input.list.clauses.size()) {
      const findings::Finding& clause = input.list.clauses[*term.clause];
      add(where(input, clause, reader_));
      add(for_terminal(clause.place.quote.of(input.extracted.text)));
    }
    add(for_terminal(input.name));
    add(words_.not_advice);
    return out;
  }

  const Language reader_;
  const Labels& words_;
  std::set<std::string> written_;  // UIDs
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<Collected> ics(Language reader) { return std::make_unique<Ics>(reader); }

}  // namespace caveat::report
