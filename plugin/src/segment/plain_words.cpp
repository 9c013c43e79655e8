// PlainWords, see plain_words.h.
#include "segment/plain_words.h"

#include "normalize/fold_table.h"
#include "normalize/utf8.h"

namespace caveat::segment {
namespace {

void append_words(std::string& out, std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    const char* const run = at;
    while (at<end&& * at> ' ' && *at < 0x7F) ++at;
    if (at > run) {
      out.append(run, at);
      continue;
    }
    const auto [code_point, size] = normalize::decode(at, end);
    const auto kind = code_point == normalize::kNotUtf8 ? normalize::Fold::kept : normalize::fold_of(code_point).kind;
    if (kind == normalize::Fold::space) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (kind != normalize::Fold::ignored) {
      out.append(at, size);
    }
    at += size;
  }
}

}  // namespace

const std::string& PlainWords::of(std::string_view block, bool heading) {
  const std::size_t most = heading ? kHeadingBytes : kOtherBytes;
  words_.clear();
  whole_ = block.size() <= most;
  if (!whole_) {
    std::size_t cut = most;
    while (cut > 0 && (static_cast<unsigned char>(block[cut]) & 0xC0) == 0x80) --cut;
    block = block.substr(0, cut);
  }
  std::size_t at = 0;
  if (markdown_)
    for (TextSpan mark : marks_.find(block, true)) {
      append_words(words_, block.substr(at, mark.begin - at));
      at = mark.end;
    }
  append_words(words_, block.substr(at));
  while (!words_.empty() && words_.back() == ' ') words_.pop_back();
  return words_;
}

}  // namespace caveat::segment
