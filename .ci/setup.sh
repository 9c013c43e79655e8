# Sourced by ./quickstart and ./check: packages, configure, build. Quiet unless something fails; no network when nothing is missing.
# shellcheck shell=bash
# Tested by running both in a fresh Debian 12 (CONTRIBUTING.md).

here=${here:?set by the script that sources this file}

# The packages of the named sections of the file `packages`.
packages_of() {
  local section name
  for section in "$@"; do
    while read -r name; do printf '%s\n' "$name"; done < <(
      awk -v want="[$section]" '/^\[/ { inside = $1 == want; next } inside && NF && !/^#/ { print $1, $2 }' "$here/packages")
  done
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages SECTION...: installs only what dpkg does not know; then, and only then, asks the network.
install_packages() {
  local missing=() name command
  while read -r name command; do
    [ -n "$command" ] && command -v "$command" >/dev/null && continue
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null || true)" = installed ] || missing+=("$name")
  done < <(packages_of "$@")
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    echo "These Debian packages are missing, and installing them needs root: ${missing[*]}" >&2
    exit 1
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  local log=$here/build/apt.log
  mkdir -p "$here/build"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}")
  # A bare system has no package lists, an old one has stale lists: either shows as a failure, and an update mends it.
  if ! as_root "${install[@]}" >"$log" 2>&1; then
    if ! { as_root apt-get update && as_root "${install[@]}"; } >"$log" 2>&1; then
      tail -n 30 "$log" >&2
      echo "Installing failed; the whole log is $log." >&2
      exit 1
    fi
  fi
}

# What tests/node stands on, as package-lock.json fixes it; asks the network only when that changed. Not npm ci: it wants the other
# platforms' binaries of an optional package in the lock file.
install_node_modules() {
  local folder=$here/tests/node log=$here/build/npm.log
  cmp -s "$folder/package-lock.json" "$folder/node_modules/.caveat-lock" && return
  echo "Installing the Node packages of tests/node"
  mkdir -p "$here/build"
  if ! (cd "$folder" && npm install --no-save --no-audit --no-fund) >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "npm failed; the whole log is $log." >&2
    exit 1
  fi
  cp "$folder/package-lock.json" "$folder/node_modules/.caveat-lock"
}

# jobs_for MEGABYTES: as many as there are cores, but no more than the free memory holds at that size each.
jobs_for() {
  local cores free
  cores=$(nproc)
  free=$(awk -v each="$1" '/^MemAvailable:/ { print int($2 / 1024 / each) }' /proc/meminfo)
  [ "${free:-1}" -lt 1 ] && free=1
  [ "$cores" -lt "$free" ] && echo "$cores" || echo "$free"
}

# build_preset PRESET TESTS [TARGET...]: without targets, all. TESTS OFF leaves a build tree with tests as it is, so that neither of
# the two scripts undoes what the other configured.
build_preset() {
  local preset=$1 tests=$2 folder=$here/build/$1
  shift 2
  local log=$here/build/$preset.log
  mkdir -p "$here/build"
  local configured
  configured=$(sed -n 's/^CAVEAT_TESTS:BOOL=//p' "$folder/CMakeCache.txt" 2>/dev/null || true)
  if [ ! -f "$folder/build.ninja" ] || { [ "$tests" = ON ] && [ "$configured" != ON ]; }; then
    echo "Configuring $folder"
    if ! (cd "$here" && cmake --preset "$preset" -DCAVEAT_TESTS="$tests") >"$log" 2>&1; then
      cat "$log" >&2
      echo "Configuring failed. To start over: rm -r $folder" >&2
      exit 1
    fi
  fi
  local targets=()
  [ $# -gt 0 ] && targets=(--target "$@")
  if [ ! -e "$folder/bin/caveat" ]; then echo "Building (a few minutes the first time; progress in $log)"; fi
  if ! (cd "$here" && cmake --build --preset "$preset" -j "$(jobs_for 1500)" "${targets[@]}") >"$log" 2>&1; then
    grep -E 'error|FAILED|warning: unused|undefined' "$log" | head -n 40 >&2 || true
    tail -n 20 "$log" >&2
    echo "The build failed; the whole log is $log." >&2
    exit 1
  fi
}
