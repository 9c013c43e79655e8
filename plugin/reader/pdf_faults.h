// What poppler says of a page while it draws it, told apart: what may have cost text, and what cost a colour or a line.
// Tested by tests/unit/reader/pdf_damage_test.cpp.
//
//   Unknown operator 'Tq'                          text may be missing
//   No current point in closepath                  a line is
#ifndef CAVEAT_READER_PDF_FAULTS_H
#define CAVEAT_READER_PDF_FAULTS_H
#include <cstdint>

namespace caveat::reader {

// From now on poppler's errors are counted, and not printed.
void count_pdf_faults();
// Since the last call: those that may have cost text.
std::uint32_t take_pdf_faults();

}  // namespace caveat::reader
#endif
