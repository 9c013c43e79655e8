// iCalendar: the grammar of RFC 5545 by a reader of its own, the right days, the same UIDs again.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "report/report.h"
#include "surfaces.h"

using namespace caveat;
using tests::SampleContract;

namespace {

std::string written(SampleContract c, Language reader = Language::en) {
  const auto ics = report::ics(reader);
  std::string out = ics->add(c.input()).value();
  return out + ics->finish().value();
}

// Content lines, unfolded. Every line ends in CRLF and has at most 75 octets, none begins within a character.
std::vector<std::string> lines(const std::string& ics) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < ics.size();) {
    const std::size_t end = ics.find("\r\n", at);
    BOOST_REQUIRE(end != std::string::npos);
    BOOST_TEST(end - at <= 75u);
    const std::string line = ics.substr(at, end - at);
    BOOST_TEST(line.find_first_of("\r\n") == std::string::npos);
    at = end + 2;
    BOOST_REQUIRE(!line.empty());
    if (line[0] == ' ') {
      BOOST_REQUIRE(line.size() > 1);
      BOOST_TEST((static_cast<unsigned char>(line[1]) & 0xC0) != 0x80);
      out.back() += line.substr(1);
    } else {
      out.push_back(line);
    }
  }
  return out;
}

struct Event {
  std::map<std::string, std::string> property;  // its own
  std::vector<std::string> alarms;              // their triggers
};

// BEGIN and END have to match.
std::vector<Event> events(const std::string& ics) {
  std::vector<std::string> open;
  std::vector<Event> out;
  for (const std::string& line : lines(ics)) {
    const std::size_t colon = line.find(':');
    BOOST_REQUIRE(colon != std::string::npos);
    const std::string name = line.substr(0, colon), value = line.substr(colon + 1);
    if (name == "BEGIN") {
      open.push_back(value);
      if (value == "VEVENT") out.emplace_back();
    } else if (name == "END") {
      BOOST_REQUIRE(!open.empty());
      BOOST_TEST(open.back() == value);
      open.pop_back();
    } else if (!open.empty() && open.back() == "VEVENT") {
      BOOST_TEST(out.back().property.emplace(name, value).second, name);
    } else if (!open.empty() && open.back() == "VALARM" && name == "TRIGGER") {
      out.back().alarms.push_back(value);
    }
  }
  BOOST_TEST(open.empty());
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_last_day_to_give_notice_is_a_day_with_alarms_and_its_arithmetic) {
  const std::vector<Event> all = events(written(tests::surface_contract()));
  BOOST_REQUIRE(all.size() == 2u);
  const Event& end = all[0];
  BOOST_TEST(end.property.at("SUMMARY") == "Term ends\\, then renews by itself: offer.pdf");
  BOOST_TEST(end.property.at("DTSTART;VALUE=DATE") == "20281231");
  BOOST_TEST(end.property.at("DTEND;VALUE=DATE") == "20290101");
  const Event& last = all[1];
  BOOST_TEST(last.property.at("SUMMARY") == "Last day to give notice: offer.pdf");
  BOOST_TEST(last.property.at("DTSTART;VALUE=DATE") == "20280930");
  BOOST_TEST(last.property.at("DTSTAMP") == "20261123T000000Z");
  BOOST_TEST((last.alarms == std::vector<std::string>{"-P30D", "-P7D"}));
  BOOST_TEST(last.property.at("DESCRIPTION").find("31\xC2\xA0" "December 2028 \xE2\x88\x92 3\xC2\xA0months = 30\xC2\xA0September 2028\\n") != std::string::npos);
  BOOST_TEST(last.property.at("DESCRIPTION").find("Renewal: automatic") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_term_that_does_not_renew_by_itself_just_ends) {
  SampleContract c = tests::surface_contract();
  c.key_terms_[3].state = "by-agreement";
  BOOST_TEST(events(written(c))[0].property.at("SUMMARY") == "End of the term: offer.pdf");
}

BOOST_AUTO_TEST_CASE(a_renewed_contract_has_the_end_of_the_renewed_term_and_the_next_last_day) {
  SampleContract c = tests::surface_contract();
  risk::KeyTerm& next = c.key_term("next-last-notice-day");
  next.date = {2029, 9, 30};
  next.arithmetic = {{{2028, 12, 31}, "end-date", rules::Quantity{1, rules::Unit::years, false, "", {}}, false, {2029, 12, 31}, "renewed-end-date"},
                     {{2029, 12, 31}, "renewed-end-date", rules::Quantity{3, rules::Unit::months, false, "", {}}, true, {2029, 9, 30}, "next-last-notice-day"}};
  const std::vector<Event> all = events(written(c));
  BOOST_REQUIRE(all.size() == 4u);
  BOOST_TEST(all[2].property.at("SUMMARY") == "End of the renewed term: offer.pdf");
  BOOST_TEST(all[2].property.at("DTSTART;VALUE=DATE") == "20291231");
  BOOST_TEST(all[3].property.at("DTSTART;VALUE=DATE") == "20290930");
}

BOOST_AUTO_TEST_CASE(a_day_that_is_past_rings_no_bell) {
  SampleContract c = tests::surface_contract();
  c.today_ = {2028, 9, 30};  // the day itself: it is too late for an alarm before it
  const std::vector<Event> all = events(written(c));
  BOOST_TEST(all[1].alarms.empty());
  BOOST_TEST(all[0].alarms.size() == 2u);  // the end is to come
  c.today_ = {};  // nobody said what day it is
  BOOST_TEST(events(written(c))[1].alarms.size() == 2u);
  BOOST_TEST(events(written(c))[1].property.at("DTSTAMP") == "20000101T000000Z");
}

BOOST_AUTO_TEST_CASE(an_event_imported_again_is_the_same_event) {
  SampleContract c = tests::surface_contract();
  const std::vector<Event> first = events(written(c));
  c.name_ = "renamed.pdf";
  c.today_ = {2027, 1, 1};
  const std::vector<Event> second = events(written(c, Language::fr));
  c.sha256_ = std::string(64, 'b');
  const std::vector<Event> other = events(written(c));
  std::set<std::string> uids;
  for (std::size_t i = 0; i < first.size(); ++i) {
    BOOST_TEST(first[i].property.at("UID") == second[i].property.at("UID"));
    BOOST_TEST(first[i].property.at("UID") != other[i].property.at("UID"));
    BOOST_TEST(uids.insert(first[i].property.at("UID")).second);
  }
}

BOOST_AUTO_TEST_CASE(the_same_file_twice_has_its_dates_once) {
  SampleContract a = tests::surface_contract(), copy = tests::surface_contract(), other = tests::surface_contract();
  copy.name_ = "copy.pdf";
  other.sha256_ = std::string(64, 'b');
  const auto ics = report::ics(Language::en);
  std::string out = ics->add(a.input()).value();
  BOOST_TEST(ics->add(copy.input()).value() == "");
  out += ics->add(other.input()).value() + ics->finish().value();
  BOOST_TEST(events(out).size() == 4u);
}

BOOST_AUTO_TEST_CASE(a_contract_cannot_write_a_line_of_the_calendar) {
  SampleContract c = tests::surface_contract();
  c.name_ = "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\nATTACH:file:///etc/passwd;x,y\\z\xE2\x80\xAE.pdf";
  c.list_.clauses[0].place.clause = "1\r\nX:1";
  for (risk::KeyTerm& term : c.key_terms_) term.clause = 0;
  const std::vector<Event> all = events(written(c));
  BOOST_REQUIRE(all.size() == 2u);
  for (const Event& event : all) {
    BOOST_TEST(event.property.count("ATTACH") == 0u);
    BOOST_TEST(event.property.count("X") == 0u);
    const std::string& text = event.property.at("SUMMARY");
    for (std::size_t i = 0; i < text.size(); ++i)  // nothing of meaning is left unescaped
      if (text[i] == '\\') ++i;
      else BOOST_TEST((text[i] != ';' && text[i] != ','), text);
  }
  BOOST_TEST(all[1].property.at("DESCRIPTION").find("x\\,y\\\\z") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(long_lines_are_folded_between_characters) {
  SampleContract c = tests::surface_contract();
  for (int shift = 0; shift < 4; ++shift) {
    c.name_ = std::string(static_cast<std::size_t>(shift), 'a');
    for (int i = 0; i < 70; ++i) c.name_ += "\xC3\xBC\xF0\x9F\x94\x94";
    const std::string text = events(written(c))[1].property.at("DESCRIPTION");  // lines() looks at the folding
    BOOST_TEST(text.find(c.name_) != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(a_calendar_without_dates_has_a_component_all_the_same) {
  SampleContract c(tests::surface_rules());
  c.add("Nothing of note.");
  risk::KeyTerm& last = c.key_term("last-notice-day");
  last.problem = "no-start-date";
  const std::string ics = written(c);
  BOOST_TEST(events(ics).empty());
  BOOST_TEST(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  BOOST_TEST(ics.find("BEGIN:VTIMEZONE\r\n") != std::string::npos);  // RFC 5545 wants one component at least
  BOOST_TEST(ics.ends_with("END:VTIMEZONE\r\nEND:VCALENDAR\r\n"));
  BOOST_TEST(written(tests::surface_contract()).find("VTIMEZONE") == std::string::npos);
  BOOST_TEST(report::ics(Language::en)->finish().value() == ics);
}

BOOST_AUTO_TEST_CASE(the_calendar_speaks_the_readers_language) {
  BOOST_TEST(events(written(tests::surface_contract(), Language::fr))[1].property.at("SUMMARY") == "Dernier jour pour dénoncer\xC2\xA0: offer.pdf");
  BOOST_TEST(events(written(tests::surface_contract(), Language::de))[1].property.at("SUMMARY") == "Letzter Tag zur Kündigung: offer.pdf");
  BOOST_TEST(events(written(tests::surface_contract(), Language::es))[0].property.at("SUMMARY") == "Fin de la vigencia\\, con prórroga automática: offer.pdf");
}
