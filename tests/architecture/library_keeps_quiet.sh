#!/usr/bin/env bash
# library_keeps_quiet.sh SRC: nothing in the library prints, ends the process, changes the locale, catches signals or seeds from a
# clock. tests/abi checks the same from outside, for the paths it walks; this looks at all of the source.
set -euo pipefail
src=$1
[ "$(find "$src" -name '*.cpp' | wc -l)" -gt 10 ] || { echo "Hardly any source in $src: not where this test looks."; exit 1; }
forbidden='std::(cout|cerr|clog|terminate|quick_exit|locale::global|random_device)\b|\b(printf|puts|putchar|exit|abort|setlocale|signal|sigaction|system|popen|srand)\(|\bf(printf|puts)\((stdout|stderr)|std::(exit|abort)\b'
if grep -rnE --include='*.cpp' --include='*.h' "$forbidden" "$src" | grep -vE '^[^:]+:[0-9]+: *//' | sed -E 's@//.*@@' | grep -E "$forbidden"; then
  echo "A library in a host's process does none of these: report through Result, and let the host decide."
  exit 1
fi
