// caveat-reader: opens one PDF, HTML document or picture for libcaveat and answers with its text, with what text recognition
// sees on its pages, or with a copy of a PDF that has notes drawn into it (extract/reader_protocol.h).
//
//   caveat-reader 3 application/pdf < document > answer
//
// This program links Poppler, which is under the GNU GPL (version 2 or 3), and qpdf, which is under the Apache License 2.0 and
// goes together with version 3 alone: the program as a whole is under the GPL, version 3.
// It shares no address space with libcaveat, which starts it anew for each document and kills it when in doubt. Tested
// by tests/unit/reader.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answer_builder.h"
#include "base/limits.h"
#include "confinement.h"
#include "extract/reader_protocol.h"
#include "html_blocks.h"
#include "pdf_copy.h"
#include "pdf_pages.h"
#include "picture.h"
#include "recognition.h"

#ifdef CAVEAT_COVERAGE
extern "C" void __gcov_dump();
extern "C" void __gcov_reset();
#endif

namespace {

using namespace caveat::extract::reader;
namespace limits = caveat::limits;

[[noreturn]] void leave(int code) {
#ifdef CAVEAT_COVERAGE
  __gcov_dump();
#endif
  // _exit: destructors of a parser on a broken document are a risk without a gain.
  ::_exit(code);
}

void send(std::string_view bytes) {
#ifdef CAVEAT_COVERAGE
  __gcov_dump();  // the host ends this process once it has the answer
  __gcov_reset();
#endif
  while (!bytes.empty()) {
    const ssize_t written = ::write(1, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) leave(3);  // the host is gone
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string_view input() {
  struct stat info {};
  if (::fstat(0, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size <= 0) return {};
  const auto size = static_cast<std::size_t>(info.st_size);
  void* const bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
  if (bytes == MAP_FAILED) return {};
  return {static_cast<const char*>(bytes), size};
}

bool numbers(char** from, char** to, std::vector<std::uint32_t>& out) {
  for (; from != to; ++from) {
    const std::string_view text = *from;
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || end != text.data() + text.size()) return false;
    out.push_back(number);
  }
  return out.size() <= limits::kRecognitionShare + 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3 || std::strcmp(arguments[1], kVersionArgument) != 0) return 2;
  const std::string_view job = arguments[2];
  const bool enveloped = count > 3 && std::strcmp(arguments[3], kEnvelopeArgument) == 0;
  std::vector<std::uint32_t> order;  // of text recognition: the likely language, then the pages
  const bool of_picture = job == kRecognisePictureArgument, recognition = of_picture || job == kRecogniseArgument;
  const bool recognise = recognition && enveloped && numbers(arguments + 4, arguments + count, order) && order.size() > 1;
  if (!recognise && (recognition || count != (enveloped ? 4 : 3))) return 2;
  std::uint32_t guards = caveat::reader::limit_resources(
      recognise ? limits::kRecognitionPageMs / 1000 * static_cast<std::uint32_t>(order.size()) : limits::kReaderDeadlineMs / 1000 + 5);
  Envelope envelope{{}, input(), {}};
  if (envelope.document.empty()) {
    send(encode_hello(guards));
    send(encode_failure(Failure::empty));
    leave(0);
  }
  if (enveloped) {
    auto opened = decode_envelope(envelope.document);
    if (std::holds_alternative<Refusal>(opened)) leave(2);  // a host of another build
    envelope = std::move(std::get<Envelope>(opened));
  }
  std::set_new_handler([] {
    send(encode_failure(Failure::memory));
    leave(0);
  });
  if (job == "application/pdf") {
    caveat::reader::prepare_pdf();
    guards |= caveat::reader::close_system();
    send(encode_hello(guards));
    const auto outcome = caveat::reader::read_pdf(
        envelope.document, envelope.password, envelope.recognised, [](std::uint32_t done, std::uint32_t total) { send(encode_progress(done, total)); });
    if (const auto* failure = std::get_if<Failure>(&outcome)) send(encode_failure(*failure));
    else send(encode_answer(std::get<Answer>(outcome)));
  } else if (recognise) {
    caveat::reader::prepare_pdf();
    caveat::reader::Tesseract tesseract;
    const bool loaded = tesseract.load();
    guards |= caveat::reader::close_system(tesseract.models());
    send(encode_hello(guards));
    const std::vector<std::uint32_t> pages(order.begin() + 1, order.end());
    const auto done = [](const RecognisedPage& page) { send(encode_lines(page)); };
    const auto failure = !loaded      ? Failure::no_recognition
                         : of_picture ? caveat::reader::recognise_picture(envelope.document, pages, order[0], tesseract, done)
                                      : caveat::reader::recognise_pdf(envelope.document, envelope.password, pages, order[0], tesseract, done);
    send(failure ? encode_failure(*failure) : encode_end());
  } else if (job == kPictureArgument) {
    guards |= caveat::reader::close_system();
    send(encode_hello(guards));
    const auto outcome = caveat::reader::read_picture(envelope.document, envelope.recognised);
    if (const auto* failure = std::get_if<Failure>(&outcome)) send(encode_failure(*failure));
    else send(encode_answer(std::get<Answer>(outcome)));
  } else if (job == "text/html") {
    guards |= caveat::reader::close_system();
    send(encode_hello(guards));
    const auto outcome = caveat::reader::read_html(envelope.document);
    if (const auto* failure = std::get_if<Failure>(&outcome)) send(encode_failure(*failure));
    else send(encode_answer(std::get<Answer>(outcome)));
  } else if (job == kAnnotateArgument) {
    guards |= caveat::reader::close_system();
    send(encode_hello(guards));
    const auto request = decode_copy_request(envelope.document);
    if (std::holds_alternative<Refusal>(request)) leave(2);  // a host of another build
    auto outcome = caveat::reader::copy_pdf(std::get<CopyRequest>(request));
    if (const auto* failure = std::get_if<Failure>(&outcome)) {
      send(encode_failure(*failure));
    } else {
      const Copy& copy = std::get<Copy>(outcome);
      send(encode_copy_head(copy));
      send(copy.bytes);
      send(encode_end());
    }
  } else {
    return 2;
  }
  leave(0);
}
