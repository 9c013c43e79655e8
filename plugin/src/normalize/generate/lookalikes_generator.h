// Writes lookalikes.cpp from ICU's table of confusable characters (uspoof, Unicode Technical Standard 39). Tested by
// tests/unit/normalize/lookalikes_test.cpp, which also keeps the committed file equal to what this gives. After a change here, or with a new ICU:
//
//   ninja fold-table-generator && bin/fold-table-generator lookalikes > plugin/src/normalize/lookalikes.cpp
#ifndef CAVEAT_NORMALIZE_GENERATE_LOOKALIKES_GENERATOR_H
#define CAVEAT_NORMALIZE_GENERATE_LOOKALIKES_GENERATOR_H
#include <string>

namespace caveat::normalize {

std::string generate_lookalikes();

}  // namespace caveat::normalize
#endif
