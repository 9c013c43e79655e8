// JsonWriter: JSON written once, front to back: the result (json.cpp) and SARIF (sarif.cpp). Tested by their tests.
//
// Written by hand, not through Poco::JSON: an object tree of Poco::Dynamic::Var holds each string twice and is rebuilt
// for a text that is written once, and its number format is Poco's to change. Here keys come in the order in which they
// are written, and a number is the shortest text that reads back as the same double (std::to_chars: no locale).
#ifndef CAVEAT_REPORT_JSON_WRITER_H
#define CAVEAT_REPORT_JSON_WRITER_H
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "report/json_string.h"
#include "report/shown_text.h"

namespace caveat::report {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open(char bracket) {
    separate();
    out_ += bracket;
    fresh_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  JsonWriter& key(std::string_view name) {
    string(name);
    out_ += ':';
    fresh_ = true;
    return *this;
  }
  void string(std::string_view text) {
    separate();
    append_json_string(out_, text);
  }
  // A value that was written before.
  void raw(std::string_view json) {
    separate();
    out_ += json;
  }
  // For what a host or a document gave us outside of the extracted text.
  void foreign(std::string_view text) { string(valid_utf8(text)); }
  void string_or_null(std::string_view text) { text.empty() ? null() : foreign(text); }
  void number(double value) {
    separate();
    if (!std::isfinite(value)) {  // JSON has no word for it
      out_ += "null";
      return;
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value == 0 ? 0.0 : value).ptr;
    out_.append(digits.data(), end);
  }
  void number(std::uint64_t value) {
    separate();
    out_ += std::to_string(value);
  }
  void page(std::uint32_t page) { page == 0 ? null() : number(std::uint64_t{page}); }
  void boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
  }
  void null() {
    separate();
    out_ += "null";
  }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  std::string& out_;
  bool fresh_ = true;  // right after an opening bracket or a key: no comma
};

}  // namespace caveat::report
#endif
