// See formats.h.
#include "formats.h"

#include <algorithm>

namespace caveat::cli {

const std::vector<Format>& formats() {
  using enum Format::Shape;
  static const std::vector<Format> all = {
      {"text", "txt", stream},
      {"json", "json", stream},
      {"jsonl", "jsonl", stream},
      {"html", "html", each},
      {"mail", "mail.txt", stream},
      {"csv", "csv", table},
      {"xlsx", "xlsx", table, true},
      {"ics", "ics", table},
      {"docx", "docx", each, true, true},
      {"pdf", "pdf", each, true, true},
      {"sarif", "sarif", table},
  };
  return all;
}

const Format& format_named(std::string_view name) {
  return *std::find_if(formats().begin(), formats().end(), [&](const Format& f) { return f.name == name; });
}

}  // namespace caveat::cli
