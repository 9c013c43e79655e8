// NormalText, see normal_text.h. The work is in fold_pass; this file walks the blocks.
#include "normalize/normal_text.h"

#include "normalize/fold_pass.h"
#include "normalize/markdown_marks.h"

namespace caveat::normalize {
namespace {

constexpr std::uint32_t kPollBytes = 64u << 10;

Error block_error(std::size_t number) {
  return {ErrorCode::internal, "Block " + std::to_string(number) +
                                   " of the extracted text overlaps its neighbour or ends behind the text. Report this "
                                   "document's format as a defect of the extract stage."};
}

}  // namespace

Result<NormalText> run(const extract::ExtractedText& extracted, Cancel& cancel) {
  const std::string_view text = extracted.text;
  NormalText out;
  HyphenatedWords hyphenated(text);
  FoldPass pass(out.text, &out.map, text.size(), extracted.blocks.size(), FoldPass::Lines::paragraphs, &hyphenated);
  MarkdownMarks markdown_marks;

  std::uint32_t done = 0, polled = 0;
  for (std::size_t number = 0; number < extracted.blocks.size(); ++number) {
    const extract::Block& block = extracted.blocks[number];
    if (block.span.begin < done || block.span.end < block.span.begin || block.span.end > text.size())
      return block_error(number);
    if (block.span.end - polled >= kPollBytes) {
      polled = block.span.end;
      if (auto error = cancel.poll(Stage::normalize, polled, text.size())) return *error;
    }
    pass.end_line(text.substr(done, block.span.begin - done));

    const std::string_view content = block.span.of(text);
    std::size_t at = 0;
    const bool markdown = extracted.media_type_at(block.span.begin) == "text/markdown";
    pass.markdown(markdown);
    if (markdown) {
      for (TextSpan mark : markdown_marks.find(content, block.kind == extract::BlockKind::heading)) {
        pass.fold(content, at, mark.begin);
        pass.drop(mark.size());
        at = mark.end;
      }
    }
    pass.fold(content, at, content.size());
    done = block.span.end;
  }
  pass.drop(text.size() - done);
  pass.finish();
  out.mixed_words = pass.mixed_words();
  if (auto error = cancel.poll(Stage::normalize, text.size(), text.size())) return *error;
  return out;
}

std::string fold(std::string_view utf8) {
  std::string out;
  FoldPass pass(out, nullptr, utf8.size(), 0, FoldPass::Lines::one);
  pass.fold(utf8, 0, utf8.size());
  pass.finish();
  return out;
}

}  // namespace caveat::normalize
