// Thousands of damaged documents: whatever comes out, the contract of ExtractedText holds, and every error names the
// file. The same seed gives the same documents on every machine.
#include <boost/test/unit_test.hpp>

#include <random>
#include <string>

#include "docx_builder.h"
#include "reading.h"

namespace caveat::extract {
namespace {

const std::string kText =
    "MASTER SERVICES AGREEMENT\n=========================\n\n1. Definitions\n\n1.1 \u201cServices\u201d means hosting; "
    "\u00a7 4 applies.\n(a) support,\n(b) hosting.\n\n"
    "\u00a7 4 Haftung\nDer Auftragnehmer haftet f\u00fcr Sch\u00e4den bis 1.000 "
    "\u20ac.\n\nLevel\tCredit\nGold\t10\u00a0%\n\n- item\n  goes on\n\nR\u00c9SILIATION\nPr\u00e9avis de 30 jours "
    "\u2013 \u0153uvre.\n";
const std::string kMarkdown =
    "---\ntitle: x\n---\n# 1. Services\n\nText *with* marks\nand lines.\n\n- a\n  - b\n1. c\n\n| A | B |\n|---|---|\n| "
    "1 | \u20ac |\n\n```\ncode\n\nmore\n```\n<!-- note -->\n> quote\n\nFees\n----\n**Bold**\n\n7\\.2 Haftung f\u00fcr "
    "alles.\n";
const std::string kBody =
    "<w:p><w:pPr><w:pStyle w:val=\"H\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
    "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>Haftung \u00a7</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:trPr/><w:tc><w:p><w:r><w:t>a</w:t><w:tab/></w:r></w:p></"
    "w:tc><w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    "<w:p><w:r><mc:AlternateContent><mc:Choice "
    "Requires=\"wps\"><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback/></"
    "mc:AlternateContent><w:br/><w:br/><w:t>text</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></"
    "w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/><w:t>y</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>";

std::string mutated(std::string bytes, std::mt19937& random) {
  const unsigned changes = 1 + random() % 4;
  for (unsigned i = 0; i < changes && !bytes.empty(); ++i) {
    const std::size_t at = random() % bytes.size();
    const std::size_t size = 1 + random() % 24;
    switch (random() % 6) {
      case 0: bytes[at] = static_cast<char>(random()); break;
      case 1: bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8)); break;
      case 2: bytes.erase(at, size); break;
      case 3: bytes.insert(random() % bytes.size(), std::string(bytes, at, size)); break;
      case 4: {
        static const std::string kPieces[] = {
            "\n",    "\r\n",  "\r", "\t",  "\u00a0", "\uFEFF", "\u2028", "\n\n",
            "#",     "|",     "- ", "```", "<!--",   "-->",    "1.",     std::string(1, '\0'),
            "\xFF",  "---\n", "<",  ">",   "&",      "\"",     "</w:p>", "<w:p>",
            "<w:tc>"};
        bytes.insert(at, kPieces[random() % std::size(kPieces)]);
        break;
      }
      default: bytes.resize(at + 1); break;
    }
  }
  return bytes;
}

std::size_t check(const std::string& bytes, std::string_view name, unsigned round) {
  const auto out = reading(bytes, name);
  if (!out) {
    BOOST_REQUIRE_MESSAGE(out.error().code != ErrorCode::internal && out.error().message.starts_with(name),
                          name << " in round " << round << ": " << out.error().message);
    return 0;
  }
  const std::string broken = broken_invariant(out.value());
  BOOST_REQUIRE_MESSAGE(broken.empty(), name << " in round " << round << ": " << broken << " of\n" << out.value().text);
  return 1;
}

BOOST_AUTO_TEST_SUITE(mutations)

BOOST_AUTO_TEST_CASE(damaged_text_keeps_the_contract) {
  std::mt19937 random(1);
  std::size_t read = 0;
  for (unsigned round = 0; round < 10'000; ++round) {
    read += check(mutated(kText, random), "a.txt", round);
    read += check(mutated(kMarkdown, random), "a.md", round);
    read += check(mutated(kMarkdown + kText, random), "a", round);
  }
  BOOST_CHECK_GT(read, 25'000u);
}

BOOST_AUTO_TEST_CASE(damaged_archives_are_read_right_or_refused) {
  std::mt19937 random(2);
  const std::string deflated = docx(kBody), stored = zip(docx_parts(kBody), Poco::Zip::ZipCommon::CM_STORE);
  for (unsigned round = 0; round < 3000; ++round) {
    check(mutated(deflated, random), "a.docx", round);
    check(mutated(stored, random), "a.docx", round);
  }
}

BOOST_AUTO_TEST_CASE(damaged_parts_keep_the_contract) {
  std::mt19937 random(3);
  const std::string styles = styles_part(
      R"(<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="H"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)");
  const std::string numbering =
      numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "lowerLetter", "\u00a7 %1)") +
                     level(1, "upperRoman", "%1.%2") +
                     "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride "
                     "w:ilvl=\"0\"><w:startOverride w:val=\"3\"/></w:lvlOverride></w:num>");
  const std::string notes =
      "<w:footnotes " + kNamespaces + "><w:footnote w:id=\"1\">" + paragraph("note") + "</w:footnote></w:footnotes>";
  Parts whole = docx_parts(
      kBody, {{"word/styles.xml", styles}, {"word/numbering.xml", numbering}, {"word/footnotes.xml", notes}});
  // Elements moved about rather than bytes: the XML stays well-formed, its order does not.
  const std::string pieces[] = {"<w:p>",       "</w:p>",       "<w:tc>",          "</w:tc>",
                                "<w:tr>",      "</w:tr>",      "<w:txbxContent>", "</w:txbxContent>",
                                "<mc:Choice>", "</mc:Choice>", "<w:pPr>",         "</w:pPr>"};
  std::size_t read = 0;
  for (unsigned round = 0; round < 3000; ++round) {
    Parts parts = whole;
    const char* names[] = {"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml"};
    std::string& part = parts[names[random() % 4]];
    if (random() % 2 == 0) {
      part = mutated(part, random);
    } else {
      // One whole element of the body taken out and put in elsewhere.
      std::string& body = parts["word/document.xml"];
      const std::string piece = std::string(pieces[random() % 6 * 2]);
      const std::size_t begin = body.find(piece, random() % body.size());
      if (begin != body.npos) {
        const std::string close = "</" + piece.substr(1);
        const std::size_t end = body.find(close, begin);
        if (end != body.npos) {
          const std::string element = body.substr(begin, end + close.size() - begin);
          const std::size_t tag = body.find('<', body.find("<w:body>") + 8 + random() % kBody.size());
          if (tag != body.npos) body.insert(tag, element);
        }
      }
    }
    read += check(zip(parts), "a.docx", round);
  }
  BOOST_CHECK_GT(read, 1000u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
