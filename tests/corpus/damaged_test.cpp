// The files of corpus/damaged, and the bombs that its make.py writes, before the plugin as a host has it: each comes to the outcome that
// corpus/damaged/expected.tsv says, within a deadline, with a message that says a way out, in silence, and twice with the same bytes.
//
// A line of expected.tsv, parted by tabs:
//   file, outcome ("read", or the error: "format", "locked", "limit"; "deadline": it would take for ever, and ends when it is told), says, holds, lacks, finds
//   says    of an error, words of its message; of what is read, the codes of not_read that must be told (each once, by comma; "-": none)
//   holds   words that the text must hold, parted by " | ", with "\n" for a line end; lacks: words that it must not hold
//   finds   rules that must have a finding, by comma
// A line whose file is called "recognised:pictures/x.png" says what the same file comes to where text recognition is on: each picture has one. All other lines are
// of a scan without it.
// With CAVEAT_DAMAGED_ACTUAL set, the test writes what it saw to that file in the same form, for whoever changes a reader.
#include <caveat/caveat.hpp>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(CAVEAT_SOURCE_DIR) / "corpus/damaged";
constexpr std::uint32_t kDeadlineMs = 100'000;  // nothing comes near it but what is expected to, which gets less
constexpr std::uint32_t kShortDeadlineMs = 1'500;
// Of the processor, the reader's included: the machine may be busy.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kSlowSeconds = 40;
#else
constexpr double kSlowSeconds = 4;  // a damaged file takes a tenth of a second, the worst of the bombs 2
#endif
constexpr double kSlowRecognition = 10 * kSlowSeconds;  // two lines of print take 1 second, five pages of them 4
const std::string kRecognised = "recognised:";

bool recognises() {
  static const bool there = [] {
    for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata"})
      if (fs::exists(fs::path(folder) / "eng.traineddata")) return true;
    BOOST_TEST_MESSAGE("skipped: what text recognition makes of the pictures; tesseract-ocr is not installed");
    return false;
  }();
  return there;
}

double processor_seconds() {
  double all = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    ::getrusage(who, &used);
    for (const timeval& part : {used.ru_utime, used.ru_stime}) all += static_cast<double>(part.tv_sec) + static_cast<double>(part.tv_usec) / 1e6;
  }
  return all;
}

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in, "cannot read " << path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> split(const std::string& s, const std::string& by) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= s.size();) {
    const std::size_t end = std::min(s.find(by, at), s.size());
    parts.push_back(s.substr(at, end - at));
    at = end + by.size();
  }
  return parts;
}

struct Expected {
  std::string outcome, says;
  std::vector<std::string> holds, lacks, finds;
};

std::map<std::string, Expected> expectations() {
  std::map<std::string, Expected> all;
  std::istringstream lines(slurp(kFolder / "expected.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields = split(line, "\t");
    BOOST_REQUIRE_MESSAGE(fields.size() >= 3, "expected.tsv: " << line);
    fields.resize(6);
    Expected one{fields[1], fields[2], {}, {}, {}};
    const auto list = [&](const std::string& field, const char* by, std::vector<std::string>& out) {
      if (field.empty()) return;
      for (std::string words : split(field, by)) {
        for (std::size_t at; (at = words.find("\\n")) != words.npos;) words = words.substr(0, at) + "\n" + words.substr(at + 2);
        out.push_back(words);
      }
    };
    list(fields[3], " | ", one.holds);
    list(fields[4], " | ", one.lacks);
    list(fields[5], ",", one.finds);
    BOOST_REQUIRE_MESSAGE(all.emplace(fields[0], one).second, "expected.tsv has two lines for " << fields[0]);
  }
  return all;
}

struct Seen {
  std::string outcome, message, text, report;
  std::set<std::string> not_read, rules;
  double seconds = 0;
};

// What the process prints between two points, the plugin's threads included.
class Silence {
 public:
  Silence() {
    std::fflush(nullptr);
    for (int i = 0; i < 2; ++i) {
      kept_[i] = ::dup(i + 1);
      ::dup2(file_, i + 1);
    }
  }
  ~Silence() {
    std::fflush(nullptr);
    for (int i = 0; i < 2; ++i) {
      ::dup2(kept_[i], i + 1);
      ::close(kept_[i]);
    }
    printed_ += static_cast<std::size_t>(::lseek(file_, 0, SEEK_CUR));
    ::ftruncate(file_, 0);
    ::lseek(file_, 0, SEEK_SET);
  }
  static std::size_t printed() { return printed_; }

 private:
  static inline const int file_ = ::memfd_create("printed", MFD_CLOEXEC);
  static inline std::size_t printed_ = 0;
  int kept_[2];
};

std::string name_of(cav_status status) {
  switch (status) {
    case CAV_E_FORMAT: return "format";
    case CAV_E_LOCKED: return "locked";
    case CAV_E_LIMIT: return "limit";
    case CAV_E_DEADLINE: return "deadline";
    default: return "status " + std::to_string(status);
  }
}

class Host {
 public:
  Host() : rules_(plugin_.load_rules({CAVEAT_SOURCE_DIR "/rules"})) {}

  Seen scan(const std::string& bytes, const std::string& name, std::uint32_t deadline_ms, bool recognise) {
    Seen seen;
    const Silence silence;
    const double begin = processor_seconds();
    cav::ScanOptions options;
    options.deadline_ms = deadline_ms;
    options.recognise = recognise;
    options.convert = false;    // whether LibreOffice is there is no matter of ours
    try {
      const cav::Result result = scanner_.scan(bytes, name, options);
      seen.outcome = "read";
      seen.text = result.text();
      seen.report = result.write("json");
    } catch (const cav::Error& e) {
      seen.outcome = name_of(e.status());
      seen.message = e.what();
    }
    seen.seconds = processor_seconds() - begin;
    return seen;
  }

  static void look_into(Seen& seen) {
    if (seen.report.empty()) return;
    const auto report = Poco::JSON::Parser().parse(seen.report).extract<Poco::JSON::Object::Ptr>();
    const auto each = [&](const char* list, const char* key, std::set<std::string>& out) {
      const auto array = report->getArray(list);
      for (std::size_t i = 0; i < array->size(); ++i)
        out.insert(array->getObject(static_cast<unsigned>(i))->getValue<std::string>(key));
    };
    each("not_read", "code", seen.not_read);
    each("findings", "rule", seen.rules);
  }

 private:
  cav::Plugin plugin_;
  cav::Ruleset rules_;
  cav::Scanner scanner_{rules_};
};

Host& host() {
  static Host one;
  return one;
}

std::string joined(const std::set<std::string>& codes) {
  std::string all;
  for (const std::string& code : codes) all += (all.empty() ? "" : ",") + code;
  return all.empty() ? "-" : all;
}

// "damaged (...). Fetch it again and scan that.": the last sentence asks for something.
bool says_a_way_out(const std::string& message) {
  if (message.empty() || message.back() != '.') return false;
  const std::size_t colon = std::min(message.find(": "), message.find(". "));
  if (colon == message.npos) return false;
  static const char* const kVerbs[] = {"Save ", "save ", "scan ", "Scan ", "Fetch ", "Ask ", "ask ", "Split ", "Check ", "Unpack ", "Give ", "do not trust", "Open ", "print ", "Allow "};
  return std::any_of(std::begin(kVerbs), std::end(kVerbs), [&](const char* verb) { return message.find(verb, colon) != message.npos; });
}

void check(const std::string& file, const std::string& bytes, const Expected& expected, std::ostream* actual) {
  const std::string name = fs::path(file).filename().string();
  const std::uint32_t deadline_ms = expected.outcome == "deadline" ? kShortDeadlineMs : kDeadlineMs;
  const bool recognise = file.starts_with(kRecognised);
  Seen seen = host().scan(bytes, name, deadline_ms, recognise);
  const Seen again = host().scan(bytes, name, deadline_ms, recognise);
  Host::look_into(seen);
  BOOST_TEST_CONTEXT(file << " (" << seen.outcome << ", " << (seen.outcome == "read" ? joined(seen.not_read) : seen.message) << ")") {
    BOOST_TEST(seen.outcome == expected.outcome);
    BOOST_TEST(seen.seconds < (recognise ? kSlowRecognition : kSlowSeconds));
    BOOST_TEST(again.outcome == seen.outcome);
    // How far a scan is when its time is over differs, and so does who says so.
    if (seen.outcome != "deadline") BOOST_TEST(again.message == seen.message);
    BOOST_TEST((again.text == seen.text));
    BOOST_TEST((again.report == seen.report));
    if (seen.outcome == "read") {
      BOOST_TEST(joined(seen.not_read) == expected.says);
      BOOST_TEST((!seen.text.empty() || !seen.not_read.empty()), "clean, and nothing was read");
      for (const std::string& words : expected.holds) BOOST_TEST((seen.text.find(words) != std::string::npos), "the text lacks: " << words);
      for (const std::string& words : expected.lacks) BOOST_TEST((seen.text.find(words) == std::string::npos), "the text holds: " << words);
      for (const std::string& rule : expected.finds) BOOST_TEST(seen.rules.count(rule) == 1u, "no finding of " << rule);
    } else {
      BOOST_TEST((seen.message.find(expected.says) != std::string::npos), "the message does not say: " << expected.says);
      BOOST_TEST((seen.message.find(name) == 0u || seen.outcome == "deadline"));  // a deadline is the whole scan's
      BOOST_TEST(says_a_way_out(seen.message));
    }
  }
  if (actual != nullptr) {
    std::string text = seen.text;
    std::replace(text.begin(), text.end(), '\n', '~');
    *actual << file << '\t' << seen.outcome << '\t' << (seen.outcome == "read" ? joined(seen.not_read) : seen.message) << '\t' << text.substr(0, 200) << '\t'
            << static_cast<int>(seen.seconds * 1000) << " ms\t" << joined(seen.rules) << '\n';
  }
}

// Every file of the folder that `expected` has a line for, and the other way round.
void check_all(const fs::path& folder, const std::set<std::string>& files, bool bombs) {
  const auto expected = expectations();
  const char* const path = std::getenv("CAVEAT_DAMAGED_ACTUAL");
  std::ofstream actual;
  if (path != nullptr) actual.open(path + std::string(bombs ? ".bombs" : ""));
  const auto check_line = [&](const std::string& line, const fs::path& file) {
    const auto found = expected.find(line);
    BOOST_TEST((found != expected.end()), "expected.tsv has no line for " << line);
    if (found != expected.end() || path != nullptr)
      check(line, slurp(file), found == expected.end() ? Expected{} : found->second, path != nullptr ? &actual : nullptr);
  };
  for (const std::string& file : files) {
    check_line(file, folder / file);
    const std::string ending = fs::path(file).extension().string();
    const bool picture = file.starts_with("pictures/") || ending == ".png" || ending == ".jpg" || ending == ".tif";
    if (picture && recognises()) check_line(kRecognised + file, folder / file);
  }
  for (const auto& [line, one] : expected) {
    const std::string file = line.starts_with(kRecognised) ? line.substr(kRecognised.size()) : line;
    if (file.starts_with("bombs/") == bombs) BOOST_TEST(files.count(file) == 1u, "expected.tsv has a line for " << line << ", which is not there");
  }
  BOOST_TEST(Silence::printed() == 0u);
}

std::set<std::string> files_below(const fs::path& folder) {
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.insert(fs::relative(entry.path(), folder).generic_string());
  return files;
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_damaged_file_comes_to_its_outcome) {
  std::set<std::string> files = files_below(kFolder);
  std::erase_if(files, [](const std::string& f) { return f.find('/') == f.npos || f.starts_with("__pycache__/"); });  // the script and its list
  BOOST_TEST(files.size() >= 150u);
  check_all(kFolder, files, false);
}

BOOST_AUTO_TEST_CASE(each_bomb_comes_to_its_outcome) {
  const fs::path folder = fs::path(CAVEAT_BINARY_DIR) / "damaged";
  fs::remove_all(folder);
  const std::string command = "python3 '" + (kFolder / "make.py").string() + "' --bombs '" + folder.string() + "'";
  BOOST_REQUIRE(std::system(command.c_str()) == 0);
  check_all(folder, files_below(folder), true);
  fs::remove_all(folder);
}
