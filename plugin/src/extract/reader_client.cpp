// See reader_client.h.
#include <dlfcn.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>
#include <variant>

#include "base/limits.h"
#include "extract/child_process.h"
#include "extract/reader_client.h"
#include "extract/reader_html_charset.h"
#include "extract/reader_process.h"
#include "extract/reader_protocol.h"
#include "extract/recognition.h"
#include "extract/sniff.h"

namespace caveat::extract {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kPollMs = 50;  // how soon a cancel of the host is seen

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash == 0 ? 1 : slash);
}

std::string real_path(const char* path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path, nullptr), std::free);
  return resolved ? std::string(resolved.get()) : std::string();
}

// The folder of the file that this code was loaded from: libcaveat.so, or the program it is linked into.
std::string own_folder() {
  Dl_info info{};
  if (::dladdr(reinterpret_cast<const void*>(&read_in_process), &info) != 0 && info.dli_fname != nullptr &&
      std::strchr(info.dli_fname, '/') != nullptr) {
    const std::string path = real_path(info.dli_fname);
    if (!path.empty()) return folder_of(path);
  }
  // A program found through PATH has a bare name here.
  return folder_of(real_path("/proc/self/exe"));
}

Error as_error(const Document& document, std::string_view job, reader::Failure failure) {
  const bool copy = job == reader::kAnnotateArgument;
  const bool picture = is_picture(job), pdf = !picture && job != kHtml && job != "application/xhtml+xml";
  const std::string name = subject(document);
  switch (failure) {
    case reader::Failure::damaged:
      return {ErrorCode::format, name + ": damaged, or not a " + (pdf ? "PDF" : picture ? "picture" : "web page") +
                                     ". Open it in a viewer, save it anew, and scan that."};
    case reader::Failure::locked:
      if (copy) return {ErrorCode::locked, name + ": protected by a password, so no copy with notes can be made of it. Take the report as docx or html."};
      return {ErrorCode::locked, name + ": protected by a password. Put it into the first line of a file and name that with --password-file (other "
                                        "programs: cav_scan_options.password), or save a copy without a password and scan that."};
    case reader::Failure::wrong_password:
      return {ErrorCode::locked, name + ": the password is wrong. Check the first line of the file that --password-file names (other programs: "
                                        "cav_scan_options.password): capitals, spaces at its end, and that it belongs to this document."};
    case reader::Failure::empty:
      return {ErrorCode::format, name + ": empty. Check that the file was copied completely."};
    case reader::Failure::memory:
      return {ErrorCode::limit,
              name + ": needs more than " + std::to_string(limits::kReaderMemoryBytes >> 20) +
                  " MB of memory to read. Split the document, or print it to a new PDF and scan that."};
    case reader::Failure::nesting:
      return {ErrorCode::limit,
              name + ": its elements are nested thousands deep, or one has thousands of attributes, as no document does. Save it "
                     "anew from a browser and scan that."};
    case reader::Failure::restricted:
      return {ErrorCode::locked, name + ": its owner has locked it against notes. Ask for a copy without that restriction, or take the "
                                        "report as docx or html."};
    case reader::Failure::unwritable:
      return {ErrorCode::format, name + ": can be read, but no copy with notes can be made of it. Print it to a new PDF, or take the report "
                                        "as docx or html."};
    case reader::Failure::pixels:
      return {ErrorCode::limit, name + ": a picture of more than " + std::to_string(limits::kPicturePixels / 1'000'000) +
                                    " million pixels. Save it at 300 dpi, and scan that."};
    case reader::Failure::no_recognition:
      if (picture)
        return {ErrorCode::format, name + ": a picture, and text recognition is not installed. Install it (Debian: tesseract-ocr, tesseract-ocr-fra, -deu, -spa) and "
                                          "scan again, or run OCR on it, save it as PDF and scan that."};
      break;  // no answer to any of the other jobs
  }
  return {ErrorCode::internal, name + ": the reader failed."};
}

// The answer of the program to the input.
Result<std::string> converse(const Document& document, const Descriptor& input, std::vector<std::string> arguments, const std::string& program,
                             Cancel& cancel) {
  const std::string job = arguments.front();
  // The clock starts before the spawn: a slow start counts too.
  const auto allowed = std::min(limits::kReaderDeadlineMs, cancel.remaining_ms().value_or(limits::kReaderDeadlineMs));
  const auto deadline = Clock::now() + std::chrono::milliseconds(allowed);
  auto begun = Conversation::begin(document, program, std::move(arguments), input);
  if (!begun) return begun.error();
  Conversation& talk = *begun.value();
  while (!talk.over()) {
    if (auto stop = cancel.poll(Stage::extract, talk.follower().done(), talk.follower().total())) return *stop;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      if (auto stop = cancel.poll(Stage::extract, talk.follower().done(), talk.follower().total())) return *stop;
      return Error{ErrorCode::deadline, subject(document) + ": not read within " + std::to_string(allowed / 1000) +
                                            " s. Split the document, or print it to a new PDF and scan that."};
    }
    pollfd waiting{talk.descriptor(), POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<long long>(left, kPollMs)));
    if (ready < 0 && errno != EINTR && errno != EAGAIN) return system_error(document, "poll", errno);
    if (ready <= 0) continue;
    if (auto error = talk.hear(document)) return *error;
  }
  // A whole answer is all that counts; how the process ends after it does not. The decoder says what is wrong with a broken one.
  if (talk.follower().complete() || talk.follower().broken()) return std::move(talk.answer());
  talk.child().await();
  if (talk.child().killed_by(SIGXCPU))
    return Error{ErrorCode::deadline, subject(document) +
                                          ": takes too long to read. Split the document, or print it to a new "
                                          "PDF and scan that."};
  // Poppler's allocator leaves with 1 when there is no memory.
  if (talk.child().exited_with(1)) return as_error(document, job, reader::Failure::memory);
  return Error{ErrorCode::internal,
               subject(document) +
                   (talk.child().signalled() ? ": the reader process crashed on it. "
                                      : ": the reader process gave up without an answer. ") +
                   "The document is probably damaged: open it in a viewer, save it anew, and scan that."};
}

Error not_found(const Document& document, const Options& options) {
  return {ErrorCode::io, subject(document) + ": the program caveat-reader, which reads PDF and HTML, was not found " +
                             (options.reader_path.empty() ? "beside the library" : "at " + options.reader_path) +
                             ". Install it there, or set the path of the reader."};
}

Error nonsense(const Document& document, const reader::Refusal& refusal) {
  return {ErrorCode::internal, subject(document) + ": the reader process answered nonsense (" + refusal.reason +
                                   "). Install caveat-reader of the same version; if it is, the document is hostile "
                                   "or damaged: do not trust it."};
}

// What the reader could not put around itself; the document is read all the same, and whoever runs the host is told.
void warn_of_gaps(std::uint32_t guards, const Options& options) {
  constexpr struct {
    std::uint32_t guard;
    const char* what;
  } kGuards[] = {{reader::kGuardLimits, "limits on memory and processor time"},
                 {reader::kGuardSystemCalls, "a filter of system calls (seccomp)"},
                 {reader::kGuardFiles, "a fence around the file system (Landlock, Linux 5.13 or later)"}};
  if (!options.warn) return;
  std::string missing;
  for (const auto& [guard, what] : kGuards)
    if (!(guards & guard)) missing.append(missing.empty() ? "" : ", ").append(what);
  if (!missing.empty())
    options.warn("This machine or container gives the reader process no " + missing +
                 ". Documents are read all the same, but one that takes over a parser is held back by less. Allow it there, or read strangers' documents elsewhere.");
}

// The document, of which some pages may have been recognised already. Its media type is that of the job.
Result<ExtractedText> read_once(const Document& document, std::string_view password, const std::vector<reader::RecognisedPage>& recognised,
                                const std::string& program, const Options& options, Cancel& cancel) {
  // The password goes the way of the document: command lines and environments can be read by others.
  const bool enveloped = !password.empty() || !recognised.empty();
  std::vector<std::string> arguments{document.media_type == kPdf ? std::string(kPdf) : is_picture(document.media_type) ? reader::kPictureArgument : std::string(kHtml)};
  std::string head, end;
  if (enveloped) {
    arguments.emplace_back(reader::kEnvelopeArgument);
    head = reader::encode_envelope_head(password, recognised, document.bytes.size());
    end = reader::encode_end();
  }
  const auto input = sealed_file(document, {head, document.bytes, end}, cancel);
  if (!input) return input.error();
  auto answer = converse(document, input.value(), std::move(arguments), program, cancel);
  if (!answer) return answer.error();
  if (auto stop = cancel.poll(Stage::extract)) return *stop;
  auto decoded = reader::decode(answer.value());
  if (const auto* refusal = std::get_if<reader::Refusal>(&decoded)) return nonsense(document, *refusal);
  auto& found = std::get<reader::Decoded>(decoded);
  if (recognised.empty()) warn_of_gaps(found.guards, options);  // once a document
  if (found.failure) return as_error(document, document.media_type, *found.failure);
  found.text.media_type = document.media_type;
  return std::move(found.text);
}

}  // namespace

std::string find_reader(const Options& options) {
  if (!options.reader_path.empty()) return is_program(options.reader_path) ? options.reader_path : std::string();
  const std::string folder = own_folder();
  if (folder.empty()) return {};
  // Beside it; the build tree; /usr/lib; /usr/lib/<triplet>.
  for (const char* place : {"/caveat-reader", "/../bin/caveat-reader", "/../libexec/caveat/caveat-reader",
                            "/../../libexec/caveat/caveat-reader"})
    if (is_program(folder + place)) return folder + place;
  return {};
}

Result<ExtractedText> read_in_process(const Document& document, std::string_view media_type, const Options& options,
                                      Cancel& cancel) {
  const bool pdf = media_type == kPdf, picture = is_picture(media_type), html_page = media_type == kHtml || media_type == "application/xhtml+xml";
  if (!pdf && !picture && !html_page)
    return Error{ErrorCode::internal,
                 subject(document) + ": the reader does not read " + std::string(media_type) + "."};
  if (document.bytes.empty()) return as_error(document, media_type, reader::Failure::empty);
  if (document.bytes.size() > limits::kInputBytes)
    return Error{ErrorCode::limit, subject(document) + ": over the limit of " +
                                       std::to_string(limits::kInputBytes >> 20) + " MB. Split the document."};
  if (picture && !options.recognise)
    return Error{ErrorCode::format, subject(document) + ": a picture, and text recognition is switched off. Switch it on (without --no-ocr; other programs: without "
                                                        "CAV_SCAN_NO_RECOGNITION), or run OCR on it, save it as PDF and scan that."};
  const std::string program = find_reader(options);
  if (program.empty()) return not_found(document, options);

  std::string_view bytes = document.bytes;
  Utf8Html html;
  if (html_page) {
    auto converted = html_to_utf8(bytes, cancel);
    if (!converted) {
      if (converted.error().code == ErrorCode::cancelled || converted.error().code == ErrorCode::deadline)
        return converted.error();
      return Error{converted.error().code, subject(document) + ": " + converted.error().message};
    }
    html = std::move(converted.value());
    bytes = html.text;
  }

  if (options.password.size() > limits::kPasswordBytes) return as_error(document, media_type, reader::Failure::wrong_password);
  const std::string_view password = pdf ? std::string_view(options.password) : std::string_view();
  auto found = read_once({bytes, document.name, media_type}, password, {}, program, options, cancel);
  if (!found) return found;
  std::vector<std::uint32_t> pictures;
  for (const NotRead& part : found->not_read)
    if (options.recognise && part.code == "page-without-text") pictures.push_back(part.page);
  if (!pictures.empty()) {
    std::sort(pictures.begin(), pictures.end());
    auto seen = recognise({bytes, document.name, media_type}, password, program, pictures, cancel);
    if (!seen) return seen.error();
    if (picture) {
      if (!seen->installed) return as_error(document, media_type, reader::Failure::no_recognition);
      const auto holds_nothing = [](const reader::RecognisedPage& page) { return page.damaged && page.words.empty(); };
      if (!seen->pages.empty() && std::all_of(seen->pages.begin(), seen->pages.end(), holds_nothing)) return as_error(document, media_type, reader::Failure::damaged);
    }
    if (!seen->pages.empty()) {
      auto whole = read_once({bytes, document.name, media_type}, password, seen->pages, program, options, cancel);
      if (whole) found = std::move(whole);
      else if (whole.error().code == ErrorCode::cancelled || whole.error().code == ErrorCode::deadline) return whole;
      else seen->pages.clear();  // without the pictures it was good
    }
    tell(seen.value(), pictures, found.value());
  }
  if (html.undecodable > 0)
    found->not_read.insert(
        found->not_read.begin(),
        NotRead{"undecodable-bytes", 0,
                std::to_string(html.undecodable) + " places hold bytes that are no characters in the "
                                                   "document's encoding. Save it as UTF-8."});
  return found;
}

Result<AnnotatedPdf> annotate_in_process(const Document& document, const std::vector<Annotation>& annotations, const Options& options,
                                         Cancel& cancel) {
  if (document.bytes.empty()) return as_error(document, reader::kAnnotateArgument, reader::Failure::empty);
  if (document.bytes.size() > limits::kInputBytes)
    return Error{ErrorCode::limit, subject(document) + ": over the limit of " + std::to_string(limits::kInputBytes >> 20) + " MB. Split the document."};
  const std::string program = find_reader(options);
  if (program.empty()) return not_found(document, options);

  const std::string head = reader::encode_copy_request_head(annotations, document.bytes.size()), end = reader::encode_end();
  const auto input = sealed_file(document, {head, document.bytes, end}, cancel);
  if (!input) return input.error();
  auto answer = converse(document, input.value(), {reader::kAnnotateArgument}, program, cancel);
  if (!answer) return answer.error();
  const auto decoded = reader::decode_copy(answer.value());
  if (const auto* refusal = std::get_if<reader::Refusal>(&decoded)) return nonsense(document, *refusal);
  const auto& found = std::get<reader::DecodedCopy>(decoded);
  if (found.failure) return as_error(document, reader::kAnnotateArgument, *found.failure);
  AnnotatedPdf out;
  out.has_signature = found.features & reader::kCopySignature;
  out.has_form = found.features & reader::kCopyForm;
  out.has_dynamic_form = found.features & reader::kCopyDynamicForm;
  const auto drawn = std::count_if(annotations.begin(), annotations.end(), [&](const Annotation& one) {
    switch (one.when) {
      case Annotation::When::always: break;
      case Annotation::When::signature: return out.has_signature;
      case Annotation::When::form: return out.has_form;
      case Annotation::When::dynamic_form: return out.has_dynamic_form;
    }
    return true;
  });
  // A finding that is not in the copy would be a risk that nobody sees.
  if (static_cast<std::uint32_t>(drawn) != found.drawn) return nonsense(document, {"a copy without all its notes"});
  // The copy is most of the answer: it moves within the memory that is there.
  std::string bytes = std::move(answer).value();
  const std::size_t begin = static_cast<std::size_t>(found.document.data() - bytes.data()), size = found.document.size();
  bytes.erase(begin + size);
  bytes.erase(0, begin);
  out.bytes = std::move(bytes);
  return out;
}

}  // namespace caveat::extract
