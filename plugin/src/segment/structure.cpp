// Structure, see structure.h: walks the lines of the normal text with their blocks, and asks clause_numbers, headings,
// clause_tree and sections_language.
#include "segment/structure.h"

#include "segment/clause_numbers.h"
#include "segment/clause_tree.h"
#include "segment/definitions.h"
#include "segment/headings.h"
#include "segment/page_furniture.h"
#include "segment/parties.h"
#include "segment/plain_words.h"
#include "segment/sections_language.h"

namespace caveat::segment {
namespace {

constexpr std::uint32_t kPollParagraphs = 1024;
constexpr std::uint8_t kUnmarkedHeadingLevel = 8;  // below those that a format marks up; Markdown's bold lines have 6

bool has_headings_of_its_own(std::string_view media_type) {
  return media_type == "text/markdown" || media_type == "text/html";
}

bool may_open(extract::BlockKind kind) {
  using enum extract::BlockKind;
  return kind == paragraph || kind == heading || kind == list_item;
}

}  // namespace

Result<Structure> run(const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                      const Options& options, Cancel& cancel) {
  Structure out;
  ClauseTree tree;
  bool marked_up = has_headings_of_its_own(extracted.media_type);
  std::size_t part = 0;  // of a set: the one that comes next
  const PageFurniture furniture(extracted);
  PlainWords plain(extracted.media_type == "text/markdown");
  std::vector<std::string_view> texts;

  const std::string_view text = normal.text;
  std::size_t block = 0, last_block = static_cast<std::size_t>(-1);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (out.paragraphs.size() % kPollParagraphs == 0)
      if (auto error = cancel.poll(Stage::segment, begin, text.size())) return *error;

    Paragraph paragraph;
    paragraph.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    const TextSpan where = normal.map.to_text(paragraph.span);
    if (part < extracted.parts.size() && where.begin >= extracted.parts[part].span.begin) {
      while (part + 1 < extracted.parts.size() && where.begin >= extracted.parts[part + 1].span.begin) ++part;
      const std::string& media_type = extracted.parts[part++].media_type;
      marked_up = has_headings_of_its_own(media_type);
      plain.markdown(media_type == "text/markdown");
      tree.begin_document();
    }
    while (block + 1 < extracted.blocks.size() && extracted.blocks[block].span.end <= where.begin) ++block;
    ClauseTree::Head head;
    bool opens = false;
    if (block < extracted.blocks.size() && block != last_block) {
      last_block = block;
      const extract::Block& here = extracted.blocks[block];
      paragraph.kind = here.kind;
      const std::string_view content = here.span.of(extracted.text);
      const bool opener =
          here.kind == extract::BlockKind::heading || (may_open(here.kind) && !is_contents_line(content));
      if (opener && !furniture.holds(content, here.span.begin)) {
        const std::string& words = plain.of(content, here.kind == extract::BlockKind::heading);
        head.number = clause_number(words, here.kind == extract::BlockKind::heading);
        head.heading = is_heading(here, words, plain.whole(), head.number, marked_up);
        if (head.heading) {
          head.title = std::string_view(words).substr(head.number.size);
          head.level = here.kind == extract::BlockKind::heading && here.level > 0 ? here.level : kUnmarkedHeadingLevel;
        } else {
          head.level = here.kind == extract::BlockKind::list_item ? here.level : 0;
        }
        opens = tree.opens(head);
        // "149 New Montgomery Street" looked like a title with a number.
        paragraph.heading = head.heading && (opens || !head.number.weak);
      }
    } else if (block < extracted.blocks.size()) {
      paragraph.kind = extracted.blocks[block].kind;  // behind a blank line in a block
    }
    paragraph.clause = tree.add(static_cast<std::uint32_t>(out.paragraphs.size()), opens ? &head : nullptr);
    out.paragraphs.push_back(paragraph);
    texts.push_back(where.of(extracted.text));
    begin = end + 1;
  }

  out.clauses = tree.take();
  if (out.clauses.empty()) out.clauses.push_back({});
  for (Clause& clause : out.clauses) {
    if (clause.paragraph_count == 0) continue;
    clause.span.begin = out.paragraphs[clause.first_paragraph].span.begin;
    clause.span.end = out.paragraphs[clause.first_paragraph + clause.paragraph_count - 1].span.end;
  }

  if (options.language == Language::other) {
    if (auto error = detect_languages(text, texts, out, cancel)) return *error;
  } else {
    for (Paragraph& paragraph : out.paragraphs) {
      paragraph.language = options.language;
      paragraph.reliable = true;
    }
    if (!out.paragraphs.empty()) out.languages.push_back({std::string(code(options.language)), 1.0});
  }
  if (normal.mixed_words > 0)
    out.not_read.push_back({"mixed-alphabets", 0,
                            std::to_string(normal.mixed_words) + (normal.mixed_words == 1 ? " word has" : " words have") +
                                " letters of another alphabet that look like Latin ones. They were read as the letters that they look like. Typed on "
                                "another keyboard, or put there so that a search does not find the words."});
  for (Paragraph& paragraph : out.paragraphs) paragraph.sentence = paragraph.heading && is_sentence(paragraph.span.of(text), paragraph.language);
  auto parties = find_parties(extracted, normal, out, cancel);
  if (!parties) return parties.error();
  out.parties = std::move(parties).value();
  if (auto error = find_definitions(extracted, normal, out, cancel)) return *error;
  if (auto error = cancel.poll(Stage::segment, text.size(), text.size())) return *error;
  return out;
}

}  // namespace caveat::segment
