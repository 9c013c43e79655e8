// What caveat.h promises to threads: a busy scanner says so, a ruleset is shared, a result is read by many, a scan is
// cancelled and keeps its deadline. Also run under ThreadSanitizer (./check --tsan).
#include "loaded_plugin.h"

#include <array>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

using namespace caveat::abi_test;

namespace {

// Long enough that a scan reports progress several times.
std::string long_contract() {
  std::string text;
  for (int i = 1; i <= 300; ++i)
    text += std::to_string(i) +
            ". The Supplier may increase the fees at any time. Faults are repaired promptly by the Supplier's own "
            "staff.\n\n";
  return text;
}

// Holds a scan inside its progress callback until the other thread has had its answer.
struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool entered = false, open = false;
  static int32_t CAV_CALL progress(void* user, const cav_progress*) {
    auto* gate = static_cast<Gate*>(user);
    std::unique_lock lock(gate->mutex);
    gate->entered = true;
    gate->changed.notify_all();
    gate->changed.wait(lock, [gate] { return gate->open; });
    return 0;
  }
  void wait_entered() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return entered; });
  }
  void let_go() {
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_scanner_in_use_answers_busy, Scanned) {
  Gate gate;
  cav_status first = CAV_E_INTERNAL;
  std::thread thread([&] {
    const cav_document d = document(kContract);
    cav_scan_options options = sized<cav_scan_options>();
    options.user = &gate;
    options.on_progress = Gate::progress;
    cav_result* out = nullptr;
    first = api->scan(scanner_, &d, &options, &out, nullptr);
    api->result_free(out);
  });
  gate.wait_entered();
  const cav_document d = document(kContract);
  cav_error error = sized<cav_error>();
  cav_result* out = nullptr;
  BOOST_TEST(api->scan(scanner_, &d, &kDefaults, &out, &error) == CAV_E_BUSY);
  BOOST_TEST(out == nullptr);
  BOOST_TEST(error.code == CAV_E_BUSY);
  // Another scanner of the same ruleset is free meanwhile.
  cav_scanner* other = scanner(ruleset);
  cav_result* fine = scan(other, kContract);
  BOOST_TEST(write(api, fine, "json") == write(api, result, "json"));
  api->result_free(fine);
  api->scanner_free(other);
  gate.let_go();
  thread.join();
  BOOST_TEST(first == CAV_OK);
  // Free again.
  BOOST_TEST(api->scan(scanner_, &d, &kDefaults, &out, &error) == CAV_OK);
  api->result_free(out);
}

BOOST_FIXTURE_TEST_CASE(a_scanner_called_from_its_own_callback_answers_busy, Scanned) {
  struct Nested {
    const cav_api* api;
    cav_scanner* scanner;
    cav_status answer = CAV_OK;
  } nested{api, scanner_};
  const cav_document d = document(kContract);
  cav_scan_options options = sized<cav_scan_options>();
  options.user = &nested;
  options.on_progress = [](void* user, const cav_progress*) -> int32_t {
    auto* n = static_cast<Nested*>(user);
    const cav_document inner = document(kContract);
    cav_result* out = nullptr;
    n->answer = n->api->scan(n->scanner, &inner, &kDefaults, &out, nullptr);
    return 0;
  };
  cav_result* out = nullptr;
  BOOST_TEST(api->scan(scanner_, &d, &options, &out, nullptr) == CAV_OK);
  BOOST_TEST(nested.answer == CAV_E_BUSY);
  api->result_free(out);
}

BOOST_FIXTURE_TEST_CASE(progress_goes_through_the_stages_in_order, Scanned) {
  std::vector<int32_t> stages;
  const std::string text = long_contract();
  const cav_document d = document(text);
  cav_scan_options options = sized<cav_scan_options>();
  options.user = &stages;
  options.on_progress = [](void* user, const cav_progress* p) -> int32_t {
    auto& seen = *static_cast<std::vector<int32_t>*>(user);
    if (seen.empty() || seen.back() != p->stage) seen.push_back(p->stage);
    return p->total != 0 && p->done > p->total ? 1 : 0;
  };
  cav_result* out = nullptr;
  BOOST_REQUIRE(api->scan(scanner_, &d, &options, &out, nullptr) == CAV_OK);
  api->result_free(out);
  BOOST_TEST(std::is_sorted(stages.begin(), stages.end()));
  BOOST_REQUIRE(!stages.empty());
  BOOST_TEST(stages.front() == CAV_STAGE_EXTRACT);
  BOOST_TEST((std::find(stages.begin(), stages.end(), CAV_STAGE_MATCH) != stages.end()));
}

BOOST_FIXTURE_TEST_CASE(progress_can_cancel_at_every_call, Scanned) {
  const std::string text = long_contract();
  const cav_document d = document(text);
  struct Countdown {
    int left, calls = 0;
  };
  int cancelled = 0;
  for (int calls = 0;; ++calls) {
    Countdown countdown{calls};
    cav_scan_options options = sized<cav_scan_options>();
    options.user = &countdown;
    options.on_progress = [](void* user, const cav_progress*) -> int32_t {
      auto* c = static_cast<Countdown*>(user);
      ++c->calls;
      return c->left-- == 0;
    };
    cav_error error = sized<cav_error>();
    cav_result* out = nullptr;
    const cav_status status = api->scan(scanner_, &d, &options, &out, &error);
    if (status == CAV_OK) {  // the callback was never asked that often
      api->result_free(out);
      break;
    }
    BOOST_REQUIRE(status == CAV_E_CANCELLED);
    BOOST_TEST(out == nullptr);
    BOOST_TEST(error.message != std::string());
    BOOST_TEST(countdown.calls == calls + 1);  // a cancelled scan asks no more
    ++cancelled;
    // Every call would take minutes where a stage asks for each paragraph; the first hundred and then some of the rest
    // will do.
    if (calls > 100) calls += calls / 4;
  }
  BOOST_TEST(cancelled >= 4);
  api->result_free(scan(scanner_, kContract));
}

BOOST_FIXTURE_TEST_CASE(the_deadline_holds_for_the_whole_scan, Scanned) {
  const std::string text = long_contract();
  const cav_document d = document(text);
  cav_scan_options options = sized<cav_scan_options>();
  options.deadline_ms = 20;
  // Not a race: the callback alone takes longer than the deadline.
  options.on_progress = [](void*, const cav_progress*) -> int32_t {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    return 0;
  };
  cav_error error = sized<cav_error>();
  cav_result* out = nullptr;
  BOOST_TEST(api->scan(scanner_, &d, &options, &out, &error) == CAV_E_DEADLINE);
  BOOST_TEST(out == nullptr);
  BOOST_TEST(error.code == CAV_E_DEADLINE);
  options.deadline_ms = 0;
  options.on_progress = nullptr;
  BOOST_TEST(api->scan(scanner_, &d, &options, &out, &error) == CAV_OK);
  api->result_free(out);
}

BOOST_FIXTURE_TEST_CASE(eight_threads_share_a_fresh_ruleset, Plugin) {
  const std::array<std::string, 4> contracts = {
      std::string(kContract),
      "Le Prestataire peut augmenter ses tarifs à tout moment par notification écrite au Client. Les incidents sont "
      "corrigés en temps utile.\n",
      "Der Anbieter darf die Preise jederzeit durch Mitteilung an den Kunden erhöhen. Störungen werden zeitnah "
      "behoben.\n",
      long_contract()};
  std::array<std::string, 4> wanted;
  {
    cav_ruleset* own = rules();
    cav_scanner* s = scanner(own);
    for (std::size_t i = 0; i < 4; ++i) {
      cav_result* r = scan(s, contracts[i]);
      wanted[i] = write(api, r, "json");
      BOOST_TEST(wanted[i].find("test-price-change") != std::string::npos);
      api->result_free(r);
    }
    api->scanner_free(s);
    api->ruleset_free(own);
  }
  // Nothing of this one is compiled yet: all threads come to each expression first, at once.
  cav_ruleset* shared = rules();
  constexpr int kThreads = 8;
  std::barrier start(kThreads);
  std::array<int, kThreads> wrong{};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      cav_scanner* s = nullptr;
      if (api->scanner_new(shared, &s, nullptr) != CAV_OK) {
        wrong[static_cast<std::size_t>(t)] = 1000;
        return;
      }
      for (int i = 0; i < 12; ++i) {
        const auto which = static_cast<std::size_t>(t + i) % 4;
        const cav_document d = document(contracts[which]);
        cav_result* r = nullptr;
        std::string json;
        cav_writer writer = sized<cav_writer>();
        writer.user = &json;
        writer.write = append;
        if (api->scan(s, &d, &kDefaults, &r, nullptr) != CAV_OK ||
            api->result_write(r, "json", "en", &writer, nullptr) != CAV_OK || json != wanted[which])
          ++wrong[static_cast<std::size_t>(t)];
        api->result_free(r);
      }
      api->scanner_free(s);
    });
  for (std::thread& t : threads) t.join();
  for (const int w : wrong) BOOST_TEST(w == 0);
  api->ruleset_free(shared);
}

BOOST_FIXTURE_TEST_CASE(a_result_is_read_by_four_threads_at_once, Scanned) {
  const std::array<const char*, 3> formats = {"json", "text;colour=1", "html"};
  const std::array<const char*, 4> locales = {"en", "fr", "de", "es"};
  std::array<std::array<std::string, 4>, 3> got;
  std::barrier start(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      for (std::size_t f = 0; f < 3; ++f) {
        cav_writer writer = sized<cav_writer>();
        writer.user = &got[f][t];
        writer.write = append;
        api->result_write(result, formats[f], locales[t], &writer, nullptr);
        for (int i = 0; i < 50; ++i) api->result_string(result, static_cast<std::uint64_t>(i % 2), "why", locales[t]);
      }
    });
  for (std::thread& t : threads) t.join();
  for (std::size_t f = 0; f < 3; ++f)
    for (std::size_t t = 0; t < 4; ++t) BOOST_TEST(got[f][t] == write(api, result, formats[f], locales[t]));
}

BOOST_AUTO_TEST_CASE(plugins_open_load_and_close_on_four_threads) {
  std::barrier start(4);
  std::array<cav_status, 4> status{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      start.arrive_and_wait();
      const cav_host host = sized<cav_host>();
      const cav_api* api = nullptr;
      cav_plugin* plugin = nullptr;
      status[t] = cav_open(CAV_ABI_MAJOR, &host, &api, &plugin, nullptr);
      if (status[t] != CAV_OK) return;
      const char* paths[] = {kPack.c_str()};
      cav_load_options options = sized<cav_load_options>();
      options.paths = paths;
      options.path_count = 1;
      cav_ruleset* rules = nullptr;
      status[t] = api->ruleset_load(plugin, &options, &rules, nullptr);
      api->ruleset_free(rules);
      api->close(plugin);
    });
  for (std::thread& t : threads) t.join();
  for (const cav_status s : status) BOOST_TEST(s == CAV_OK);
}
