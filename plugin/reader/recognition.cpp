// See recognition.h. Tesseract's C interface is declared here and not included, so that it need not be installed where Caveat is built; its types are
// those of tesseract 4 and 5 alike.
#include "recognition.h"

#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <PDFDoc.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <utility>

#include "answer_builder.h"
#include "base/limits.h"
#include "extract/utf8.h"
#include "pdf_document.h"

namespace caveat::reader {

using namespace extract::reader;

struct Tesseract::Functions {
  void* (*create)();
  int (*init)(void*, const char* folder, const char* language);
  void (*end)(void*);
  void (*clear)(void*);
  void (*set_segmentation)(void*, int);
  void (*set_image)(void*, const unsigned char*, int width, int height, int bytes_per_pixel, int bytes_per_line);
  void (*set_resolution)(void*, int);
  int (*recognise)(void*, void* monitor);
  void* (*iterator)(void*);
  void* (*places)(void* iterator);  // the same iterator, as one of places
  void (*delete_iterator)(void*);
  int (*next)(void*, int level);
  char* (*text)(const void*, int level);
  void (*delete_text)(const char*);
  float (*confidence)(const void*, int level);
  const char* (*font)(const void*, int* bold, int* italic, int* underlined, int* monospace, int* serif, int* small_capitals, int* size, int* id);
  int (*begins)(const void* places, int level);
  int (*box)(const void* places, int level, int* left, int* top, int* right, int* bottom);
  int (*baseline)(const void* places, int level, int* x1, int* y1, int* x2, int* y2);
  void (*orientation)(void* places, int* orientation, int* direction, int* order, float* deskew);
};

namespace {

constexpr int kLine = 2, kWord = 3;                               // TessPageIteratorLevel
constexpr int kFindOrientation = 1, kFindNoOrientation = 3, kOneBlock = 6;  // TessPageSegMode
constexpr const char* kModel[] = {"", "eng", "fra", "deu", "spa"};  // by language
constexpr std::uint8_t kDark = 128;

template <class Function>
bool find(void* library, const char* name, Function& out) {
  void* const found = ::dlsym(library, name);
  out = reinterpret_cast<Function>(found);
  return found != nullptr;
}

bool is_file(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), R_OK) == 0;
}

// The letters and signs of a word; tesseract gives UTF-8, but nobody promises it.
std::string cleaned(const char* text) {
  const std::string_view all = text;
  std::string out;
  for (std::size_t i = 0; i < all.size();) {
    const extract::Utf8Step step = extract::utf8_step(all, i);
    if (step.valid) {
      std::uint32_t code = static_cast<unsigned char>(all[i]);
      if (step.size > 1) code &= 0xffu >> (step.size + 1);
      for (std::uint32_t k = 1; k < step.size; ++k) code = code << 6 | (static_cast<unsigned char>(all[i + k]) & 0x3fu);
      if (!is_white(code)) append_character(out, code);
    }
    i += step.size;
  }
  if (out.size() > limits::kRecognisedWordBytes) out.clear();
  return out;
}

bool has_letters(const std::string& word) {
  return std::any_of(word.begin(), word.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xc3;
  });
}

// How long the dark runs along the picture's rows are: the strokes of the letters, for the most part.
void add_strokes(const GreyPicture& picture, int left, int top, int right, int bottom, std::vector<int>& runs) {
  left = std::clamp(left, 0, picture.width);
  right = std::clamp(right, left, picture.width);
  bottom = std::clamp(bottom, 0, picture.height);
  for (int y = std::max(top, 0); y < bottom; ++y) {
    const std::uint8_t* const row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.row_bytes;
    for (int x = left, run = 0; x <= right; ++x) {
      if (x < right && row[x] < kDark) {
        ++run;
      } else if (run > 0) {
        runs.push_back(run);
        run = 0;
      }
    }
  }
}

template <class Number>
Number median(std::vector<Number>& numbers) {
  if (numbers.empty()) return 0;
  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
  std::nth_element(numbers.begin(), middle, numbers.end());
  return *middle;
}

// Sizes are measured on pixels, line by line; those of one text are one size.
void even_out(std::vector<RecognisedWord>& words) {
  constexpr float kSame = 0.2f;
  std::vector<float> sizes;
  for (const RecognisedWord& word : words) sizes.insert(sizes.end(), word.text.size(), word.size);
  const float body = median(sizes);
  for (RecognisedWord& word : words)
    if (std::fabs(word.size - body) <= kSame * body) word.size = body;
}

// The German model does not know the section sign and writes the figure that it looks like: "8 1 Lieferung", "nach 88 312 ff. BGB". Two numbers one
// behind the other stand nowhere else in German: numbers of a table are in cells of their own.
void restore_section_signs(std::vector<RecognisedWord>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string& next = words[i + 1].text;
    if (words[i + 1].begins_line || next.front() < '0' || next.front() > '9') continue;
    if (words[i].text == "8") words[i].text = "\u00a7";
    else if (words[i].text == "88") words[i].text = "\u00a7\u00a7";
    else continue;
    words[i].confidence = std::min(words[i].confidence, 0.5f);
  }
}

}  // namespace

std::uint32_t language_of(const std::vector<RecognisedWord>& words) {
  // Sorted. Without accents, which the model of another language does not see.
  static constexpr std::string_view kEnglishWords[] = {"and", "any", "be", "by", "for", "in", "is", "of", "or", "shall", "such", "that", "the", "this", "to", "with"};
  static constexpr std::string_view kFrenchWords[] = {"au", "aux", "ce", "dans", "de", "des", "du", "en", "est", "et", "la", "le", "les", "ou", "par", "pour", "que", "sur", "une"};
  static constexpr std::string_view kGermanWords[] = {"auf", "das", "dem", "den", "der", "des", "die", "eine", "im", "ist", "mit", "nicht", "oder", "und", "von", "wird", "zu", "zur"};
  static constexpr std::string_view kSpanishWords[] = {"al", "con", "de", "del", "el", "en", "es", "la", "las", "los", "o", "para", "por", "que", "se", "su", "una", "y"};
  std::array<std::uint32_t, 5> hits{};
  for (const RecognisedWord& one : words) {
    std::string word;
    for (const char c : one.text) word.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    while (!word.empty() && (word.back() == ',' || word.back() == '.')) word.pop_back();
    const auto count = [&](std::uint32_t language, const auto& list) {
      if (std::binary_search(std::begin(list), std::end(list), std::string_view(word))) ++hits[language];
    };
    count(kEnglish, kEnglishWords);
    count(kFrench, kFrenchWords);
    count(kGerman, kGermanWords);
    count(kSpanish, kSpanishWords);
  }
  std::uint32_t best = 0;
  for (std::uint32_t language = kEnglish; language <= kSpanish; ++language)
    if (hits[language] > hits[best]) best = language;
  for (std::uint32_t language = kEnglish; language <= kSpanish; ++language)
    if (language != best && hits[language] * 5 > hits[best] * 4) return 0;
  return hits[best] >= 4 ? best : 0;
}

bool Tesseract::load() {
  // Threads are forbidden here; the host runs one process a core.
  ::setenv("OMP_THREAD_LIMIT", "1", 1);
  for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
                             "/usr/share/tesseract/tessdata", "/usr/local/share/tessdata"}) {
    for (std::uint32_t language = kEnglish; language <= kSpanish; ++language)
      if (is_file(std::string(folder) + "/" + kModel[language] + ".traineddata")) installed_ |= 1u << language;
    if (installed_ == 0) continue;
    models_ = folder;
    finds_orientation_ = is_file(models_ + "/osd.traineddata");
    break;
  }
  if (installed_ == 0) return false;
  void* library = nullptr;
  for (const char* name : {"libtesseract.so.5", "libtesseract.so.4"})
    if (library == nullptr) library = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return false;
  static Functions functions;
  Functions& f = functions;
  if (!find(library, "TessBaseAPICreate", f.create) || !find(library, "TessBaseAPIInit3", f.init) || !find(library, "TessBaseAPIEnd", f.end) ||
      !find(library, "TessBaseAPIClear", f.clear) || !find(library, "TessBaseAPISetPageSegMode", f.set_segmentation) ||
      !find(library, "TessBaseAPISetImage", f.set_image) || !find(library, "TessBaseAPISetSourceResolution", f.set_resolution) ||
      !find(library, "TessBaseAPIRecognize", f.recognise) || !find(library, "TessBaseAPIGetIterator", f.iterator) ||
      !find(library, "TessResultIteratorGetPageIterator", f.places) || !find(library, "TessResultIteratorDelete", f.delete_iterator) ||
      !find(library, "TessResultIteratorNext", f.next) || !find(library, "TessResultIteratorGetUTF8Text", f.text) ||
      !find(library, "TessDeleteText", f.delete_text) || !find(library, "TessResultIteratorConfidence", f.confidence) ||
      !find(library, "TessResultIteratorWordFontAttributes", f.font) || !find(library, "TessPageIteratorIsAtBeginningOf", f.begins) ||
      !find(library, "TessPageIteratorBoundingBox", f.box) || !find(library, "TessPageIteratorBaseline", f.baseline) ||
      !find(library, "TessPageIteratorOrientation", f.orientation))
    return false;
  call_ = &functions;
  engine_ = f.create();
  return engine_ != nullptr;
}

bool Tesseract::use(std::uint32_t language) {
  if ((installed_ >> language & 1) == 0) return false;
  if (in_use_ == language) return true;
  if (in_use_ != 0) call_->end(engine_);
  in_use_ = 0;
  if (call_->init(engine_, models_.c_str(), kModel[language]) != 0) return false;
  in_use_ = language;
  return true;
}

RecognisedPage Tesseract::recognise(const GreyPicture& picture, std::uint32_t language) {
  RecognisedPage page;
  for (const std::uint32_t first : {language, kEnglish, kFrench, kGerman, kSpanish})
    if (first >= kEnglish && first <= kSpanish && use(first)) break;
  if (in_use_ == 0) return page;
  const int whole_page = finds_orientation_ ? kFindOrientation : kFindNoOrientation;
  page.words = words_of(picture, whole_page);
  page.language = language_of(page.words);
  if (page.language != 0 && page.language != in_use_) {
    if (use(page.language)) page.words = words_of(picture, whole_page);
    else page.without_model = true;
  }
  add_overlooked(picture, page.words);
  even_out(page.words);
  if (in_use_ == kGerman) restore_section_signs(page.words);
  return page;
}

// Tesseract drops blocks of a few letters, and with them the numbers of clauses that stand in a column of their own. What it has read is taken off the page,
// and it looks at the rest once more.
void Tesseract::add_overlooked(const GreyPicture& picture, std::vector<RecognisedWord>& words) {
  constexpr float kLeast = 0.6f;  // surer than what remains of a stamp or a ruling
  if (words.empty() || words.size() >= limits::kRecognisedWords || std::any_of(words.begin(), words.end(), [](const RecognisedWord& word) { return word.rotation != 0; })) return;
  std::vector<float> heights;
  for (const RecognisedWord& word : words) heights.push_back(word.y1 - word.y0);
  const float usual = median(heights);
  std::vector<std::uint8_t> rest(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
  for (int y = 0; y < picture.height; ++y)
    std::copy_n(picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.row_bytes, picture.width, rest.begin() + static_cast<std::ptrdiff_t>(y) * picture.width);
  const auto pixels = [&](float points, int most) { return std::clamp(static_cast<int>(std::lround(points * picture.dpi / 72)), 0, most); };
  for (const RecognisedWord& word : words) {
    const float around = usual / 2;  // dots and accents, and the gap to the next word
    const int left = pixels(word.x0 - around, picture.width), right = pixels(word.x1 + around, picture.width);
    const int bottom = pixels(word.y1 + around / 2, picture.height);
    for (int y = pixels(word.y0 - around / 2, picture.height); y < bottom; ++y)
      std::fill(rest.begin() + static_cast<std::ptrdiff_t>(y) * picture.width + left, rest.begin() + static_cast<std::ptrdiff_t>(y) * picture.width + std::max(left, right), std::uint8_t{255});
  }
  const auto drawn = static_cast<double>(std::count_if(rest.begin(), rest.end(), [](std::uint8_t pixel) { return pixel < kDark; }));
  constexpr double kPictures = 0.02;  // of the page: photographs, or the table below the paper, in which it would look for letters for minutes
  if (drawn < picture.dpi * picture.dpi / 300 || drawn > kPictures * static_cast<double>(rest.size())) return;  // less than a letter
  for (RecognisedWord& word : words_of({rest.data(), picture.width, picture.height, picture.width, picture.dpi}, kOneBlock)) {
    const float high = word.y1 - word.y0;
    if (word.confidence < kLeast || !has_letters(word.text) || high < usual / 2 || high > usual * 2 || words.size() >= limits::kRecognisedWords) continue;
    word.begins_line = true;
    words.push_back(std::move(word));
  }
}

std::vector<RecognisedWord> Tesseract::words_of(const GreyPicture& picture, int segmentation) {
  const Functions& call = *call_;
  std::vector<RecognisedWord> words;
  call.set_segmentation(engine_, segmentation);
  call.set_image(engine_, picture.pixels, picture.width, picture.height, 1, picture.row_bytes);
  call.set_resolution(engine_, static_cast<int>(std::lround(picture.dpi)));
  void* const at = call.recognise(engine_, nullptr) == 0 ? call.iterator(engine_) : nullptr;
  if (at == nullptr) {
    call.clear(engine_);
    return words;
  }
  void* const places = call.places(at);
  const auto points = [&](double pixels) { return static_cast<float>(pixels * 72 / picture.dpi); };
  struct Line {
    std::size_t begin;
    float stroke;  // in font sizes
  };
  std::vector<Line> lines;
  std::vector<int> runs;
  float base = 0, size = 0;
  std::uint8_t rotation = 0;
  bool line_begins = false;
  const auto end_line = [&] {
    if (!lines.empty() && lines.back().begin < words.size())
      lines.back().stroke = static_cast<float>(median(runs)) / std::max(words.back().size * static_cast<float>(picture.dpi) / 72, 1.f);
    runs.clear();
  };
  do {
    int left = 0, top = 0, right = 0, bottom = 0;
    if (call.box(places, kWord, &left, &top, &right, &bottom) == 0) continue;
    if (call.begins(places, kLine) != 0 || words.empty()) {
      line_begins = true;
      int orientation = 0, direction = 0, order = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0;
      float deskew = 0;
      call.orientation(places, &orientation, &direction, &order, &deskew);
      rotation = static_cast<std::uint8_t>(orientation & 3);  // page up, right, down, left: quarter turns clockwise
      if (call.baseline(places, kLine, &x1, &y1, &x2, &y2) == 0) {
        x1 = left;
        x2 = right;
        y1 = y2 = bottom;
      }
      // Where the baseline crosses the middle of the page: lines of a sheet that lay askew keep their order and their distances.
      const bool upright = rotation % 2 == 0;
      const double from = upright ? x1 : y1, to = upright ? x2 : y2, height_from = upright ? y1 : x1, height_to = upright ? y2 : x2;
      const double slope = std::fabs(to - from) < picture.dpi / 4 ? 0 : (height_to - height_from) / (to - from);
      const double middle = (upright ? picture.width : picture.height) / 2.0;
      base = points(std::fabs(slope) < 0.2 ? height_from + slope * (middle - from) : height_from);
      int bold = 0, italic = 0, underlined = 0, monospace = 0, serif = 0, small_capitals = 0, whole_points = 0, id = 0;
      call.font(at, &bold, &italic, &underlined, &monospace, &serif, &small_capitals, &whole_points, &id);
      size = whole_points > 0 ? static_cast<float>(whole_points) : points(upright ? bottom - top : right - left);
    }
    const std::unique_ptr<char, void (*)(const char*)> text(call.text(at, kWord), call.delete_text);
    RecognisedWord word;
    if (text != nullptr) word.text = cleaned(text.get());
    word.confidence = std::clamp(call.confidence(at, kWord) / 100, 0.f, 1.f);
    // Ruling lines, dust and the strokes of signatures.
    if (word.text.empty() || !(word.confidence > 0) || (!has_letters(word.text) && word.confidence < 0.5f)) continue;
    if (words.size() >= limits::kRecognisedWords) break;
    word.x0 = points(left);
    word.y0 = points(top);
    word.x1 = points(std::max(right, left));
    word.y1 = points(std::max(bottom, top));
    word.base = base;
    word.size = std::max(size, 1.f);
    word.rotation = rotation;
    word.space_after = true;
    if (line_begins) {
      end_line();
      lines.push_back({words.size(), 0});
    } else if (!words.empty()) {
      // Cells of a table stand on one line for tesseract; the layout looks for the gaps between its lines.
      const RecognisedWord& before = words.back();
      const float gap = rotation == 0   ? word.x0 - before.x1
                        : rotation == 1 ? word.y0 - before.y1
                        : rotation == 2 ? before.x0 - word.x1
                                        : before.y0 - word.y1;
      constexpr float kCellGap = 1.5f;
      if (gap > kCellGap * word.size) line_begins = true;
    }
    word.begins_line = line_begins;
    line_begins = false;
    if (rotation % 2 == 0) add_strokes(picture, left, top, right, bottom, runs);
    words.push_back(std::move(word));
  } while (call.next(at, kWord) != 0);
  end_line();
  call.delete_iterator(at);
  call.clear(engine_);

  // Tesseract's models do not tell bold letters; their strokes do.
  constexpr float kBoldStroke = 1.35f;
  std::vector<float> strokes;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t end = i + 1 < lines.size() ? lines[i + 1].begin : words.size();
    strokes.insert(strokes.end(), end - lines[i].begin, lines[i].stroke);
  }
  const float usual = median(strokes);
  for (std::size_t i = 0; usual > 0 && i < lines.size(); ++i)
    for (std::size_t word = lines[i].begin; word < (i + 1 < lines.size() ? lines[i + 1].begin : words.size()); ++word)
      words[word].bold = lines[i].stroke > kBoldStroke * usual;
  return words;
}

RecognisedPage Tesseract::read_page(const GreyPicture& picture, std::uint32_t language) {
  // Whether so little is drawn that it is dust: three letters in print. Faint print is not white, either.
  constexpr std::uint8_t kWhite = 190;
  const auto most = static_cast<std::uint64_t>(picture.dpi * picture.dpi / 100);
  std::uint64_t drawn = 0;
  for (int y = 0; y < picture.height && drawn <= most; ++y) {
    const std::uint8_t* const row = picture.pixels + static_cast<std::ptrdiff_t>(y) * picture.row_bytes;
    drawn += static_cast<std::uint64_t>(std::count_if(row, row + picture.width, [](std::uint8_t pixel) { return pixel < kWhite; }));
  }
  if (drawn > most) return recognise(picture, language);
  RecognisedPage blank;
  blank.blank = true;
  return blank;
}

std::optional<Failure> recognise_pdf(std::string_view document, std::string_view password, const std::vector<std::uint32_t>& pages,
                                     std::uint32_t language, Tesseract& tesseract, const PageRecognised& done) {
  const std::unique_ptr<PDFDoc> opened = open_pdf(document, password);
  if (const auto failure = failure_of(*opened, password)) return failure;
  for (const std::uint32_t number : pages) {
    Page* const page = number >= 1 && number <= static_cast<std::uint32_t>(std::max(opened->getNumPages(), 0)) ? opened->getPage(static_cast<int>(number)) : nullptr;
    if (page == nullptr) continue;
    const double wide = page->getCropWidth() / 72, high = page->getCropHeight() / 72;  // inches
    if (!(wide > 0 && high > 0 && wide < 1e5 && high < 1e5)) continue;
    GreyPicture picture;
    picture.dpi = std::min<double>(limits::kRecognitionDpi, std::sqrt(static_cast<double>(limits::kRecognitionPixels) / (wide * high)));
    SplashColor white{255};
    SplashOutputDev device(splashModeMono8, 4, false, white);
    device.startDoc(opened.get());
    opened->displayPage(&device, static_cast<int>(number), picture.dpi, picture.dpi, 0, false, true, false);
    SplashBitmap* const bitmap = device.getBitmap();
    if (bitmap == nullptr || bitmap->getDataPtr() == nullptr) continue;
    picture.pixels = bitmap->getDataPtr();
    picture.width = bitmap->getWidth();
    picture.height = bitmap->getHeight();
    picture.row_bytes = bitmap->getRowSize();
    RecognisedPage out = tesseract.read_page(picture, language);
    out.number = number;
    done(out);
  }
  return std::nullopt;
}

}  // namespace caveat::reader
