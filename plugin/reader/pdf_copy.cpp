// See pdf_copy.h. The only file that knows qpdf.
//
// Each annotation has an appearance of its own (/AP): viewers draw highlights and notes without one as they like, and print
// them or not.
#include "pdf_copy.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/limits.h"

namespace caveat::reader {
namespace {

using extract::Annotation;
using extract::reader::Copy;
using extract::reader::CopyRequest;
using extract::reader::Failure;
using Object = QPDFObjectHandle;

constexpr int kPrint = 4, kNoZoom = 8, kNoRotate = 16;  // of /F
constexpr float kSign = 18;  // of a note: its side, in points
constexpr float kPopupWidth = 220, kPopupHeight = 140;
constexpr std::size_t kFields = 100'000;  // of a form, looked at for signatures; real forms have under 2,000
constexpr int kFieldDepth = 64;

// Numbers of a PDF, always with a point, to a hundredth of a point.
std::string number(double value) {
  if (!std::isfinite(value)) value = 0;
  const long long hundredths = std::llround(std::clamp(value, -1e9, 1e9) * 100);
  const long long whole = std::llabs(hundredths);
  std::string out = hundredths < 0 ? "-" : "";
  out += std::to_string(whole / 100);
  if (whole % 100 != 0) {
    out += whole % 100 < 10 ? ".0" : ".";
    out += std::to_string(whole % 100);
  }
  return out;
}

Object array_of(std::initializer_list<double> values) {
  Object out = Object::newArray();
  for (const double value : values) out.appendItem(Object::newReal(number(value)));
  return out;
}

struct Point {
  double x, y;
};

// A page as poppler shows it: the part of the media box that the crop box leaves (all of it, across or along, where that is larger), turned by
// /Rotate. Boxes count from the top left
// of that; a PDF's own points from anywhere, y upwards.
class ShownPage {
 public:
  explicit ShownPage(Object page) {
    QPDFPageObjectHelper helper(page);
    const Box media = box(helper.getAttribute("/MediaBox", false), {0, 0, 612, 792});
    area_ = box(helper.getAttribute("/CropBox", false), media);
    if (area_.x1 - area_.x0 > media.x1 - media.x0) area_.x0 = media.x0, area_.x1 = media.x1;
    if (area_.y1 - area_.y0 > media.y1 - media.y0) area_.y0 = media.y0, area_.y1 = media.y1;
    area_ = {std::max(area_.x0, media.x0), std::max(area_.y0, media.y0), std::min(area_.x1, media.x1), std::min(area_.y1, media.y1)};
    if (area_.x1 <= area_.x0 || area_.y1 <= area_.y0) area_ = media;  // a crop box beside the page
    Object turn = helper.getAttribute("/Rotate", false);
    const long long degrees = turn.isInteger() ? turn.getIntValue() % 360 : 0;
    quarters_ = static_cast<int>((degrees + 360) % 360 / 90);
  }

  double width() const { return quarters_ % 2 ? area_.y1 - area_.y0 : area_.x1 - area_.x0; }
  double height() const { return quarters_ % 2 ? area_.x1 - area_.x0 : area_.y1 - area_.y0; }

  Point own(double x, double y) const {
    switch (quarters_) {
      case 1: return {area_.x0 + y, area_.y0 + x};
      case 2: return {area_.x1 - x, area_.y0 + y};
      case 3: return {area_.x1 - y, area_.y1 - x};
      default: return {area_.x0 + x, area_.y1 - y};
    }
  }
  // x0, y0, x1, y1 in the PDF's own points.
  std::array<double, 4> own(const Annotation::Box& box) const {
    const Point a = own(box.x0, box.y0), b = own(box.x1, box.y1);
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
  }

 private:
  struct Box {
    double x0, y0, x1, y1;
  };
  static Box box(Object value, const Box& otherwise) {
    if (!value.isArray() || value.getArrayNItems() != 4) return otherwise;
    std::array<double, 4> edge{};
    for (int i = 0; i < 4; ++i) {
      Object item = value.getArrayItem(i);
      if (!item.isNumber()) return otherwise;
      edge[static_cast<std::size_t>(i)] = std::clamp(item.getNumericValue(), -1e7, 1e7);
    }
    const Box out{std::min(edge[0], edge[2]), std::min(edge[1], edge[3]), std::max(edge[0], edge[2]), std::max(edge[1], edge[3])};
    return out.x1 > out.x0 && out.y1 > out.y0 ? out : otherwise;
  }

  Box area_{};
  int quarters_ = 0;
};

std::array<double, 3> rgb(std::uint32_t colour) {
  return {(colour >> 16 & 0xff) / 255.0, (colour >> 8 & 0xff) / 255.0, (colour & 0xff) / 255.0};
}
std::string paint(std::uint32_t colour) {
  const auto [r, g, b] = rgb(colour);
  return number(r) + " " + number(g) + " " + number(b) + " rg\n";
}

class CopyMaker {
 public:
  explicit CopyMaker(const CopyRequest& request) : request_(request) {}

  std::variant<Copy, Failure> run() {
    pdf_.setSuppressWarnings(true);
    pdf_.processMemoryFile("document", request_.document.data(), request_.document.size());
    // Who opened it without a password is no owner. What the owner has locked stays locked.
    if (pdf_.isEncrypted() && !pdf_.allowModifyAnnotation()) return Failure::restricted;
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf_).getAllPages()) pages_.push_back(page.getObjectHandle());
    if (pages_.empty()) return Failure::damaged;
    find_features();

    std::map<std::size_t, std::vector<Object>> added;  // by page
    for (const Annotation& one : request_.annotations) {
      if (!wanted(one.when)) continue;
      // Where the two parsers of a damaged file disagree, a note must not get lost: the last page has it.
      const std::size_t page = std::min<std::size_t>(one.page, pages_.size()) - 1;
      const ShownPage shown(pages_[page]);
      Object annotation = one.kind == Annotation::Kind::highlight ? highlight(one, shown) : note(one, shown);
      finish(annotation, one, page, shown, added[page]);
      ++copy_.drawn;
    }
    for (auto& [page, list] : added) {
      // A new array: the old one may be shared by pages, or be none.
      Object all = Object::newArray();
      Object before = pages_[page].getKey("/Annots");
      if (before.isArray())
        for (int i = 0; i < before.getArrayNItems(); ++i) all.appendItem(before.getArrayItem(i));
      for (Object& one : list) all.appendItem(one);
      pages_[page].replaceKey("/Annots", all);
    }
    write();
    return std::move(copy_);
  }

 private:
  bool wanted(Annotation::When when) const {
    using extract::reader::kCopyDynamicForm, extract::reader::kCopyForm, extract::reader::kCopySignature;
    switch (when) {
      case Annotation::When::always: break;
      case Annotation::When::signature: return copy_.features & kCopySignature;
      case Annotation::When::form: return copy_.features & kCopyForm;
      case Annotation::When::dynamic_form: return copy_.features & kCopyDynamicForm;
    }
    return true;
  }

  // A signature field that nobody signed yet is part of the form.
  void find_features() {
    Object root = pdf_.getRoot();
    Object permissions = root.getKey("/Perms");
    if (permissions.isDictionary() && permissions.hasKey("/DocMDP")) copy_.features |= extract::reader::kCopySignature;
    Object form = root.getKey("/AcroForm");
    if (!form.isDictionary()) return;
    if (!form.getKey("/XFA").isNull()) copy_.features |= extract::reader::kCopyDynamicForm;
    struct Step {
      Object field;
      int depth;
    };
    std::vector<Step> open;
    std::set<QPDFObjGen> seen;
    const auto descend = [&](Object list, int depth) {
      if (!list.isArray() || depth > kFieldDepth) return;
      for (int i = 0; i < list.getArrayNItems() && open.size() < kFields; ++i) open.push_back({list.getArrayItem(i), depth});
    };
    descend(form.getKey("/Fields"), 0);
    for (std::size_t looked = 0; !open.empty() && looked < kFields; ++looked) {
      auto [field, depth] = open.back();
      open.pop_back();
      if (!field.isDictionary() || (field.isIndirect() && !seen.insert(field.getObjGen()).second)) continue;
      Object value = field.getKey("/V");
      if (value.isDictionary() && (value.hasKey("/ByteRange") || value.hasKey("/Contents"))) {
        copy_.features |= extract::reader::kCopySignature;
        continue;
      }
      if (!field.hasKey("/Kids")) copy_.features |= extract::reader::kCopyForm;
      descend(field.getKey("/Kids"), depth + 1);
    }
  }

  Object highlight(const Annotation& one, const ShownPage& page) {
    Object quads = Object::newArray();
    std::string drawing = "/G gs\n" + paint(one.colour);
    std::array<double, 4> hull{1e9, 1e9, -1e9, -1e9};
    for (const Annotation::Box& box : one.boxes) {
      // Top left, top right, bottom left, bottom right, as they are shown: what viewers do, whatever the standard's figure says.
      for (const Point p : {page.own(box.x0, box.y0), page.own(box.x1, box.y0), page.own(box.x0, box.y1), page.own(box.x1, box.y1)}) {
        quads.appendItem(Object::newReal(number(p.x)));
        quads.appendItem(Object::newReal(number(p.y)));
      }
      const auto [x0, y0, x1, y1] = page.own(box);
      hull = {std::min(hull[0], x0), std::min(hull[1], y0), std::max(hull[2], x1), std::max(hull[3], y1)};
      drawing += number(x0) + " " + number(y0) + " " + number(x1 - x0) + " " + number(y1 - y0) + " re\n";
    }
    Object out = annotation("/Highlight", one, hull);
    out.replaceKey("/QuadPoints", quads);
    out.replaceKey("/CA", Object::newReal("1"));
    // Multiplied, the letters stay black. One fill for all lines, so that lines that touch do not darken each other.
    Object state = Object::newDictionary({{"/Type", Object::newName("/ExtGState")}, {"/BM", Object::newName("/Multiply")}, {"/ca", Object::newReal("1")}});
    Object resources = Object::newDictionary({{"/ExtGState", Object::newDictionary({{"/G", state}})}});
    appearance(out, drawing + "f\n", array_of({hull[0], hull[1], hull[2], hull[3]}), resources);
    return out;
  }

  // A sheet with lines on it. A note neither turns nor grows with its page: its upper left corner stands where it stands, and the sign upright
  // below it, whatever way the page is shown. Most viewers know; for the others the flags say so.
  Object note(const Annotation& one, const ShownPage& page) {
    const double x = std::clamp<double>(one.boxes.front().x0, 0, std::max(0.0, page.width() - kSign));
    const double y = std::clamp<double>(one.boxes.front().y0, 0, std::max(0.0, page.height() - kSign));
    const Point corner = page.own(x, y);
    Object out = annotation("/Text", one, {corner.x, corner.y - kSign, corner.x + kSign, corner.y});
    out.replaceKey("/Name", Object::newName("/Comment"));
    out.replaceKey("/F", Object::newInteger(kPrint | kNoZoom | kNoRotate));
    std::string drawing = paint(one.colour) + "0.35 0.35 0.35 RG\n0.8 w\n1.5 1.5 15 15 re\nB\n";
    drawing += "4.5 12 m 13.5 12 l S\n4.5 9 m 13.5 9 l S\n4.5 6 m 10 6 l S\n";
    appearance(out, drawing, array_of({0, 0, kSign, kSign}), Object::newDictionary());
    return out;
  }

  static Object annotation(const char* subtype, const Annotation& one, const std::array<double, 4>& hull) {
    const auto [r, g, b] = rgb(one.colour);
    Object out = Object::newDictionary({{"/Type", Object::newName("/Annot")},
                                        {"/Subtype", Object::newName(subtype)},
                                        {"/Rect", array_of({hull[0], hull[1], hull[2], hull[3]})},
                                        {"/C", array_of({r, g, b})},
                                        {"/T", Object::newUnicodeString(one.author)},
                                        {"/Contents", Object::newUnicodeString(one.text)},
                                        {"/F", Object::newInteger(kPrint)}});
    if (!one.title.empty()) out.replaceKey("/Subj", Object::newUnicodeString(one.title));
    return out;
  }

  void appearance(Object& to, const std::string& drawing, Object box, Object resources) {
    Object stream = pdf_.newStream(drawing);
    Object head = stream.getDict();
    head.replaceKey("/Type", Object::newName("/XObject"));
    head.replaceKey("/Subtype", Object::newName("/Form"));
    head.replaceKey("/BBox", box);
    head.replaceKey("/Resources", resources);
    to.replaceKey("/AP", Object::newDictionary({{"/N", stream}}));
  }

  void finish(Object& made, const Annotation& one, std::size_t page, const ShownPage& shown, std::vector<Object>& list) {
    // Unique on its page, and the same in each copy.
    made.replaceKey("/NM", Object::newString("note-" + std::to_string(page + 1) + "-" + std::to_string(list.size() / 2 + 1)));
    made.replaceKey("/P", pages_[page]);
    Object indirect = pdf_.makeIndirectObject(made);
    const float x = static_cast<float>(std::max(0.0, shown.width() - kPopupWidth));
    const float y = std::clamp(one.boxes.front().y0, 0.f, static_cast<float>(std::max(0.0, shown.height() - kPopupHeight)));
    const auto [x0, y0, x1, y1] = shown.own(Annotation::Box{x, y, x + kPopupWidth, y + kPopupHeight});
    Object popup = pdf_.makeIndirectObject(Object::newDictionary({{"/Type", Object::newName("/Annot")},
                                                                  {"/Subtype", Object::newName("/Popup")},
                                                                  {"/Rect", array_of({x0, y0, x1, y1})},
                                                                  {"/P", pages_[page]},
                                                                  {"/Parent", indirect},
                                                                  {"/Open", Object::newBool(false)}}));
    indirect.replaceKey("/Popup", popup);
    list.push_back(indirect);
    list.push_back(popup);
  }

  void write() {
    QPDFWriter writer(pdf_);
    writer.setOutputMemory();
    // What is not ours is copied as it is.
    writer.setObjectStreamMode(qpdf_o_preserve);
    writer.setDecodeLevel(qpdf_dl_none);
    writer.setCompressStreams(true);
    writer.setMinimumPDFVersion("1.4");  // blend modes
    if (pdf_.isEncrypted()) {
      // As the original is, so that its restrictions stay. Anybody may open it: the numbers that are fixed here for the sake of the same bytes
      // each time protect nothing.
      writer.setPreserveEncryption(true);
      writer.setStaticID(true);
      writer.setStaticAesIV(true);
    } else {
      writer.setDeterministicID(true);
    }
    writer.write();
    const std::shared_ptr<Buffer> made = writer.getBufferSharedPointer();
    copy_.bytes.assign(reinterpret_cast<const char*>(made->getBuffer()), made->getSize());
  }

  const CopyRequest& request_;
  QPDF pdf_;
  std::vector<Object> pages_;
  Copy copy_;
};

}  // namespace

std::variant<Copy, Failure> copy_pdf(const CopyRequest& request) {
  try {
    return CopyMaker(request).run();
  } catch (const QPDFExc& error) {
    return error.getErrorCode() == qpdf_e_password ? Failure::locked : Failure::unwritable;
  } catch (const std::bad_alloc&) {
    return Failure::memory;
  } catch (const std::exception&) {
    return Failure::unwritable;
  }
}

}  // namespace caveat::reader
