// fold-table-generator: prints fold_table.cpp (fold_table_generator.h), or with "lookalikes" lookalikes.cpp (lookalikes_generator.h).
#include <cstdio>
#include <string_view>

#include "fold_table_generator.h"
#include "lookalikes_generator.h"

int main(int count, char** arguments) {
  const bool lookalikes = count > 1 && std::string_view(arguments[1]) == "lookalikes";
  const std::string source = lookalikes ? caveat::normalize::generate_lookalikes() : caveat::normalize::generate_fold_table();
  return std::fwrite(source.data(), 1, source.size(), stdout) == source.size() ? 0 : 1;
}
