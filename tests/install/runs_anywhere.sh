#!/usr/bin/env bash
# runs_anywhere.sh BUILD SOURCE CC SANITIZERS: installs into a fresh folder, moves it, and there scans a PDF and a text with the
# installed program, and compiles and runs host.c against the installed header and library.
set -euo pipefail
build=$1 source=$2 cc=$3 sanitizers=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$build" --prefix "$folder/first" >"$folder/log" || { cat "$folder/log"; exit 1; }
mv "$folder/first" "$folder/moved here"
prefix="$folder/moved here"

fail() {
  echo "$1"
  (cd "$prefix" && find . -maxdepth 4 -not -name '*.yaml' | LC_ALL=C sort | head -n 40)
  exit 1
}
run() { env -i PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"; }

cd "$folder"
cp "$source/tests/cli/fixtures/plain.pdf" offer.pdf
version=$(run "$prefix/bin/caveat" --version)
[[ $version == *"$prefix/lib"* ]] || fail "Runs another library than the installed one: $version"
[[ $version == *" rules"* ]] || fail "Does not find the installed rules: $version"
run "$prefix/bin/caveat" scan --format json offer.pdf | grep -q '"page":1' || fail "Does not read a PDF: is the reader found?"
run "$prefix/bin/caveat" rules check | grep -q 'no error' || fail "The installed rules do not pass their check."
groff -ww -man -Tutf8 "$prefix/share/man/man1/caveat-scan.1" >/dev/null 2>"$folder/man" && [ ! -s "$folder/man" ] || fail "The man page of scan is not there or not right."
for told in bash-completion/completions/caveat zsh/site-functions/_caveat fish/vendor_completions.d/caveat.fish; do
  grep -q fail-on "$prefix/share/$told" || fail "No completion in share/$told."
done
if strings -a "$prefix"/lib*/libcaveat.so.1 "$prefix"/lib*/*/libcaveat.so.1 2>/dev/null | grep -F "$source/rules"; then
  fail "The library knows where it was built."
fi

library=$(find "$prefix" -name libcaveat.so | head -n 1)
flags=()
[ -n "$sanitizers" ] && flags=("-fsanitize=$sanitizers")
"$cc" -std=c11 -Wall -Werror "${flags[@]}" "-I$prefix/include" "$source/tests/hosts/host.c" "-L$(dirname "$library")" -lcaveat -o host
printf 'The Supplier may increase the fees at any time by written notice to the Customer.\n' >offer.txt
run LD_LIBRARY_PATH="$(dirname "$library")" ./host "$prefix/share/caveat/rules" offer.txt | grep -q 'may increase the fees' ||
  fail "A host does not run against the installed library."
echo "Installed, moved, and running."
