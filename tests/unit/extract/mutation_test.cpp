// Thousands of damaged documents: whatever comes out, the contract of ExtractedText holds, and every error names the
// file. The same seed gives the same documents on every machine.
#include <boost/test/unit_test.hpp>

#include <random>
#include <string>

#include "docx_builder.h"
#include "odt_builder.h"
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

BOOST_AUTO_TEST_CASE(damaged_open_documents_keep_the_contract) {
  std::mt19937 random(4);
  const std::string body =
      "<text:tracked-changes><text:changed-region text:id=\"d\"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info>" + odf::p("x") + odf::p("y") +
      "</text:deletion></text:changed-region><text:changed-region text:id=\"i\"><text:insertion/></text:changed-region></text:tracked-changes>" + odf::h(1, "Haftung \u00a7") +
      odf::list("L", odf::item(odf::p("a<text:change text:change-id=\"d\"/>b") + odf::list("", odf::item(odf::p("c")))), "xml:id=\"l\"") +
      odf::table(odf::row(odf::cell(odf::p("1"), "table:number-columns-repeated=\"3\"") + odf::cell(odf::table(odf::row(odf::cell(odf::p("in"))))))) +
      odf::p("t<text:change-start text:change-id=\"i\"/>u<text:note><text:note-citation>1</text:note-citation><text:note-body>" + odf::p("note") + "</text:note-body></text:note>") +
      odf::p("<draw:frame><draw:text-box>" + odf::p("box") + "</draw:text-box></draw:frame>v<text:change-end text:change-id=\"i\"/> " + odf::span("H", "hid\u00fcden") + "<text:s text:c=\"3\"/>w") +
      "<text:section text:display=\"none\">" + odf::p("s<office:annotation office:name=\"r\">" + odf::p("why") + "</office:annotation>r<office:annotation-end office:name=\"r\"/>") + "</text:section>";
  const std::string flat = "<?xml version=\"1.0\"?><office:document " + odf::kNames + " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles>" +
                           odf::list_style("L", odf::level(1, "a", "%1%.")) + odf::style("text", "H", "<style:text-properties text:display=\"none\"/>") +
                           "</office:automatic-styles><office:body><office:text>" + body + "</office:text></office:body></office:document>";
  const char* const names[] = {"text:p", "table:table-cell", "table:table-row", "text:list", "text:list-item", "draw:text-box", "text:note", "text:section", "office:annotation", "text:note-body"};
  std::size_t read = 0;
  for (unsigned round = 0; round < 4000; ++round) {
    std::string bytes = flat;
    if (round % 2 == 0) {
      bytes = mutated(bytes, random);
    } else {  // whole elements moved about: well-formed, in places where no writer puts them
      for (unsigned i = 0; i < 3; ++i) {
        const std::string name = names[random() % std::size(names)], close = "</" + name + ">";
        const std::size_t begin = bytes.find("<" + name, bytes.find("<office:text>") + random() % body.size());
        const std::size_t end = begin == bytes.npos ? begin : bytes.find(close, begin);
        const std::size_t tag = bytes.find('<', bytes.find("<office:text>") + 13 + random() % body.size());
        if (end != bytes.npos && tag != bytes.npos) bytes.insert(tag, bytes.substr(begin, end + close.size() - begin));
      }
    }
    read += check(bytes, "a.fodt", round);
  }
  BOOST_CHECK_GT(read, 1000u);
}

BOOST_AUTO_TEST_CASE(damaged_rich_text_keeps_the_contract) {
  std::mt19937 random(5);
  const std::string rtf =
      "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 B;}}{\\colortbl;\\red255\\green255\\blue255;}{\\stylesheet{\\s1 heading 1;}}{\\*\\revtbl{U;}{Ada;}}"
      "{\\header h\\par}\\pard\\s1 Haftung \\'a7\\par{\\listtext 7.2\\tab}\\ls1\\ilvl1 x\\u233\\'e9{\\v y}{\\cf1 z}\\par\\trowd\\cellx1\\intbl a\\cell\\itap2 n\\nestcell\\nestrow\\itap1 b\\cell\\row\\pard "
      "t{\\footnote\\chftn note}{\\deleted\\revauthdel1 d}{\\revised i\\par}{\\*\\atrfstart 1}r{\\*\\atrfend 1}{\\*\\annotation{\\*\\atnref 1}why}{\\shp{\\*\\shpinst{\\shptxt box\\par}}}{\\f1\\'93\\'fa}\\u-10179?\\u-8704?\\par}";
  std::size_t read = 0;
  for (unsigned round = 0; round < 20'000; ++round) {
    std::string bytes = mutated(rtf, random);
    if (random() % 3 == 0) {
      static const std::string kWords[] = {"{", "}", "\\par", "\\cell", "\\row", "\\nestcell", "\\nestrow", "\\pard", "\\intbl", "\\itap3", "\\u55357?", "\\uc0", "{\\footnote", "{\\shptxt", "{\\*\\ud",
                                           "{\\upr", "\\deleted", "\\revised", "\\bin9", "{\\listtext", "{\\fonttbl", "{\\stylesheet", "\\plain", "{\\*\\annotation", "\\f1", "\\'81"};
      bytes.insert(random() % (bytes.size() + 1), kWords[random() % std::size(kWords)]);
    }
    read += check(bytes, "a.rtf", round);
  }
  BOOST_CHECK_GT(read, 15'000u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
