#!/usr/bin/env bash
# compile_fail.sh COMPILER SOURCE INCLUDE_ROOT...: SOURCE compiles, and with -DMISTAKE it does not.
set -euo pipefail
compiler=$1 source=$2
shift 2
command=("$compiler" -std=c++20 -fsyntax-only "${@/#/-I}" "$source")
if ! "${command[@]}"; then
  echo "The control does not compile, so this test says nothing: ${command[*]}"
  exit 1
fi
if "${command[@]}" -DMISTAKE 2>/dev/null; then
  echo "The mistake compiles: ${command[*]} -DMISTAKE"
  exit 1
fi
echo "The control compiles, the mistake does not."
