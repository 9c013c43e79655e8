// The HTML report: a strict policy that its own style sheet fits, links that resolve both ways, and documents that are
// text and nothing else. How it looks is judged by eye.
#include <Poco/Base64Encoder.h>
#include <Poco/SHA2Engine.h>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

#include "report/report.h"
#include "sample_contract.h"
#include "surfaces.h"

using namespace caveat;
using extract::BlockKind;
using tests::SampleContract;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules(
      {{.id = "price-up", .taxonomy = "PRC-01", .severity = "critical",
        .more = "law:\n  - { place: FR, ref: 'C. civ., art. 1165', checked: 2026-11-23 }\n"},
       {.id = "promptly", .taxonomy = "VAG-02", .severity = "medium"},
       {.id = "availability", .taxonomy = "SLA-02", .severity = "high", .kind = "threshold", .message = "{value} only."},
       {.id = "term", .kind = "clause"}});
  return loaded;
}

SampleContract contract() {
  SampleContract c(program());
  c.name_ = "offer.pdf";
  c.page().heading("Fees").add("3.1 The Supplier may increase the Fees promptly at any time. It tells you promptly.");
  c.finding("price-up", "The Supplier may increase the Fees promptly at any time.", "may increase the Fees promptly", "3.1");
  c.finding("promptly", "The Supplier may increase the Fees promptly at any time.", "promptly at", "3.1");
  c.finding("promptly", "It tells you promptly.", "promptly", "3.1");
  c.add("Service\t98.5 % available", BlockKind::table_row);
  auto& low = c.finding("availability", "98.5 % available", "98.5 %");
  low.value.emplace();
  low.value->value = 98.5;
  low.value->unit = rules::Unit::percent;
  c.term("term", "The Supplier may", "3.1");
  for (int i = 0; i < 6; ++i) {
    const std::string sentence = "Query " + std::to_string(i) + " is answered promptly.";
    c.add(sentence);
    c.finding("promptly", sentence, "promptly");
  }
  return c;
}

std::string html(SampleContract c, Language reader = Language::en) { return report::html(c.input(), reader); }

std::vector<std::string> all(const std::string& text, const std::string& pattern) {
  std::vector<std::string> out;
  const std::regex re(pattern);
  for (std::sregex_iterator it(text.begin(), text.end(), re), end; it != end; ++it) out.push_back((*it)[1]);
  return out;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

// Without the classes of the filter, which have tests of their own.
std::string without_facets(const std::string& page) {
  return std::regex_replace(page, std::regex(" x s[0-9] st[0-9] la[0-9]+( fa[0-9]+)?( au[0-9]+)?"), "");
}

// The text that a browser shows inside an element of the contract's pane, with the marks and references taken out.
std::string pane_text(const std::string& page) {
  std::string pane = page.substr(page.find("<aside id=\"text\""));
  pane = std::regex_replace(pane, std::regex("<a class=\"ref[^>]*>[^<]*</a>"), "");
  pane = std::regex_replace(pane, std::regex("</span><span class=\"td\">"), "\t");
  pane = std::regex_replace(pane, std::regex("<p class=\"page\".*?</p>"), "");
  pane = std::regex_replace(pane, std::regex("<[^>]*>"), "");
  for (const auto& [escaped, plain] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = pane.find(escaped, at)) != std::string::npos; ++at) pane.replace(at, std::string(escaped).size(), plain);
  return pane;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_policy_forbids_all_but_the_style_sheet_whose_hash_it_names) {
  const std::string page = html(contract());
  const std::size_t begin = page.find("<style>") + 7;
  const std::string style = page.substr(begin, page.find("</style>") - begin);
  Poco::SHA2Engine engine(Poco::SHA2Engine::SHA_256);
  engine.update(style);
  const Poco::DigestEngine::Digest digest = engine.digest();
  std::ostringstream base64;
  Poco::Base64Encoder encoder(base64);
  encoder.write(reinterpret_cast<const char*>(digest.data()), static_cast<std::streamsize>(digest.size()));
  encoder.close();
  const auto policy = all(page, "http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"");
  BOOST_REQUIRE_EQUAL(policy.size(), 1u);
  BOOST_TEST(policy[0] == "default-src 'none'; style-src 'sha256-" + base64.str() + "'; img-src data:; base-uri 'none'; form-action 'none'");
  BOOST_TEST(page.find("Content-Security-Policy") < page.find("<style>"));
}

BOOST_AUTO_TEST_CASE(nothing_is_loaded_and_nothing_runs) {
  const std::string page = html(contract());
  for (const char* forbidden : {"<script", " style=", "src=", "url(", "@import", "<iframe", "<link", "http://", "https://"}) {
    BOOST_TEST(page.find(forbidden) == std::string::npos, forbidden);
  }
  BOOST_TEST(all(page, "<[a-z]+[^>]* (on[a-z]+=)").empty());  // event handlers
}

BOOST_AUTO_TEST_CASE(each_finding_and_its_place_link_to_one_another) {
  const std::string page = html(contract());
  const auto found = all(page, " id=\"([^\"]*)\"");
  const std::set<std::string> ids(found.begin(), found.end());
  BOOST_TEST(ids.size() == found.size());  // no id twice
  for (const std::string& target : all(page, "href=\"#([^\"]*)\"")) BOOST_TEST(ids.contains(target), target);
  const std::size_t findings = contract().list_.findings.size();
  for (std::size_t n = 1; n <= findings; ++n) {
    BOOST_TEST(ids.contains("f" + std::to_string(n)), n);
    BOOST_TEST(ids.contains("t" + std::to_string(n)), n);
    BOOST_TEST(page.find("href=\"#f" + std::to_string(n) + "\"") != std::string::npos);
    BOOST_TEST(page.find("href=\"#t" + std::to_string(n) + "\"") != std::string::npos);
  }
  BOOST_TEST(ids.contains("k1"));
  BOOST_TEST(ids.contains("kt1"));
  for (const std::string& target : all(page, "aria-labelledby=\"([^\"]*)\"")) BOOST_TEST(ids.contains(target), target);
}

BOOST_AUTO_TEST_CASE(overlapping_evidence_is_cut_into_pieces_and_no_byte_is_lost_or_doubled) {
  SampleContract c = contract();
  const std::string page = without_facets(report::html(c.input(), Language::en));
  const std::string shown = pane_text(page);
  for (const extract::Block& block : c.extracted_.blocks) {
    const std::string words(block.span.of(c.extracted_.text));
    BOOST_TEST(count(shown, words) == count(c.extracted_.text, words), words);
  }
  // A mark a finding, the worst innermost; the key term is the faintest of them.
  BOOST_TEST(page.find("<mark class=\"term\"><mark class=\"sev-medium\"><mark class=\"sev-critical hit\">may</mark></mark></mark>"
                       "<mark class=\"sev-medium\"><mark class=\"sev-critical hit\"> increase the Fees </mark></mark>"
                       "<mark class=\"sev-medium hit\"><mark class=\"sev-critical hit\">promptly</mark></mark>"
                       "<mark class=\"sev-medium hit\"><mark class=\"sev-critical\"> at</mark></mark>"
                       "<mark class=\"sev-medium\"><mark class=\"sev-critical\"> any time.</mark></mark>") != std::string::npos);
  BOOST_TEST(count(page, "<mark") == count(page, "</mark>"));
}

BOOST_AUTO_TEST_CASE(a_hostile_document_is_text_and_nothing_else) {
  const std::vector<std::string> attacks = {"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{NAME}} {{#ISSUE}} {{%AUTOESCAPE}}",
                                            "</title><svg onload=alert(1)>", "'; background: url(javascript:alert(1))", "</style><style>*{}", "\" onload=alert(1) x=\"", "' onfocus='alert(1)' autofocus='",
                                            "<!-- ", "]]>", "&lt;b&gt; &amp;", "javascript:alert(1)", "@STYLE@ @STYLE-HASH@"};
  const std::string clean = html(contract());
  for (const std::string& attack : attacks) {
    SampleContract c(program());
    c.name_ = attack;
    c.extracted_.media_type = attack;
    c.sha256_ = attack;
    c.structure_.languages = {{attack, 1}};
    const std::string sentence = "The fees " + attack + " promptly rise.";
    c.page().heading("Heading " + attack).add(sentence).add("x " + attack + "\t" + attack, BlockKind::table_row).add(attack + "\n\t" + attack, BlockKind::code);
    c.finding("price-up", sentence, attack, attack);
    c.term("term", sentence, attack);
    c.unread(attack, 1, attack);
    const std::string page = report::html(c.input(), Language::en);
    const std::set<std::string> known = {"html", "head", "meta", "title", "style", "body", "a", "header", "p", "b", "h1", "bdi", "section", "strong",
                                         "ul", "li", "svg", "circle", "text", "div", "h2", "ol", "span", "main", "fieldset", "legend", "label",
                                         "input", "article", "h3", "blockquote", "mark", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot",
                                         "tr", "th", "td", "q", "details", "summary", "code", "i", "aside", "nav", "form", "button"};
    for (const std::string& tag : all(page, "<([a-zA-Z!][a-zA-Z0-9-]*)"))
      BOOST_TEST((known.contains(tag) || tag == "!doctype"), attack << " made a " << tag);
    BOOST_TEST(count(page, "<style>") == 1u);
    BOOST_TEST(count(page, "</title>") == 1u);
    BOOST_TEST(all(page, "<[a-z]+[^<>]* (on[a-z]+=)").empty(), attack);
    BOOST_TEST(all(page, "href=\"([^#][^\"]*)\"").empty(), attack);
    BOOST_TEST(page.find("<!--") == std::string::npos);
    BOOST_TEST(pane_text(page).find(attack) != std::string::npos, attack);  // shown as it is
  }
}

BOOST_AUTO_TEST_CASE(bidi_and_control_characters_are_shown_not_obeyed) {
  SampleContract c(program());
  const std::string sentence = "Pay 12\xE2\x80\xAE months\x1b[31m promptly.";
  c.add(sentence);
  c.finding("price-up", sentence, "promptly");
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(page.find("\xE2\x80\xAE") == std::string::npos);
  BOOST_TEST(page.find('\x1b') == std::string::npos);
}

BOOST_AUTO_TEST_CASE(spans_that_do_not_fit_the_text_crash_nothing) {
  SampleContract c(program());
  c.add("Short.");
  auto& f = c.finding("price-up", "Short.", "Short");
  f.place.quote = {3, 4'000'000'000u};
  f.place.trigger = {4'100'000'000u, 10};
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(page.ends_with("</html>\n"));
}

BOOST_AUTO_TEST_CASE(a_term_that_stands_everywhere_is_listed_five_times_and_counted) {
  SampleContract c(program());
  for (int i = 0; i < 12; ++i) {
    c.add("Term number " + std::to_string(i) + ".");
    c.term("term", "Term number " + std::to_string(i) + ".");
  }
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(count(page, "<tr id=\"kt") == 5u);
  BOOST_TEST(count(page, " id=\"k1\"") == 1u);
  BOOST_TEST(count(page, " id=\"k6\"") == 0u);
  BOOST_TEST(page.find("and 7 more places") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_words_around_a_quote_are_shown_faint_and_whole) {
  const std::string page = html(contract());
  BOOST_TEST(page.find("<span class=\"ctx\">3.1 </span>The Supplier <mark class=\"hit\">may increase the Fees promptly</mark> at any time."
                       "<span class=\"ctx\"> It tells you promptly.</span>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_page_speaks_the_readers_language_and_marks_the_contracts) {
  SampleContract c(program());
  c.structure_.languages = {{"de", 1}};
  c.add("Die Preise steigen promptly.", BlockKind::paragraph, 0, Language::de).add("An English clause.", BlockKind::paragraph, 0, Language::en);
  c.finding("price-up", "Die Preise steigen promptly.", "steigen", "", Language::de);
  const std::string page = report::html(c.input(), Language::fr);
  BOOST_TEST(page.find("<html lang=\"fr\">") != std::string::npos);
  BOOST_TEST(page.find("À faire relire par un juriste avant signature") != std::string::npos);
  BOOST_TEST(page.find("<blockquote lang=\"de\">") != std::string::npos);
  BOOST_TEST(page.find("Ask of price-up (fr).") != std::string::npos);
  BOOST_TEST(page.find("<span lang=\"de\">Ask of price-up (de).</span>") != std::string::npos);  // to send to the vendor
  BOOST_TEST(page.find("<aside id=\"text\" class=\"paper\" tabindex=\"0\" aria-labelledby=\"text-h\" lang=\"de\">") != std::string::npos);
  BOOST_TEST(page.find(" lang=\"en\">An English clause.") != std::string::npos);
  BOOST_TEST(page.find("C. civ., art. 1165") != std::string::npos);
  BOOST_TEST(page.find("(vérifié le 23\xC2\xA0novembre 2026)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_mark_in_the_text_is_hidden_with_the_finding_it_leads_to) {
  for (const SampleContract& made : {contract(), tests::surface_contract()}) {
    const std::string page = html(made);
    // Finding number -> the facets of its article or row.
    std::map<std::string, std::string> facets;
    const std::regex start("<article class=\"issue sev-[a-z]+ (x [^\"]*?)( missing)?\"|<tr id=\"f([0-9]+)\" class=\"(x [^\"]*)\"| id=\"f([0-9]+)\"");
    std::string article;
    for (std::sregex_iterator it(page.begin(), page.end(), start), end; it != end; ++it) {
      if ((*it)[1].matched) article = (*it)[1];
      else if ((*it)[3].matched) facets[(*it)[3]] = (*it)[4];
      else facets[(*it)[5]] = article;
    }
    const auto marks = all(page, "<a class=\"(ref sev-[a-z]+ x [^>]*)>");
    BOOST_TEST(marks.size() > 5u);
    for (const std::string& mark : marks) {
      const std::string number = all(mark, "href=\"#f([0-9]+)\"").at(0), own = all(mark, "(x [^\"]*)\"").at(0);
      BOOST_REQUIRE(facets.contains(number));
      const auto without_language = [](const std::string& text) { return std::regex_replace(text, std::regex(" la[0-9]+"), ""); };
      BOOST_TEST(without_language(own) == without_language(facets[number]));
      const int place = std::stoi(all(own, " la([0-9]+)").at(0)), issue = std::stoi(all(facets[number], " la([0-9]+)").at(0));
      BOOST_TEST((place & issue) == place);
    }
  }
}

BOOST_AUTO_TEST_CASE(each_tick_of_the_filter_has_a_rule_in_the_style_sheet_and_a_number_that_is_true) {
  const std::string page = html(tests::surface_contract());
  const std::string body = page.substr(page.find("<body>"));
  const auto options = all(body, "<input type=\"checkbox\" id=\"on-([a-z]+[0-9]+)\"");
  BOOST_TEST(options.size() > 8u);
  for (const std::string& option : options)
    BOOST_TEST(page.find(":not(:has(#on-" + option + ":checked)) .x." + (option.starts_with("au") ? "au" + std::to_string(1 << (option[2] - '0')) : option) + "") !=
                   std::string::npos, option);
  // One language and one audience: nothing to choose from.
  BOOST_TEST(body.find("on-la") == std::string::npos);
  BOOST_TEST(body.find("on-au") == std::string::npos);
  const auto items = all(without_facets(body), "(<article class=\"issue|<tr id=\"f[0-9]+\")").size();
  BOOST_TEST(body.find("<p class=\"shown\"><b></b> of " + std::to_string(items) + " shown</p>") != std::string::npos);
  for (const auto& [option, facet] : {std::pair{"on-st0", "st0"}, {"on-st1", "st1"}, {"on-st2", "st2"}}) {
    const std::string number = all(body, std::string("id=\"") + option + "\"> <span>[^<]*</span> <span class=\"count\">([0-9]+)<").at(0);
    BOOST_TEST(std::stoul(number) == all(body, std::string("(<article class=\"issue sev-[a-z]+ x [^\"]*|<tr id=\"f[0-9]+\" class=\"x [^\"]*)") + facet).size());
  }
}

BOOST_AUTO_TEST_CASE(a_filter_that_has_nothing_to_choose_from_is_not_there) {
  SampleContract c(program());
  c.add("It tells you promptly.");
  c.finding("promptly", "It tells you promptly.", "promptly");
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(page.find("<form") == std::string::npos);
  BOOST_TEST(page.find("class=\"shown\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_finding_in_two_languages_stays_while_one_of_them_is_asked_for) {
  SampleContract c(program());
  c.add("It tells you promptly.").add("Er antwortet promptly.", BlockKind::paragraph, 0, Language::de).add("98.5 % available");
  c.finding("promptly", "It tells you promptly.", "promptly");
  c.finding("promptly", "Er antwortet promptly.", "promptly", "", Language::de);
  c.finding("availability", "98.5 % available", "98.5 %");
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(all(page, "<article class=\"issue sev-medium x [^\"]* (la5)").size() == 1u);  // English 1, German 4
  BOOST_TEST(page.find(":not(:has(#on-la0:checked,#on-la2:checked)) .x.la5") != std::string::npos);
  BOOST_TEST(all(page, "id=\"on-la2\"> <span>German</span> <span class=\"count\">([0-9]+)<").at(0) == "1");
  BOOST_TEST(all(page, "id=\"on-la0\"> <span>English</span> <span class=\"count\">([0-9]+)<").at(0) == "2");
}

BOOST_AUTO_TEST_CASE(the_map_has_each_place_once_in_the_order_of_the_text_under_its_heading) {
  SampleContract c(program());
  for (int part = 1; part <= 4; ++part) {
    c.heading("Part " + std::to_string(part));
    for (int i = 0; i < 30; ++i) c.add("Filler sentence " + std::to_string(part * 100 + i) + " says nothing that anybody would want to negotiate.");
    if (part == 3) continue;
    const std::string sentence = "Part " + std::to_string(part) + " is answered promptly.";
    c.add(sentence);
    c.finding("promptly", sentence, "promptly");
  }
  const std::string page = without_facets(report::html(c.input(), Language::en));
  const std::string map = page.substr(page.find("<nav class=\"map\""), page.find("</nav>", page.find("<nav class=\"map\"")) - page.find("<nav class=\"map\""));
  BOOST_TEST((all(map, "<span[^>]*>([^<]*)</span>") == std::vector<std::string>{"Part 1", "1 \xC2\xB7 Medium \xC2\xB7 Title of promptly (en)", "Part 2",
                                                                            "2 \xC2\xB7 Medium \xC2\xB7 Title of promptly (en)", "Part 3", "Part 4",
                                                                            "3 \xC2\xB7 Medium \xC2\xB7 Title of promptly (en)"}));
  std::vector<int> rows;
  for (const std::string& row : all(map, "<li class=\"r([0-9]+)")) rows.push_back(std::stoi(row));
  BOOST_TEST(std::is_sorted(rows.begin(), rows.end()));
  BOOST_TEST(rows.front() == 0);
  BOOST_TEST(rows.back() == 199);
  BOOST_TEST(std::abs(rows[2] - 50) <= 2);  // "Part 2" stands at a quarter of the text
  for (int row : rows) BOOST_TEST(page.find(".r" + std::to_string(row) + "{--r:" + std::to_string(row + 1) + "}") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_map_of_a_contract_without_headings_goes_by_pages_and_a_crowded_row_names_a_rule_once) {
  SampleContract c(program());
  for (int p = 0; p < 3; ++p) {
    c.page().add("Nothing on page " + std::to_string(p) + ".");
    for (int i = 0; i < 400; ++i) c.add("w");
  }
  c.add("It is done promptly promptly.");
  c.finding("promptly", "It is done promptly promptly.", "promptly promptly");
  c.finding("promptly", "It is done promptly promptly.", "promptly.");
  c.finding("price-up", "It is done promptly promptly.", "done");
  const std::string page = report::html(c.input(), Language::en);
  const std::string map = page.substr(page.find("<nav class=\"map\""), page.find("</nav>", page.find("<nav class=\"map\"")) - page.find("<nav class=\"map\""));
  BOOST_TEST((all(map, "href=\"#([^\"]*)\"") == std::vector<std::string>{"pg1", "pg2", "pg3", "t1", "t2"}));
}

BOOST_AUTO_TEST_CASE(the_negotiation_list_holds_each_ask_under_its_priority_and_nothing_internal) {
  const std::string page = html(tests::surface_contract());
  const std::size_t begin = page.find("<section id=\"negotiation\"");
  const std::string list = page.substr(begin, page.find("</section>", begin) - begin);
  BOOST_TEST((all(list, "<h3>([^<]*) <") == std::vector<std::string>{"Must have", "Should have", "Nice to have"}));
  std::vector<std::string> numbers = all(list, "<a class=\"num\" href=\"#f([0-9]+)\"");
  BOOST_TEST((numbers == std::vector<std::string>{"1", "6", "2", "7", "3"}));  // level, breach-notice; credits, carve-out; promptly. Waived: renewal
  BOOST_TEST(list.find("Ask of breach-notice (en).") != std::string::npos);
  BOOST_TEST(list.find("Fallback") == std::string::npos);
  BOOST_TEST(list.find("Reason of") == std::string::npos);
  BOOST_TEST(list.find("auto-renewal") == std::string::npos);
  BOOST_TEST(list.find("Must have: critical and high severity. Should have: medium. Nice to have: low and info.") != std::string::npos);
  BOOST_TEST(html(SampleContract(program())).find("id=\"negotiation\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_parties_stand_among_the_key_terms_as_the_contract_calls_them) {
  SampleContract c(program());
  c.add("<b>ACME</b> GmbH (\"Supplier\") serves we.");
  const auto party = [&](std::string_view words, bool pronoun) {
    segment::Party p;
    const auto at = static_cast<std::uint32_t>(c.extracted_.text.find(words));
    p.defined_at = {at, at + static_cast<std::uint32_t>(words.size())};
    p.pronoun = pronoun;
    return p;
  };
  c.structure_.parties = {party("<b>ACME</b> GmbH", false), party("Supplier", false), party("Supplier", false), party("we", true)};
  const std::string page = report::html(c.input(), Language::de);
  BOOST_TEST(page.find("<tr id=\"pt1\"><th scope=\"row\">Anbieter</th><td><b>&lt;b&gt;ACME&lt;/b&gt; GmbH, Supplier</b></td>") != std::string::npos);
  BOOST_TEST(count(page, " id=\"p1\"") == 1u);
  BOOST_TEST(page.find("<th scope=\"row\">Kunde</th>") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_word_of_a_megabyte_and_a_hundred_findings_over_one_sentence_are_shown_in_bounds) {
  SampleContract c(program());
  const std::string word(1 << 20, 'w');
  c.add(word);
  std::string sentence = "It";
  for (int i = 0; i < 40; ++i) sentence += " promptly" + std::to_string(i);
  c.add(sentence);
  for (int i = 0; i < 40; ++i) c.finding(i % 2 ? "promptly" : "price-up", sentence, "promptly" + std::to_string(i), "");
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(pane_text(page).find(word) != std::string::npos);
  BOOST_TEST(page.size() < 6 * c.extracted_.text.size());
  std::size_t deep = 0, deepest = 0;
  for (std::size_t at = page.find("<aside"); (at = page.find('<', at)) != std::string::npos; ++at) {
    if (page.compare(at, 5, "<mark") == 0) deepest = std::max(deepest, ++deep);
    if (page.compare(at, 6, "</mark") == 0) --deep;
  }
  BOOST_TEST(deep == 0u);
  BOOST_TEST(deepest <= 6u);
}

BOOST_AUTO_TEST_CASE(the_text_is_cut_into_chunks_that_a_browser_can_lay_out_one_by_one) {
  SampleContract c(program());
  for (int p = 0; p < 400; ++p) {
    c.page();
    for (int b = 0; b < 6; ++b) c.add("Clause " + std::to_string(p * 10 + b) + " " + std::string(400, 'x') + " end.");
  }
  const std::string page = report::html(c.input(), Language::en);
  const std::string pane = page.substr(page.find("<aside id=\"text\""));
  std::size_t chunks = 0;
  for (std::size_t at = pane.find("<div class=\"chunk\">"); at != std::string::npos;) {
    const std::size_t next = pane.find("<div class=\"chunk\">", at + 1);
    const std::string chunk = pane.substr(at, next == std::string::npos ? next : next - at);
    BOOST_TEST(count(chunk, "<p class=\"b") <= 60u);
    BOOST_TEST(chunk.size() < 8000u);
    ++chunks;
    at = next;
  }
  BOOST_TEST(chunks >= 300u);
  BOOST_TEST(count(pane, "<p class=\"b") == 2400u);
  BOOST_TEST(page.find(".chunk { content-visibility: auto; contain-intrinsic-size:") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_was_not_read_is_said_on_top_and_on_its_page) {
  SampleContract c(program());
  c.page().add("Clean.").page().unread("page-without-text", 2, "Scan it.");
  const std::string page = report::html(c.input(), Language::en);
  BOOST_TEST(page.find("class=\"alert\"") < page.find("class=\"verdict"));
  BOOST_TEST(page.find("Nothing found to negotiate") == std::string::npos);
  BOOST_TEST(page.find("Page 2 \xC2\xB7 not read") != std::string::npos);
  BOOST_TEST(html(contract()).find("class=\"alert\"") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes_on_eight_threads) {
  const std::string expected = html(contract(), Language::de);
  std::vector<std::string> pages(8);
  std::vector<std::thread> threads;
  for (std::string& page : pages) threads.emplace_back([&page] { page = html(contract(), Language::de); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& page : pages) BOOST_TEST((page == expected));
}

// Linear: four times the text takes about four times as long; the bound leaves room for a loaded machine and sanitizers.
BOOST_AUTO_TEST_CASE(a_400_page_contract_takes_time_in_proportion_to_its_length) {
  const auto made = [](int pages) {
    SampleContract c(program());
    for (int p = 0; p < pages; ++p) {
      c.page();
      for (int b = 0; b < 8; ++b) {
        const std::string sentence = "Clause " + std::to_string(p) + "." + std::to_string(b) + " is answered promptly";
        c.add(sentence + ". The parties shall cooperate in good faith in the performance of this agreement, and each bears its own "
                         "costs. Notices are in writing and take effect on receipt; an e-mail suffices where no signature is required. No "
                         "waiver of a right is a waiver of any other right.");
        if (b == 0) c.finding("promptly", sentence, "promptly");
      }
    }
    return c;
  };
  const auto best_of_three = [](SampleContract c) {
    const report::Input input = c.input();
    auto best = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 3; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      BOOST_TEST(report::html(input, Language::en).size() > c.extracted_.text.size());
      best = std::min(best, std::chrono::steady_clock::now() - begin);
    }
    return std::chrono::duration<double, std::milli>(best).count();
  };
  const double small = best_of_three(made(100)), large = best_of_three(made(400));
  BOOST_TEST_MESSAGE("100 pages " << small << " ms, 400 pages " << large << " ms");
  BOOST_TEST(large < 12 * small + 20);
}

BOOST_AUTO_TEST_CASE(every_place_of_a_cause_is_numbered_and_linked_both_ways) {
  for (Language reader : kAllLanguages) {
    const std::string page = html(tests::surface_contract(), reader);
    const auto found = all(page, " id=\"([^\"]*)\"");
    const std::set<std::string> ids(found.begin(), found.end());
    BOOST_TEST(ids.size() == found.size());
    for (const std::string& target : all(page, "href=\"#([^\"]*)\"")) BOOST_TEST(ids.contains(target), target);
    for (const std::string& target : all(page, "aria-labelledby=\"([^\"]*)\"")) BOOST_TEST(ids.contains(target), target);
    // level 1, credits 2, promptly 3 to 5, breach-notice 6 (no place), carve-out 7, the waived renewal 8
    for (const char* place : {"t1", "t2", "t3", "t4", "t5", "t7", "t8", "f1", "f4", "f5", "f6", "f7", "f8"}) BOOST_TEST(ids.contains(place), place);
    BOOST_TEST(!ids.contains("t6"));
  }
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_not_marked_in_the_text_and_says_what_was_looked_for) {
  const std::string page = without_facets(html(tests::surface_contract()));
  BOOST_TEST(page.find("Missing protections") != std::string::npos);
  BOOST_TEST(page.find("gross negligence, intent") != std::string::npos);
  BOOST_TEST(page.find("<article class=\"issue sev-high missing\" id=\"f6\"") != std::string::npos);
  BOOST_TEST(page.find("<mark class=\"sev-medium hit\">9. Liability") == std::string::npos);
  BOOST_TEST(page.find("<blockquote><p>9. Liability is limited to the fees.</p></blockquote>") != std::string::npos);
  BOOST_TEST(page.find("and 4 more places") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(waivers_key_terms_and_arithmetic_are_shown_and_escaped) {
  const std::string page = html(tests::surface_contract());
  BOOST_TEST(page.find("Accepted &lt;b&gt;for&lt;/b&gt; the pilot") != std::string::npos);
  BOOST_TEST(page.find("<td>M. Dupont</td><td>31\xC2\xA0March 2027</td>") != std::string::npos);
  BOOST_TEST(page.find("No list &lt;i&gt;.") != std::string::npos);
  BOOST_TEST(page.find("<tr class=\"deadline\"><th scope=\"row\">Last day to give notice</th>") != std::string::npos);
  BOOST_TEST(page.find("<span class=\"step\">31\xC2\xA0" "December 2028 \xE2\x88\x92 3\xC2\xA0months = 30\xC2\xA0September 2028</span>") != std::string::npos);
  BOOST_TEST(count(page, "id=\"kt1\"") == 1u);
  BOOST_TEST(page.find("<td>1 \xC3\x97 0.4 \xC3\x97 1.171</td>") != std::string::npos);
  BOOST_TEST(page.find("beyond the policy&#39;s walk-away value") != std::string::npos);
  BOOST_TEST(page.find("read for the supplier") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_page_about_no_contract_says_so_before_anything_else) {
  SampleContract c(tests::surface_rules());
  c.add("Vendor in trouble, says <minister>.");
  c.list_.kind.kind = rules::DocumentKind::not_a_contract;
  c.list_.kind.certainty = 0.9;
  c.list_.kind.evidence = {{tests::rule_index(*tests::surface_rules(), "title-word"), {24, 34}}};
  const std::string page = report::html(c.input(), Language::en);
  const std::size_t said = page.find("This text does not read like a contract");
  BOOST_TEST(said < page.find("class=\"verdict"));
  BOOST_TEST(page.find("<h2 id=\"verdict\">Not a contract: no verdict</h2>") != std::string::npos);
  BOOST_TEST(page.find("<q>&lt;minister&gt;</q>") != std::string::npos);
}
