// FoldPass, see fold_pass.h.
#include "normalize/fold_pass.h"

#include <cstring>

#include "normalize/ascii_run.h"
#include "normalize/fold_table.h"
#include "normalize/line_ends.h"
#include "normalize/lookalikes.h"
#include "normalize/normal_text.h"
#include "normalize/utf8.h"

namespace caveat::normalize {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

bool begins_lower(const char* at, const char* end) {
  if (at == end) return false;
  const char32_t c = decode(at, end).code_point;
  return c != kNotUtf8 && fold_of(c).lower;
}

}  // namespace

FoldPass::FoldPass(std::string& out, OffsetMap* map, std::size_t text_size, std::size_t line_count, Lines lines, HyphenatedWords* hyphenated)
    : out_(out), map_(map), lines_(lines), hyphenated_(hyphenated), edge_(lines == Lines::one ? 'a' : '\n') {
  out_.resize(text_size + text_size / 2 + line_count + 16);
  first_ = write_ = out_.data();
}

void FoldPass::flush() {
  if (map_ != nullptr) {
    if (exact_ > 0) map_->append(exact_, exact_, true);
    if (unit_normal_ > 0) map_->append(unit_text_, unit_normal_, false);
    if (dropped_ > 0) map_->append(dropped_, 0, false);
  }
  exact_ = unit_text_ = unit_normal_ = dropped_ = 0;
}

void FoldPass::emit_exact(const char* bytes, std::uint32_t size) {
  if (unit_normal_ > 0 || dropped_ > 0) flush();
  exact_ += size;
  std::memcpy(write_, bytes, size);
  write_ += size;
}

void FoldPass::emit_unit(std::uint32_t text_size, const char* bytes, std::uint32_t size) {
  flush();
  unit_text_ = text_size;
  unit_normal_ = size;
  std::memcpy(write_, bytes, size);
  write_ += size;
}

// The base letter and all its marks become one unit, so that no quote takes a letter without its diacritic.
void FoldPass::attach_mark(std::uint32_t text_size, bool diaeresis) {
  dropped_ += text_size;
  if (write_ == first_ || after_space()) return;
  if (unit_normal_ == 0) {
    std::uint32_t size = 1;
    while (size < exact_ && size < 4 && (static_cast<unsigned char>(*(write_ - size)) & 0xC0) == 0x80) ++size;
    if (size > exact_) return;
    exact_ -= size;
    unit_text_ = unit_normal_ = size;
  }
  unit_text_ += dropped_;
  dropped_ = 0;
  const char base = last();
  if (diaeresis && (base == 'a' || base == 'o' || base == 'u')) {
    *write_++ = 'e';
    ++unit_normal_;
  }
}

bool FoldPass::retractable() const { return unit_normal_ == 1 || (unit_normal_ == 0 && exact_ > 0); }

// Takes back the last byte of the normal text, a space, a hyphen or a line end.
void FoldPass::retract_last() {
  --write_;
  if (unit_normal_ > 0) {
    dropped_ += unit_text_;
    unit_text_ = unit_normal_ = 0;
  } else {
    --exact_;
    ++dropped_;
  }
}

// `at` stands on a '\n'. Gives the place to go on at, behind the white space.
const char* FoldPass::line_break(std::string_view text, const char* at) {
  const char* const end = text.data() + text.size();
  const char* next = at + 1;
  bool blank_line = false;
  for (; next != end && (is_blank(*next) || *next == '\n'); ++next) blank_line = blank_line || *next == '\n';
  if (blank_line) {
    if (lines_ == Lines::paragraphs) {
      end_line({at, static_cast<std::size_t>(next - at)});
      return next;
    }
  } else {
    const bool spaced = last() == ' ';
    const char* tail = write_ - (spaced ? 1 : 0);  // behind the hyphen
    const bool hyphen =
        spaced ? unit_normal_ == 0 && exact_ >= 2 && tail[-1] == '-'
               : write_ != first_ && last() == '-' && retractable() &&
                     (unit_normal_ == 0 || (unit_text_ == 3 && std::memcmp(at - dropped_ - 3, "‐", 3) == 0));
    if (hyphen) {
      const std::string_view before(first_, static_cast<std::size_t>(tail - first_));
      const std::string_view after(next, static_cast<std::size_t>(end - next));
      LineEndHyphen what = line_end_hyphen(before, after);
      if (what == LineEndHyphen::join && hyphenated_ != nullptr && hyphenated_->hold(before, after)) what = LineEndHyphen::keep_hyphen;
      if (what != LineEndHyphen::keep_both) {
        if (spaced) retract_last();
        if (what == LineEndHyphen::join) retract_last();
        drop(static_cast<std::size_t>(next - at));
        return next;
      }
    } else if (dropped_ >= 2 && !spaced && at - text.data() >= 2 && std::memcmp(at - 2, "\xC2\xAD", 2) == 0 &&
               begins_lower(next, end)) {
      drop(static_cast<std::size_t>(next - at));  // a soft hyphen at a line end: the word goes on
      return next;
    }
  }
  if (after_space()) {
    drop(1);
  } else {
    emit_exact(" ", 1);
  }
  drop(static_cast<std::size_t>(next - at) - 1);
  return next;
}

// `at` stands on a look-alike. A word is what folds to Latin letters or to characters of other scripts, in the text itself: what was folded before may lie
// right beside it only because a link's address was dropped.
bool FoldPass::in_mixed_word(std::string_view text, const char* at) {
  if (at < word_end_ && word_end_ <= text.data() + text.size() && at >= text.data()) return word_is_mixed_;
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  bool latin = false;
  std::uint32_t letters = 0;
  const auto ends_word = [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 && !letter(c)) return true;
    latin = latin || byte < 0x80;
    letters += (byte & 0xC0) != 0x80;
    return false;
  };
  const auto goes_on = [&](const char* next, const Decoded& decoded, bool backward) {
    if (decoded.code_point == kNotUtf8) {
      ++letters;
      return true;
    }
    const Fold& fold = fold_of(decoded.code_point);
    if (fold.kind == Fold::kept) return !ends_word(*next) || (markdown_ && (*next == '*' || *next == '_'));
    if (fold.kind == Fold::recased || fold.kind == Fold::replaced) {
      for (std::uint8_t i = 0; i < fold.size; ++i)
        if (ends_word(fold.bytes[backward ? fold.size - 1 - i : i])) return false;
      return true;
    }
    return fold.kind != Fold::space;
  };
  for (const char* before = at; before > begin;) {
    --before;
    while (before > begin && (static_cast<unsigned char>(*before) & 0xC0) == 0x80) --before;
    if (!goes_on(before, decode(before, end), true)) break;
  }
  const char* next = at;
  while (next < end) {
    const Decoded decoded = decode(next, end);
    if (!goes_on(next, decoded, false)) break;
    next += decoded.size;
  }
  word_end_ = next;
  word_is_mixed_ = latin;
  // "αx" of a formula is folded, and not told.
  if (latin && letters >= 3) ++mixed_words_;
  return latin;
}

void FoldPass::fold(std::string_view text, std::size_t begin, std::size_t end) {
  const char* at = text.data() + begin;
  const char* const stop = text.data() + end;
  while (at < stop) {
    if (const std::size_t run = fold_ascii_run(at, static_cast<std::size_t>(stop - at), write_, after_space());
        run > 0) {
      if (unit_normal_ > 0 || dropped_ > 0) flush();
      exact_ += static_cast<std::uint32_t>(run);
      write_ += run;
      at += run;
      if (at == stop) return;
    }
    const char c = *at;
    if (c == '\n') {
      at = line_break(text.substr(0, end), at);
      continue;
    }
    if (c == ' ' || is_blank(c)) {
      if (after_space()) {
        drop(1);
      } else {
        emit_exact(" ", 1);
      }
      ++at;
      continue;
    }
    const Decoded decoded = decode(at, stop);
    if (decoded.code_point == kNotUtf8) {
      emit_exact(at, 1);
      ++at;
      continue;
    }
    if (const char latin = lookalike_of(decoded.code_point); latin != 0 && in_mixed_word(text, at)) {
      emit_unit(decoded.size, &latin, 1);
      at += decoded.size;
      continue;
    }
    const Fold& fold = fold_of(decoded.code_point);
    switch (fold.kind) {
      case Fold::kept: emit_exact(at, decoded.size); break;
      case Fold::recased: emit_exact(fold.bytes, decoded.size); break;
      case Fold::replaced: emit_unit(decoded.size, fold.bytes, fold.size); break;
      case Fold::space:
        if (after_space()) {
          drop(decoded.size);
        } else {
          emit_unit(decoded.size, " ", 1);
        }
        break;
      case Fold::ignored: drop(decoded.size); break;
      case Fold::mark: attach_mark(decoded.size, false); break;
      case Fold::diaeresis: attach_mark(decoded.size, true); break;
    }
    at += decoded.size;
  }
}

void FoldPass::end_line(std::string_view gap) {
  if (last() == ' ' && write_ != first_) retract_last();
  if (last() == '\n') {
    drop(gap.size());
  } else if (!gap.empty() && static_cast<unsigned char>(gap.front()) < 0x80) {
    emit_exact("\n", 1);
    drop(gap.size() - 1);
  } else {
    emit_unit(static_cast<std::uint32_t>(gap.size()), "\n", 1);
  }
}

void FoldPass::finish() {
  if (lines_ == Lines::paragraphs)
    while (write_ != first_ && after_space()) retract_last();
  flush();
  out_.resize(static_cast<std::size_t>(write_ - first_));
}

}  // namespace caveat::normalize
