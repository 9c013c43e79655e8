// What the reader takes away from itself before it looks at the document: memory, time, new files, new processes, the
// network, the file system. A parser that a hostile document took over can then do no more than answer nonsense.
#ifndef CAVEAT_READER_CONFINEMENT_H
#define CAVEAT_READER_CONFINEMENT_H
#include <cstdint>

namespace caveat::reader {

// Each returns the kGuard... bits (extract/reader_protocol.h) that hold from now on; what the kernel lacks is left out.
std::uint32_t limit_resources();  // first, before the input is read
std::uint32_t close_system();     // when nothing needs to be opened but poppler's character maps

}  // namespace caveat::reader
#endif
