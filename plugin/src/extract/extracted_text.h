// ExtractedText: the text of a document as `caveat extract` prints it, and where each part of it came from.
// Every offset that Caveat ever reports counts bytes of `text`.
//
// Contract, tested by tests/unit/extract:
//  - `text` is valid UTF-8 without NUL, CR or byte order mark; lines end in '\n'.
//  - `blocks` are sorted, do not overlap, and hold every byte that is not white space, but for the marks of text
//  formats: in
//    Markdown "#", bullets, "|" and ">" around blocks, rules, fences, comments and front matter, in plain text ruled
//    lines. White space is Unicode's. A block never holds a blank line. A line break inside a block is a layout break
//    (PDF, plain text), not an end of sentence.
//  - `pages` are sorted and do not overlap; empty for formats without pages.
//  - `words` are sorted by span; empty where the format has no boxes.
//  - `parts` have a blank line between them that belongs to the earlier one; no block or page runs over a part's end.
//  - numbering that a word processor draws ("7.2", "(b)") stands in `text` at the head of its block, so a quote has it.
//  - `sources` are sorted by span and do not overlap; the words of a span are those of its element, byte for byte, from `offset` on. What has none:
//    numbering that is drawn, tabs and line breaks, white space that parts blocks, headers and footers.
#ifndef CAVEAT_EXTRACT_EXTRACTED_TEXT_H
#define CAVEAT_EXTRACT_EXTRACTED_TEXT_H
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/spans.h"

namespace caveat::extract {

enum class BlockKind : std::uint8_t {
  paragraph,
  heading,    // level 1..9
  list_item,  // level = nesting, from 1
  table_row,  // cells separated by '\t' (Markdown: by '|', plain text: also by spaces, as written)
  footnote,
  code,
};

struct Block {
  TextSpan span;  // without leading and trailing white space
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
};

struct Page {
  std::uint32_t number = 0;  // 1-based
  TextSpan span;
  float width = 0, height = 0;  // points
};

struct WordBox {
  TextSpan span;
  std::uint32_t page = 0;                // 1-based
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // points, origin at the top left of the page
};

// A part of the document that no rule could see. A clean result on text that was not read is the worst failure.
struct NotRead {
  std::string code;        // "page-without-text", "pages-over-limit", "undecodable-bytes", "embedded-object", ...
  std::uint32_t page = 0;  // 1-based; 0: not tied to a page
  std::string detail;      // English, for people; never contract text
  // Tells how a part was read, or that it is there twice; it leaves nothing unread.
  bool remark_alone() const { return code == "recognised-pages" || code == "part-left-out" || code == "mixed-alphabets" || code == "picture-without-words"; }

  std::string part = {};   // the name of the part of a set that it is about; empty: one document, or the whole set
};

// What a word processor still keeps of how the text came about, and what it does not show. Which words `text` has is the view's choice
// (Options::view): final without the deleted ones, original without the inserted ones, both with all of them.
struct Revision {
  // hidden: words of the text that nobody sees on the page: hidden by their format, white on white, or tiny.
  enum class Kind : std::uint8_t { insertion, deletion, comment, hidden };
  Kind kind = Kind::insertion;
  TextSpan span;             // the words, where the view has them; empty: where they stood, or would stand, or where the remark hangs
  std::string author, date;  // as the document says; the date is ISO 8601; empty: not said
};

// Where words stand in the file, for reports that are written into it: DOCX only, and only when asked for (Options::sources).
struct Source {
  static constexpr std::uint32_t kHangs = 0xFFFFFFFF;
  TextSpan span;
  std::uint32_t element = 0;  // of `source_part`: the how-manieth start tag of the part, from 1
  std::uint32_t offset = 0;   // byte of the element's text at which the span begins; kHangs: the span is a note, and the element its reference
};

// Words that a machine recognised on a picture of a page (OCR).
struct Recognised {
  TextSpan span;         // of one word
  float confidence = 0;  // 0..1, as the engine says
};

// One document of several that are read as one contract: a ZIP of an agreement and its annexes, a mail and what hangs on it.
struct Part {
  TextSpan span;
  std::string name;        // within the set: "annexes/Annex B.pdf"; valid UTF-8, without control characters
  std::string media_type;
};

struct ExtractedText {
  std::string text;
  std::string media_type;  // "application/pdf", "text/markdown", ...
  std::vector<Block> blocks;
  std::vector<Page> pages;
  std::vector<WordBox> words;
  std::vector<NotRead> not_read;
  std::vector<Revision> revisions;  // by place; empty for formats that keep none
  std::string source_part;          // the name of the part in which `sources` count, "word/document.xml"; empty: nobody asked, or no DOCX
  std::vector<Source> sources;

  std::vector<Recognised> recognised;  // sorted by span; empty: nothing was recognised, the document has text
  std::vector<Part> parts;             // sorted by span, together the whole text; empty: one document. Pages count from 1 in each

  // Of the words of the span that a machine recognised, weighted by their letters; nothing where it did not.
  std::optional<float> confidence_of(TextSpan span) const;

  // Which pages have recognised words, and how sure they are on average: "3-5, 8 (91 %)"; empty: none.
  std::string recognised_pages() const;

  // The page that holds the byte, 1-based, of its part; 0 where the format has no pages.
  std::uint32_t page_of(std::uint32_t offset) const;
  // The part that holds the byte; null: one document.
  const Part* part_of(std::uint32_t offset) const;
  // The format of the words at a byte: of its part, else of the document.
  const std::string& media_type_at(std::uint32_t offset) const;
  // A picture that was looked at, and holds no words: a logo, an icon, a blank sheet.
  bool is_wordless_picture() const;
};

}  // namespace caveat::extract
#endif
