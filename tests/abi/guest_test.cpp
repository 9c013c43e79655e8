// A good guest in the host's process: prints nothing, leaves no file, thread, child, signal handler, locale, folder or
// environment changed, and can be loaded again. This program does not link the library: it loads it as a host does, and
// looks before and after.
#include <caveat/caveat.h>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <locale>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

template <class Struct>
Struct sized() {
  Struct value{};
  value.size = sizeof value;
  return value;
}

std::string pdf_with(const std::string& line) {
  const std::string content = "BT /F1 12 Tf 72 720 Td (" + line + ") Tj ET";
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.4\n", table = "xref\n0 6\n0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", pdf.size());
    table += entry;
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t at = pdf.size();
  return pdf + table + "trailer << /Size 6 /Root 1 0 R >>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

struct Library {
  void* handle = ::dlopen(CAVEAT_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  Library() {
    BOOST_REQUIRE_MESSAGE(handle, ::dlerror());
    const auto open = reinterpret_cast<decltype(&cav_open)>(::dlsym(handle, "cav_open"));
    BOOST_REQUIRE(open);
    const cav_host host = sized<cav_host>();
    BOOST_REQUIRE(open(CAV_ABI_MAJOR, &host, &api, &plugin, nullptr) == CAV_OK);
  }
  ~Library() {
    api->close(plugin);
    ::dlclose(handle);
  }
};

// Everything a host does in a day: good and bad rules, good and bad documents of every kind, all formats. Gives all
// reports.
std::string a_days_work(const Library& library) {
  std::string reports;
  const cav_api* api = library.api;
  const std::string pack = CAVEAT_SOURCE_DIR "/tests/abi/pack";
  for (const std::string& folder : {pack + "/no-such", pack}) {
    const char* paths[] = {folder.c_str()};
    cav_load_options load = sized<cav_load_options>();
    load.paths = paths;
    load.path_count = 1;
    load.flags = CAV_LOAD_RUN_EXAMPLES;
    cav_ruleset* rules = nullptr;
    if (api->ruleset_load(library.plugin, &load, &rules, nullptr) != CAV_OK) continue;
    cav_scanner* scanner = nullptr;
    BOOST_REQUIRE(api->scanner_new(rules, &scanner, nullptr) == CAV_OK);
    const std::string sentence = "The Supplier may increase the fees at any time by written notice to the Customer.";
    const std::string broken_pdf = pdf_with(sentence).substr(0, 200);
    std::string garbage = "%PDF-1.7\n";
    for (unsigned i = 0; i < 5000; ++i) garbage += static_cast<char>(i * 2654435761u >> 13);
    const std::vector<std::pair<std::string, std::string>> documents = {
        {"a.txt", sentence},
        {"b.pdf", pdf_with(sentence)},
        {"c.pdf", broken_pdf},
        {"d.pdf", garbage},
        {"e.html", "<html><body><p>" + sentence + "</p></body></html>"},
        {"f.docx", "PK\3\4 nothing"},
        {"g.txt", ""},
        {"h.md", "# Fees\n\n" + sentence + "\n"},
        {"i.txt", "\xff\xfe\xfd"},
        {"j.html", "<p><b><i><<<&&&;"}};
    std::size_t read = 0;
    for (const auto& [name, bytes] : documents) {
      cav_document document = sized<cav_document>();
      document.data = bytes.data();
      document.data_size = bytes.size();
      document.name = name.c_str();
      const cav_scan_options options = sized<cav_scan_options>();
      cav_result* result = nullptr;
      if (api->scan(scanner, &document, &options, &result, nullptr) != CAV_OK) continue;
      ++read;
      const std::size_t before = reports.size();
      cav_writer writer = sized<cav_writer>();
      writer.user = &reports;
      writer.write = [](void* user, const void* data, std::size_t size) -> int32_t {
        static_cast<std::string*>(user)->append(static_cast<const char*>(data), size);
        return 0;
      };
      for (const char* format : {"json", "text;colour=1", "html", "no such"})
        api->result_write(result, format, "de", &writer, nullptr);
      BOOST_TEST(reports.size() > before);
      api->result_free(result);
    }
    BOOST_TEST(read >= 4u);  // the good ones: txt, pdf, html, md
    api->scanner_free(scanner);
    api->ruleset_free(rules);
  }
  return reports;
}

std::set<std::string> entries(const char* folder) {
  std::set<std::string> names;
  DIR* d = ::opendir(folder);
  BOOST_REQUIRE(d);
  while (const dirent* e = ::readdir(d)) names.insert(e->d_name);
  ::closedir(d);
  return names;
}

// What a descriptor is, so that one closed and another opened in its place is seen.
std::map<std::string, std::string> open_files() {
  std::map<std::string, std::string> files;
  for (const std::string& name : entries("/proc/self/fd")) {
    char target[4096];
    const ssize_t n = ::readlink(("/proc/self/fd/" + name).c_str(), target, sizeof target);
    if (n > 0) files[name] = std::string(target, static_cast<std::size_t>(n));
  }
  // The folder that this very listing opened.
  std::erase_if(
      files, [](const auto& f) { return f.second.find("/fd") != std::string::npos && f.second.starts_with("/proc/"); });
  return files;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_prints_nothing) {
  char path[] = "/tmp/caveat-guest-XXXXXX";
  const int file = ::mkstemp(path);
  BOOST_REQUIRE(file >= 0);
  std::fflush(nullptr);
  const int out = ::dup(1), err = ::dup(2);
  ::dup2(file, 1);
  ::dup2(file, 2);
  {
    Library library;
    a_days_work(library);
  }
  std::fflush(nullptr);
  ::dup2(out, 1);
  ::dup2(err, 2);
  ::close(out);
  ::close(err);
  struct stat status {};
  ::fstat(file, &status);
  ::close(file);
  std::ifstream in(path);
  const std::string printed((std::istreambuf_iterator<char>(in)), {});
  ::unlink(path);
  BOOST_TEST(printed.empty(), "the library printed: " << printed);
}

BOOST_AUTO_TEST_CASE(it_leaves_no_file_thread_or_child_behind) {
  Library library;
  a_days_work(library);  // once for what is opened for good, such as data files of ICU
  const auto files = open_files();
  const auto threads = entries("/proc/self/task");
  for (int i = 0; i < 3; ++i) a_days_work(library);
  BOOST_TEST((open_files() == files));
  BOOST_TEST(entries("/proc/self/task").size() == threads.size());
  errno = 0;
  BOOST_TEST(::waitpid(-1, nullptr, WNOHANG) == -1);
  BOOST_TEST(errno == ECHILD);
}

BOOST_AUTO_TEST_CASE(it_changes_no_signal_handler_locale_folder_or_environment) {
  const auto handlers = [] {
    std::vector<std::string> all;
    for (int s = 1; s < 32; ++s) {
      struct sigaction action {};
      if (::sigaction(s, nullptr, &action) == 0)
        all.emplace_back(reinterpret_cast<const char*>(&action.sa_handler), sizeof action.sa_handler);
    }
    return all;
  };
  const auto environment = [] {
    std::vector<std::string> all;
    for (char** e = environ; *e; ++e) all.emplace_back(*e);
    return all;
  };
  const auto folder = [] {
    char path[4096];
    return std::string(::getcwd(path, sizeof path) ? path : "");
  };
  const auto mask = [] {
    const mode_t old = ::umask(022);
    ::umask(old);
    return old;
  };
  const auto handlers_before = handlers();
  const auto environment_before = environment();
  const std::string folder_before = folder(), locale_before = std::setlocale(LC_ALL, nullptr);
  const mode_t mask_before = mask();
  {
    Library library;
    a_days_work(library);
    BOOST_TEST((handlers() == handlers_before));
  }
  BOOST_TEST((environment() == environment_before));
  BOOST_TEST(folder() == folder_before);
  BOOST_TEST(std::setlocale(LC_ALL, nullptr) == locale_before);
  BOOST_TEST(mask() == mask_before);
}

BOOST_AUTO_TEST_CASE(it_obeys_no_locale_of_the_host) {
  // A German host writes 1.234,5 with its C++ streams; numbers in JSON must not follow it.
  struct German : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\1"; }
  };
  std::string before, after;
  {
    Library library;
    before = a_days_work(library);
    const std::locale host(std::locale::classic(), new German);
    const std::locale old = std::locale::global(host);
    after = a_days_work(library);
    BOOST_TEST((std::locale() == host));
    std::locale::global(old);
  }
  BOOST_TEST(before.size() > 1000u);
  BOOST_TEST((before == after));
}

BOOST_AUTO_TEST_CASE(it_can_be_loaded_and_unloaded_twice) {
  for (int i = 0; i < 2; ++i) {
    Library library;
    a_days_work(library);
  }
}

BOOST_AUTO_TEST_CASE(it_survives_a_closed_standard_input) {
  // A daemon has no descriptor 0: the pipe to the reader process may get that number.
  const int in = ::dup(0);
  ::close(0);
  {
    Library library;
    a_days_work(library);
  }
  if (in >= 0) {
    ::dup2(in, 0);
    ::close(in);
  }
}
