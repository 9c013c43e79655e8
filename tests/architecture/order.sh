#!/usr/bin/env bash
# order.sh PLUGIN: the stages stand in one order in CMakeLists.txt, in the table of README.md and in the calls of pipeline.cpp.
set -euo pipefail
plugin=$1

built=$(sed -nE 's/^caveat_stage\(([a-z]+).*/\1/p' "$plugin/CMakeLists.txt")
told=$(sed -nE 's/^\|[^|]*\| *`([a-z]+)` *\|.*/\1/p' "$plugin/README.md")
if [ -z "$built" ] || [ "$built" != "$told" ]; then
  echo "CMakeLists.txt and the table of README.md disagree:"
  diff <(echo "$built") <(echo "$told") || true
  exit 1
fi

# The pipeline calls every stage of the way once; rules, scan and abi stand beside it, report is written on demand.
called=$(grep -vE '^ *//' "$plugin/src/scan/pipeline.cpp" |
  grep -oE '\b(extract|normalize|segment|matcher_|findings|risk)(::|\.)(run|collect|assess)\(' | sed -E 's/(er_)?(::|\.).*//' || true)
way=$(grep -xE 'extract|normalize|segment|match|findings|risk' <<<"$built")
if [ "$called" != "$way" ]; then
  echo "pipeline.cpp does not call the stages in the order of CMakeLists.txt:"
  diff <(echo "$way") <(echo "$called") || true
  exit 1
fi
echo "$(wc -w <<<"$built") stages in one order in three places."
