// See pdf_pages.h. Poppler is known here, in the other pdf_*.cpp but layout and grid, and in recognition.cpp, by its private headers: the public ones give
// no lines and no fonts.
#include "pdf_pages.h"

#include <Annot.h>
#include <DateInfo.h>
#include <Form.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <Link.h>
#include <Outline.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <UTF.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer_builder.h"
#include "base/limits.h"
#include "pdf_document.h"
#include "pdf_faults.h"
#include "pdf_layout.h"
#include "pdf_look.h"
#include "pdf_paint.h"
#include "pdf_text_device.h"

namespace caveat::reader {
namespace {

using extract::reader::Answer;
using extract::reader::Failure;
using extract::reader::RecognisedPage;
using extract::reader::RecognisedWord;
using extract::reader::Unread;

bool is_bold(const TextWord& word) {
  const TextFontInfo* font = word.getFontInfo(0);
  if (font->isBold()) return true;
  const GooString* const name = word.getFontName(0);
  if (name == nullptr) return false;
  std::string lower(name->toStr());
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const char* mark : {"bold", "black", "heavy", "-bd", "cmbx"})
    if (lower.find(mark) != std::string::npos) return true;
  return false;
}

// Symbol and Wingdings keep their glyphs at U+F000 to U+F0FF; these are the ones that word processors draw as bullets.
std::uint32_t plain_character(std::uint32_t code) {
  switch (code) {
    case 0xf0b7:
    case 0xf0a7:
    case 0xf0d8:
    case 0xf0fc:
    case 0xf076:
    case 0xf06c:
    case 0xf06e:
    case 0xf0a8: return 0x2022;
    default: return code;
  }
}

// A word that perhaps nobody sees.
struct Candidate {
  std::size_t line, word;
  bool of_paper;  // it has the colour of paper; else it is invisible, or too small to be seen
};

bool is_word(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0xc3; });
}

// Adds the lines of `text` to the page.
void add_words(const TextPage& text, bool invisible, bool sizes_hold, PdfPage& page, std::vector<Candidate>& candidates) {
  constexpr double kTiny = 1;  // point: no printer and no eye resolves it; the smallest print of real contracts has 5
  for (const TextFlow* flow = text.getFlows(); flow != nullptr; flow = flow->getNext())
    for (const TextBlock* block = flow->getBlocks(); block != nullptr; block = block->getNext())
      for (const TextLine* line = block->getLines(); line != nullptr; line = line->getNext()) {
        PdfLine out;
        for (const TextWord* word = line->getWords(); word != nullptr; word = word->getNext()) {
          PdfWord piece;
          bool white = true;
          for (int i = 0; i < word->getLength(); ++i) {
            const std::uint32_t code = plain_character(*word->getChar(i));
            if (append_character(piece.text, code) && !is_white(code)) white = false;
          }
          if (white || word->getLength() == 0) {
            if (!out.words.empty()) out.words.back().space_after = true;
            continue;
          }
          double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
          word->getBBox(&x0, &y0, &x1, &y1);
          piece.box = {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)};
          piece.base = static_cast<float>(word->getBaseline());
          piece.size = static_cast<float>(word->getFontSize());
          piece.space_after = word->getSpaceAfter();
          piece.bold = is_bold(*word);
          if (!std::isfinite(x0 + y0 + x1 + y1 + piece.base + piece.size)) continue;
          if (out.words.empty()) out.rotation = static_cast<std::uint8_t>(word->getRotation() & 3);
          Colour ink;
          word->getColor(&ink.red, &ink.green, &ink.blue);
          const bool unseen = invisible || (sizes_hold && word->getFontSize() <= kTiny);
          if ((unseen || is_white(ink)) && is_word(piece.text)) candidates.push_back({page.lines.size(), out.words.size(), !unseen});
          out.words.push_back(std::move(piece));
        }
        if (!out.words.empty()) page.lines.push_back(std::move(out));
      }
}

std::string utf8_of(const Unicode* characters, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) append_character(out, is_white(characters[i]) ? ' ' : characters[i]);
  return out;
}

// A string of a dictionary: UTF-16 or PDF's own encoding.
std::string utf8_of(const GooString* text) {
  if (text == nullptr) return {};
  Unicode* characters = nullptr;
  const int count = TextStringToUCS4(text->toStr(), &characters);
  std::string out = utf8_of(characters, count);
  gfree(characters);
  return out;
}

// "D:20260131090000+01'00'" -> "2026-01-31T09:00:00+01:00"; as much of it as is there.
std::string iso_date(const GooString* text) {
  if (text == nullptr) return {};
  std::string_view rest = text->toStr();
  if (rest.starts_with("D:")) rest.remove_prefix(2);
  const std::size_t digits = std::min(std::min(rest.find_first_not_of("0123456789"), rest.size()), std::size_t{14});
  if (digits < 4) return {};
  std::string out(rest.substr(0, 4));
  if (digits >= 6) out.append("-").append(rest.substr(4, 2));
  if (digits >= 8) out.append("-").append(rest.substr(6, 2));
  if (digits < 12) return out;
  out.append("T").append(rest.substr(8, 2)).append(":").append(rest.substr(10, 2)).append(":").append(digits == 14 ? rest.substr(12, 2) : "00");
  rest.remove_prefix(digits);
  const auto two = [&](std::size_t at) { return rest.size() >= at + 2 && rest.substr(at, 2).find_first_not_of("0123456789") == std::string_view::npos; };
  if (rest.starts_with("Z")) return out + "Z";
  if ((rest.starts_with("+") || rest.starts_with("-")) && two(1))
    out.append(rest.substr(0, 3)).append(":").append(two(4) ? rest.substr(4, 2) : "00");
  return out;
}

// At most `most` bytes, no half character.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  text.resize(most);
  return text;
}

std::uint32_t letters_in(const std::string& text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return c != ' ' && (c & 0xc0) != 0x80; }));
}

// What is written into the field, by the field itself: what is drawn may be old, or nothing.
std::string value_of(Annot& field) {
  const Object kind = Form::fieldLookup(field.getAnnotObj().getDict(), "FT");
  if (!kind.isName("Tx") && !kind.isName("Ch")) return {};
  const Object value = Form::fieldLookup(field.getAnnotObj().getDict(), "V");
  return value.isString() ? utf8_of(value.getString()) : std::string();
}

bool has_words(const PdfPage& page, const Box& box) {
  constexpr float kEdge = 2;
  for (const PdfLine& line : page.lines)
    for (const PdfWord& word : line.words) {
      const float x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
      if (x > box.x0 - kEdge && x < box.x1 + kEdge && y > box.y0 - kEdge && y < box.y1 + kEdge) return true;
    }
  return false;
}

// What stands on the page beside its content. Poppler draws fields that are filled in and text that was typed over the page as a viewer does, so
// they are among the words; here are the remarks of readers, and what is not drawn.
struct Beside {
  std::uint32_t hidden = 0, files = 0;
};
Beside look_beside(Page& page, const TextDevice& device, PdfPage& out, std::uint32_t& fields, std::size_t& notes) {
  Beside beside;
  Annots* const annotations = page.getAnnots();
  if (annotations == nullptr) return beside;
  for (Annot* const annotation : annotations->getAnnots()) {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    annotation->getRect(&x0, &y0, &x1, &y1);
    const Box box = device.shown(x0, y0, x1, y1);
    const std::string contents = utf8_of(annotation->getContents());
    PdfNote note;
    bool remark = false;
    switch (annotation->getType()) {
      case Annot::typeWidget:
      case Annot::typeFreeText: {
        const std::uint32_t letters = letters_in(annotation->getType() == Annot::typeWidget ? value_of(*annotation) : contents);
        // Over the limit nobody looks whether they are drawn.
        if (letters > 0 && (++fields > limits::kFormFields || !has_words(out, box))) beside.hidden += letters;
        break;
      }
      case Annot::typeFileAttachment:
        ++beside.files;
        remark = letters_in(contents) > 0;
        break;
      case Annot::typeText:
      case Annot::typeCaret:
        remark = annotation->getAnnotObj().dictLookup("StateModel").isNull();  // "accepted", "completed": no remark, but what became of one
        break;
      case Annot::typeStrikeOut:
        note.marks_words = remark = true;  // says enough without words
        break;
      case Annot::typeHighlight:
      case Annot::typeUnderline:
      case Annot::typeSquiggly:
        note.marks_words = true;
        remark = letters_in(contents) > 0;
        break;
      case Annot::typeLine:
      case Annot::typeSquare:
      case Annot::typeCircle:
      case Annot::typePolygon:
      case Annot::typePolyLine:
      case Annot::typeInk:
      case Annot::typeStamp: remark = letters_in(contents) > 0; break;
      default: break;
    }
    // One more than the limit, so that it is told.
    if (!remark || notes > limits::kRevisions) continue;
    ++notes;
    const Object quads = annotation->getAnnotObj().dictLookup("QuadPoints");
    for (int i = 0; note.marks_words && quads.isArray() && i + 7 < quads.arrayGetLength() && note.boxes.size() < limits::kAnnotationBoxes; i += 8) {
      std::array<double, 8> at{};
      for (int k = 0; k < 8; ++k) {
        const Object number = quads.arrayGet(i + k);
        at[static_cast<std::size_t>(k)] = number.isNum() ? number.getNum() : 0;
      }
      note.boxes.push_back(device.shown(std::min({at[0], at[2], at[4], at[6]}), std::min({at[1], at[3], at[5], at[7]}),
                                        std::max({at[0], at[2], at[4], at[6]}), std::max({at[1], at[3], at[5], at[7]})));
    }
    if (note.boxes.empty()) note.boxes.push_back(box);
    const Object author = annotation->getAnnotObj().dictLookup("T"), date = annotation->getAnnotObj().dictLookup("M");
    if (author.isString()) note.author = cut(utf8_of(author.getString()), limits::kRevisionAuthorBytes);
    if (date.isString()) note.date = iso_date(date.getString());
    out.notes.push_back(std::move(note));
  }
  return beside;
}

// The entries of the outline with the pages to which they lead.
void collect(PDFDoc& doc, const std::vector<OutlineItem*>* items, std::uint8_t level, std::vector<PdfBookmark>& out) {
  constexpr std::uint8_t kLevels = 9;
  if (items == nullptr) return;
  for (OutlineItem* const item : *items) {
    if (out.size() >= limits::kBookmarks) return;
    const LinkAction* const action = item->getAction();
    if (action != nullptr && action->getKind() == actionGoTo) {
      const auto* const link = static_cast<const LinkGoTo*>(action);
      std::unique_ptr<LinkDest> named;
      const LinkDest* to = link->getDest();
      if (to == nullptr && link->getNamedDest() != nullptr) {
        named = doc.findDest(link->getNamedDest());
        to = named.get();
      }
      const int page = to == nullptr ? 0 : to->isPageRef() ? doc.findPage(to->getPageRef()) : to->getPageNum();
      if (page > 0) out.push_back({utf8_of(item->getTitle(), item->getTitleLength()), static_cast<std::uint32_t>(page), level});
    }
    if (level == kLevels) continue;
    item->open();
    collect(doc, item->getKids(), level + 1, out);
  }
}

constexpr std::size_t kLittleText = 400;  // bytes; a page of a contract has 2,000 to 5,000

std::size_t bytes_of(const PdfPage& page) {
  std::size_t bytes = 0;
  for (const PdfLine& line : page.lines)
    for (const PdfWord& word : line.words) bytes += word.text.size();
  return bytes;
}

// What the document itself says is surer, where it says as much: a cover with a photograph behind its title.
bool recognised_more(const RecognisedPage& page, std::size_t than) {
  std::size_t bytes = 0;
  for (const RecognisedWord& word : page.words) bytes += word.text.size();
  return than == 0 ? bytes > 0 : bytes > 2 * than + 60;
}

// Whether nothing but white is on the page. A scan has an image; text that was turned into outlines takes some hundred
// bytes a letter; what a word processor writes for an empty page stays under 500.
bool is_blank(Page& page) {
  constexpr int kBlankBytes = 600;
  Dict* const resources = page.getResourceDict();
  if (resources != nullptr) {
    const Object objects = resources->lookup("XObject");
    if (objects.isDict() && objects.dictGetLength() > 0) return false;
  }
  Object contents = page.getContents();
  int bytes = 0;
  const auto count = [&](const Object& object) {
    if (!object.isStream()) return;
    Stream* const stream = object.getStream();
    stream->reset();
    while (bytes <= kBlankBytes && stream->getChar() != EOF) ++bytes;
    stream->close();
  };
  if (contents.isArray()) {
    for (int i = 0; i < contents.arrayGetLength() && bytes <= kBlankBytes; ++i) count(contents.arrayGet(i));
  } else {
    count(contents);
  }
  return bytes <= kBlankBytes;
}

// The page tree counts its pages. Where it has more than it counts, some viewers show them and some do not: they are read.
void count_pages_of(PDFDoc& doc) {
  XRef& xref = *doc.getXRef();
  const Object catalog = xref.getCatalog();
  if (!catalog.isDict() || !catalog.dictLookupNF("Pages").isRef()) return;
  const Ref root = catalog.dictLookupNF("Pages").getRef();
  Object tree = catalog.dictLookup("Pages");
  if (!tree.isDict() || !tree.dictLookup("Count").isInt()) return;
  struct Level {
    Object kids;
    int next = 0;
    Ref ref{};
  };
  std::vector<Level> way;
  way.push_back({tree.dictLookup("Kids"), 0, root});
  int leaves = 0;
  constexpr std::uint32_t kNodes = 8 * limits::kPages;
  for (std::uint32_t looked_at = 0; !way.empty() && looked_at < kNodes && leaves <= static_cast<int>(limits::kPages); ++looked_at) {
    Level& level = way.back();
    if (!level.kids.isArray() || level.next >= level.kids.arrayGetLength()) {
      way.pop_back();
      continue;
    }
    const Object& kid = level.kids.arrayGetNF(level.next++);
    if (!kid.isRef() || std::any_of(way.begin(), way.end(), [&](const Level& above) { return above.ref == kid.getRef(); })) continue;
    const Ref ref = kid.getRef();
    const Object node = kid.fetch(&xref);
    if (!node.isDict()) continue;
    if (node.dictIs("Page") || !node.getDict()->hasKey("Kids")) ++leaves;
    else way.push_back({node.dictLookup("Kids"), 0, ref});
  }
  if (leaves <= tree.dictLookup("Count").getInt()) return;
  tree.dictSet("Count", Object(leaves));
  xref.setModifiedObject(&tree, root);
}

// Whether the pages of an XFA form are made when it is opened. In the file there is a sheet that asks to wait.
bool is_dynamic_form(PDFDoc& doc) {
  const Object catalog = doc.getXRef()->getCatalog();
  if (!catalog.isDict()) return false;
  const Object rendering = catalog.dictLookup("NeedsRendering");
  if (rendering.isBool()) return rendering.getBool();
  const Object form = catalog.dictLookup("AcroForm");
  if (!form.isDict()) return false;
  const Object fields = form.dictLookup("Fields");
  return !fields.isArray() || fields.arrayGetLength() == 0;
}

}  // namespace

void prepare_pdf() {
  count_pdf_faults();
  globalParams = std::make_unique<GlobalParams>();
}

std::variant<Answer, Failure> read_pdf(std::string_view document, std::string_view password, const std::vector<RecognisedPage>& recognised,
                                       const PageProgress& progress) {
  const std::unique_ptr<PDFDoc> opened = open_pdf(document, password);
  PDFDoc& doc = *opened;
  if (const auto failure = failure_of(doc, password)) return *failure;
  count_pages_of(doc);
  const int count = doc.getNumPages();
  if (count <= 0) return Failure::damaged;
  const auto total = static_cast<std::uint32_t>(count);
  const std::uint32_t readable = std::min(total, limits::kPages);

  AnswerBuilder builder;
  std::vector<PdfPage> pages;
  std::vector<std::uint32_t> empty, blank, pictures, unsaid;
  auto known = recognised.begin();
  std::uint32_t fields = 0, attached = 0;
  std::size_t notes = 0;
  for (std::uint32_t number = 1; number <= readable; ++number) {
    progress(number - 1, readable);
    Page* const page = doc.getPage(static_cast<int>(number));
    if (page == nullptr) {
      empty.push_back(number);
      pages.push_back({number, 0, 0, {}, {}, {}});
      continue;
    }
    // One for each page: after takeText() poppler 22.12 goes on writing to the page that was taken.
    auto drawn = std::make_unique<TextDevice>();
    const auto display = [&] {
      take_pdf_faults();
      doc.displayPage(drawn.get(), static_cast<int>(number), 72, 72, 0, false, true, false, PageWork::is_over, &drawn->work());
    };
    display();
    if (const std::vector<bool> better = drawn->better_said(); !better.empty()) {
      drawn = std::make_unique<TextDevice>(better);
      display();
    }
    TextDevice& device = *drawn;
    // Letters of no width lie on each other in a viewer, too.
    constexpr std::uint32_t kStacked = 3;
    const std::uint32_t faults = take_pdf_faults() + (device.stacked() >= kStacked ? device.stacked() : 0);
    double width = page->getCropWidth(), height = page->getCropHeight();
    if (page->getRotate() % 180 != 0) std::swap(width, height);
    pages.push_back({number, static_cast<float>(width), static_cast<float>(height), {}, {}, {}});
    PdfPage& out = pages.back();
    std::vector<Candidate> candidates;
    for (const bool invisible : {false, true}) {
      TextPage* const text = invisible ? device.take_invisible() : device.takeText();
      if (text == nullptr) continue;
      add_words(*text, invisible, !device.has_pictured_letters(), out, candidates);
      text->decRefCnt();
    }
    out.rules = device.take_rules();
    std::optional<Paint> painted;
    const auto paint = [&]() -> const Paint& {
      if (!painted) painted = paint_of(doc, number, width, height);
      return *painted;
    };
    for (const Candidate& one : candidates) {
      PdfWord& word = out.lines[one.line].words[one.word];
      const float x = (word.box.x0 + word.box.x1) / 2, y = (word.box.y0 + word.box.y1) / 2;
      // Invisible words over a picture are what text recognition saw on it, over a drawing they are what its strokes write: browsers print so.
      word.hidden = one.of_paper ? !paint().is_painted_at(x, y) : !paint().is_drawn_at(x, y);
    }
    const Beside beside = look_beside(*page, device, out, fields, notes);
    attached += beside.files;
    const TextDevice::Dropped dropped = device.dropped();
    std::uint32_t undecodable = dropped.undecodable + device.unsaid();
    bool unreadable = undecodable * 2 > device.letters();
    while (known != recognised.end() && known->number < number) ++known;
    const bool is_known = known != recognised.end() && known->number == number;
    const std::size_t bytes = bytes_of(out);
    if (is_known && (recognised_more(*known, unreadable ? 0 : bytes))) {
      out.lines = lines_of(*known);
      if (known->words.size() >= limits::kRecognisedWords) builder.add_unread(Unread::text_over_limit, number, 1);
      undecodable = 0;
      unreadable = false;
    }
    if (faults > 0) builder.add_unread(Unread::damaged_page, number, faults);
    if (device.is_over_limit()) builder.add_unread(Unread::text_over_limit, number, 1);
    if (dropped.hidden + beside.hidden > 0) builder.add_unread(Unread::hidden_text, number, dropped.hidden + beside.hidden);
    if (dropped.diagonal > 0) builder.add_unread(Unread::diagonal_text, number, dropped.diagonal);
    if (undecodable > 0) builder.add_unread(Unread::undecodable_glyphs, number, undecodable);
    if (is_known && known->blank && !unreadable) continue;  // a white sheet that was scanned
    if (out.lines.empty()) (is_blank(*page) ? blank : empty).push_back(number);
    else if (unreadable) unsaid.push_back(number);
    // The mark that a signing service or a scanner puts on each page is no reading of it.
    else if (!is_known && bytes < kLittleText && paint().is_filled_by_pictures()) pictures.push_back(number);
  }
  progress(readable, readable);

  // A white page in a contract hides nothing. In a document without any text nothing can be told from its pages.
  if (empty.size() + blank.size() == pages.size()) {
    empty.insert(empty.end(), blank.begin(), blank.end());
    std::sort(empty.begin(), empty.end());
  }
  for (const std::uint32_t number : empty) builder.add_unread(Unread::page_without_text, number, 1);
  for (const std::uint32_t number : pictures) builder.add_unread(Unread::page_without_text, number, 2);
  for (const std::uint32_t number : unsaid) builder.add_unread(Unread::page_without_text, number, 3);
  if (total > readable) builder.add_unread(Unread::pages_over_limit, readable + 1, total - readable);
  if (Catalog* const catalog = doc.getCatalog(); catalog != nullptr) {
    attached += static_cast<std::uint32_t>(std::max(catalog->numEmbeddedFiles(), 0));
    if (attached > 0) builder.add_unread(Unread::embedded_object, 0, attached);
    // A static XFA form has its text in the pages, and its fields beside it.
    if (catalog->getFormType() == Catalog::XfaForm && is_dynamic_form(doc))
      builder.add_unread(Unread::dynamic_form, 0, 1);
  }
  std::vector<PdfBookmark> bookmarks;
  if (Outline* const outline = doc.getOutline(); outline != nullptr) collect(doc, outline->getItems(), 1, bookmarks);
  lay_out(pages, bookmarks, builder);
  if (builder.full()) builder.add_unread(Unread::text_over_limit, 0, 1);
  return builder.take();
}

}  // namespace caveat::reader
