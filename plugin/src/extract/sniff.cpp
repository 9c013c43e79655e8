// Sniff: the format of a document. Tested by tests/unit/extract/sniff_test.cpp.
#include "extract/sniff.h"

#include <algorithm>
#include <optional>
#include <string>

#include "extract/complaint.h"
#include "extract/mail.h"
#include "extract/utf8.h"
#include "extract/zip_archive.h"

namespace caveat::extract {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kHead = 64u << 10;                // where headings and tags are looked for
constexpr std::size_t kPdfHead = 1024;                  // how far in Acrobat looks for "%PDF-"
constexpr std::uint64_t kContentTypesBytes = 4u << 20;  // a real one has under 10 KB

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lower(std::string_view s) {
  std::string out(s);
  for (char& c : out) c = lower(c);
  return out;
}

bool contains(std::string_view s, std::string_view part) { return s.find(part) != s.npos; }

// "contract.DOCX" -> "docx"
std::string ending(std::string_view name) {
  const std::size_t slash = name.find_last_of("/\\");
  if (slash != name.npos) name.remove_prefix(slash + 1);
  const std::size_t dot = name.rfind('.');
  return dot == name.npos ? std::string() : lower(name.substr(dot + 1));
}

struct Signature {
  std::string_view magic;
  std::size_t at;
  std::string_view what;
};

// Files that people send instead of the contract itself.
constexpr Signature kSignatures[] = {
    {"GIF8"sv, 0, "an image (GIF)"},
    {"II+\0"sv, 0, "an image (BigTIFF)"},
    {"MM\0+"sv, 0, "an image (BigTIFF)"},
    {"WEBP"sv, 8, "an image (WebP)"},
    {"ftyphei"sv, 4, "an image (HEIC)"},
    {"ftypmif1"sv, 4, "an image (HEIC)"},
    {"ftypavif"sv, 4, "an image (AVIF)"},
    {"\x1F\x8B"sv, 0, "a packed file (gzip)"},
    {"BZh"sv, 0, "a packed file (bzip2)"},
    {"\3757zXZ\0"sv, 0, "a packed file (xz)"},
    {"7z\xBC\xAF\x27\x1C"sv, 0, "an archive (7z)"},
    {"Rar!\x1A\x07"sv, 0, "an archive (RAR)"},
    {"\177ELF"sv, 0, "a program"},
    {"MZ\x90\0"sv, 0, "a program"},
    {"%!PS"sv, 0, "a PostScript file"},
    {"wOFF"sv, 0, "a font"},
};

std::string_view way_out(std::string_view what) {
  if (what.starts_with("an image"))
    return ", of a kind that Caveat does not read. Save it as PNG, JPEG or PDF and scan that.";
  if (what.starts_with("a packed") || what.starts_with("an archive")) return ". Unpack it and scan what is inside.";
  if (what.starts_with("a PostScript")) return ". Convert it to PDF (ps2pdf) and scan that.";
  return ", not a document. Scan the contract itself, as PDF, DOCX, HTML, Markdown or plain text.";
}

// Names inside OLE2 files are UTF-16LE.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return contains(bytes, wide);
}

Result<std::string_view> ole2(const Document& document) {
  const auto say = [&](std::string_view what) { return complaint(ErrorCode::format, document.name, what); };
  // First: what hangs on a message may have all the other names in it.
  if (has_stream(document.bytes, "__properties_version1.0")) return kOutlook;
  if (has_stream(document.bytes, "EncryptedPackage"))
    return complaint(
        ErrorCode::locked, document.name,
        "protected by a password. Open it in Word, remove the password (File > Info > Protect Document), save it and "
        "scan that.");
  if (has_stream(document.bytes, "WordDocument")) return kDoc;
  if (has_stream(document.bytes, "PowerPoint Document"))
    return say("an old PowerPoint file (.ppt), which Caveat does not read. Save it as PDF and scan that.");
  if (has_stream(document.bytes, "Workbook") || has_stream(document.bytes, "Book")) return kXls;
  return say("an old Office file (OLE2), which Caveat does not read. Save it as .docx or PDF and scan that.");
}

Result<std::string_view> zip(const Document& document, Cancel& cancel) {
  auto archive = ZipArchive::open(document);
  if (!archive) return archive.error();
  UnpackBudget budget;
  const auto say = [&](std::string_view what) { return complaint(ErrorCode::format, document.name, what); };
  if (const ZipEntry* types = archive->find("[Content_Types].xml")) {
    auto xml = read_part(archive.value(), *types, kContentTypesBytes, budget, cancel);
    if (!xml) return xml.error();
    if (archive->find("word/document.xml") != nullptr || contains(xml.value(), "wordprocessingml.document.main+xml") ||
        contains(xml.value(), "wordprocessingml.template.main+xml") ||
        contains(xml.value(), "ms-word.document.macroEnabled.main+xml") ||
        contains(xml.value(), "ms-word.template.macroEnabledTemplate.main+xml"))
      return kDocx;
    if (contains(xml.value(), "spreadsheetml.sheet.main+xml") || contains(xml.value(), "spreadsheetml.template.main+xml") || contains(xml.value(), "ms-excel.sheet.macroEnabled.main+xml"))
      return kXlsx;
    if (contains(xml.value(), "ms-excel") || contains(xml.value(), "spreadsheetml"))
      return say("a binary Excel file (.xlsb) or add-in, which Caveat does not read. Save it as .xlsx or PDF and scan that.");
    if (contains(xml.value(), "presentationml"))
      return say("a PowerPoint file (.pptx), which Caveat does not read. Save it as PDF and scan that.");
    return say("an Office package without a text document. Save it as .docx or PDF and scan that.");
  }
  if (archive->find("word/document.xml") != nullptr) return kDocx;
  const ZipEntry* mimetype = archive->find("mimetype");
  // Whoever packs an OpenDocument anew easily loses "mimetype", which must come first; the manifest says the same.
  if (mimetype == nullptr) mimetype = archive->find("META-INF/manifest.xml");
  if (mimetype != nullptr) {
    auto type = read_part(archive.value(), *mimetype, kContentTypesBytes, budget, cancel);
    if (type && contains(type.value(), "application/vnd.oasis.opendocument.text")) return kOdt;
    if (type && contains(type.value(), kOds)) return kOds;
    if (type && contains(type.value(), "opendocument"))
      return say("an OpenDocument file that is neither a text nor a sheet (.odp, .odg), which Caveat does not read. Save it as PDF and scan that.");
    if (type && contains(type.value(), "epub"))
      return say("an e-book (EPUB), which Caveat does not read. Save it as PDF and scan that.");
  }
  return kZip;
}

// "text/html; charset=utf-8" -> "text/html"; empty: nothing declared that would decide anything.
Result<std::string_view> declared(const Document& document) {
  std::string_view type = document.media_type.substr(0, document.media_type.find(';'));
  std::size_t begin = 0, end = type.size();
  trim(type, begin, end);
  const std::string low = lower(type.substr(begin, end - begin));
  for (const std::string_view known : {kPdf, kDocx, kOdt, kRtf, kXlsx, kHtml, kMarkdown, kPlain, kMail})
    if (low == known) return known;
  if (low == "text/x-markdown") return kMarkdown;
  if (low == "application/xhtml+xml") return kHtml;
  // Said by programs that do not know; the bytes of the others (msword, zip, images) speak for themselves below.
  return ""sv;
}

// The first tag of a text that begins like HTML or XML; empty: it does not.
std::string first_tag(std::string_view text) {
  std::size_t at = 0;
  for (int skipped = 0; skipped < 20; ++skipped) {
    while (const std::size_t size = white_space_at(text, at)) at += size;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--") || rest.starts_with("<?")) {
      const std::string_view close = rest[1] == '?' ? "?>" : "-->";
      const std::size_t end = rest.find(close);
      if (end == rest.npos) return std::string();
      at += end + close.size();
      continue;
    }
    if (!rest.starts_with('<')) return std::string();
    std::size_t end = 1;
    while (end < rest.size() && end < 40 && !white_space_at(rest, end) && rest[end] != '>') ++end;
    const std::string tag = lower(rest.substr(1, end - 1));
    if (tag != "!doctype") return tag;
    while (end < rest.size() && white_space_at(rest, end)) ++end;
    return contains(lower(rest.substr(end, 4)), "html") ? "html" : "!doctype";
  }
  return std::string();
}

// Two or more headings with '#', or a table's second line, at the begin of lines: nothing else is written like that.
bool looks_like_markdown(std::string_view text) {
  int headings = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find('\n', at);
    if (end == text.npos) end = text.size();
    const std::string_view line = text.substr(at, end - at);
    const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
    if (marks >= 1 && marks <= 6 && marks < line.size() && line[marks] == ' ' && ++headings == 2) return true;
    if (line.starts_with("|-") || line.starts_with("| -") || line.starts_with("|:-") || line.starts_with("| :-"))
      return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::string_view picture_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return kPng;
  if (bytes.starts_with("\xFF\xD8\xFF")) return kJpeg;
  return bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) ? kTiff : ""sv;
}

Result<std::string_view> sniff(const Document& document, Cancel& cancel) {
  const std::string_view bytes = document.bytes;
  const auto say = [&](std::string_view what) { return complaint(ErrorCode::format, document.name, what); };
  if (bytes.empty()) return say("empty (0 bytes). Fetch or save it again, then scan that.");
  auto type = declared(document);
  const std::string end = ending(document.name);

  // ---- what the bytes say ----
  if (bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6") || bytes.starts_with("PK\7\x8PK\3\4"))
    return zip(document, cancel);
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return ole2(document);
  std::string_view head = bytes.substr(0, kHead);
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  std::size_t text_begin = 0;
  while (const std::size_t size = white_space_at(head, text_begin)) text_begin += size;
  head.remove_prefix(text_begin);
  if (head.starts_with("%PDF-")) return kPdf;
  const bool means_pdf = type.value() == kPdf || end == "pdf";
  if (means_pdf && contains(bytes.substr(0, kPdfHead), "%PDF-")) return kPdf;
  if (const std::string_view picture = picture_type(bytes); !picture.empty()) return picture;
  for (const Signature& signature : kSignatures)
    if (bytes.size() >= signature.at && bytes.substr(signature.at).starts_with(signature.magic)) {
      return say(std::string(signature.what) + std::string(way_out(signature.what)));
    }
  if (head.starts_with("{\\rtf")) return kRtf;

  // ---- what the sender says, where the bytes could be any text ----
  if (means_pdf)
    return say("called a PDF, but its content is not one. Fetch it again, or give it its right ending, and scan that.");
  if (type.value() == kDocx || end == "docx" || end == "docm" || end == "dotx")
    return say(
        "called a Word file, but its content is not one. Fetch it again, or give it its right ending, and scan that.");
  // Said of a file whose bytes are no such file: a text that is called so is read as a text.
  if (!type.value().empty() && type.value() != kOdt && type.value() != kRtf && type.value() != kXlsx) return type.value();
  if (end == "html" || end == "htm" || end == "xhtml") return kHtml;
  if (end == "md" || end == "markdown" || end == "mdown" || end == "mkd") return kMarkdown;
  if (end == "eml" || end == "mht" || end == "mhtml" || looks_like_mail(head)) return kMail;

  // ---- what the text says ----
  const std::string tag = first_tag(head);
  // "Save as web page" of Word begins with a tag and is often called .doc; a contract that begins with "<Supplier>" is
  // text.
  for (const std::string_view html : {"html", "head", "body", "title", "meta", "div", "p", "table", "h1", "h2",
                                      "center", "span", "section", "article"})
    if (tag == html) return kHtml;
  if (tag == "office:document" && contains(head, "opendocument:xmlns:office")) {
    if (contains(head, "\"application/vnd.oasis.opendocument.text")) return kFlatOdt;
    return say("an OpenDocument file other than a text, which Caveat does not read. Save it as PDF, or a sheet as .xlsx, and scan that.");
  }
  if (head.starts_with("<?xml"))
    return say("an XML file, which Caveat does not read. Save the contract as PDF, DOCX or HTML and scan that.");
  if (end == "txt" || end == "text") return kPlain;
  return looks_like_markdown(head) ? kMarkdown : kPlain;
}

}  // namespace caveat::extract
