#!/usr/bin/env bash
# hosts_see_the_abi_alone.sh SOURCE: the command line and the test hosts include nothing of the engine but its public headers.
set -euo pipefail
source=$1
failed=0 seen=0
while IFS=: read -r file line include; do
  seen=$((seen + 1))
  case $include in
    caveat/caveat.h | caveat/ext/*.h) ;;
    caveat/caveat.hpp) [[ $file == */tests/hosts/* ]] || { echo "$file:$line: $include is for C++ hosts, not for the command line"; failed=1; } ;;
    caveat/* | */src/* | ../*) echo "$file:$line: $include is not a public header"; failed=1 ;;
    base/* | extract/* | normalize/* | segment/* | rules/* | match/* | findings/* | risk/* | compare/* | report/* | scan/* | abi/*)
      echo "$file:$line: $include belongs to a stage"; failed=1 ;;
  esac
done < <(grep -rnoE --include='*.h' --include='*.hpp' --include='*.cpp' --include='*.c' '^ *# *include *[<"][^>"]+' "$source/cli" "$source/tests/hosts" |
  sed -E 's/# *include *[<"]//')
[ "$seen" -gt 20 ] || { echo "Only $seen includes seen: the folders are not where this test looks."; failed=1; }
exit "$failed"
