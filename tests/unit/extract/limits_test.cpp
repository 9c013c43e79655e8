// Tests of the limits of the extract stage: each ends in a message with the numbers and a way out, and in bounded time.
#include <boost/test/unit_test.hpp>

#include <ctime>
#include <string>

#include "base/limits.h"
#include "compound_builder.h"
#include "docx_builder.h"
#include "extract/compound_file.h"
#include "reading.h"

namespace caveat::extract {
namespace {

std::string much(std::string_view line, std::uint64_t size) {
  std::string out;
  out.reserve(size + line.size());
  while (out.size() < size) out += line;
  return out;
}

BOOST_AUTO_TEST_SUITE(extract_limits)

BOOST_AUTO_TEST_CASE(a_file_over_the_limit_is_refused_with_both_sizes) {
  const std::string bytes(limits::kInputBytes + 1, ' ');
  BOOST_CHECK(contains(refusal(bytes, "scan.pdf", ErrorCode::limit), "scan.pdf: 257 MB; the limit is 256 MB."));
}

BOOST_AUTO_TEST_CASE(text_over_the_limit_is_refused_and_text_up_to_it_is_read) {
  const std::string line = "The Supplier shall provide the Services.\n\n";
  const std::string bytes = much(line, limits::kTextBytes);
  for (const char* name : {"a.txt", "a.md"}) {
    BOOST_CHECK(contains(refusal(bytes, name, ErrorCode::limit), "holds 65 MB of text; the limit is 64 MB."));
    BOOST_CHECK(reading(std::string_view(bytes).substr(0, limits::kTextBytes), name));
  }
}

BOOST_AUTO_TEST_CASE(text_that_grows_over_the_limit_by_decoding_is_refused) {
  // Every byte of Windows-1252 becomes two or three of UTF-8.
  const std::string latin = much("\x93\xE9\xE8\x94 r\xE9\xE9\xE9", limits::kTextBytes - 1000);
  BOOST_CHECK(contains(refusal(latin, "a.txt", ErrorCode::limit), "the limit is 64 MB"));
  std::string wide = "\xFF\xFE";
  wide += much(std::string("\xE9\0\x13\x20", 4), limits::kTextBytes);
  BOOST_CHECK(contains(refusal(wide, "a.txt", ErrorCode::limit), "the limit is 64 MB"));
}

BOOST_AUTO_TEST_CASE(more_paragraphs_than_the_limit_are_refused) {
  BOOST_CHECK(contains(refusal(much("a\n\n", limits::kBlocks * 3ull + 3), "a.txt", ErrorCode::limit),
                       "more than 4000000 paragraphs"));
  BOOST_CHECK(contains(refusal(much("a\n\n", limits::kBlocks * 3ull + 3), "a.md", ErrorCode::limit),
                       "more than 4000000 paragraphs"));
}

BOOST_AUTO_TEST_CASE(a_word_file_with_more_text_than_the_limit_is_refused) {
  std::string body;
  for (std::uint64_t i = 0; body.size() < limits::kTextBytes + (6u << 20); ++i) {
    std::string words;
    for (int k = 0; k < 200; ++k) words += std::to_string(i * 7919 + static_cast<std::uint64_t>(k) * 104729) + " ";
    body += paragraph(words);
  }
  const std::string bytes = zip(docx_parts(body), Poco::Zip::ZipCommon::CM_STORE);
  BOOST_CHECK(contains(refusal(bytes, "a.docx", ErrorCode::limit), "the limit is 64 MB"));
}

BOOST_AUTO_TEST_CASE(elements_nest_up_to_the_limit_and_no_deeper) {
  // The document, its body, three for each table, and a paragraph of three.
  const auto nested = [](std::uint32_t tables) {
    const std::string open = much("<w:tbl><w:tr><w:tc>", tables * 19ull), close = much("</w:tc></w:tr></w:tbl>", tables * 22ull);
    return docx(open + paragraph("net 30 days") + close);
  };
  constexpr std::uint32_t kMost = (limits::kXmlDepth - 5) / 3;
  BOOST_CHECK(contains(read(nested(kMost), "a.docx").text, "net 30 days"));
  BOOST_CHECK(contains(refusal(nested(kMost + 1), "a.docx", ErrorCode::limit), "nests more than 256 elements"));
}

BOOST_AUTO_TEST_CASE(a_part_that_unpacks_too_far_is_refused_and_one_that_is_merely_dull_is_read) {
  const std::string row = "<w:p><w:r><w:t>net 30 days</w:t></w:r></w:p>";
  // Equal rows pack 500 times: that is a real table below 8 MB and a bomb above.
  BOOST_CHECK(reading(docx(much(row, 4u << 20)), "a.docx"));
  BOOST_CHECK(contains(refusal(docx(much(row, 12u << 20)), "a.docx", ErrorCode::limit), "unpacks to more than"));
}

BOOST_AUTO_TEST_CASE(entities_are_never_expanded) {
  // Even one that would be harmless: office files have none, and how far they expand is known only afterwards.
  const std::string bytes = docx("", {{"word/document.xml", "<!DOCTYPE w:document [<!ENTITY a \"net\">]><w:document " + kNamespaces + "><w:body>" +
                                                                paragraph("&a; 30 days") + "</w:body></w:document>"}});
  BOOST_CHECK(contains(refusal(bytes, "a.docx"), "has a DOCTYPE, which office files never have. Do not trust this file"));
}

BOOST_AUTO_TEST_CASE(more_tracked_changes_than_the_limit_are_told) {
  std::string body;
  for (std::uint32_t i = 0; i <= limits::kRevisions; ++i) body += "<w:p><w:ins w:id=\"1\" w:author=\"A\"><w:r><w:t>a</w:t></w:r></w:ins></w:p>";
  const ExtractedText out = read(zip(docx_parts(body), Poco::Zip::ZipCommon::CM_STORE), "a.docx");
  BOOST_CHECK_EQUAL(out.revisions.size(), limits::kRevisions);
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "revisions-over-limit");
}

BOOST_AUTO_TEST_CASE(more_entries_than_the_limit_are_refused_and_as_many_are_read) {
  Parts parts = docx_parts(paragraph("net 30 days"));
  for (std::uint32_t i = static_cast<std::uint32_t>(parts.size()); i < limits::kZipEntries; ++i) parts["x" + std::to_string(i)] = "";
  BOOST_CHECK(contains(read(zip(parts, Poco::Zip::ZipCommon::CM_STORE), "a.docx").text, "net 30 days"));
  parts["one more"] = "";
  BOOST_CHECK(contains(refusal(zip(parts, Poco::Zip::ZipCommon::CM_STORE), "a.docx", ErrorCode::limit), "an archive of 10001 files; the limit is 10000"));
}

// ---- sets, mails, sheets ----

BOOST_AUTO_TEST_CASE(documents_of_a_set_unpack_up_to_the_limit_and_what_is_beyond_is_told) {
  // Bytes that are no document and pack some sixty times: one member after the other unpacks, until the limit is reached to the byte.
  std::string noise;
  std::uint32_t x = 7;
  for (int i = 0; i < 300; ++i) noise += static_cast<char>((x = x * 1664525u + 1013904223u) >> 24);
  const std::string fees = "The Supplier may increase the fees.";
  constexpr std::uint64_t kEach = 64u << 20;
  static_assert(limits::kSetUnpackedBytes % kEach == 0);
  std::string block = much(noise + std::string(39'700, '\0'), kEach);
  block.resize(kEach);
  std::ostringstream packed;
  Poco::Zip::Compress archive(packed, true);
  const auto add = [&](const std::string& name, const std::string& bytes) {
    std::istringstream in(bytes);
    archive.addFile(in, Poco::DateTime(2024, 1, 1), Poco::Path(name, Poco::Path::PATH_UNIX), Poco::Zip::ZipCommon::CM_DEFLATE, Poco::Zip::ZipCommon::CL_SUPERFAST);
  };
  add("a.txt", fees);
  add("b0.txt", block.substr(0, kEach - fees.size()));
  for (std::uint64_t i = 1; i < limits::kSetUnpackedBytes / kEach; ++i) add("b" + std::to_string(i) + ".txt", block);
  add("c.txt", "x");
  archive.close();
  const ExtractedText out = read(packed.str(), "offer.zip");
  BOOST_CHECK_EQUAL(out.text, fees);
  BOOST_REQUIRE(!out.not_read.empty());
  std::size_t over = 0;
  for (const NotRead& one : out.not_read) {
    const bool limit = contains(one.detail, "npacks to far more than");
    over += limit;
    BOOST_CHECK_EQUAL(limit, one.part == "c.txt");
  }
  BOOST_CHECK_EQUAL(over, 1u);
}

BOOST_AUTO_TEST_CASE(the_head_of_a_mail_is_read_up_to_the_limit_and_what_stands_behind_it_is_told) {
  const auto mail = [](std::size_t begin_of_blank_line) {
    std::string head = "Content-Type: multipart/mixed; boundary=b\nX-List: ";
    head.resize(begin_of_blank_line - 1, 'x');
    return read(head + "\n\n--b\nContent-Type: text/plain\n\nThe Supplier may increase the fees.\n--b--\n", "a.eml", "message/rfc822");
  };
  for (const std::size_t begin : {limits::kMailHeadBytes - 2, limits::kMailHeadBytes - 1}) BOOST_CHECK(mail(begin).not_read.empty());
  const ExtractedText cut = mail(limits::kMailHeadBytes);
  BOOST_REQUIRE_EQUAL(cut.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(cut.not_read[0].code, "part-not-read");
  BOOST_CHECK_MESSAGE(contains(cut.not_read[0].detail, "as a header of more than 256 KB"), cut.not_read[0].detail);
  // Of a part within.
  std::string inner = "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe Supplier may increase the fees.\n--b\nX: ";
  inner += std::string(limits::kMailHeadBytes, 'x') + "\nContent-Disposition: attachment; filename=annex.txt\n\nAnd all prices.\n--b--\n";
  const ExtractedText out = read(inner, "a.eml", "message/rfc822");
  BOOST_REQUIRE(!out.not_read.empty());
  BOOST_CHECK(contains(out.not_read[0].detail, "as a header of more than 256 KB"));
}

BOOST_AUTO_TEST_CASE(an_outlook_file_has_as_many_streams_as_the_limit_and_no_more) {
  constexpr std::size_t kSector = 4096, kEntryBytes = 128;  // with the root, and with what the directory's last sector has room for
  static_assert(limits::kCompoundEntries % (kSector / kEntryBytes) == 0);
  const auto opened = [](std::uint32_t entries) {
    std::map<std::string, std::string> streams;
    for (std::uint32_t i = 1; i < entries; ++i) streams["s" + std::to_string(i)];
    const std::string bytes = compound(streams, kSector);
    const auto file = CompoundFile::open(Document{bytes, "a.msg", ""});
    return file ? std::to_string(file.value().entries().size()) : file.error().message;
  };
  BOOST_CHECK_EQUAL(opened(limits::kCompoundEntries - 1), std::to_string(limits::kCompoundEntries));
  BOOST_CHECK_EQUAL(opened(limits::kCompoundEntries), std::to_string(limits::kCompoundEntries));
  BOOST_CHECK(contains(opened(limits::kCompoundEntries + 1), "more than 100000 streams"));
}

// Each of these would take minutes if anything looked back over what it has read.
BOOST_AUTO_TEST_CASE(hostile_text_takes_linear_time) {
  const std::uint64_t size = 4u << 20;
  for (const std::string& unit :
       {std::string("<!-- "),  std::string("("),      std::string("*"),      std::string("#"),
        std::string("> "),     std::string("1."),     std::string("- "),     std::string("|"),
        std::string("\n- "),   std::string("\n1. a"), std::string("```\n"),  std::string(" "),
        std::string("\u00a0"), std::string("\n> "),   std::string("a\t"),    std::string("A\n"),
        std::string("1\n"),    std::string("=\n"),    std::string("\n\t\t"), std::string("a <!-- b -->"),
        std::string("\"")})
    for (const char* name : {"a.txt", "a.md"}) {
      const std::string bytes = "x" + much(unit, size);
      const std::clock_t begin = std::clock();  // of this process alone: the machine may be busy
      const auto out = reading(bytes, name);
      BOOST_CHECK(out || out.error().code == ErrorCode::limit);
      // Under half a second without sanitizers; 16 seconds for the mildest mistake that was made here.
      BOOST_CHECK_MESSAGE(static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC < 10.0,
                          name << " of " << unit.substr(0, 6));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
