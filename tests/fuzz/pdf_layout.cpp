// Words of PDF pages in every possible and impossible place, as poppler may give them: from them to blocks in reading order. An input is a list of
// bytes that choose: a new page, a new line, or a word with its place on a coarse grid (so that things align), or with any numbers at all.
#include "pdf_layout.h"

#include "reader_answer.h"

namespace {

using namespace caveat;

// Words that the layout looks at: labels, bullets, hyphens, page numbers, names of clauses.
constexpr const char* kWords[] = {"7.2",   "(a)", "•",    "–",      "Article", "§",   "fees-", "Fees", "fees.", "1",   "Page",       "12/40", "of",      "Haft-",
                                  "ung",   "A.",  "iv)",  "Annexe", "\u00ad",  "ﬁ",   "x",     "1)",   "*",     "²",   "........",   "|",     "10.000",  "EUR",
                                  "shall", "The", "2024", "Seite",  "la",      "ARTÍCULO", "7.2.1.3", "—", "www.x.y", "a"};

std::string word(fuzz::Bytes& in) {
  const std::uint8_t kind = in.byte();
  if (kind < 200) return kWords[kind % std::size(kWords)];
  // As words_of() in pdf_pages.cpp: characters one by one, none of them white alone.
  std::string out;
  bool white = true;
  for (int left = 1 + kind % 12; left > 0; --left) {
    const std::uint32_t code = in.two();
    if (reader::append_character(out, code) && !reader::is_white(code)) white = false;
  }
  return white ? "x" : out;
}

// Lines drawn on a page, remarks on it and the table of contents, where the layout knows of them.
template <class Page>
void draw(Page& page, fuzz::Bytes& in) {
  if constexpr (requires { page.rules; }) {
    const std::uint8_t what = in.byte();
    const float at = static_cast<float>(36 * (what % 20)), along = static_cast<float>(36 * (in.byte() % 24));
    if (what & 0x80) page.rules.push_back({at, along, at + 1, along + static_cast<float>(in.byte() * 4)});
    else page.rules.push_back({along, at, along + static_cast<float>(in.byte() * 4), at + 1});
  }
  if constexpr (requires { page.notes; }) {
    if (in.byte() % 8 == 0) {
      page.notes.emplace_back();
      const float x = static_cast<float>(in.byte() * 3), y = static_cast<float>(in.byte() * 3);
      page.notes.back().boxes.push_back({x, y, x + 80, y + 12});
      page.notes.back().marks_words = in.byte() & 1;
    }
  }
}

template <class Pages>
void lay_out(const Pages& pages, std::uint8_t choice, reader::AnswerBuilder& builder) {
  if constexpr (requires { reader::lay_out(pages, {}, builder); }) {
    static const auto title = [](int i) { return std::string(kWords[i]) + " " + kWords[i + 5]; };
    if (choice & 1) reader::lay_out(pages, {{title(0), 1, 1}, {title(choice % 20), static_cast<std::uint32_t>(choice % 4), static_cast<std::uint8_t>(1 + choice % 9)}}, builder);
    else reader::lay_out(pages, {}, builder);
  } else {
    reader::lay_out(pages, builder);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 6'000) return 0;
  fuzz::Bytes in(data, size);
  std::vector<reader::PdfPage> pages;
  float x = 72, y = 72;
  bool after_line = true;
  while (!in.empty() && pages.size() < 40) {
    const std::uint8_t what = in.byte();
    if (pages.empty() || what < 6) {
      reader::PdfPage page;
      page.number = static_cast<std::uint32_t>(pages.size() + 1);
      page.width = what == 5 ? in.number() : 595;
      page.height = what == 5 ? in.number() : 842;
      pages.push_back(std::move(page));
      x = y = 72;
      after_line = true;
    }
    auto& lines = pages.back().lines;
    if (what < 40 || after_line) {
      lines.emplace_back();
      lines.back().rotation = what % 16 == 15 ? in.byte() & 3 : 0;
      const std::uint8_t move = in.byte();
      x = static_cast<float>(36 + 36 * (move % 16));
      y = move & 0x80 ? static_cast<float>(12 + 12 * (in.byte() % 72)) : y + 12;
      after_line = false;
    }
    if (what % 16 == 14) draw(pages.back(), in);
    reader::PdfWord next;
    next.text = word(in);
    next.size = static_cast<float>(6 + what % 10);
    next.bold = what & 0x40;
    next.space_after = what & 0x80;
    const float wide = static_cast<float>(next.text.size()) * next.size / 2;
    if (what % 32 == 31) {
      next.box = {in.number(), in.number(), in.number(), in.number()};
      next.base = in.number();
      next.size = in.number();
      const float sum = next.box.x0 + next.box.y0 + next.box.x1 + next.box.y1 + next.base + next.size;
      if (!(sum - sum == 0)) continue;  // words_of() leaves out what is not finite
    } else {
      next.box = {x, y - next.size, x + wide, y + next.size / 4};
      next.base = y;
      x += wide + (next.space_after ? 4.f : what % 8 == 7 ? 40.f : 0.f);
    }
    lines.back().words.push_back(std::move(next));
  }
  for (auto& page : pages) std::erase_if(page.lines, [](const reader::PdfLine& line) { return line.words.empty(); });
  reader::AnswerBuilder builder;
  lay_out(pages, size > 1 ? data[1] : 0, builder);
  fuzz::require_answer_is_taken(builder.take(), "application/pdf");
  return 0;
}
