// See picture.h.
#include "picture.h"

#include <jpeglib.h>
#include <png.h>
#include <tiffio.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <memory>
#include <utility>

#include "answer_builder.h"
#include "base/limits.h"
#include "pdf_layout.h"

namespace caveat::reader {
namespace {

using namespace extract::reader;
using Bytes = std::vector<std::uint8_t>;

constexpr double kPointsPerInch = 72;
constexpr int kMostTimes = 4;  // larger than it was: letters of a screen have 14 pixels, and tesseract wants 40

const std::uint8_t* data_of(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG"); }
bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }

bool fits(std::uint64_t width, std::uint64_t height) { return width > 0 && height > 0 && width <= limits::kPicturePixels / height; }

// What a file says of its resolution is often not so: cameras write 72. A contract is a sheet: A4, where nothing better is known.
void settle_resolution(PicturePage& page) {
  constexpr double kLeast = 70, kMost = 2400, kLongestInches = 24, kSheetInches = 11.7;
  const auto is_likely = [&](double dpi, std::uint32_t pixels) { return dpi >= kLeast && dpi <= kMost && pixels / dpi <= kLongestInches; };
  if (is_likely(page.dpi_x, page.width) && is_likely(page.dpi_y, page.height)) return;
  page.dpi_x = page.dpi_y = std::max(page.width, page.height) / kSheetInches;
}

// ---- PNG ----

// Over the limit: `image` says how large it is.
bool open_png(std::string_view bytes, png_image& image) {
  image = {};
  image.version = PNG_IMAGE_VERSION;
  return png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) != 0;
}

DrawnPicture draw_png(std::string_view bytes) {
  DrawnPicture out;
  png_image image;
  if (!open_png(bytes, image) || !fits(image.width, image.height)) {
    png_image_free(&image);
    return out;
  }
  image.format = PNG_FORMAT_GRAY;
  image.warning_or_error = 0;  // of colours, until here
  out.width = static_cast<int>(image.width);
  out.height = static_cast<int>(image.height);
  out.grey.assign(std::size_t{image.width} * image.height, 255);
  const png_color paper{255, 255, 255};
  out.damaged = png_image_finish_read(&image, &paper, out.grey.data(), static_cast<png_int_32>(image.width), nullptr) == 0 || image.warning_or_error != 0;
  png_image_free(&image);
  return out;
}

// ---- JPEG ----

struct JpegErrors {
  jpeg_error_mgr manager;  // first: libjpeg knows this part only
  std::jmp_buf leave;
};

// A file of a hundred bytes can make a decoder go through a large picture thousands of times.
void bound_scans(j_common_ptr common) {
  constexpr int kScans = 100;  // cameras write one, web pages ten
  if (reinterpret_cast<j_decompress_ptr>(common)->input_scan_number > kScans) common->err->error_exit(common);
}

class Jpeg {
 public:
  explicit Jpeg(std::string_view bytes) : bytes_(bytes) {
    info_.err = ::jpeg_std_error(&errors_.manager);
    errors_.manager.error_exit = [](j_common_ptr common) { std::longjmp(reinterpret_cast<JpegErrors*>(common->err)->leave, 1); };
    errors_.manager.output_message = [](j_common_ptr) {};
    progress_.progress_monitor = bound_scans;
  }
  ~Jpeg() { ::jpeg_destroy_decompress(&info_); }
  Jpeg(const Jpeg&) = delete;
  Jpeg& operator=(const Jpeg&) = delete;

  // Nothing with a destructor may be made in these two: libjpeg jumps out of them.
  bool open() {
    if (setjmp(errors_.leave) != 0) return false;
    ::jpeg_create_decompress(&info_);
    info_.progress = &progress_;
    ::jpeg_mem_src(&info_, data_of(bytes_), bytes_.size());
    constexpr unsigned kMost = 0xFFFF;
    ::jpeg_save_markers(&info_, JPEG_APP0 + 1, kMost);
    return ::jpeg_read_header(&info_, TRUE) == JPEG_HEADER_OK;
  }

  // rows: width * height bytes; inks: 4 * width, for pictures of four inks.
  bool draw(std::uint8_t* rows, std::uint8_t* inks) {
    if (setjmp(errors_.leave) != 0) return false;
    const bool four = has_four_inks();
    info_.out_color_space = four ? JCS_CMYK : JCS_GRAYSCALE;
    ::jpeg_start_decompress(&info_);
    while (info_.output_scanline < info_.output_height) {
      std::uint8_t* row = rows + std::size_t{info_.output_scanline} * info_.output_width;
      std::uint8_t* to = four ? inks : row;
      if (::jpeg_read_scanlines(&info_, &to, 1) != 1) return false;
      for (JDIMENSION x = 0; four && x < info_.output_width; ++x) {
        const std::uint8_t* const ink = inks + std::size_t{4} * x;
        const int sum = info_.saw_Adobe_marker ? ink[0] + ink[1] + ink[2] : 3 * 255 - ink[0] - ink[1] - ink[2];
        row[x] = static_cast<std::uint8_t>(sum / 3 * (info_.saw_Adobe_marker ? ink[3] : 255 - ink[3]) / 255);
      }
    }
    ::jpeg_finish_decompress(&info_);
    return true;
  }

  bool has_four_inks() const { return info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK; }
  bool complained() const { return errors_.manager.num_warnings > 0; }
  const jpeg_decompress_struct& info() const { return info_; }

 private:
  std::string_view bytes_;
  jpeg_decompress_struct info_{};
  jpeg_progress_mgr progress_{};
  JpegErrors errors_{};
};

// "Exif", then a TIFF without pictures.
std::uint8_t orientation_of(std::string_view exif) {
  constexpr std::size_t kEntry = 12;
  constexpr std::uint32_t kTag = 0x0112;
  if (exif.size() < 14 || !exif.starts_with(std::string_view("Exif\0\0", 6))) return 1;
  exif.remove_prefix(6);
  const bool big = exif[0] == 'M';
  const auto number = [&](std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(exif[at + (big ? i : size - 1 - i)]);
    return value;
  };
  const std::size_t at = number(4, 4);
  if (at + 2 > exif.size()) return 1;
  const std::size_t count = number(at, 2);
  for (std::size_t i = 0; i < count && at + 2 + (i + 1) * kEntry <= exif.size(); ++i) {
    const std::size_t entry = at + 2 + i * kEntry;
    if (number(entry, 2) != kTag) continue;
    const std::uint32_t value = number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<std::uint8_t>(value) : 1;
  }
  return 1;
}

std::optional<PicturePage> jpeg_page(std::string_view bytes) {
  Jpeg jpeg(bytes);
  if (!jpeg.open()) return std::nullopt;
  const jpeg_decompress_struct& info = jpeg.info();
  PicturePage page;
  page.width = info.image_width;
  page.height = info.image_height;
  constexpr double kCentimetres = 2.54;
  const double unit = info.density_unit == 1 ? 1 : info.density_unit == 2 ? kCentimetres : 0;
  page.dpi_x = info.X_density * unit;
  page.dpi_y = info.Y_density * unit;
  for (jpeg_saved_marker_ptr marker = info.marker_list; marker != nullptr && page.orientation == 1; marker = marker->next)
    page.orientation = orientation_of({reinterpret_cast<const char*>(marker->data), marker->data_length});
  return page;
}

DrawnPicture draw_jpeg(std::string_view bytes) {
  DrawnPicture out;
  Jpeg jpeg(bytes);
  if (!jpeg.open() || !fits(jpeg.info().image_width, jpeg.info().image_height)) return out;
  out.width = static_cast<int>(jpeg.info().image_width);
  out.height = static_cast<int>(jpeg.info().image_height);
  out.grey.assign(std::size_t{jpeg.info().image_width} * jpeg.info().image_height, 255);
  Bytes inks(jpeg.has_four_inks() ? std::size_t{4} * jpeg.info().image_width : 0);
  out.damaged = !jpeg.draw(out.grey.data(), inks.data()) || jpeg.complained();
  return out;
}

// ---- TIFF ----

std::uint32_t tiff_complaints = 0;

// libtiff reads through these. It is told nothing of files.
struct Memory {
  std::string_view bytes;
  std::uint64_t at = 0;
};

using Tiff = std::unique_ptr<TIFF, void (*)(TIFF*)>;
Tiff open_tiff(Memory& memory) {
  const auto complain = [](const char*, const char*, va_list) { ++tiff_complaints; };
  ::TIFFSetErrorHandler(complain);
  ::TIFFSetWarningHandler(complain);
  const auto read = [](thandle_t handle, void* to, tmsize_t size) -> tmsize_t {
    Memory& from = *static_cast<Memory*>(handle);
    if (size <= 0 || from.at >= from.bytes.size()) return 0;
    const std::size_t count = std::min(static_cast<std::size_t>(size), from.bytes.size() - static_cast<std::size_t>(from.at));
    std::memcpy(to, from.bytes.data() + from.at, count);
    from.at += count;
    return static_cast<tmsize_t>(count);
  };
  const auto write = [](thandle_t, void*, tmsize_t) -> tmsize_t { return 0; };
  const auto seek = [](thandle_t handle, toff_t offset, int whence) -> toff_t {
    Memory& in = *static_cast<Memory*>(handle);
    in.at = whence == SEEK_CUR ? in.at + offset : whence == SEEK_END ? in.bytes.size() + offset : offset;
    return in.at;
  };
  const auto close = [](thandle_t) { return 0; };
  const auto size = [](thandle_t handle) -> toff_t { return static_cast<Memory*>(handle)->bytes.size(); };
  return {::TIFFClientOpen("", "rm", &memory, read, write, seek, close, size, nullptr, nullptr), ::TIFFClose};
}

// Of the directory where the file is.
PicturePage tiff_page(TIFF* file) {
  PicturePage page;
  page.directory = static_cast<std::uint32_t>(::TIFFCurrentDirectory(file));
  float dpi_x = 0, dpi_y = 0;
  std::uint16_t unit = RESUNIT_INCH, orientation = 1;
  ::TIFFGetField(file, TIFFTAG_IMAGEWIDTH, &page.width);
  ::TIFFGetField(file, TIFFTAG_IMAGELENGTH, &page.height);
  ::TIFFGetFieldDefaulted(file, TIFFTAG_RESOLUTIONUNIT, &unit);
  ::TIFFGetField(file, TIFFTAG_XRESOLUTION, &dpi_x);
  ::TIFFGetField(file, TIFFTAG_YRESOLUTION, &dpi_y);
  ::TIFFGetFieldDefaulted(file, TIFFTAG_ORIENTATION, &orientation);
  const double inch = unit == RESUNIT_CENTIMETER ? 2.54 : unit == RESUNIT_INCH ? 1 : 0;
  page.dpi_x = static_cast<double>(dpi_x) * inch;
  page.dpi_y = static_cast<double>(dpi_y) * inch;
  if (orientation >= 1 && orientation <= 8) page.orientation = static_cast<std::uint8_t>(orientation);
  return page;
}

std::vector<PicturePage> tiff_pages(std::string_view bytes) {
  std::vector<PicturePage> pages;
  Memory memory{bytes};
  const Tiff file = open_tiff(memory);
  if (file == nullptr) return pages;
  for (;;) {
    std::uint32_t kind = 0;
    ::TIFFGetField(file.get(), TIFFTAG_SUBFILETYPE, &kind);
    if ((kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0) pages.push_back(tiff_page(file.get()));  // else: a small one of the same
    // One more than the limit, so that it is told.
    if (pages.size() > limits::kPages || ::TIFFLastDirectory(file.get()) != 0) break;
    if (::TIFFReadDirectory(file.get()) == 0) {
      pages.emplace_back();  // there is one, but nobody can say where
      break;
    }
  }
  return pages;
}

std::uint32_t directories_of(std::string_view bytes) {
  Memory memory{bytes};
  const Tiff file = open_tiff(memory);
  return file == nullptr ? 0 : static_cast<std::uint32_t>(::TIFFNumberOfDirectories(file.get()));
}

DrawnPicture draw_tiff(std::string_view bytes, const PicturePage& page) {
  DrawnPicture out;
  Memory memory{bytes};
  const Tiff file = open_tiff(memory);
  if (file == nullptr || ::TIFFSetDirectory(file.get(), static_cast<tdir_t>(page.directory)) == 0) return out;
  const PicturePage now = tiff_page(file.get());
  if (now.width != page.width || now.height != page.height) return out;
  const std::size_t size = std::size_t{page.width} * page.height;
  std::vector<std::uint32_t> colours(size, 0xFFFFFFFF);
  tiff_complaints = 0;
  // As it is stored: turned() does the rest. 0: what can be read is read.
  if (::TIFFReadRGBAImageOriented(file.get(), page.width, page.height, colours.data(), page.orientation, 0) == 0) return out;
  out.damaged = tiff_complaints > 0;
  out.width = static_cast<int>(page.width);
  out.height = static_cast<int>(page.height);
  out.grey.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    constexpr std::uint32_t kRed = 77, kGreen = 150, kBlue = 29;  // of 256: how bright they look
    const std::uint32_t c = colours[i], alpha = TIFFGetA(c);
    // Colours come multiplied with alpha; what is clear is paper.
    out.grey[i] = static_cast<std::uint8_t>(std::min<std::uint32_t>((kRed * TIFFGetR(c) + kGreen * TIFFGetG(c) + kBlue * TIFFGetB(c)) / 256 + 255 - alpha, 255));
  }
  return out;
}

// ---- from what is stored to what is read ----

// Upright, by the orientation that EXIF knows.
void turn(DrawnPicture& picture, std::uint8_t orientation) {
  if (orientation <= 1) return;
  const int wide = picture.width, high = picture.height;
  const bool lies = orientation >= 5;
  const int width = lies ? high : wide, height = lies ? wide : high;
  Bytes out(picture.grey.size());
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      int from_x = lies ? y : x, from_y = lies ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8) from_x = wide - 1 - from_x;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7) from_y = high - 1 - from_y;
      out[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] =
          picture.grey[static_cast<std::size_t>(from_y) * static_cast<std::size_t>(wide) + static_cast<std::size_t>(from_x)];
    }
  picture.grey = std::move(out);
  picture.width = width;
  picture.height = height;
}

// One row or column of `from` values as `to` values: means where it shrinks, straight lines between where it grows.
struct Resampling {
  struct Pixel {
    int first = 0;
    std::vector<float> weights;
  };
  std::vector<Pixel> pixels;

  Resampling(int from, int to) {
    const double step = static_cast<double>(from) / to, reach = std::max(step, 1.0);
    for (int i = 0; i < to; ++i) {
      const double middle = (i + 0.5) * step - 0.5;
      Pixel pixel;
      pixel.first = std::clamp(static_cast<int>(std::ceil(middle - reach)), 0, from - 1);
      const int last = std::clamp(static_cast<int>(std::floor(middle + reach)), pixel.first, from - 1);
      float sum = 0;
      for (int k = pixel.first; k <= last; ++k) {
        pixel.weights.push_back(static_cast<float>(std::max(1 - std::fabs(k - middle) / reach, 1e-6)));
        sum += pixel.weights.back();
      }
      for (float& weight : pixel.weights) weight /= sum;
      pixels.push_back(std::move(pixel));
    }
  }
};

void resize(DrawnPicture& picture, int width, int height) {
  if (width == picture.width && height == picture.height) return;
  const Resampling across(picture.width, width), down(picture.height, height);
  Bytes out(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  // Columns first where there are fewer rows then, row by row: nothing but two pictures is kept.
  std::vector<float> sums(static_cast<std::size_t>(picture.width));
  for (std::size_t y = 0; y < down.pixels.size(); ++y) {
    std::fill(sums.begin(), sums.end(), 0.f);
    const std::uint8_t* row = picture.grey.data() + static_cast<std::size_t>(down.pixels[y].first) * sums.size();
    for (const float weight : down.pixels[y].weights) {
      for (std::size_t x = 0; x < sums.size(); ++x) sums[x] += weight * row[x];
      row += sums.size();
    }
    for (std::size_t x = 0; x < across.pixels.size(); ++x) {
      const Resampling::Pixel& pixel = across.pixels[x];
      const float* from = sums.data() + pixel.first;
      float value = 0.5f;
      for (const float weight : pixel.weights) value += weight * *from++;
      out[y * across.pixels.size() + x] = static_cast<std::uint8_t>(std::min(value, 255.f));
    }
  }
  picture.grey = std::move(out);
  picture.width = width;
  picture.height = height;
}

// Paper in a shadow is as grey as faint print in the light. The brightness of the paper is measured in tiles, each larger than a line of print, and taken out.
void even_out_light(DrawnPicture& picture) {
  constexpr int kShade = 5;               // of 256: of this many brightnesses the paper is one
  constexpr std::uint32_t kDarkest = 90;  // darker tiles are the table below the paper, or pictures: made brighter they would be noise, and take minutes
  const int tile = std::max(static_cast<int>(picture.dpi / 4), 8);
  const int columns = (picture.width + tile - 1) / tile, rows = (picture.height + tile - 1) / tile;
  std::vector<std::uint32_t> paper(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  const auto at = [&](int column, int row) -> std::uint32_t& {
    return paper[static_cast<std::size_t>(std::clamp(row, 0, rows - 1)) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(std::clamp(column, 0, columns - 1))];
  };
  const auto pixel = [&](int x, int y) -> std::uint8_t& { return picture.grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)]; };
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column) {
      std::array<std::uint32_t, 256> count{};
      const int right = std::min((column + 1) * tile, picture.width), bottom = std::min((row + 1) * tile, picture.height);
      for (int y = row * tile; y < bottom; ++y)
        for (int x = column * tile; x < right; ++x) ++count[pixel(x, y)];
      // The brightest tenth of the tile, without its brightest specks.
      const auto enough = static_cast<std::uint32_t>((right - column * tile) * (bottom - row * tile) / 10);
      std::uint32_t seen = 0, value = 255;
      while (value > 0 && (seen += count[value]) <= enough) --value;
      at(column, row) = value < kDarkest ? 255 : value;
    }
  if (std::all_of(paper.begin(), paper.end(), [&](std::uint32_t value) { return value >= 255 - kShade; })) return;
  for (int y = 0; y < picture.height; ++y) {
    const double down = (y + 0.5) / tile - 0.5;
    const int row = static_cast<int>(std::floor(down));
    const double v = down - row;
    for (int x = 0; x < picture.width; ++x) {
      const double along = (x + 0.5) / tile - 0.5;
      const int column = static_cast<int>(std::floor(along));
      const double u = along - column;
      const double light = (1 - v) * ((1 - u) * at(column, row) + u * at(column + 1, row)) + v * ((1 - u) * at(column, row + 1) + u * at(column + 1, row + 1));
      std::uint8_t& value = pixel(x, y);
      value = static_cast<std::uint8_t>(std::min(value * 255 / light, 255.0));
    }
  }
}

}  // namespace

double PicturePage::width_points() const { return dpi_x > 0 && dpi_y > 0 ? kPointsPerInch * (orientation >= 5 ? height / dpi_y : width / dpi_x) : 0; }
double PicturePage::height_points() const { return dpi_x > 0 && dpi_y > 0 ? kPointsPerInch * (orientation >= 5 ? width / dpi_x : height / dpi_y) : 0; }

std::variant<std::vector<PicturePage>, Failure> picture_pages(std::string_view document) {
  std::vector<PicturePage> pages;
  if (is_png(document)) {
    png_image image;
    if (open_png(document, image)) pages.push_back({image.width, image.height, 0, 0, 1, 0});
    png_image_free(&image);
  } else if (is_jpeg(document)) {
    if (const auto page = jpeg_page(document)) pages.push_back(*page);
  } else {
    pages = tiff_pages(document);
  }
  if (std::all_of(pages.begin(), pages.end(), [](const PicturePage& page) { return page.width == 0 || page.height == 0; })) return Failure::damaged;
  bool any = false;
  for (PicturePage& page : pages) {
    if (fits(page.width, page.height)) {
      settle_resolution(page);
      any = true;
    } else {
      page = {};
    }
  }
  if (!any) return Failure::pixels;
  return pages;
}

DrawnPicture draw_picture(std::string_view document, const PicturePage& page) {
  if (page.width == 0) return {};
  DrawnPicture out = is_png(document) ? draw_png(document) : is_jpeg(document) ? draw_jpeg(document) : draw_tiff(document, page);
  if (out.grey.empty()) return out;
  turn(out, page.orientation);
  // A fax has half as many rows as it should.
  const double wide = page.width_points() / kPointsPerInch, high = page.height_points() / kPointsPerInch, finest = std::max(page.dpi_x, page.dpi_y);
  constexpr double kFine = 1.5 * limits::kRecognitionDpi, kCoarse = 250;
  double dpi = finest > kFine ? limits::kRecognitionDpi : finest >= kCoarse ? finest : std::min<double>(limits::kRecognitionDpi, kMostTimes * finest);
  dpi = std::min(dpi, std::sqrt(static_cast<double>(limits::kRecognitionPixels) / (wide * high)));
  resize(out, std::max(static_cast<int>(std::lround(wide * dpi)), 1), std::max(static_cast<int>(std::lround(high * dpi)), 1));
  out.dpi = dpi;
  even_out_light(out);
  return out;
}

namespace {

// Whether it is a logo, a signature or an icon that comes with a mail, and no page.
bool is_small(const PicturePage& page) {
  constexpr std::uint64_t kPagePixels = 500'000;  // A4 of 72 dpi: on anything smaller nobody can read a page
  return std::uint64_t{page.width} * page.height < kPagePixels;
}

// What tesseract makes of the edges of a logo: some letters, none of them sure.
bool is_noise(const RecognisedPage& page) {
  constexpr std::size_t kFew = 150;  // bytes
  double sum = 0, bytes = 0;
  for (const RecognisedWord& word : page.words) {
    sum += static_cast<double>(word.confidence) * static_cast<double>(word.text.size());
    bytes += static_cast<double>(word.text.size());
  }
  return bytes == 0 || (bytes < kFew && sum < limits::kRecognisedBadly * bytes);
}

}  // namespace

std::variant<Answer, Failure> read_picture(std::string_view document, const std::vector<RecognisedPage>& recognised) {
  auto found = picture_pages(document);
  if (const auto* failure = std::get_if<Failure>(&found)) return *failure;
  auto& heads = std::get<std::vector<PicturePage>>(found);
  AnswerBuilder builder;
  if (heads.size() > limits::kPages) {
    heads.resize(limits::kPages);
    builder.add_unread(Unread::pages_over_limit, limits::kPages + 1, directories_of(document) - limits::kPages);
  }
  std::vector<PdfPage> pages;
  auto known = recognised.begin();
  for (std::uint32_t number = 1; number <= heads.size(); ++number) {
    const PicturePage& head = heads[number - 1];
    pages.push_back({number, static_cast<float>(head.width_points()), static_cast<float>(head.height_points()), {}, {}, {}});
    while (known != recognised.end() && known->number < number) ++known;
    const RecognisedPage* const page = known != recognised.end() && known->number == number ? &*known : nullptr;
    const bool one = heads.size() == 1 && page != nullptr && !page->damaged;
    if (one && (page->blank || (is_small(head) && is_noise(*page)))) builder.add_unread(Unread::wordless_picture, 0, 1);
    else if (page == nullptr || (page->words.empty() && (!page->blank || page->damaged))) builder.add_unread(Unread::page_without_text, number, 1);
    else pages.back().lines = lines_of(*page);
    if (page != nullptr && page->words.size() >= limits::kRecognisedWords) builder.add_unread(Unread::text_over_limit, number, 1);
  }
  lay_out(pages, {}, builder);
  if (builder.full()) builder.add_unread(Unread::text_over_limit, 0, 1);
  return builder.take();
}

std::optional<Failure> recognise_picture(std::string_view document, const std::vector<std::uint32_t>& pages, std::uint32_t language, Tesseract& tesseract,
                                         const PageRecognised& done) {
  const auto found = picture_pages(document);
  if (const auto* failure = std::get_if<Failure>(&found)) return *failure;
  const auto& heads = std::get<std::vector<PicturePage>>(found);
  for (const std::uint32_t number : pages) {
    if (number < 1 || number > heads.size()) continue;
    const DrawnPicture drawn = draw_picture(document, heads[number - 1]);
    RecognisedPage page;
    if (!drawn.grey.empty()) page = tesseract.read_page({drawn.grey.data(), drawn.width, drawn.height, drawn.width, drawn.dpi}, language);
    page.number = number;
    page.damaged = drawn.damaged || drawn.grey.empty();
    done(page);
  }
  return std::nullopt;
}

}  // namespace caveat::reader
