// What the reader takes away from itself before it looks at the document: memory, time, new files, new processes, the
// network, the file system. A parser that a hostile document took over can then do no more than answer nonsense.
#ifndef CAVEAT_READER_CONFINEMENT_H
#define CAVEAT_READER_CONFINEMENT_H
#include <cstdint>
#include <string>

namespace caveat::reader {

// Each returns the kGuard... bits (extract/reader_protocol.h) that hold from now on; what the kernel lacks is left out.
std::uint32_t limit_resources(std::uint32_t cpu_seconds);  // first, before the input is read
// When nothing needs to be opened but poppler's character maps and, in the folder named, the models of text recognition.
std::uint32_t close_system(const std::string& models = {});

}  // namespace caveat::reader
#endif
