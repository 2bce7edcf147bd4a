# shellcheck shell=bash disable=SC2034 # the scripts use the variables that are set here
# Shared functions of the scripts in dev/: messages, steps, free ports, starting and stopping servers. Source it, do not run it.
#
#   IDBELLEN_CACHE   the cache of builds and downloads; default ${XDG_CACHE_HOME:-$HOME/.cache}/id-bellen
#   IDBELLEN_OWNER   the id of a process: servers stop when it ends for any reason; default: they run until they are stopped

cache=$(realpath -m -- "${IDBELLEN_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/id-bellen}")
program=${0##*/}
# Build servers would outlive the script that started them.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# log TEXT: writes a line to stderr with the seconds since the script started. Stdout is for results only.
log() { printf '[%4d s] %s: %s\n' "$SECONDS" "$program" "$*" >&2; }

die() {
  log "error: $*"
  exit 1
}

# usage: prints the head comment of the script and exits, after a call with invalid arguments.
usage() {
  sed -n '2,/^$/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

# step LOGFILE TEXT COMMAND...: runs the command with its output in LOGFILE. Logs a line at the start and every 15 s until it completes. If
# the command fails, the script exits; the exit trap must call end_step, which prints the end of the log and stops processes that the
# command left.
step() {
  step_log=$1 step_text=$2
  shift 2
  log "$step_text"
  if [ -z "${IDBELLEN_RUN-}" ]; then
    step_marked=yes
    export IDBELLEN_RUN
    IDBELLEN_RUN=$$-$(began $$)
  fi
  exec 9> >(tick)
  attended "$@" >> "$step_log" 2>&1 9>&-
  exec 9>&-
  if [ -n "${step_marked-}" ]; then unset IDBELLEN_RUN step_marked; fi
  step_text=
}

# Receives no input; it ends when the script closes file descriptor 9 or exits.
tick() {
  local began=$SECONDS
  until read -rt 15 || [ $? -le 128 ]; do log "$step_text: $((SECONDS - began)) s so far"; done
}

end_step() {
  if [ -z "${step_text-}" ]; then return 0; fi
  log "failed: $step_text. The end of $step_log:"
  tail -n 15 "$step_log" >&2
  if [ -n "${step_marked-}" ]; then sweep; fi
}

# attended COMMAND...: runs the command without input. The script handles signals at once, not only after the command ends.
attended() {
  "$@" < /dev/null &
  wait $!
}

# guarded FINISH: runs FINISH when this script exits, and stops everything that the script started. If the script is killed, a separate
# process does both. If make runs the script, the script stops when make ends.
guarded() {
  finish_of_run=$1
  export IDBELLEN_OWNER IDBELLEN_RUN
  IDBELLEN_RUN=$$-$(began $$)
  trap finish_run EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  when_gone $$ '' finish_killed_run
  # FINISH needs the servers, so they stop with the process that runs it and not with this script.
  IDBELLEN_OWNER=$watcher
  if [ -n "${MAKELEVEL-}" ]; then when_gone "$PPID" "$IDBELLEN_RUN" kill -s TERM $$; fi
}

finish_run() {
  trap - EXIT INT TERM HUP
  end_step
  "$finish_of_run"
  sweep
}

finish_killed_run() {
  if [ -d "${run-}" ]; then
    "$finish_of_run"
  fi
  sweep
}

# sweep: stops all processes of this run, which inherit IDBELLEN_RUN: with SIGTERM first, with SIGKILL after four seconds.
sweep() {
  local pids signal=TERM deadline=$((SECONDS + 4))
  export -n IDBELLEN_RUN # so that the search does not find itself
  while pids=$({ grep -lsz "^IDBELLEN_RUN=$IDBELLEN_RUN\$" /proc/[0-9]*/environ || true; } | cut -d/ -f3) && [ -n "$pids" ]; do
    # shellcheck disable=SC2086 # one argument for each process
    if [ -n "$signal" ]; then kill -s "$signal" $pids 2> /dev/null || true; fi
    signal=
    if [ "$SECONDS" -ge "$deadline" ]; then signal=KILL; fi
    sleep 0.1
  done
}

# when_gone PID RUN COMMAND...: runs the command after that process ends, in a separate process ($watcher) that only SIGKILL stops. RUN may
# be PID-START of another process: if that one ends first, the command does not run.
when_gone() {
  local pid=$1 run_pid=${2%-*} run_start=${2##*-} start
  start=$(began "$1")
  shift 2
  # A child of init in a separate process group, so that killing this script's group or tree does not kill it.
  watcher=$(
    set -m
    watch_process "$@" < /dev/null > /dev/null 2>&1 &
    echo $!
  )
}

watch_process() {
  local never
  trap '' INT TERM HUP
  trap - EXIT
  set +me
  exec {never}<> <(:)
  while alive "$pid" "$start"; do
    if [ -n "$run_pid" ] && ! alive "$run_pid" "$run_start"; then return; fi
    if [ -n "${watch_mark-}" ] && ! marked; then return; fi
    read -rt 0.3 -u "$never" # a sleep: the pipe has no input
  done
  "$@"
}

# stop_with_owner: stops this script and its servers when IDBELLEN_OWNER ends. Call it after claim_folder and before starting servers.
stop_with_owner() {
  if [ -z "${IDBELLEN_OWNER-}" ]; then return; fi
  [ -n "$(began "$IDBELLEN_OWNER")" ] || die "IDBELLEN_OWNER=$IDBELLEN_OWNER: the process does not exist"
  watch_mark=$folder/.made-by-$program
  read -r mark_made < "$watch_mark"
  when_gone "$IDBELLEN_OWNER" '' stop_orphan
}

marked() {
  local now
  { read -r now < "$watch_mark"; } 2> /dev/null && [ "$now" = "$mark_made" ]
}

stop_orphan() {
  local starter=${mark_made% *} start=${mark_made##* } _
  if ! marked; then return; fi
  for _ in {1..50}; do
    if ! alive "$starter" "$start"; then break; fi
    kill -s TERM "$starter"
    sleep 0.1
  done
  if alive "$starter" "$start"; then kill -s KILL "$starter"; fi
  stop
}

# as_root COMMAND...: runs the command as root, with sudo if necessary.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# own_cache: creates the cache. Refuses a folder with other files in it, because the scripts remove and overwrite parts of the cache.
own_cache() {
  local name
  mkdir -p "$cache"
  if [ -e "$cache/.id-bellen" ]; then return; fi
  for name in "$cache"/* "$cache"/.[!.]*; do
    case ${name##*/} in
      asterisk | bin | callers | cel-server | control-plane | coturn | espeak | helm | install.log | ports | speaker | '*' | '.[!.]*') ;;
      *) die "$cache contains ${name##*/}, which is not part of a cache; name another folder with IDBELLEN_CACHE" ;;
    esac
  done
  touch "$cache/.id-bellen"
}

# roomy_memory GIB: prints the path of an in-memory file system that permits executables and has at least that much space and memory; fails
# if there is none. On a disk, a third of the tests' time goes into database files.
roomy_memory() {
  local folder=/dev/shm available
  grep -q "^[^ ]* $folder tmpfs " /proc/mounts 2> /dev/null && ! grep -q "^[^ ]* $folder tmpfs [^ ]*noexec" /proc/mounts && [ -w "$folder" ] || return 1
  available=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB$/\1/p' /proc/meminfo)
  [ "$((available / 1048576))" -ge "$1" ] && [ "$(df --output=avail -k "$folder" | tail -n 1)" -ge "$(($1 * 1048576))" ] || return 1
  echo "$folder"
}

# claim_folder FOLDER: creates the folder (mode 700) for this script. Refuses a folder with other files in it, because
# `release_folder` removes the whole folder.
claim_folder() {
  if [ -d "$1" ] && [ -n "$(ls -A "$1")" ] && ! claimed "$1"; then
    die "$1 is not empty and was not created by this script; name another folder"
  fi
  mkdir -p "$1"
  chmod 700 "$1"
  echo "$$ $(began $$)" > "$1/.made-by-$program"
}

# claimed FOLDER: succeeds if this script created the folder. Do not trust the pid files and paths in any other folder.
claimed() { [ -f "$1/.made-by-$program" ] && [ ! -L "$1/.made-by-$program" ] && [ -O "$1/.made-by-$program" ]; }

release_folder() {
  if claimed "$1"; then rm -rf "$1"; fi
}

# free_port NAME: sets the variable NAME to an unused loopback port. A file lock reserves it among these scripts until this script and the
# server that it starts have ended; other programs can still take it, which `listens` and `took_port` detect. The port is below 32768,
# outside Linux's range of ephemeral ports.
free_port() {
  local -n port_found=$1
  local locks=$cache/ports lock
  mkdir -p "$locks"
  while :; do
    port_found=$((20000 + RANDOM % 2000))
    exec {lock}> "$locks/$port_found" || die "cannot write to $locks"
    if flock -n "$lock" && [ -z "$(listeners "$port_found")" ]; then return; fi
    exec {lock}>&-
  done
}

# free_udp_ports NAME: sets the variable NAME to the first of 400 unused UDP ports, for sound, reserved as by free_port.
free_udp_ports() {
  local -n first_found=$1
  local locks=$cache/ports lock
  mkdir -p "$locks"
  while :; do
    first_found=$((22000 + RANDOM % 26 * 400))
    exec {lock}> "$locks/udp-$first_found" || die "cannot write to $locks"
    if flock -n "$lock" && ! udp_used "$first_found" 400; then return; fi
    exec {lock}>&-
  done
}

# udp_used FIRST COUNT: succeeds if one of these UDP ports is in use, on whatever address.
udp_used() {
  local _ address port
  while read -r _ address _; do
    port=$((16#${address##*:}))
    if [ "$port" -ge "$1" ] && [ "$port" -lt $(($1 + $2)) ]; then return; fi
  done < <(tail -qn +2 /proc/net/udp /proc/net/udp6 2> /dev/null)
  return 1
}

# hold_port PORT: waits for the lock of free_port and takes it.
hold_port() {
  local lock
  exec {lock}> "$cache/ports/$1"
  flock "$lock"
}

# listeners PORT: prints the inodes of the sockets that listen on that port on 127.0.0.1, ::1 or all addresses.
listeners() {
  awk -v port="$(printf '%04X' "$1")" '
    BEGIN {
      mine["0100007F:" port] = mine["00000000:" port] = mine["00000000000000000000000000000000:" port] = 1
      mine["00000000000000000000000001000000:" port] = mine["0000000000000000FFFF00000100007F:" port] = 1
    }
    $4 == "0A" && $2 in mine { print $10 }' /proc/net/tcp /proc/net/tcp6 2> /dev/null || true
}

# listens FOLDER NAME PORT: succeeds if that server, and no other process, listens on the port.
listens() {
  local pid inode some=
  read -r pid _ < "$1/$2.pid"
  if [ ! -r "/proc/$pid/fd" ]; then
    # The kernel hides the files of a non-dumpable process from other users than root. Then rely on its log, which it writes after binding
    # the port.
    grep -q "listening on: .*:$3\$" "$1/$2.log" && [ -n "$(listeners "$3")" ]
    return
  fi
  for inode in $(listeners "$3"); do
    [ -n "$(find "/proc/$pid/fd" -lname "socket:\\[$inode\\]" 2> /dev/null)" ] || return 1
    some=yes
  done
  [ -n "$some" ]
}

# took_port FOLDER NAME...: succeeds if one of those servers exited because another process had taken its port.
took_port() {
  local folder=$1 name
  shift
  for name; do
    if [ -e "$folder/$name.log" ] && ! runs "$folder" "$name" && grep -qi 'address already in use' "$folder/$name.log"; then return; fi
  done
  return 1
}

# with_ports FOLDER NAMES COMMAND: runs the command, which chooses ports and starts the servers NAMES on them. Retries up to five times if
# another process takes a port in the meantime.
with_ports() {
  local folder=$1 names=$2 try name
  for try in 1 2 3 4 5; do
    if "$3"; then return; fi
    # shellcheck disable=SC2086 # one argument for each name
    took_port "$folder" $names || break
    log "another process took a port; retrying with other ports ($try)"
    for name in $names; do
      end "$folder" "$name" KILL
      rm -f "$folder/$name.log"
    done
  done
  return 1
}

# began PID: prints the start time of that process in clock ticks since boot; nothing if it does not exist or is a zombie.
began() {
  local stat
  { stat=$(< "/proc/$1/stat"); } 2> /dev/null || return 0
  read -ra stat <<< "${stat##*) }" # the fields after the name, which may contain spaces
  if [ "${stat[0]}" != Z ]; then echo "${stat[19]}"; fi
}

# alive PID START: succeeds if that process with that start time runs and is not a zombie.
alive() {
  local stat
  { read -r stat < "/proc/$1/stat"; } 2> /dev/null || return 1
  read -ra stat <<< "${stat##*) }"
  [ "${stat[0]}" != Z ] && [ "${stat[19]}" = "$2" ]
}

# spawn FOLDER NAME COMMAND...: starts a server in the background and in its own session, so that Ctrl-C does not stop it. Its output is in
# FOLDER/NAME.log. FOLDER/NAME.pid contains the pid and the start time, to detect a reused pid.
spawn() {
  local folder=$1 name=$2
  shift 2
  setsid "$@" >> "$folder/$name.log" 2>&1 < /dev/null &
  disown
  echo "$! $(began $!)" > "$folder/$name.pid"
}

# job FOLDER NAME COMMAND...: runs a command to its end, with this function's input, and output in FOLDER/NAME.log. Fails if the command
# does. If the script is killed meanwhile, `end_job` stops the command.
job() {
  local folder=$1 name=$2
  shift 2
  setsid "$@" > "$folder/$name.log" 2>&1 <&0 &
  echo "$! $(began $!)" > "$folder/$name.pid"
  wait $!
}

# end_job FOLDER NAME: kills that command with its children and waits until they are gone. A process that still writes to the folder would
# make its removal fail.
end_job() {
  local pid
  runs "$1" "$2" || return 0
  read -r pid _ < "$1/$2.pid"
  kill -s KILL -- "-$pid" 2> /dev/null || true
  while group_lives "$pid"; do sleep 0.02; done
}

# group_lives PGID: succeeds if a process of that group runs and is not a zombie.
group_lives() {
  cat /proc/[0-9]*/stat 2> /dev/null | sed 's/.*) //' | awk -v group="$1" '$1 != "Z" && $3 == group { found = 1 } END { exit !found }'
}

# runs FOLDER NAME: succeeds if that server is running.
runs() {
  local pid start
  read -r pid start 2> /dev/null < "$1/$2.pid" || return 1
  [ -n "$start" ] && alive "$pid" "$start"
}

# end FOLDER NAME SIGNAL: sends the signal to that server and waits until it exits; kills it after ten seconds. Does nothing if it is not
# running.
end() {
  local pid deadline=$((SECONDS + 10)) _
  runs "$1" "$2" || return 0
  read -r pid _ < "$1/$2.pid"
  kill -s "$3" "$pid" 2> /dev/null || true
  while runs "$1" "$2"; do
    if [ "$SECONDS" -ge "$deadline" ]; then kill -s KILL "$pid" 2> /dev/null || true; fi
    sleep 0.02
  done
}

# await FOLDER NAME SECONDS PORT COMMAND...: waits until the server listens on the port and the command succeeds. Fails if the server exits
# or the time is up.
await() {
  local folder=$1 name=$2 deadline=$((SECONDS + $3)) port=$4
  shift 4
  until listens "$folder" "$name" "$port" && "$@" > /dev/null 2>&1; do
    if ! runs "$folder" "$name" || [ "$SECONDS" -ge "$deadline" ]; then
      if took_port "$folder" "$name"; then return 1; fi
      log "$name did not start. The end of its log:"
      tail -n 10 "$folder/$name.log" >&2
      return 1
    fi
    sleep 0.1
  done
}
