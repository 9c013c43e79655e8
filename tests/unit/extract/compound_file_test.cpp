// Tests of CompoundFile: streams of both sizes come out as they went in, and no chain of sectors is followed for ever.
#include <boost/test/unit_test.hpp>

#include "compound_builder.h"
#include "extract/compound_file.h"
#include "reading.h"

namespace caveat::extract {
namespace {

const std::map<std::string, std::string> kStreams = {{"small", "a few bytes"}, {"large", std::string(70'000, 'x') + "end"}, {"Folder/Inner", "within"}, {"empty", ""}};

Result<CompoundFile> opened(std::string_view bytes) { return CompoundFile::open(Document{bytes, "a.msg", ""}); }

BOOST_AUTO_TEST_SUITE(compound_files)

BOOST_AUTO_TEST_CASE(streams_come_out_as_they_went_in) {
  const std::string bytes = compound(kStreams);
  auto file = opened(bytes);
  BOOST_REQUIRE_MESSAGE(bool(file), (file ? "" : file.error().message));
  const auto content = [&](std::uint32_t storage, const char* name) {
    const CompoundEntry* entry = file.value().find(storage, name);
    BOOST_REQUIRE(entry != nullptr);
    auto out = file.value().read(*entry);
    return out ? out.value() : "unread: " + out.error().message;
  };
  BOOST_TEST(content(CompoundFile::kRoot, "small") == "a few bytes");
  BOOST_TEST((content(CompoundFile::kRoot, "large") == kStreams.at("large")));
  BOOST_TEST(content(CompoundFile::kRoot, "empty") == "");
  const CompoundEntry* folder = file.value().find(CompoundFile::kRoot, "folder");
  BOOST_REQUIRE(folder != nullptr);
  BOOST_TEST(content(static_cast<std::uint32_t>(folder - file.value().entries().data()), "inner") == "within");
  BOOST_TEST(file.value().find(CompoundFile::kRoot, "inner") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_chain_that_bites_its_tail_is_damage_and_ends) {
  std::string bytes = compound(kStreams);
  // The first sector of "large" goes on to itself, in the table that the head points to.
  const std::size_t table = (static_cast<unsigned char>(bytes[76]) + 256u * static_cast<unsigned char>(bytes[77]) + 1) * 512;
  const CompoundEntry large = *opened(bytes).value().find(CompoundFile::kRoot, "large");
  bytes.replace(table + 4 * large.first_sector, 4, little_endian(large.first_sector, 4));
  auto file = opened(bytes);
  BOOST_REQUIRE(bool(file));
  const auto out = file.value().read(large);
  // As many sectors as the size asks for, all the same one: no more memory than the file has, and not the content.
  BOOST_TEST((!out || (out.value().size() == large.size && out.value() != kStreams.at("large"))));
}

BOOST_AUTO_TEST_CASE(whatever_one_byte_or_the_length_is_it_is_read_or_refused) {
  const std::string whole = compound(kStreams);
  for (std::size_t size = 0; size < whole.size(); size += 97) (void)opened(std::string_view(whole).substr(0, size));
  std::size_t refused = 0;
  for (std::size_t at = 0; at < whole.size(); at += at < 1024 || at + 4096 > whole.size() ? 3 : 501) {
    for (const char value : {'\0', '\x7F', '\xFF'}) {
      std::string bytes = whole;
      bytes[at] = value;
      const auto file = opened(bytes);
      refused += !file;
      if (!file) continue;
      for (const CompoundEntry& entry : file.value().entries())
        if (!entry.storage)
          if (const auto out = file.value().read(entry)) BOOST_TEST(out.value().size() <= bytes.size() * 2);
    }
  }
  BOOST_TEST(refused > 10u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
