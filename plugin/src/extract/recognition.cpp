// See recognition.h.
#include "extract/recognition.h"

#include <poll.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <deque>
#include <memory>
#include <thread>
#include <utility>
#include <variant>

#include "base/limits.h"
#include "extract/reader_process.h"
#include "extract/sniff.h"

namespace caveat::extract {
namespace {

using Clock = std::chrono::steady_clock;
using Numbers = std::vector<std::uint32_t>;
constexpr int kPollMs = 50;  // how soon a cancel of the host is seen

// Of the whole program: a host that scans in many threads has no more cores than one that scans in one.
std::atomic<std::uint32_t> running_processes{0};

std::uint32_t most_processes() { return std::clamp(std::thread::hardware_concurrency(), 1u, limits::kRecognitionProcesses); }

class Place {
 public:
  // A scan that has no process yet gets one in any case: it must go on.
  static std::unique_ptr<Place> take(bool in_any_case) {
    std::uint32_t now = running_processes.load();
    do {
      if (now >= most_processes() && !in_any_case) return nullptr;
    } while (!running_processes.compare_exchange_weak(now, now + 1));
    return std::unique_ptr<Place>(new Place);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { --running_processes; }

 private:
  Place() = default;
};

// One process and its pages.
struct Reading {
  std::unique_ptr<Place> place;
  std::unique_ptr<Conversation> talk;
  Numbers pages;
  std::uint32_t heard_pages = 0;
  Clock::time_point since;  // the page that it is at began
};

class Readers {
 public:
  Readers(const Document& document, const std::string& program, std::uint32_t total, Cancel& cancel)
      : document_(document), program_(program), total_(total), cancel_(cancel) {}

  // Puts what comes back into out(); an error ends all.
  std::optional<Error> run(std::deque<Numbers> shares, std::uint32_t language, const Descriptor& input) {
    while (!shares.empty() || !readings_.empty()) {
      if (auto stop = cancel_.poll(Stage::extract, done(), total_)) return stop;
      while (!shares.empty()) {
        auto place = Place::take(readings_.empty());
        if (!place) break;
        std::vector<std::string> arguments{is_picture(document_.media_type) ? reader::kRecognisePictureArgument : reader::kRecogniseArgument, reader::kEnvelopeArgument, std::to_string(language)};
        for (const std::uint32_t page : shares.front()) arguments.push_back(std::to_string(page));
        auto talk = Conversation::begin(document_, program_, std::move(arguments), input);
        if (!talk) {
          if (readings_.empty()) return talk.error();
          break;  // the system is short of something: those that run do the work
        }
        readings_.push_back({std::move(place), std::move(talk).value(), std::move(shares.front()), 0, Clock::now()});
        shares.pop_front();
      }
      if (auto error = wait()) return error;
      for (std::size_t i = 0; i < readings_.size();) {
        if (!is_over(readings_[i])) {
          ++i;
          continue;
        }
        Numbers rest = take(readings_[i]);
        readings_.erase(readings_.begin() + static_cast<std::ptrdiff_t>(i));
        if (!out_.installed) return std::nullopt;
        if (!rest.empty()) shares.push_back(std::move(rest));
      }
    }
    return std::nullopt;
  }

  Recognition& out() { return out_; }

 private:
  std::uint32_t done() const {
    auto count = static_cast<std::uint32_t>(out_.pages.size());
    for (const Reading& one : readings_) count += one.heard_pages;
    return std::min(count, total_);
  }

  std::optional<Error> wait() {
    std::vector<pollfd> waiting;
    for (const Reading& one : readings_) waiting.push_back({one.talk->descriptor(), POLLIN, 0});
    const int ready = ::poll(waiting.data(), waiting.size(), kPollMs);
    if (ready < 0 && errno != EINTR && errno != EAGAIN) return system_error(document_, "poll", errno);
    for (std::size_t i = 0; ready > 0 && i < readings_.size(); ++i) {
      if (waiting[i].revents == 0) continue;
      Reading& one = readings_[i];
      if (auto error = one.talk->hear(document_)) return error;
      if (one.talk->follower().pages() == one.heard_pages) continue;
      one.heard_pages = one.talk->follower().pages();
      one.since = Clock::now();
    }
    return std::nullopt;
  }

  static bool is_over(const Reading& one) {
    return one.talk->over() || Clock::now() - one.since > std::chrono::milliseconds(limits::kRecognitionPageMs);
  }

  // Keeps the pages that it has recognised. Returns those that are still to do, behind the one that brought it down.
  Numbers take(Reading& one) {
    auto decoded = reader::decode_lines(one.talk->answer());
    auto* const lines = std::get_if<reader::DecodedLines>(&decoded);
    std::size_t next = 0;
    if (lines != nullptr) {
      for (reader::RecognisedPage& page : lines->pages) {
        const auto asked = std::find(one.pages.begin() + static_cast<std::ptrdiff_t>(next), one.pages.end(), page.number);
        if (asked == one.pages.end()) break;  // not asked for, or twice: it lies
        next = static_cast<std::size_t>(asked - one.pages.begin()) + 1;
        out_.pages.push_back(std::move(page));
      }
      if (lines->failure == reader::Failure::no_recognition) out_.installed = false;
      if (lines->failure || (one.talk->follower().complete() && !one.talk->follower().broken())) return {};
    }
    if (next < one.pages.size()) ++next;
    return {one.pages.begin() + static_cast<std::ptrdiff_t>(next), one.pages.end()};
  }

  const Document& document_;
  const std::string& program_;
  const std::uint32_t total_;
  Cancel& cancel_;
  std::vector<Reading> readings_;
  Recognition out_;
};

}  // namespace

Result<Recognition> recognise(const Document& document, std::string_view password, const std::string& program, const Numbers& pages, Cancel& cancel) {
  const std::string head = reader::encode_envelope_head(password, {}, document.bytes.size()), end = reader::encode_end();
  const auto input = sealed_file(document, {head, document.bytes, end}, cancel);
  if (!input) return input.error();
  const std::size_t count = std::min<std::size_t>(pages.size(), limits::kRecognisedPages);
  Readers readers(document, program, static_cast<std::uint32_t>(count), cancel);
  // The first page tells the language in which the others begin, so that what is read does not hang on how many processes share it.
  if (auto error = readers.run({{pages.front()}}, 0, input.value())) return *error;
  const std::uint32_t language = readers.out().pages.empty() ? 0 : readers.out().pages.front().language;
  if (count > 1 && readers.out().installed) {
    const std::size_t share = std::clamp<std::size_t>((count - 1 + most_processes() - 1) / most_processes(), 1, limits::kRecognitionShare);
    std::deque<Numbers> shares;
    for (std::size_t begin = 1; begin < count; begin += share)
      shares.emplace_back(pages.begin() + static_cast<std::ptrdiff_t>(begin), pages.begin() + static_cast<std::ptrdiff_t>(std::min(begin + share, count)));
    if (auto error = readers.run(std::move(shares), language, input.value())) return *error;
  }
  Recognition out = std::move(readers.out());
  std::sort(out.pages.begin(), out.pages.end(), [](const auto& left, const auto& right) { return left.number < right.number; });
  return out;
}

namespace {

// A language read by the model of another costs every tenth word, and the words that rules look for most of all.
void tell_missing_models(const std::vector<reader::RecognisedPage>& pages, ExtractedText& text) {
  static constexpr struct {
    std::uint32_t language;
    const char *name, *package;
  } kModels[] = {{reader::kEnglish, "English", "tesseract-ocr"}, {reader::kFrench, "French", "tesseract-ocr-fra"}, {reader::kGerman, "German", "tesseract-ocr-deu"}, {reader::kSpanish, "Spanish", "tesseract-ocr-spa"}};
  for (const auto& [language, name, package] : kModels) {
    std::uint32_t count = 0, first = 0;
    for (const reader::RecognisedPage& page : pages) {
      if (page.language != language || !page.without_model) continue;
      if (count++ == 0) first = page.number;
    }
    if (count == 0) continue;
    text.not_read.push_back({"model-missing", first, (count == 1 ? std::string("This page is") : std::to_string(count) + " pages, from this one on, are") + " in " + name +
                                                         " and were read without its model of text recognition: about every tenth word is wrong. Install it (Debian: " + package +
                                                         ") and scan again."});
  }
}

}  // namespace

void tell(const Recognition& recognition, const Numbers& asked, ExtractedText& text) {
  for (NotRead& part : text.not_read) {
    if (part.code != "page-without-text") continue;
    const auto place = std::lower_bound(asked.begin(), asked.end(), part.page);
    if (place == asked.end() || *place != part.page) continue;
    const bool seen = std::any_of(recognition.pages.begin(), recognition.pages.end(), [&](const auto& page) { return page.number == part.page && !page.damaged; });
    // Why it has no text stands in the first sentence (a picture, or fonts without letters); what to do is known better now.
    part.detail.resize(part.detail.find(". ") + 1);
    if (!recognition.installed)
      part.detail += " Install text recognition (Debian: tesseract-ocr, tesseract-ocr-fra, -deu, -spa) and scan again, or run OCR on the document first.";
    else if (static_cast<std::size_t>(place - asked.begin()) >= limits::kRecognisedPages)
      part.detail += " It stands behind the " + std::to_string(limits::kRecognisedPages) + " pages that are recognised at most. Split the document.";
    else
      part.detail += seen ? " Text recognition found no words on it. Look at it." : " Text recognition failed on it. Look at it, or run OCR on the document and scan it again.";
  }
  tell_missing_models(recognition.pages, text);
  for (const reader::RecognisedPage& page : recognition.pages)
    if (page.damaged && !page.words.empty())
      text.not_read.push_back({"damaged-page", page.number, "The picture of this page is damaged: text may be missing. Compare it with a viewer, and ask for the file again."});
  for (const Page& page : text.pages) {
    const auto sure = text.confidence_of(page.span);
    if (!sure || *sure >= limits::kRecognisedBadly) continue;
    text.not_read.push_back({"recognised-badly", page.number,
                             "Text recognition is only " + std::to_string(std::lround(*sure * 100)) +
                                 " % sure of the words on this page. Read it yourself, or ask for the document as a file and not as a scan."});
  }
  std::stable_sort(text.not_read.begin(), text.not_read.end(), [](const NotRead& left, const NotRead& right) { return left.page < right.page; });
}

}  // namespace caveat::extract
