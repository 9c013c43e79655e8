// Every label is there in every language, with the same placeholders.
#include "report/labels.h"

#include <boost/test/unit_test.hpp>

#include <cstring>
#include <set>

#include "report/engine.h"
#include "sample_contract.h"

using namespace caveat;
using report::Labels;

namespace {

// Labels is nothing but string_views, one after the other, so it can be walked as an array of them.
static_assert(std::is_trivially_copyable_v<Labels> && sizeof(Labels) % sizeof(std::string_view) == 0);

std::vector<std::string_view> all(Language language) {
  std::vector<std::string_view> out(sizeof(Labels) / sizeof(std::string_view));
  std::memcpy(static_cast<void*>(out.data()), &report::labels(language), sizeof(Labels));
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_label_is_empty_and_placeholders_agree) {
  const auto english = all(Language::en);
  for (Language language : kAllLanguages) {
    const auto labels = all(language);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      BOOST_TEST(!labels[i].empty(), code(language) << " label " << i << ", in English: " << english[i]);
      BOOST_TEST((labels[i].find("{n}") == std::string_view::npos) == (english[i].find("{n}") == std::string_view::npos),
                 code(language) << ": " << labels[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(sentences_differ_between_the_languages) {
  const auto de = all(Language::de), fr = all(Language::fr), es = all(Language::es), en = all(Language::en);
  for (std::size_t i = 0; i < en.size(); ++i) {
    if (en[i].size() < 30 || en[i].starts_with("Score =")) continue;
    const std::set<std::string_view> different = {en[i], de[i], fr[i], es[i]};
    BOOST_TEST(different.size() == 4u, en[i]);
  }
}

BOOST_AUTO_TEST_CASE(plurals_follow_the_number) {
  BOOST_TEST(report::filled(report::labels(Language::de).more_places, 1) == "und 1 weitere Stelle");
  BOOST_TEST(report::filled(report::labels(Language::de).more_places, 12) == "und 12 weitere Stellen");
  BOOST_TEST(report::filled(report::labels(Language::es).severity_count[4], 1) == "1 crítico");
  BOOST_TEST(report::filled(report::labels(Language::en).places, 1234, Language::en) == "1,234 places");
  BOOST_TEST(report::filled(report::labels(Language::de).places, 1234, Language::de) == "1.234 Stellen");
  BOOST_TEST(report::filled(report::labels(Language::en).places, 1, Language::en) == "1 place");
}

BOOST_AUTO_TEST_CASE(families_and_languages_have_names_and_an_unknown_family_its_code) {
  BOOST_TEST(report::family_name("SLA", Language::de) == "Service-Level");
  BOOST_TEST(report::family_name("PRC", Language::fr) == "Prix");
  BOOST_TEST(report::family_name("QQQ", Language::fr) == "QQQ");
  BOOST_TEST(report::language_name("it", Language::de) == "Italienisch");
  BOOST_TEST(report::language_name("es", Language::en) == "Spanish");
  BOOST_TEST(!report::not_read_name("unsupported-language", Language::es).empty());
  for (Language language : kAllLanguages) BOOST_TEST(!report::not_read_name("mixed-alphabets", language).empty());
  BOOST_TEST(report::not_read_name("something-new", Language::es).empty());
}

BOOST_AUTO_TEST_CASE(every_reason_of_an_assessment_has_its_sentence) {
  std::set<std::size_t> seen;
  for (const char* reason : {"none", "minor", "two-medium", "high", "critical", "three-high-exposure", "two-unbounded", "three-critical", "waived", "not-a-contract", "undetermined"})
    seen.insert(report::reason_index(reason));
  BOOST_TEST(seen.size() == 11u);
}

BOOST_AUTO_TEST_CASE(the_engine_names_the_version_of_the_project) {
  std::ifstream in(CAVEAT_SOURCE_DIR "/CMakeLists.txt");
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  BOOST_TEST(text.find("project(caveat VERSION " + std::string(report::kEngineVersion) + " ") != std::string::npos);
}
