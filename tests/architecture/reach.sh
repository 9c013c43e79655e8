#!/usr/bin/env bash
# reach.sh COMPILER SRC ROOTS: every stage can include the headers of the stages before it, and no other's.
# The table is written here a second time on purpose: two answers that must agree.
set -euo pipefail
compiler=$1 src=$2 roots=$3

declare -A sees=(
  [base]="base"
  [extract]="base extract"
  [normalize]="base extract normalize"
  [segment]="base extract normalize segment"
  [rules]="base extract normalize rules"
  [match]="base extract normalize segment rules match"
  [findings]="base extract normalize segment rules match findings"
  [risk]="base extract normalize segment rules match findings risk"
  [compare]="base extract normalize segment rules match findings risk compare"
  [report]="base extract normalize segment rules match findings risk compare report"
  [scan]="base extract normalize segment rules match findings risk compare report scan"
  [abi]="base extract normalize segment rules match findings risk compare report scan abi"
)

failed=0 asked=0
while read -r stage folders; do
  flags=()
  for folder in $folders; do flags+=("-I$folder"); done
  for other in "${!sees[@]}"; do
    header=$(find "$src/$other" -name '*.h' 2>/dev/null | LC_ALL=C sort | head -n 1)
    [ -n "$header" ] || continue  # a stage without headers cannot be included
    asked=$((asked + 1))
    name=$other/$(basename "$header")
    # __has_include is the compiler's own answer to "would this #include find a file".
    answer=$(printf '#if __has_include("%s")\nyes\n#else\nno\n#endif\n' "$name" | "$compiler" -std=c++20 -E -P -x c++ "${flags[@]}" -)
    want=no
    [[ " ${sees[$stage]} " == *" $other "* ]] && want=yes
    if [ "$answer" != "$want" ]; then
      echo "stage $stage, #include \"$name\": found: $answer, should be: $want"
      failed=1
    fi
  done
done <"$roots"

# A path that climbs goes around the include roots.
if grep -rnE '#include "\.\./' "$src"; then
  echo "A stage includes by a path that climbs: use \"stage/file.h\"."
  failed=1
fi

# The case the design names: extract must not see match.
line=$(grep '^extract ' "$roots")
flags=()
for folder in ${line#extract }; do flags+=("-I$folder"); done
if printf '#include "match/near.h"\n' | "$compiler" -std=c++20 -fsyntax-only -x c++ "${flags[@]}" - 2>/dev/null; then
  echo "extract can include match/near.h"
  failed=1
fi
[ "$asked" -gt 50 ] || { echo "Only $asked pairs were asked: the folders of $src are not where this test looks."; failed=1; }
[ "$failed" -eq 0 ] && echo "$asked pairs of stages: each sees what it should."
exit "$failed"
