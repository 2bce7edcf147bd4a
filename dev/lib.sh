# shellcheck shell=bash disable=SC2034 # what is set here is used by the scripts
# What the scripts in dev/ share: messages, steps, free ports, starting and stopping servers. Source it, do not run it.
#
#   IDBELLEN_CACHE   what is built or downloaded once and kept; default ${XDG_CACHE_HOME:-$HOME/.cache}/id-bellen

cache=$(realpath -m -- "${IDBELLEN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/id-bellen}")
program=${0##*/}

# log TEXT: a line on stderr with the seconds since the script began. Stdout is for results only.
log() { printf '[%4d s] %s: %s\n' "$SECONDS" "$program" "$*" >&2; }

die() {
  log "error: $*"
  exit 1
}

# usage: the head comment of the script, for whoever called it wrongly.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

# step LOGFILE TEXT COMMAND...: one line when the command starts, one every 15 s until it is done.
# Its own output goes to LOGFILE. If it fails the script ends; end_step, to be called on exit, then shows why.
step() {
  step_log=$1 step_text=$2
  shift 2
  log "$step_text"
  exec 9> >(tick)
  ("$@") >> "$step_log" 2>&1 < /dev/null 9>&-
  exec 9>&-
  step_text=
}

# Never gets any input; it ends when the script closes file 9 or is gone.
tick() {
  local began=$SECONDS
  until read -rt 15 || [ $? -le 128 ]; do log "$step_text: $((SECONDS - began)) s so far"; done
}

end_step() {
  if [ -z "${step_text-}" ]; then return 0; fi
  log "failed: $step_text. The end of $step_log:"
  tail -n 15 "$step_log" >&2
}

# as_root COMMAND...: with sudo where this is not root already.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# roomy_memory GIB: prints a folder whose files are kept in memory, if there is one with so much room, also in memory itself, and programs may be
# started from it. The files of a database are a third of the work of our tests on a disk, and little there.
roomy_memory() {
  local folder=/dev/shm available
  grep -q "^[^ ]* $folder tmpfs " /proc/mounts 2> /dev/null && ! grep -q "^[^ ]* $folder tmpfs [^ ]*noexec" /proc/mounts && [ -w "$folder" ] || return 1
  available=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)
  [ "$((available / 1048576))" -ge "$1" ] && [ "$(df --output=avail -k "$folder" | tail -n 1)" -ge "$(($1 * 1048576))" ] || return 1
  echo "$folder"
}

# claim_folder FOLDER: makes it (mode 700) for this script. `release_folder` will remove it whole, so a folder with
# somebody's files in it is refused.
claim_folder() {
  if [ -d "$1" ] && [ -n "$(ls -A "$1")" ] && [ ! -e "$1/.made-by-$program" ]; then
    die "$1 is not empty and was not made by this script; name another folder"
  fi
  mkdir -p "$1"
  chmod 700 "$1"
  touch "$1/.made-by-$program"
}

release_folder() {
  if [ -e "$1/.made-by-$program" ]; then rm -rf "$1"; fi
}

# free_port NAME: sets the variable NAME to a loopback port that nobody listens on. A file lock keeps it from being
# given out again until this script and the server it starts are gone. Below 32768, where Linux takes no client ports.
free_port() {
  local -n port_found=$1
  local locks=$cache/ports lock
  mkdir -p "$locks"
  while :; do
    port_found=$((20000 + RANDOM % 2000))
    exec {lock}> "$locks/$port_found"
    if flock -n "$lock" && ! (: < "/dev/tcp/127.0.0.1/$port_found") 2> /dev/null; then return; fi
    exec {lock}>&-
  done
}

# hold_port PORT: takes the lock that free_port took, and waits until nobody has it.
hold_port() {
  local lock
  exec {lock}> "$cache/ports/$1"
  flock "$lock"
}

# began PID: when that process was started, in clock ticks since boot; empty if there is none (or only its zombie).
began() {
  local stat
  { stat=$(< "/proc/$1/stat"); } 2> /dev/null || return 0
  read -ra stat <<< "${stat##*) }" # what follows the name, which may itself hold blanks
  if [ "${stat[0]}" != Z ]; then echo "${stat[19]}"; fi
}

# spawn FOLDER NAME COMMAND...: starts a server in the background, away from this terminal's Ctrl-C, with its output in
# FOLDER/NAME.log. FOLDER/NAME.pid holds the pid and its start time, so that a pid used anew is never mistaken for it.
spawn() {
  local folder=$1 name=$2
  shift 2
  setsid "$@" >> "$folder/$name.log" 2>&1 < /dev/null &
  disown
  echo "$! $(began $!)" > "$folder/$name.pid"
}

# runs FOLDER NAME: does that server still run?
runs() {
  local pid start
  read -r pid start 2> /dev/null < "$1/$2.pid" || return 1
  [ -n "$start" ] && [ "$(began "$pid")" = "$start" ]
}

# end FOLDER NAME SIGNAL: ends that server and waits until it is gone. Does nothing if it no longer runs.
end() {
  local pid _
  runs "$1" "$2" || return 0
  read -r pid _ < "$1/$2.pid"
  kill -s "$3" "$pid"
  while runs "$1" "$2"; do sleep 0.02; done
}

# await FOLDER NAME SECONDS COMMAND...: waits until the command succeeds; gives up if the server ends or time is over.
await() {
  local folder=$1 name=$2 deadline=$((SECONDS + $3))
  shift 3
  until "$@" > /dev/null 2>&1; do
    if ! runs "$folder" "$name" || [ "$SECONDS" -ge "$deadline" ]; then
      log "$name did not come up. The end of its log:"
      tail -n 10 "$folder/$name.log" >&2
      return 1
    fi
    sleep 0.1
  done
}
