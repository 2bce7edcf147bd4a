# shellcheck shell=bash
# Debian packages of another suite than this machine's, unpacked in a folder: no root, and neither /etc nor /var changes. Source it after
# lib.sh, do not run it.

# debian_lists WORK SUITE: reads the package lists of the suite from the Debian mirror of this machine, with a separate source list and
# package state in WORK.
debian_lists() {
  local work=$1 suite=$2
  mkdir -p "$work"/apt/{sources,lists/partial,cache/archives/partial}
  : > "$work/apt/status"
  cat /etc/apt/sources.list.d/*.sources 2> /dev/null |
    awk 'BEGIN { RS = ""; ORS = "\n\n" } /(^|\n)Suites:[^\n]*bookworm( |\n|$)/' |
    sed "s/^Types:.*/Types: deb/; s/^Suites:.*/Suites: $suite/" > "$work/apt/sources/suite.sources" || true
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2> /dev/null |
    sed -n "s/^\(deb .*\) bookworm \(.*\)/\1 $suite \2/p" > "$work/apt/sources/suite.list" || true
  grep -qs "$suite" "$work"/apt/sources/suite.* || die "no Debian 12 (bookworm) package source in /etc/apt to derive that of $suite from"
  with_our_sources "$work" apt-get update
}

# with_our_sources WORK COMMAND...: runs apt-get or apt-cache with the lists of debian_lists. As nothing is installed in that state, apt
# sees all dependencies, those that this machine has too.
with_our_sources() {
  local work=$1
  shift
  "$@" -qq -o Dir::State::Lists="$work/apt/lists" -o Dir::State::status="$work/apt/status" -o Dir::Cache="$work/apt/cache" \
    -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/apt/sources" -o APT::Sandbox::User=root
}

# closure WORK PACKAGE...: prints the names of the packages and of everything that they depend on.
closure() {
  local work=$1
  shift
  with_our_sources "$work" apt-get --no-install-recommends --simulate install "$@" | sed -n 's/^Inst \([^ ]*\).*/\1/p'
}

# unpack_packages WORK ROOT PACKAGE...: downloads exactly these packages, without their dependencies, and unpacks them in ROOT.
unpack_packages() {
  local work=$1 root=$2 package
  shift 2
  mkdir -p "$root" "$work/packages"
  (cd "$work/packages" && with_our_sources "$work" apt-get download "$@")
  for package in "$work"/packages/*.deb; do
    dpkg-deb --extract "$package" "$root"
    rm "$package"
  done
}

# unpack_with_libraries WORK PATTERN FILES PACKAGE...: unpacks the packages in WORK/root with those of their dependencies whose names match
# the pattern; with all of them when a program or library in FILES (below the root, with spaces between them) lacks a library, because
# Debian has renamed one.
unpack_with_libraries() {
  local work=$1 pattern=$2 files=$3 all some lacking
  shift 3
  mapfile -t all < <(closure "$work" "$@")
  [ ${#all[@]} -gt 0 ] || die "this suite of Debian has no $* that can be installed"
  mapfile -t some < <(printf '%s\n' "${all[@]}" | grep -E "$pattern" | grep -vxF "$(printf '%s\n' "$@")")
  unpack_packages "$work" "$work/root" "$@" "${some[@]}"
  lacking=$(missing_libraries "$work/root" "$files")
  if [ -n "$lacking" ]; then
    echo "unpacking all of ${#all[@]} packages, because these are missing: $lacking"
    unpack_packages "$work" "$work/root" "${all[@]}"
    lacking=$(missing_libraries "$work/root" "$files")
    [ -z "$lacking" ] || die "libraries are missing: $lacking"
  fi
  rm -rf "$work"/root/usr/share/{doc,man,locale,lintian,info}
}

# libraries_of ROOT: prints the search path of ROOT's libraries, for the loader of ROOT. PulseAudio has folders of its own.
libraries_of() {
  local folder path=
  for folder in "$1"/usr/lib/*-linux-gnu* "$1"/lib/*-linux-gnu* "$1"/usr/lib/{*-linux-gnu*/pulseaudio,pulse-*/modules}; do
    if [ -d "$folder" ]; then path=${path:+$path:}$folder; fi
  done
  echo "$path"
}

# loader_of ROOT: prints the path of the dynamic loader of ROOT.
loader_of() {
  local loader
  for loader in "$1"/{usr/,}lib/*-linux-gnu*/ld-linux-*.so.* "$1"/{usr/,}lib{64,}/ld-linux-*.so.*; do
    if [ -f "$loader" ]; then
      echo "$loader"
      return
    fi
  done
  return 1
}

# wrap ROOT PROGRAM FILE ARGUMENT...: makes FILE a script that becomes the program of ROOT, with these arguments first. Own loader and
# libraries, as this machine's C library may be older.
wrap() {
  local root=$1 program=$2 file=$3
  shift 3
  printf '#!/bin/sh\nexec %s --library-path %s %s "$@"\n' "$(loader_of "$root")" "$(libraries_of "$root")" "$root/$program${*:+ $*}" \
    > "$file.new.$$"
  chmod 755 "$file.new.$$"
  mv -T "$file.new.$$" "$file"
}

# missing_libraries ROOT FILES: prints the names of libraries that these files need and ROOT does not have.
missing_libraries() {
  local file
  # shellcheck disable=SC2086 # patterns of file names
  for file in $(cd "$1" && echo $2); do
    "$(loader_of "$1")" --library-path "$(libraries_of "$1")" --list "$1/$file" 2>&1 || true
  done | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p; s/.*libraries: \([^:]*\): cannot open.*/\1/p' | sort -u
}

# unpack_once HOME NAME COMMAND: runs COMMAND with a work folder below HOME, once for all clones and users of the cache. The command leaves
# WORK/root, which becomes HOME/root.
unpack_once() {
  local home=$1 name=$2 lock work
  if [ -d "$home/root" ]; then return; fi
  mkdir -p "$home"
  exec {lock}> "$home/lock"
  flock -n "$lock" || { log "another installation of $name is running; waiting for it" && flock "$lock"; }
  if [ ! -d "$home/root" ]; then
    work=$home/work # exists only meanwhile
    rm -rf "$work"
    mkdir -p "$work"
    : > "$home/install.log"
    # shellcheck disable=SC2064 # the variable is gone when the script exits
    trap "end_step; rm -rf '$work'" EXIT
    step "$home/install.log" "unpacking $name from Debian, once (log in $home)" "$3" "$work"
    mv -T "$work/root" "$home/root"
    rm -rf "$work"
    trap - EXIT
  fi
  exec {lock}>&- # otherwise the servers would inherit the lock
}
