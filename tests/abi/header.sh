#!/usr/bin/env bash
# header.sh INCLUDE: the public headers compile alone as C11, C++17 and C++20 with gcc and clang, without a warning and without
# padding: a field added in padding would not change `size`, and an old plugin could not tell.
set -euo pipefail
include=$1
warnings=(-Wall -Wextra -pedantic -Werror -fsyntax-only "-I$include")
compiled=0
try() {
  if ! "$@"; then
    echo "Does not compile: $*"
    exit 1
  fi
  compiled=$((compiled + 1))
}
for header in caveat/caveat.h caveat/ext/rules.h caveat/ext/layout.h caveat/ext/profile.h; do
  for compiler in gcc clang; do
    try "$compiler" -std=c11 -x c "${warnings[@]}" -Wpadded - <<<"#include \"$header\""
  done
  for compiler in g++ clang++; do
    for standard in c++17 c++20; do
      try "$compiler" -std=$standard -x c++ "${warnings[@]}" -Wpadded - <<<"#include \"$header\""
    done
  done
done
for compiler in g++ clang++; do
  for standard in c++17 c++20; do
    try "$compiler" -std=$standard -x c++ "${warnings[@]}" - <<<'#include "caveat/caveat.hpp"'
  done
done
# The warning that this test relies on still warns.
if echo 'struct s { char a; int b; }; struct s x;' | gcc -std=c11 -x c -Wpadded -Werror -fsyntax-only - 2>/dev/null; then
  echo "gcc -Wpadded no longer warns of padding."
  exit 1
fi
echo "$compiled compilations"
