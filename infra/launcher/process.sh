# shellcheck shell=bash
# Processes that outlive the launcher: each is on record in .warren/run with its pid and its birth. A pid counts as ours
# only while the process that has it was born then, so a record from before a reboot never makes us signal a stranger.

# Components are stopped in this order; those on one line at the same time.
readonly STOP_ORDER=("${SERVICES[*]}" 'broker database' 'epmd')
# A node that writes to a busy disk takes its time; killing it costs more at the next start.
readonly STOP_SECONDS=180
readonly WORD_SECONDS=15

# What this run has started; stopped again when it fails or is interrupted.
started=()
# Leader of the process group that the launcher waits for at the moment.
foreground=''
# Set when this run has started the containers.
compose_started=''
# Set while a process is being put on record; a signal takes effect afterwards.
deferring=''
signalled=''

# spawn NAME FUNCTION...: the function must end in exec. It gets a process group of its own and no terminal, its output goes
# to the log of that name, and it lives on when the launcher ends.
spawn() {
  local name=$1 log=$LOG_DIR/$1.log pid born
  shift
  [[ ! -s $log ]] || mv "$log" "$log.1"
  deferring=1
  set -m
  { trap '' HUP && "$@"; } </dev/null >"$log" 2>&1 3>&- 4>&- &
  set +m
  pid=$!
  disown
  # Again when an interruption hits the question itself.
  until born=$(birth "$pid") || ! kill -s 0 "$pid" 2>/dev/null; do :; done
  printf '%s\n%s\n' "$pid" "$born" >"$RUN_DIR/$name"
  started+=("$name")
  take_signals
}

# foreground COMMAND...: in a process group of its own, so that an interruption reaches all of it, grandchildren included.
foreground() {
  local code=0
  deferring=1
  set -m
  "$@" </dev/null &
  set +m
  foreground=$!
  take_signals
  wait "$foreground" || code=$?
  foreground=''
  return "$code"
}

on_signal() {
  signalled=$1
  [[ -n $deferring ]] || exit "$signalled"
}

take_signals() {
  deferring=''
  [[ -z $signalled ]] || exit "$signalled"
}

# birth PID: tells this process from every other that has or had the pid; fails when there is none.
birth() {
  local stat
  if [[ -d /proc/self ]]; then
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return
    # shellcheck disable=SC2086 # split on purpose: the fields after the command's name
    set -- ${stat##*)}
    [[ $1 != Z ]] && printf '%s %s\n' "$(</proc/sys/kernel/random/boot_id)" "${20}"
  else
    ps -o lstart= -p "$1"
  fi
}

# alive FILE: is the process that this record speaks of still there?
alive() {
  local pid born
  { read -r pid && read -r born; } 2>/dev/null <"$1" && [[ -n $born && $(birth "$pid") == "$born" ]]
}

running() { alive "$RUN_DIR/$1"; }

pid_of() { head -n 1 "$RUN_DIR/$1"; }

# await NAME SECONDS COMMAND...: until the command succeeds; fails when the process ends before or the time is over. Says
# now and then what it waits for.
await() {
  local name=$1 since=$SECONDS deadline=$((SECONDS + $2)) word=$((SECONDS + WORD_SECONDS))
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= word)); then
      say "   waiting for $name, $((SECONDS - since)) s so far"
      word=$((SECONDS + WORD_SECONDS))
    fi
    ((SECONDS < deadline)) || explain "$name" "$name did not become ready within $((SECONDS - since)) s"
    if ! running "$name"; then
      hindered "$name" || explain "$name" "$name stopped while it was starting"
      "spawn_$name"
    fi
    sleep 0.1
  done
}

# hindered NAME: did this node end because of one that was killed a moment ago? That one may have looked alive still, or have
# left processes behind which keep a new one from starting until they end.
hindered() {
  [[ " ${started[*]-} " != *" $1 "* ]] || grep -q -e 'postmaster.pid" already exists' -e 'pre-existing shared memory block' \
    -e 'node with name .* already running' -e 'in use by another Erlang node' "$LOG_DIR/$1.log"
}

# explain NAME SENTENCE: the last lines of its log without the stack frames, then the end.
explain() {
  grep -v '^[[:space:]]at ' "$LOG_DIR/$1.log" | tail -n 20 >&2 || true
  die "$FAILED" "$2; the whole log is $LOG_DIR/$1.log"
}

# last_words_of NAME: of one that ended by itself, what it ended of, else the last line that it said; without the time.
last_words_of() {
  {
    grep -a -m 1 'OutOfMemoryError' "$LOG_DIR/$1.log" ||
      grep -a -v -e '^[[:space:]]*$' -e '^[[:space:]]*at ' -e '^[[:space:]]*\.\.\. ' "$LOG_DIR/$1.log" | tail -n 1
  } 2>/dev/null | cut -c 1-200
}

# stop NAME...: in the order above, and only what is running.
stop() {
  local group name names
  for group in "${STOP_ORDER[@]}"; do
    names=()
    for name in $group; do
      [[ " $* " == *" $name "* ]] || continue
      if running "$name"; then names+=("$name"); else rm -f "$RUN_DIR/$name"; fi
    done
    ((${#names[@]} == 0)) || stop_together "${names[@]}"
  done
}

stop_together() {
  local name since=$SECONDS
  for name in "$@"; do ask_to_stop "$name"; done
  for name in "$@"; do await_end "$name"; done
  done_since "$since" "stopped $*"
}

# PostgreSQL understands TERM as: when the last client has gone.
ask_to_stop() {
  local signal=TERM
  [[ $1 != database ]] || signal=INT
  kill -s "$signal" "$(pid_of "$1")" 2>/dev/null || true
}

# Asks again now and then, since a node that is still booting may not hear it.
await_end() {
  local ticks=0
  while running "$1"; do
    sleep 0.1
    ticks=$((ticks + 1))
    ((ticks % 20 != 0)) || ask_to_stop "$1"
    if ((ticks == STOP_SECONDS * 10)); then
      warn "$1 did not stop within $STOP_SECONDS s and was killed."
      kill -s KILL -- "-$(pid_of "$1")" 2>/dev/null || true
    fi
  done
  rm -f "$RUN_DIR/$1"
}

# The whole group, since a build or a test run has children of its own.
stop_foreground() {
  local deadline=$((SECONDS + STOP_SECONDS)) signal=TERM
  while [[ -n $foreground ]] && kill -s "$signal" -- "-$foreground" 2>/dev/null; do
    ((SECONDS < deadline)) || signal=KILL
    sleep 0.2
  done
  # What runs as root through sudo takes no signal from us; it ends by itself.
  [[ -z $foreground ]] || wait "$foreground" || true
}

# What was started stays: the command has done its work.
keep_started() {
  started=()
  compose_started=''
}

stop_started() {
  ((${#started[@]} == 0)) || stop "${started[@]}"
  [[ -z $compose_started ]] || stop_compose
}
