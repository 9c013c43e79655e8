// The words of the command line: all there in four languages, with the same placeholders; and spoken by the locale.
#include "../../cli/messages.h"

#include <cstring>
#include <set>

#include "program.h"

using namespace caveat::cli_test;
using caveat::cli::Messages;
using caveat::cli::messages_in;
using caveat::cli::said;

namespace {

// Messages is nothing but string_views, one after the other, so it can be walked as an array of them.
static_assert(std::is_trivially_copyable_v<Messages> && sizeof(Messages) % sizeof(std::string_view) == 0);

std::vector<std::string_view> all(const char* language) {
  std::vector<std::string_view> out(sizeof(Messages) / sizeof(std::string_view));
  std::memcpy(static_cast<void*>(out.data()), &messages_in(language), sizeof(Messages));
  return out;
}

std::set<std::string> placeholders(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) found.insert(std::string(text.substr(at, text.find('}', at) + 1 - at)));
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_message_is_empty_and_placeholders_agree) {
  const auto english = all("en");
  for (const char* language : {"fr", "de", "es"}) {
    const auto words = all(language);
    for (std::size_t i = 0; i < words.size(); ++i) {
      BOOST_TEST(!words[i].empty(), language << " message " << i << ", in English: " << english[i]);
      // "{1}" alone: the plugin's own sentence, which other languages introduce.
      BOOST_TEST(placeholders(words[i]) == placeholders(english[i]), language << ": " << words[i]);
    }
  }
}

BOOST_AUTO_TEST_CASE(sentences_differ_between_the_languages) {
  const auto en = all("en"), fr = all("fr"), de = all("de"), es = all("es");
  for (std::size_t i = 0; i < en.size(); ++i)
    if (en[i].size() >= 20) BOOST_TEST((std::set<std::string_view>{en[i], fr[i], de[i], es[i]}.size()) == 4u, en[i]);
}

BOOST_AUTO_TEST_CASE(values_stand_where_the_message_wants_them) {
  BOOST_TEST(said("{2} of {1}, {2}", {"a", "b"}) == "b of a, b");
  BOOST_TEST(said("{1} {3} {x} {", {"a"}) == "a {3} {x} {");
  BOOST_TEST(said("{1}", {"{2}"}) == "{2}");
  BOOST_TEST(&messages_in("it") == &messages_in("en"));
}

BOOST_FIXTURE_TEST_CASE(errors_come_in_the_language_of_the_locale_and_of_lang, Folder) {
  write("a.txt", kRisky);
  environment.erase("LANG");
  const std::vector<std::pair<std::string, std::string>> spoken = {{"fr_FR.UTF-8", "fichier introuvable"}, {"de", "Datei nicht gefunden"}, {"es_MX@x", "no existe el archivo"}, {"C", "no such file"}};
  for (const auto& [locale, words] : spoken) {
    environment["LC_MESSAGES"] = locale;
    for (const char* command : {"scan", "terms", "extract"}) {
      const Ran ran = caveat({command, "missing.txt"});
      BOOST_TEST(ran.code == 3);
      BOOST_TEST(holds(ran.err, words), locale << ": " << ran.err);
    }
    BOOST_TEST(holds(caveat({"scan", "--lang", "de", "missing.txt"}).err, "Datei nicht gefunden"));
  }
  environment["LC_MESSAGES"] = "fr";
  environment["LC_ALL"] = "es";  // stronger
  BOOST_TEST(holds(caveat({"scan", "--format", "html", "--out", "b.html", "a.txt"}).err, "caveat: guardado b.html\n") == false);  // one report, named: nothing to tell
  BOOST_TEST(holds(caveat({"scan", "--format", "html", "--out", "r/", "a.txt"}).err, "caveat: guardado r/a.caveat.html\n"));
  // What the plugin says is English; the reader is told so, in his own words.
  write("b.pdf", "no pdf");
  const Ran ran = caveat({"scan", "b.pdf"});
  BOOST_TEST(ran.err.starts_with("caveat: b.pdf: no se ha podido leer. Detalle (en ingl\xC3\xA9s): "), ran.err);
  BOOST_TEST(ran.err.find("b.pdf", 15) == std::string::npos, ran.err);  // its name once
}
