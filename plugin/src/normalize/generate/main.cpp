// fold-table-generator: prints fold_table.cpp (fold_table_generator.h).
#include <cstdio>

#include "fold_table_generator.h"

int main() {
  const std::string source = caveat::normalize::generate_fold_table();
  return std::fwrite(source.data(), 1, source.size(), stdout) == source.size() ? 0 : 1;
}
