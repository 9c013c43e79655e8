#!/usr/bin/env bash
# exports.sh LIBRARY MAP: the library exports cav_open and nothing else, under the SONAME that hosts record.
# A symbol more would be an ABI that nobody decided on, and could clash with a library of the host.
set -euo pipefail
library=$1 map=$2
version=$(sed -nE '1s/^(\w+) .*/\1/p' "$map")  # the version node itself is listed as an absolute symbol
exported=$(nm -D --defined-only "$library" | awk '{ print $3 }' | sed 's/@@\?.*//' | grep -vx "$version" | LC_ALL=C sort -u)
if [ "$exported" != cav_open ]; then
  echo "Exported instead of cav_open alone:"
  echo "$exported" | head -n 40
  exit 1
fi
soname=$(readelf -d "$library" | sed -nE 's/.*\(SONAME\).*\[(.*)\]/\1/p')
[ "$soname" = libcaveat.so.1 ] || { echo "SONAME is '$soname', not libcaveat.so.1"; exit 1; }
if readelf -d "$library" | grep -E 'poppler|TEXTREL|RPATH|RUNPATH.*\.\.'; then
  echo "Poppler (GPL) belongs into the reader process; text relocations and relative paths belong nowhere."
  exit 1
fi
echo "cav_open@@$version in $soname"
