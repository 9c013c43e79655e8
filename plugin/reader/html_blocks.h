// HTML -> Answer, by gumbo: the blocks that a browser would draw, one after the other. `hidden` and inline display:none are left out; what the page's own style
// sheets hide is read and told (html_look.h). Tested by tests/unit/reader/html_test.cpp.
#ifndef CAVEAT_READER_HTML_BLOCKS_H
#define CAVEAT_READER_HTML_BLOCKS_H
#include <string_view>
#include <variant>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// html: valid UTF-8.
std::variant<extract::reader::Answer, extract::reader::Failure> read_html(std::string_view html);

}  // namespace caveat::reader
#endif
