// Tests of ZipArchive and ZipPart: archives of a foreign writer are read whole, damaged and hostile ones are not.
#include <boost/test/unit_test.hpp>

#include <string>

#include "base/limits.h"
#include "docx_builder.h"
#include "extract/zip_archive.h"
#include "reading.h"

namespace caveat::extract {
namespace {

using Poco::Zip::ZipCommon;

Result<std::string> part(std::string_view bytes, std::string_view name) {
  auto archive = ZipArchive::open(Document{bytes, "a.zip", ""});
  if (!archive) return archive.error();
  const ZipEntry* entry = archive->find(name);
  if (entry == nullptr) return Error{ErrorCode::argument, "no such entry"};
  UnpackBudget budget;
  Cancel cancel;
  return read_part(archive.value(), *entry, 1u << 30, budget, cancel);
}

std::string content(std::string_view bytes, std::string_view name) {
  auto out = part(bytes, name);
  BOOST_REQUIRE_MESSAGE(bool(out), "not read: " << (out ? "" : out.error().message));
  return out.value();
}

BOOST_AUTO_TEST_SUITE(zip_archives)

BOOST_AUTO_TEST_CASE(deflated_and_stored_entries_are_read_whole) {
  std::string large;
  for (int i = 0; i < 100'000; ++i) large += std::to_string(i);
  for (const auto method : {ZipCommon::CM_DEFLATE, ZipCommon::CM_STORE}) {
    const std::string bytes = zip({{"a/b.xml", "short"}, {"empty", ""}, {"large", large}}, method);
    BOOST_CHECK_EQUAL(content(bytes, "a/b.xml"), "short");
    BOOST_CHECK_EQUAL(content(bytes, "empty"), "");
    BOOST_CHECK(content(bytes, "large") == large);
  }
}

BOOST_AUTO_TEST_CASE(names_compare_without_case_and_leading_slash) {
  const std::string bytes = zip({{"Word/Document.xml", "x"}});
  BOOST_CHECK_EQUAL(content(bytes, "/word/document.xml"), "x");
  BOOST_CHECK(!part(bytes, "document.xml"));
}

BOOST_AUTO_TEST_CASE(bytes_before_the_archive_and_a_comment_behind_it_are_survived) {
  std::string bytes = zip({{"a", "content"}});
  bytes[bytes.size() - 2] = 5;  // the length of the comment
  BOOST_CHECK_EQUAL(content("banner\n" + bytes + "hello", "a"), "content");
}

BOOST_AUTO_TEST_CASE(an_archive_inside_of_an_archive_does_not_confuse) {
  const std::string inner = zip({{"a", "inner"}}, ZipCommon::CM_STORE);
  const std::string bytes = zip({{"a", "outer"}, {"embedded.xlsx", inner}}, ZipCommon::CM_STORE);
  BOOST_CHECK_EQUAL(content(bytes, "a"), "outer");
  BOOST_CHECK(content(bytes, "embedded.xlsx") == inner);
}

BOOST_AUTO_TEST_CASE(changed_content_is_damage) {
  std::string bytes = zip({{"a", "net 30 days"}}, ZipCommon::CM_STORE);
  bytes[bytes.find("30")] = '9';
  const auto out = part(bytes, "a");
  BOOST_REQUIRE(!out);
  BOOST_CHECK(contains(out.error().message, "a does not unpack to what was packed"));
}

BOOST_AUTO_TEST_CASE(an_encrypted_entry_is_locked) {
  std::string bytes = zip({{"a", "x"}});
  bytes[bytes.find("PK\1\2") + 8] |= 1;
  const auto out = part(bytes, "a");
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::locked);
}

BOOST_AUTO_TEST_CASE(a_bomb_is_stopped_while_it_inflates_whatever_its_header_says) {
  std::string bytes = zip({{"a", std::string(60u << 20, ' ')}});
  const std::size_t entry = bytes.find("PK\1\2");
  for (std::size_t i = 0; i < 4; ++i) bytes[entry + 24 + i] = i == 0 ? 10 : 0;  // "unpacks to 10 bytes"
  const auto out = part(bytes, "a");
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::limit);
  BOOST_CHECK(contains(out.error().message, "unpacks to more than"));
}

BOOST_AUTO_TEST_CASE(all_parts_together_have_a_limit) {
  std::string noise;
  for (std::uint32_t i = 0, x = 1; i < (9u << 20); ++i) noise += "abcdefgh"[(x = x * 1664525u + 1013904223u) >> 29];
  const std::string bytes = zip({{"a", noise}});
  auto archive = ZipArchive::open(Document{bytes, "a.zip", ""});
  BOOST_REQUIRE(bool(archive));
  UnpackBudget budget;
  Cancel cancel;
  const ZipEntry& entry = *archive->find("a");
  for (std::uint64_t size = noise.size(); size <= limits::kUnpackedBytes; size += noise.size())
    BOOST_REQUIRE(bool(read_part(archive.value(), entry, 1u << 30, budget, cancel)));
  const auto out = read_part(archive.value(), entry, 1u << 30, budget, cancel);
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::limit);
}

BOOST_AUTO_TEST_CASE(too_many_entries_are_a_limit) {
  std::string bytes = zip({{"a", "x"}});
  const std::size_t end = bytes.rfind("PK\5\6");
  bytes[end + 10] = static_cast<char>(0xFF);
  bytes[end + 11] = static_cast<char>(0xFF);
  const auto out = part(bytes, "a");
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::limit);
}

BOOST_AUTO_TEST_CASE(two_parts_of_one_name_are_damage) {
  // Word may show the one and LibreOffice the other.
  std::string bytes = zip({{"a", "net 30 days"}, {"b", "net 90 days"}, {"c", "x"}});
  bytes[bytes.rfind("PK\1\2", bytes.rfind("PK\1\2") - 1) + 46] = 'A';
  const auto out = part(bytes, "a");
  BOOST_REQUIRE(!out);
  BOOST_CHECK(contains(out.error().message, "is in it twice"));
  BOOST_CHECK_EQUAL(content(bytes, "c"), "x");
}

BOOST_AUTO_TEST_CASE(a_part_that_the_table_does_not_count_is_damage) {
  std::string bytes = zip({{"a", "net 30 days"}, {"b", "net 90 days"}});
  const std::size_t end = bytes.rfind("PK\5\6");
  bytes[end + 8] = bytes[end + 10] = 1;
  const auto out = part(bytes, "a");
  BOOST_REQUIRE(!out);
  BOOST_CHECK(contains(out.error().message, "table of contents of its ZIP archive is wrong"));
}

BOOST_AUTO_TEST_CASE(sizes_of_eight_bytes_are_read) {
  // The central entry of "a" with its sizes and place moved to a ZIP64 field.
  std::string bytes = zip({{"a", "content"}}, ZipCommon::CM_STORE);
  const std::size_t entry = bytes.find("PK\1\2"), end = bytes.rfind("PK\5\6");
  std::string field("\1\0\x18\0", 4);
  for (const std::size_t from : {entry + 24, entry + 20, entry + 42})
    field += bytes.substr(from, 4) + std::string(4, '\0');
  for (const std::size_t from : {entry + 24, entry + 20, entry + 42})
    for (std::size_t i = 0; i < 4; ++i) bytes[from + i] = static_cast<char>(0xFF);
  const std::size_t name_size = static_cast<unsigned char>(bytes[entry + 28]),
                    old_extra = static_cast<unsigned char>(bytes[entry + 30]);
  bytes[entry + 30] = static_cast<char>(old_extra + field.size());
  bytes.insert(entry + 46 + name_size, field);
  bytes[end + field.size() + 12] = static_cast<char>(bytes[end + field.size() + 12] + field.size());
  BOOST_CHECK_EQUAL(content(bytes, "a"), "content");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
