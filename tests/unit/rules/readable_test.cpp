// Tests rules/readable.cpp: fragments as a person would write them.
#include "rules/readable.h"

#include <boost/test/unit_test.hpp>

using caveat::rules::Lexicon;
using caveat::rules::readable;

BOOST_AUTO_TEST_SUITE(readable_fragments)

BOOST_AUTO_TEST_CASE(the_first_alternative_is_kept_and_what_may_be_left_out_is) {
  const Lexicon lexicon = {{"customer", {"(?:the )?(?:customer|client)", "you"}}};
  for (const auto& [fragment, words] : std::initializer_list<std::pair<const char*, const char*>>{
           {"personal data", "personal data"},
           {"notif(?:y|ies|ied) (?:the )?{{customer}}", "notify customer"},
           {"rückerstatt\\w+", "rückerstatt…"},
           {"export\\w*", "export"},
           {"(?:assistance|assist\\w*)", "assistance"},
           {"sicherung\\w* der daten", "sicherung der daten"},
           {"\\w{0,12}vertrag(?:e?s)?", "…vertrag"},
           {"service credits?", "service credits"},
           {"(?:\\w+ ){0,3}breach", "… breach"},
           {"notify (?:\\w+ ){0,4}of a breach", "notify … of a breach"},
           {"(?:article|art\\.) 28", "article 28"},
           {"within {{duration}}", "within …"},
           {"sub-?processor", "sub-processor"},
           {"auditor[ií]as?", "auditorias"},
           {"avis|préavis", "avis"},
           {"re{{w}}", "re…"},
           {"\\w+", ""},
       })
    BOOST_TEST(readable(fragment, lexicon) == words, fragment << " reads " << readable(fragment, lexicon));
}

BOOST_AUTO_TEST_CASE(no_fragment_however_broken_crashes_it) {
  const Lexicon lexicon = {{"a", {"{{a}}"}}};
  for (const char* fragment : {"", "(", "(?:", ")", "[", "[a", "\\", "{{", "{{a", "{{a}}", "a{2", "a{2,3}", "a|", "|", "((((", "é["}) BOOST_CHECK_NO_THROW(readable(fragment, lexicon));
  BOOST_TEST(readable(std::string(10'000, '('), lexicon) == "");
}

BOOST_AUTO_TEST_SUITE_END()
