// Tests rules/compiled_pack.cpp: the same program, never an old one, and no byte of it is believed.
#include "rules/compiled_pack.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

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
  bytes.replace(at, 8, "Compiled");
  CompiledPack::seal(bytes);
  return bytes;
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
  BOOST_REQUIRE(CompiledPack::read(PackBytes(bytes), pack.path(), again, hash));
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

BOOST_AUTO_TEST_CASE(an_index_finds_what_the_one_that_is_built_finds) {
  const std::string bytes = compiled(pack);
  const auto built = load(pack, false);
  RuleProgram read;
  std::string hash;
  BOOST_REQUIRE(CompiledPack::read(PackBytes(bytes), "x", read, hash));
  const auto told = [](const RuleProgram& program, caveat::Language language, const std::string& text) {
    std::vector<std::uint32_t> all;
    FragmentIndex::Reading reading(program.index_of(language));
    reading.look(text, [](std::size_t) { return true; }, [&](std::uint32_t fragment, std::span<const std::uint32_t> heads) {
      all.push_back(fragment);
      all.insert(all.end(), heads.begin(), heads.end());
    });
    for (std::uint32_t f = 0; f < program.fragments().size(); ++f)
      reading.ask(f, [&](std::span<const std::uint32_t> heads) {
        all.push_back(f);
        all.insert(all.end(), heads.begin(), heads.end());
      });
    return all;
  };
  const std::string text = "x peut augmenter may raise the fees with consent darf anheben preise puede subir los precios tarifs";
  for (const caveat::Language language : caveat::kAllLanguages) {
    const auto all = told(*built, language, text);
    BOOST_TEST(all.size() >= 4u);
    BOOST_TEST(told(read, language, text) == all, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(damaged_words_are_empty_and_a_damaged_index_is_an_error) {
  const std::string bytes = compiled(pack);
  RuleProgram whole;
  std::string hash;
  BOOST_REQUIRE(CompiledPack::read(PackBytes(bytes), "x", whole, hash));
  const std::string title = "Price up";
  std::string changed = bytes;
  changed[bytes.find(title) - 1] = static_cast<char>(0x7f);  // of its size
  changed.back() = static_cast<char>(0x7f);                  // where the last literal of the last language ends: behind the last node
  CompiledPack::seal(changed);
  RuleProgram p;
  BOOST_REQUIRE(CompiledPack::read(PackBytes(changed), "x", p, hash));
  BOOST_TEST(p.rules()[0].words[0].title == "");
  BOOST_TEST(p.rules()[0].words[1].title == title);
  BOOST_CHECK_NO_THROW(p.index_of(caveat::Language::en));
  BOOST_CHECK_THROW(p.index_of(caveat::Language::es), std::runtime_error);
  BOOST_CHECK_THROW(p.index_of(caveat::Language::es), std::runtime_error);  // also when asked again
}

BOOST_AUTO_TEST_CASE(a_file_that_is_none_or_too_large_has_no_bytes) {
  BOOST_TEST(!PackBytes::of_file(pack.path(), 1'000'000));
  BOOST_TEST(!PackBytes::of_file(pack.path() + "/nothing", 1'000'000));
  const std::string file = pack.path() + "/pack.yaml";
  const auto size = std::filesystem::file_size(file);
  BOOST_TEST(!PackBytes::of_file(file, size - 1));
  const auto bytes = PackBytes::of_file(file, size);
  BOOST_REQUIRE(bytes);
  BOOST_TEST(bytes->view() == "pack: sample\nversion: 1.0.0\n");
}

BOOST_AUTO_TEST_CASE(cut_or_changed_bytes_are_refused_or_make_a_program) {
  const std::string bytes = compiled(pack);
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 64) {
    RuleProgram p;
    std::string hash;
    std::string cut = bytes.substr(0, size);
    BOOST_REQUIRE(!CompiledPack::read(PackBytes(cut), "x", p, hash));
    if (size < bytes.find("pack.yaml")) continue;
    CompiledPack::seal(cut);
    BOOST_REQUIRE(!CompiledPack::read(PackBytes(cut), "x", p, hash));
  }
  std::mt19937 random(3);
  std::size_t refused = 0, looked = 0, broken = 0;
  const int kRounds = 4'000;
  const std::string text = "x peut augmenter may raise the fees with consent darf preise anheben puede subir precios tarifs";
  for (int round = 0; round < kRounds; ++round) {
    std::string changed = bytes;
    for (unsigned n = 1 + random() % 3; n > 0; --n) changed[random() % changed.size()] = static_cast<char>(random());
    RuleProgram p;
    std::string hash;
    if (changed != bytes) BOOST_REQUIRE(!CompiledPack::read(PackBytes(changed), "x", p, hash));
    CompiledPack::seal(changed);  // as whoever changes it on purpose would
    if (!CompiledPack::read(PackBytes(changed), "x", p, hash)) {
      ++refused;
      continue;
    }
    for (const CompiledSlot& slot : p.slots())
      for (const std::uint32_t f : slot.fragments) BOOST_REQUIRE(f < p.fragments().size());
    // What is read when somebody asks for it.
    for (const Rule& rule : p.rules())
      for (std::size_t l = 0; l < caveat::kLanguages; ++l) {
        BOOST_REQUIRE(rule.words[l].slots.size() == rule.slots.size());
        for (const auto& slot : rule.words[l].slots) BOOST_REQUIRE(!slot.empty());
      }
    for (std::size_t f = 0; f < p.fragments().size(); ++f) {
      const CompiledFragment& fragment = p.fragments()[f];
      BOOST_REQUIRE(fragment.words.empty() || fragment.head);
    }
    for (const caveat::Language language : caveat::kAllLanguages) {
      try {
        FragmentIndex::Reading reading(p.index_of(language));
        reading.look(text, [](std::size_t) { return true; }, [&](std::uint32_t fragment, std::span<const std::uint32_t>) {
          BOOST_REQUIRE(fragment < p.fragments().size());
          ++looked;
        });
        for (std::uint32_t f = 0; f < p.fragments().size(); ++f) reading.ask(f, [&](std::span<const std::uint32_t>) { ++looked; });
      } catch (const std::runtime_error&) {
        ++broken;
      }
    }
  }
  BOOST_TEST(looked > static_cast<std::size_t>(kRounds));
  BOOST_TEST(broken > static_cast<std::size_t>(kRounds / 20));
  BOOST_TEST(refused > static_cast<std::size_t>(kRounds / 20));
  BOOST_TEST(refused < static_cast<std::size_t>(kRounds));
}

BOOST_AUTO_TEST_SUITE_END()
