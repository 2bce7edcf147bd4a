# shellcheck shell=bash disable=SC2154 # lib.sh sets the cache
# espeak-ng, unpacked in the cache. Source it after debian.sh, do not run it.

espeak_home=$cache/espeak
espeak=$espeak_home/espeak-ng # the command

install_espeak() {
  unpack_once "$espeak_home" espeak-ng unpack_espeak
  wrap "$espeak_home/root" usr/bin/espeak-ng "$espeak" "--path=$(echo "$espeak_home"/root/usr/lib/*/espeak-ng-data)"
}

unpack_espeak() {
  debian_lists "$1" bookworm
  unpack_with_libraries "$1" '^lib|^espeak-ng-data$' usr/bin/espeak-ng espeak-ng
}
