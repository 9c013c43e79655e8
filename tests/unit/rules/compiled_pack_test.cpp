// Tests rules/compiled_pack.cpp: the same program, never an old one, and no byte of it is believed.
#include "rules/compiled_pack.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat::rules;
using caveat::tests::SamplePack;
using caveat::tests::replaced;
using caveat::tests::sample_rule;

namespace {

std::string compiled(const SamplePack& pack) {
  Diagnostics d;
  auto bytes = compile_pack(pack.path(), d);
  BOOST_REQUIRE_MESSAGE(bytes, (bytes ? "" : bytes.error().message));
  return std::move(bytes).value();
}

void put(const SamplePack& pack, const std::string& bytes) { std::ofstream(compiled_path(pack.path()), std::ios::binary) << bytes; }

std::shared_ptr<const RuleProgram> load(const SamplePack& pack, bool with_compiled, const std::string& policy = "") {
  Diagnostics d;
  LoadOptions options{{pack.path()}, policy, false};
  options.compiled = with_compiled;
  auto program = caveat::rules::load(options, d);
  BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
  return std::move(program).value();
}

// A title that only the compiled form can have come from.
std::string with_other_title(std::string bytes) {
  const std::size_t at = bytes.find("Price up");
  BOOST_REQUIRE(at != std::string::npos);
  return bytes.replace(at, 8, "Compiled");
}
std::string title(const RuleProgram& program) { return program.rules()[0].words[0].title; }

struct Fixture {
  Fixture() { pack.write("pricing/price-up.yaml", rule); }
  ~Fixture() { std::filesystem::remove(compiled_path(pack.path())); }
  const std::string rule = sample_rule();
  SamplePack pack;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(compiled_pack, Fixture)

BOOST_AUTO_TEST_CASE(it_gives_the_program_that_the_files_give) {
  const std::string bytes = compiled(pack);
  const auto read = load(pack, false);
  put(pack, bytes);
  const auto fast = load(pack, true);
  BOOST_TEST(fast->pack_hash() == read->pack_hash());
  BOOST_TEST(fast->pack_version() == read->pack_version());
  BOOST_TEST(fast->rules()[0].file == read->rules()[0].file);
  BOOST_TEST(fast->parameters().size() == read->parameters().size());
  // What is written of both is the same, but for the folder before the names of files.
  RuleProgram again;
  std::string hash;
  BOOST_REQUIRE(CompiledPack::read(bytes, pack.path(), again, hash));
  BOOST_TEST((CompiledPack::write(*fast, {}, "") == CompiledPack::write(*read, {}, "")));
  BOOST_TEST((CompiledPack::write(again, {}, "") == CompiledPack::write(*read, {}, "")));
}

BOOST_AUTO_TEST_CASE(it_is_taken_where_it_is_up_to_date) {
  put(pack, with_other_title(compiled(pack)));
  BOOST_TEST(title(*load(pack, true)) == "Compiled");
  BOOST_TEST(title(*load(pack, false)) == "Price up");
}

BOOST_AUTO_TEST_CASE(a_changed_file_a_new_one_and_a_lost_one_leave_it_aside) {
  put(pack, with_other_title(compiled(pack)));
  pack.write("pricing/price-up.yaml", replaced(rule, "Price up", "Price at"));  // as long as before
  BOOST_TEST(title(*load(pack, true)) == "Price at");
  pack.write("pricing/price-up.yaml", rule);
  BOOST_TEST(title(*load(pack, true)) == "Compiled");
  pack.write("pricing/a-second.yaml", replaced(sample_rule("a-second"), "policy:\n  cap: { default: 3, unit: percent, min: 0, max: 20 }\n", ""));
  BOOST_TEST(load(pack, true)->rules().size() == 2u);
  put(pack, with_other_title(compiled(pack)));
  BOOST_TEST(title(*load(pack, true)) == "Compiled");
  std::filesystem::remove(std::filesystem::path(pack.path()) / "pricing/a-second.yaml");
  BOOST_TEST(title(*load(pack, true)) == "Price up");
}

BOOST_AUTO_TEST_CASE(that_of_another_engine_is_left_aside) {
  std::string bytes = with_other_title(compiled(pack));
  char& of_stamp = bytes[bytes.find('\n') + 10];
  of_stamp = of_stamp == '0' ? '1' : '0';
  BOOST_TEST(CompiledPack::files(bytes).empty());
  put(pack, bytes);
  BOOST_TEST(title(*load(pack, true)) == "Price up");
}

BOOST_AUTO_TEST_CASE(a_pack_with_an_error_or_a_draft_is_not_compiled) {
  pack.write("pricing/price-up.yaml", replaced(rule, "status: stable", "status: draft"));
  Diagnostics d;
  BOOST_TEST(!compile_pack(pack.path(), d));
  pack.write("pricing/price-up.yaml", "rule: [");
  BOOST_TEST(!compile_pack(pack.path(), d));
}

BOOST_AUTO_TEST_CASE(cut_or_changed_bytes_are_refused_or_make_a_program) {
  const std::string bytes = compiled(pack);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 64) {
    RuleProgram p;
    std::string hash;
    BOOST_REQUIRE(!CompiledPack::read(std::string_view(bytes).substr(0, size), "x", p, hash));
  }
  std::mt19937 random(3);
  std::size_t refused = 0;
  const int kRounds = 4'000;
  for (int round = 0; round < kRounds; ++round) {
    std::string changed = bytes;
    for (unsigned n = 1 + random() % 3; n > 0; --n) changed[random() % changed.size()] = static_cast<char>(random());
    RuleProgram p;
    std::string hash;
    if (!CompiledPack::read(changed, "x", p, hash)) {
      ++refused;
      continue;
    }
    for (const CompiledSlot& slot : p.slots())
      for (const std::uint32_t f : slot.fragments) BOOST_REQUIRE(f < p.fragments().size());
    for (const caveat::Language language : caveat::kAllLanguages) p.index_of(language);
  }
  BOOST_TEST(refused > static_cast<std::size_t>(kRounds / 20));
  BOOST_TEST(refused < static_cast<std::size_t>(kRounds));
}

BOOST_AUTO_TEST_SUITE_END()
