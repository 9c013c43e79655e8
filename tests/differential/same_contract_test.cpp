// One contract in every format that a vendor may send it in has the same findings in the same clauses. Four contracts of the corpus, one a language, are
// converted by LibreOffice and Chromium; what differs stands in kDeviations with its reason, and in docs/reading.md. A deviation that is not listed fails.
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>

#include "documents.h"
#include "scan/scanner.h"

using namespace caveat;
namespace fs = std::filesystem;

namespace {

struct Contract {
  const char *slug, *source;
};
constexpr Contract kContracts[] = {{"en", "en/roster-saas-master-agreement.docx"},
                                   {"de", "de/softwarepflege-supportvertrag.docx"},
                                   {"es", "es/telecomunicaciones-empresas.docx"},
                                   {"fr", "fr/contrat-hebergement-sante.docx"}};

struct Format {
  const char *ending, *filter;  // of LibreOffice
};
constexpr Format kFormats[] = {{"odt", "odt"}, {"fodt", "fodt"}, {"rtf", "rtf"}, {"docx", "docx"}, {"doc", "doc"}, {"pdf", "pdf"},
                               {"html", "html:HTML (StarWriter):UTF8"}, {"txt", "txt:Text (encoded):UTF8"}};

// Findings more (or fewer) than in the DOCX.
struct Deviation {
  const char *contract, *format, *rule, *clause;
  int count;
  const char* reason;
};
constexpr const char* kTables = "a text file has no tables: LibreOffice writes each cell on a line of its own, and a row is no row any more";
const std::vector<Deviation> kDeviations = {
    {"es", "txt", "contacts-missing", "Cap\xC3\xADtulo I", -1, kTables},
    {"es", "txt", "termination-for-convenience-missing", "3", -1, kTables},
    {"es", "txt", "force-majeure-no-exit", "3", -1, kTables},
    {"es", "txt", "chronic-failure-exit-missing", "Anexo B", -1, kTables},
    {"es", "txt", "availability-outage-long", "Anexo B", -1, kTables},
    {"es", "txt", "availability-period-long", "Anexo B", 1, kTables},
    {"es", "txt", "cap-below-policy", "Anexo B", 1, kTables},
};

// Formats in which LibreOffice draws other numbers than Word: there the findings must be the same, their clauses need not.
constexpr const char* kOwnNumbers = "LibreOffice writes lists of several levels as <ol>, and a browser counts them as 1, 2, 3";
constexpr const char* kAnnexTitle = "the title of the annex is a paragraph of the Word file, and nothing but a line of its own in the text: only there it is read as a title";
const std::map<std::pair<std::string, std::string>, const char*> kOtherClauses = {
    {{"fr", "txt"}, kAnnexTitle},
    {{"en", "html"}, kOwnNumbers}, {{"en", "chromium.pdf"}, kOwnNumbers}, {{"de", "html"}, kOwnNumbers}, {{"de", "chromium.pdf"}, kOwnNumbers}};

using Counts = std::map<std::pair<std::string, std::string>, int>;  // rule, clause

class Converted {
 public:
  Converted() {
    std::string name = (fs::temp_directory_path() / "caveat-formats-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    fs::create_directory(folder_ / "source");
    for (const Contract& contract : kContracts)
      fs::copy_file(fs::path(CAVEAT_SOURCE_DIR "/corpus/contracts") / contract.source, folder_ / "source" / (std::string(contract.slug) + ".docx"));
    // All four at once: the office takes seconds to start, and a moment for each.
    for (const Format& format : kFormats)
      run("soffice --headless -env:UserInstallation=file://" + (folder_ / "office").string() + " --convert-to '" + format.filter + "' --outdir " + folder_.string() + " " +
          (folder_ / "source").string() + "/*.docx");
    for (const Contract& contract : kContracts)
      run("chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir=" + (folder_ / "browser").string() + " --print-to-pdf=" +
          file(contract, "chromium.pdf").string() + " file://" + file(contract, "html").string());
  }
  ~Converted() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path file(const Contract& contract, const std::string& ending) const { return folder_ / (std::string(contract.slug) + "." + ending); }
  fs::path source(const Contract& contract) const { return folder_ / "source" / (std::string(contract.slug) + ".docx"); }

 private:
  static void run(const std::string& command) {
    const int code = std::system((command + " > /dev/null 2>&1").c_str());
    BOOST_REQUIRE_MESSAGE(code == 0, "failed: " << command);
  }
  fs::path folder_;
};

std::optional<Counts> findings_of(scan::Scanner& scanner, const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()), name = path.filename().string();
  Cancel never;
  scan::Options options;
  options.extract.reader_path = CAVEAT_BINARY_DIR "/bin/caveat-reader";
  auto result = scanner.scan({bytes, name, ""}, options, never);
  BOOST_CHECK_MESSAGE(bool(result), (result ? "" : result.error().message));
  if (!result) return std::nullopt;
  Poco::JSON::Parser parser;
  const auto report = parser.parse(report::json(result.value()->report_input(), Language::en)).extract<Poco::JSON::Object::Ptr>();
  Counts counts;
  const auto list = report->getArray("findings");
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto places = list->getObject(static_cast<unsigned>(i))->getArray("places");
    const std::string rule = list->getObject(static_cast<unsigned>(i))->getValue<std::string>("rule");
    if (places->size() == 0) ++counts[{rule, ""}];
    for (std::size_t j = 0; j < places->size(); ++j) {
      const auto clause = places->getObject(static_cast<unsigned>(j))->get("clause");
      ++counts[{rule, clause.isEmpty() ? "" : clause.toString()}];
    }
  }
  return counts;
}

Counts without_clauses(const Counts& counts) {
  Counts out;
  for (const auto& [place, count] : counts) out[{place.first, ""}] += count;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_contract_has_the_same_findings_in_every_format) {
  const auto program = tests::shipped_pack();
  BOOST_REQUIRE(program);
  scan::Scanner scanner(program);
  const Converted converted;
  std::vector<std::string> formats = {"chromium.pdf"};
  for (const Format& format : kFormats) formats.push_back(format.ending);
  for (const Contract& contract : kContracts) {
    const std::optional<Counts> source = findings_of(scanner, converted.source(contract));
    BOOST_REQUIRE(source);
    const Counts& all = *source;
    BOOST_TEST(all.size() > 5u, contract.slug << " has hardly any findings: the comparison would say nothing");
    for (const std::string& format : formats) {
      const std::optional<Counts> read = findings_of(scanner, converted.file(contract, format));
      if (!read) continue;
      Counts expected = all, got = *read;
      if (kOtherClauses.count({contract.slug, format})) {
        expected = without_clauses(expected);
        got = without_clauses(got);
      }
      for (const Deviation& one : kDeviations)
        if (contract.slug == std::string(one.contract) && format == one.format) expected[{one.rule, one.clause}] += one.count;
      for (const auto& [place, count] : expected) got[place] -= count;
      for (const auto& [place, more] : got)
        BOOST_TEST(more == 0, contract.slug << "." << format << ": " << place.first << " in " << place.second << ": " << (more > 0 ? "+" : "") << more << " against the DOCX");
    }
  }
}
