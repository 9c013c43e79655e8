// Where the kernel gives no Landlock, documents are still read, and the host's log is told, once a scan and never after close. The test
// takes Landlock from itself, and so from the reader that it starts.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <cstddef>
#include <string>
#include <vector>

#include "loaded_plugin.h"

using namespace caveat::abi_test;

namespace {

void take_landlock_away() {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_landlock_create_ruleset, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog filter{sizeof program / sizeof *program, program};
  BOOST_REQUIRE(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
  BOOST_REQUIRE(::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unconfined)

BOOST_AUTO_TEST_CASE(the_log_says_what_the_reader_lacks_and_the_document_is_read) {
  take_landlock_away();
  std::vector<std::string> said;
  auto host = sized<cav_host>();
  host.user = &said;
  host.log = [](void* user, std::int32_t level, const char* message) {
    if (level == 2) static_cast<std::vector<std::string>*>(user)->push_back(message);
  };
  const cav_api* api = nullptr;
  cav_plugin* plugin = nullptr;
  BOOST_REQUIRE(cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, nullptr) == CAV_OK);
  const auto load = sized<cav_load_options>();
  cav_ruleset* rules = nullptr;
  BOOST_REQUIRE(api->ruleset_load(plugin, &load, &rules, nullptr) == CAV_OK);
  cav_scanner* scanner = nullptr;
  BOOST_REQUIRE(api->scanner_new(rules, &scanner, nullptr) == CAV_OK);
  const std::string page = "<html><body><p>Fees are due.</p></body></html>";
  const auto scan = [&] {
    auto document = sized<cav_document>();
    document.data = page.data();
    document.data_size = page.size();
    const auto options = sized<cav_scan_options>();
    cav_result* result = nullptr;
    BOOST_REQUIRE(api->scan(scanner, &document, &options, &result, nullptr) == CAV_OK);
    std::uint64_t length = 0;
    const char* const text = api->result_text(result, &length);
    BOOST_TEST(std::string(text, length).find("Fees are due.") != std::string::npos);
    api->result_free(result);
  };
  scan();
  BOOST_REQUIRE(said.size() == 1u);
  BOOST_TEST(said[0].find("Landlock") != std::string::npos);
  api->close(plugin);
  scan();  // the scanner outlives the plugin; its log does not
  BOOST_TEST(said.size() == 1u);
  api->scanner_free(scanner);
  api->ruleset_free(rules);
}

BOOST_AUTO_TEST_SUITE_END()
