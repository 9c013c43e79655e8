// caveat scan: exit codes, which files are scanned, languages, policies, thresholds, jobs, standard input.
#include "program.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <sys/stat.h>

using namespace caveat::cli_test;

namespace {

Poco::JSON::Array::Ptr array(const std::string& json) {
  return Poco::JSON::Parser().parse(json).extract<Poco::JSON::Array::Ptr>();
}
Poco::JSON::Object::Ptr object(const std::string& json) {
  return Poco::JSON::Parser().parse(json).extract<Poco::JSON::Object::Ptr>();
}
std::string name_of(const Poco::JSON::Object::Ptr& document) {
  return document->getObject("document")->getValue<std::string>("name");
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_exit_code_follows_fail_on, Folder) {
  write("risky.txt", kRisky);
  write("vague.txt", kVague);
  write("calm.txt", kCalm);
  struct Case {
    const char *file, *fail_on;
    int code;
  };
  for (const Case& c : {Case{"risky.txt", "critical", 1},
                        {"risky.txt", "info", 1},
                        {"risky.txt", "none", 0},
                        {"vague.txt", "medium", 0},
                        {"vague.txt", "low", 1},
                        {"vague.txt", "info", 1},
                        {"calm.txt", "info", 0}})
    BOOST_TEST(caveat({"scan", c.file, "--fail-on", c.fail_on}).code == c.code, c.file << " --fail-on " << c.fail_on);
  // A scan that worked is a success unless the caller says what is not.
  BOOST_TEST(caveat({"scan", "risky.txt"}).code == 0);
}

BOOST_FIXTURE_TEST_CASE(usage_errors_are_2_and_say_what_to_do, Folder) {
  write("calm.txt", kCalm);
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"scan"},
      {"scna", "calm.txt"},
      {"scan", "calm.txt", "--format", "rtf"},
      {"scan", "calm.txt", "--lang", "it"},
      {"scan", "calm.txt", "--fail-on", "awful"},
      {"scan", "calm.txt", "--min-severity", "none"},
      {"scan", "calm.txt", "--policy", "no-such"},
      {"scan", "calm.txt", "--rules", "no-such"},
      {"scan", "calm.txt", "--jobs", "0"},
      {"scan", "calm.txt", "--timeout", "-1"},
      {"scan", "calm.txt", "--wat"},
      {"scan", "-", "-"},
      {"extract"},
      {"rules"},
      {"rules", "check", "no-such"},
      {"scan", "calm.txt", "--format", "html", "--out", "no/such/folder/report.html"}};
  for (const auto& arguments : wrong) {
    const Ran ran = caveat(arguments);
    BOOST_TEST_CONTEXT((arguments.empty() ? std::string("nothing") : arguments.back())) {
      BOOST_TEST(ran.code == 2);
      BOOST_TEST(ran.out == "");
      BOOST_TEST(ran.err.starts_with("caveat: "));
      BOOST_TEST(std::count(ran.err.begin(), ran.err.end(), '\n') == 1);
    }
  }
  // The way out is in the message.
  BOOST_TEST(holds(caveat({"scan", "calm.txt", "--policy", "no-such"}).err, "default, hints, lenient"));
}

BOOST_FIXTURE_TEST_CASE(help_and_version_go_to_standard_output, Folder) {
  for (const auto& arguments :
       std::vector<std::vector<std::string>>{{"--help"}, {"scan", "--help"}, {"rules", "test", "--help"}}) {
    const Ran ran = caveat(arguments);
    BOOST_TEST(ran.code == 0);
    BOOST_TEST(ran.err == "");
    BOOST_TEST(holds(ran.out, "Usage: caveat"));
    BOOST_TEST(holds(ran.out, "Examples:"));
  }
  const Ran version = caveat({"--version"});
  BOOST_TEST(version.code == 0);
  BOOST_TEST(version.out.starts_with("caveat "));
  BOOST_TEST(holds(version.out, "ABI 1."));
  BOOST_TEST(holds(version.out, "abi-test 1.2.3"));
}

BOOST_FIXTURE_TEST_CASE(one_unreadable_document_is_3_and_the_others_are_scanned, Folder) {
  write("a.txt", kRisky);
  write("b.txt", "");
  write("c.txt", kVague);
  const Ran ran = caveat({"scan", "--format", "jsonl", "--fail-on", "high", "a.txt", "b.txt", "missing.txt", "c.txt"});
  BOOST_TEST(ran.code == 3);  // stronger than 1: the answer is incomplete
  BOOST_TEST(std::count(ran.out.begin(), ran.out.end(), '\n') == 2);
  BOOST_TEST(holds(ran.out, "a.txt"));
  BOOST_TEST(holds(ran.out, "c.txt"));
  BOOST_TEST(holds(ran.err, "caveat: b.txt: "));
  BOOST_TEST(holds(ran.err, "caveat: missing.txt: no such file"));
  BOOST_TEST(ran.err.find("b.txt") < ran.err.find("missing.txt"));
}

BOOST_FIXTURE_TEST_CASE(a_directory_is_searched_for_known_endings_in_order, Folder) {
  for (const char* name : {"c/b.md", "c/B.TXT", "c/a/z.htm", "c/notes.log", "c/.hidden.txt", "c/.git/x.txt",
                           "c/~$lock.docx", "c/d.html", "c/e.markdown"})
    write(name, kCalm);
  fs::create_directory_symlink(path() / "c", path() / "c/loop");
  const Ran ran = caveat({"scan", "--format", "json", "c"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(ran.err == "");
  const auto documents = array(ran.out);
  std::vector<std::string> names;
  for (unsigned i = 0; i < documents->size(); ++i) names.push_back(name_of(documents->getObject(i)));
  const std::vector<std::string> wanted = {"c/B.TXT", "c/a/z.htm", "c/b.md", "c/d.html", "c/e.markdown"};
  BOOST_TEST(names == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_named_is_tried_whatever_its_ending, Folder) {
  write("contract.log", kRisky);
  write(".hidden", kRisky);
  BOOST_TEST(caveat({"scan", "contract.log", "--fail-on", "critical"}).code == 1);
  BOOST_TEST(caveat({"scan", ".hidden", "--fail-on", "critical"}).code == 1);
}

BOOST_FIXTURE_TEST_CASE(a_directory_without_documents_says_so, Folder) {
  write("d/notes.log", kCalm);
  const Ran ran = caveat({"scan", "d"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(ran.err.starts_with("caveat: d: holds no file with one of the endings pdf, docx, "));
  BOOST_TEST(ran.err.find(" msg, png, jpg, jpeg, tif, tiff. Name the files") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(special_files_are_refused_without_waiting, Folder) {
  BOOST_REQUIRE(::mkfifo((path() / "pipe.txt").c_str(), 0600) == 0);
  const Ran pipe = caveat({"scan", "pipe.txt"});
  BOOST_TEST(pipe.code == 3);
  BOOST_TEST(holds(pipe.err, "pipe.txt: is a named pipe"));
  const Ran device = caveat({"scan", "/dev/zero"});
  BOOST_TEST(device.code == 3);
  BOOST_TEST(holds(device.err, "is not a regular file"));
}

BOOST_FIXTURE_TEST_CASE(a_file_without_read_permission_is_refused, Folder) {
  if (::geteuid() == 0) {  // root reads everything
    BOOST_TEST_MESSAGE("run by root: permissions cannot be tried");
    BOOST_TEST(true);
    return;
  }
  write("secret.txt", kCalm);
  fs::permissions(path() / "secret.txt", fs::perms::none);
  const Ran ran = caveat({"scan", "secret.txt"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(holds(ran.err, "secret.txt: permission denied"));
}

BOOST_FIXTURE_TEST_CASE(a_dash_is_standard_input, Folder) {
  standard_input = kRisky;
  const Ran ran = caveat({"scan", "-", "--format", "json", "--fail-on", "high"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(name_of(object(ran.out)) == "standard input");
  const Ran text = caveat({"extract", "-"});
  BOOST_TEST(text.code == 0);
  BOOST_TEST(holds(text.out, "may increase the fees"));
}

BOOST_FIXTURE_TEST_CASE(a_process_substitution_is_read, Folder) {
  write("risky.txt", kRisky);
  const Ran ran = run({"/bin/bash", "-c", CAVEAT_PROGRAM " scan --format json <(cat risky.txt)"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(holds(ran.out, "test-price-change"));
}

BOOST_FIXTURE_TEST_CASE(messages_are_in_the_language_of_the_reader, Folder) {
  write("risky.txt", kRisky);
  struct Case {
    const char *variable, *value, *title;
  };
  for (const Case& c : {Case{"LC_ALL", "de_AT.UTF-8", "Preis änderbar"},
                        {"LC_MESSAGES", "fr_FR", "Prix modifiable"},
                        {"LANG", "es", "Precio modificable"},
                        {"LANG", "it_IT.UTF-8", "Price may change"},
                        {"LC_ALL", "estonian", "Price may change"}}) {
    environment.erase("LC_ALL");
    environment.erase("LC_MESSAGES");
    environment["LANG"] = "C";
    environment[c.variable] = c.value;
    BOOST_TEST(holds(caveat({"scan", "risky.txt"}).out, c.title), c.variable << "=" << c.value);
  }
  BOOST_TEST(holds(caveat({"scan", "risky.txt", "--lang", "fr"}).out, "Prix modifiable"));
}

BOOST_FIXTURE_TEST_CASE(a_policy_is_a_name_or_a_file, Folder) {
  write("risky.txt", kRisky);
  BOOST_TEST(caveat({"scan", "risky.txt", "--fail-on", "medium"}).code == 1);
  BOOST_TEST(caveat({"scan", "risky.txt", "--fail-on", "medium", "--policy", "lenient"}).code == 0);
  write("mine.yaml", contents(kPack + "/policies/lenient.yaml"));
  BOOST_TEST(caveat({"scan", "risky.txt", "--fail-on", "medium", "--policy", "mine.yaml"}).code == 0);
}

BOOST_FIXTURE_TEST_CASE(min_severity_hides_but_does_not_change_the_exit_code, Folder) {
  write("risky.txt", kRisky);
  write("vague.txt", kVague);
  const auto all = object(caveat({"scan", "risky.txt", "--format", "json"}).out);
  const auto high = object(caveat({"scan", "risky.txt", "--format", "json", "--min-severity", "high"}).out);
  BOOST_TEST(all->getArray("findings")->size() == 2u);
  BOOST_TEST(high->getArray("findings")->size() == 1u);
  BOOST_TEST(high->getValue<double>("score") == all->getValue<double>("score"));
  BOOST_TEST(caveat({"scan", "vague.txt", "--min-severity", "critical", "--fail-on", "low"}).code == 1);
}

BOOST_FIXTURE_TEST_CASE(offsets_count_bytes_of_what_extract_prints, Folder) {
  write("risky.md", "# Vertrag über Wartung\n\n§ 1 – Préambule…\n\n" + kRisky);
  const std::string text = caveat({"extract", "risky.md"}).out;
  const auto findings = object(caveat({"scan", "risky.md", "--format", "json"}).out)->getArray("findings");
  BOOST_REQUIRE(findings->size() == 2u);
  for (unsigned i = 0; i < findings->size(); ++i) {
    const auto f = findings->getObject(i);
    const auto begin = f->getValue<std::size_t>("begin"), end = f->getValue<std::size_t>("end");
    BOOST_REQUIRE(end <= text.size());
    BOOST_TEST(text.substr(begin, end - begin) == f->getValue<std::string>("quote"));
  }
}

BOOST_FIXTURE_TEST_CASE(any_number_of_jobs_gives_the_same_bytes, Folder) {
  for (int i = 0; i < 40; ++i) {
    std::string text;
    for (int j = 0; j < (i * 7) % 40; ++j) text += kVague;
    write("c/" + std::to_string(i) + ".txt", text + (i % 3 == 0 ? kRisky : kCalm));
  }
  write("c/17b.txt", "");
  for (const char* format : {"text", "json", "jsonl"}) {
    const Ran one = caveat({"scan", "--jobs", "1", "--format", format, "c"});
    const Ran eight = caveat({"scan", "--jobs", "8", "--format", format, "c"});
    BOOST_TEST(one.code == 3);
    BOOST_TEST(one.out.size() > 10'000u);
    BOOST_TEST((one.out == eight.out));
    BOOST_TEST(one.err == eight.err);
    BOOST_TEST(eight.code == 3);
  }
}

BOOST_FIXTURE_TEST_CASE(the_deadline_is_per_document_and_says_how_to_allow_more, Folder) {
  std::string large;
  while (large.size() < (20u << 20)) large += kVague;
  write("large.txt", large);
  write("small.txt", kRisky);
  const Ran ran = caveat({"scan", "--timeout", "0.001", "large.txt"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(holds(ran.err, "caveat: large.txt: "));
  BOOST_TEST(holds(ran.err, "--timeout"));
  BOOST_TEST(caveat({"scan", "--timeout", "60", "small.txt"}).code == 0);
}

BOOST_FIXTURE_TEST_CASE(a_missing_library_or_rules_are_explained, Folder) {
  write("risky.txt", kRisky);
  environment["CAVEAT_PLUGIN"] = "/no/such/libcaveat.so.1";
  const Ran library = caveat({"scan", "risky.txt"});
  BOOST_TEST(library.code == 2);
  BOOST_TEST(holds(library.err, "/no/such/libcaveat.so.1"));
  environment["CAVEAT_PLUGIN"] = "/lib/x86_64-linux-gnu/libm.so.6";
  if (fs::exists(environment["CAVEAT_PLUGIN"]))
    BOOST_TEST(holds(caveat({"scan", "risky.txt"}).err, "is not a Caveat plugin"));
  environment.erase("CAVEAT_PLUGIN");
  environment["CAVEAT_RULES"] = "/no/such/rules";
  const Ran rules = caveat({"scan", "risky.txt"});
  BOOST_TEST(rules.code == 2);
  BOOST_TEST(holds(rules.err, "/no/such/rules"));
}

BOOST_FIXTURE_TEST_CASE(a_logo_in_a_folder_is_a_remark_and_one_that_is_named_an_error, Folder) {
  if (!fs::exists("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata")) {
    BOOST_TEST_MESSAGE("skipped: tesseract-ocr is not installed");
    return;
  }
  write("offers/calm.txt", kCalm);
  write("offers/logo.png", contents(CAVEAT_SOURCE_DIR "/corpus/damaged/pictures/blank.png"));
  const Ran ran = caveat({"scan", "offers", "--format", "json"});
  BOOST_REQUIRE_MESSAGE(ran.code == 0, ran.err);
  BOOST_TEST(ran.err == "");
  const auto reports = array(ran.out);
  BOOST_REQUIRE(reports->size() == 2u);
  const auto logo = reports->getObject(1);
  BOOST_TEST(name_of(logo) == "offers/logo.png");
  BOOST_TEST(logo->getObject("document_kind")->getValue<std::string>("kind") == "not-a-contract");
  BOOST_REQUIRE(logo->getArray("not_read")->size() == 1u);
  BOOST_TEST(logo->getArray("not_read")->getObject(0)->getValue<std::string>("code") == "picture-without-words");
  BOOST_TEST(logo->getArray("findings")->size() == 0u);
  const Ran text = caveat({"scan", "offers"});
  BOOST_TEST(text.code == 0);
  BOOST_TEST(holds(text.out, "Picture without words"));
  BOOST_TEST(holds(text.out, "not a contract"));  // of the closing table
  BOOST_TEST(caveat({"terms", "offers"}).code == 0);
  BOOST_TEST(caveat({"scan", "offers", "--format", "csv"}).code == 0);
  // Who names it takes it for a document.
  const Ran named = caveat({"scan", "offers/logo.png"});
  BOOST_TEST(named.code == 3);
  BOOST_TEST(holds(named.err, "offers/logo.png: holds no text"));
}
