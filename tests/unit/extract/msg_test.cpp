// Tests of Msg: what Outlook saves is read with its head, its text and what hangs on it.
#include <boost/test/unit_test.hpp>

#include "compound_builder.h"
#include "extract/msg.h"
#include "reading.h"

namespace caveat::extract {
namespace {

using Streams = std::map<std::string, std::string>;

// "2026-11-23 10:15 UTC" as a property of a message; `head`: 32 at the root, 24 within.
std::string properties(std::size_t head) {
  constexpr std::uint64_t kSent = 134399025000000000;
  return std::string(head, '\0') + little_endian(0x00390040, 4) + little_endian(6, 4) + little_endian(kSent, 8);
}

Streams message() {
  return {{"__properties_version1.0", properties(32)},
          {"__substg1.0_0037001F", utf16("Our terms")},
          {"__substg1.0_0C1A001F", utf16("Ann Vendor")},
          {"__substg1.0_5D01001F", utf16("ann@vendor.example")},
          {"__substg1.0_1000001F", utf16("We accept your terms.")},
          {"__attach_version1.0_#00000000/__properties_version1.0", std::string(8, '\0')},
          {"__attach_version1.0_#00000000/__substg1.0_3707001F", utf16("Annex 1.txt")},
          {"__attach_version1.0_#00000000/__substg1.0_37010102", "The fee is 500 EUR a month."}};
}

BOOST_AUTO_TEST_SUITE(outlook_messages)

BOOST_AUTO_TEST_CASE(head_text_and_attachment_are_read_in_that_order) {
  const ExtractedText out = read(compound(message()), "offer.msg");
  BOOST_TEST(out.media_type == "application/vnd.ms-outlook");
  BOOST_TEST(out.text == "Subject: Our terms\nFrom: Ann Vendor <ann@vendor.example>\nDate: 2026-11-23 10:15 UTC\n\nWe accept your terms.\n\nThe fee is 500 EUR a month.");
  BOOST_REQUIRE(out.parts.size() == 2u);
  BOOST_TEST(out.parts[0].name == "offer.msg");
  BOOST_TEST(out.parts[1].name == "Annex 1.txt");
  BOOST_TEST(out.not_read.empty());
}

BOOST_AUTO_TEST_CASE(a_message_in_the_message_is_read_too) {
  Streams streams = message();
  const std::string inner = "__attach_version1.0_#00000001/__substg1.0_3701000D/";
  streams["__attach_version1.0_#00000001/__substg1.0_3707001F"] = utf16("earlier.msg");
  streams[inner + "__properties_version1.0"] = properties(24);
  streams[inner + "__substg1.0_0037001F"] = utf16("Earlier");
  streams[inner + "__substg1.0_1000001F"] = utf16("Liability is capped at 100 EUR.");
  const ExtractedText out = read(compound(streams), "offer.msg");
  BOOST_REQUIRE(out.parts.size() == 3u);
  BOOST_TEST(out.parts[1].name == "earlier.msg");  // annexes come last
  BOOST_TEST(contains(out.text, "Subject: Earlier\nDate: 2026-11-23 10:15 UTC\n\nLiability is capped"));
}

BOOST_AUTO_TEST_CASE(an_encrypted_message_is_told_and_its_head_is_no_contract) {
  Streams streams = {{"__properties_version1.0", properties(32)}, {"__substg1.0_0037001F", utf16("Secret")}, {"__substg1.0_001A001F", utf16("IPM.Note.SMIME")}};
  const std::string said = refusal(compound(streams), "a.msg", ErrorCode::locked);
  BOOST_TEST(contains(said, "Encrypted"), said);
}

BOOST_AUTO_TEST_CASE(packed_rtf_comes_out) {
  // The example of MS-OXRTFCP, 4.1.1, with a repeated run (4.1.2).
  using namespace std::string_literals;
  const std::string simple = "\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77\x05\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0"s;
  BOOST_TEST(unpack_rtf(simple).value_or("damaged") == "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
  const std::string crossing = "\x1a\x00\x00\x00\x1c\x00\x00\x00\x4c\x5a\x46\x75\xe2\xd4\x4b\x51\x41\x00\x04\x20\x57\x58\x59\x5a\x0d\x6e\x7d\x01\x0e\xb0"s;
  BOOST_TEST(unpack_rtf(crossing).value_or("damaged") == "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
  for (std::size_t size = 0; size + 3 < simple.size(); ++size) BOOST_TEST(!unpack_rtf(std::string_view(simple).substr(0, size)), size);
}

BOOST_AUTO_TEST_CASE(streams_that_share_their_sectors_do_not_multiply) {
  // 100 attachments that are all the one of 200 KB: 20 MB out of a file of 300 KB is a bomb.
  Streams streams = message();
  std::string name = "__attach_version1.0_#000001";
  for (int i = 10; i < 90; ++i) streams[name + std::to_string(i) + "/__substg1.0_37010102"] = i == 10 ? std::string(200'000, 'x') : std::string(5'000, 'y');
  std::string bytes = compound(streams);
  // Each entry of 5,000 bytes now says that it begins where the large one does, and is as long.
  const std::string small = little_endian(5'000, 8), large = little_endian(200'000, 8);
  const std::size_t whole = bytes.find(large);
  BOOST_REQUIRE(whole != bytes.npos);
  std::size_t changed = 0;
  for (std::size_t at = 0; (at = bytes.find(small, at)) != bytes.npos; ++at, ++changed) bytes.replace(at - 4, 12, bytes.substr(whole - 4, 12));
  BOOST_TEST(changed == 79u);
  Cancel cancel;
  auto out = read_msg(Document{bytes, "a.msg", ""}, cancel);
  BOOST_REQUIRE(bool(out));
  std::size_t unpacked = 0, refused = 0;
  for (const Message::Attachment& one : out.value().attachments) unpacked += one.bytes.size(), refused += one.error.has_value();
  BOOST_TEST(unpacked < 2 * bytes.size() + (1u << 20));
  BOOST_TEST(refused > 50u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
