// Writes fold_table.cpp from ICU's data. Tested by tests/unit/normalize/fold_table_test.cpp, which also keeps the
// committed file equal to what this gives. After a change here, or with a new ICU:
//
//   ninja fold-table-generator && bin/fold-table-generator > plugin/src/normalize/fold_table.cpp
#ifndef CAVEAT_NORMALIZE_GENERATE_FOLD_TABLE_GENERATOR_H
#define CAVEAT_NORMALIZE_GENERATE_FOLD_TABLE_GENERATOR_H
#include <string>

namespace caveat::normalize {

std::string generate_fold_table();

}  // namespace caveat::normalize
#endif
