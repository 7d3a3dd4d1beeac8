# shellcheck shell=bash
# What the launcher remembers in its state directory: ports and passwords. Both are made once and then stay the same.

# port NAME: the remembered one.
port() { sed -n "s/^$1=//p" "$STATE/ports"; }

# claim_port NAME FIRST: remembers a free port, the one remembered before if it still is free, or is so in a moment: a
# program that is being killed has its ports until the last of its threads is gone.
claim_port() {
  local number ticks=0
  number=$(port "$1")
  if [[ -n $number ]]; then
    while port_taken "$number" && ((ticks++ < 20)); do sleep 0.1; done
  fi
  number=${number:-$2}
  while port_taken "$number"; do number=$((number + 10)); done
  { sed "/^$1=/d" "$STATE/ports" && echo "$1=$number"; } >"$STATE/ports.new"
  mv "$STATE/ports.new" "$STATE/ports"
}

port_taken() { (: <>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# credential NAME: its password, random and made at the first use; safe in a URL.
credential() {
  local password
  password=$(sed -n "s/^$1=//p" "$STATE/credentials")
  if [[ -z $password ]]; then
    password=$(od -An -N 24 -t x1 /dev/urandom | tr -d ' \n')
    echo "$1=$password" >>"$STATE/credentials"
  fi
  echo "$password"
}

# Below the state directory everything is for this user alone: it holds passwords and people's events.
prepare_state() {
  [[ -d $STATE || ! -e $STATE ]] || die "$USAGE" "WARREN_STATE names $STATE, which is not a directory."
  [[ ! -e $STATE || -e $STATE/ports || (-d $STATE && -z $(ls -A "$STATE")) ]] ||
    die "$USAGE" "WARREN_STATE names $STATE, which contains other files; name an empty directory."
  {
    mkdir -p "$STATE" && chmod 700 "$STATE" && touch "$STATE/ports" "$STATE/credentials" &&
      chmod 600 "$STATE/credentials" && mkdir -p "$RUN_DIR" "$LOG_DIR"
  } 2>/dev/null || die "$USAGE" "nothing can be written in $STATE; WARREN_STATE=DIRECTORY names another place."
}

# The ports of the suite that runs from this state, if one does: an offset that is not given is that suite's, and another
# one is refused, since what is done here would be done to that suite's broker and database.
take_offset() {
  local other
  other=$(cat "$STATE/offset" 2>/dev/null) || return 0
  if [[ $other == "$PORT_OFFSET" ]] || ! any_service_runs; then return 0; fi
  [[ -z ${WARREN_PORT_OFFSET:-} ]] || die "$IN_THE_WAY" \
    "the suite that runs from $STATE has WARREN_PORT_OFFSET=$other, not $WARREN_PORT_OFFSET; use that, or give this one a state of its own: WARREN_STATE=DIRECTORY."
  PORT_OFFSET=$other
  export WARREN_PORT_OFFSET=$other
}

any_service_runs() {
  local service
  for service in "${SERVICES[@]}"; do ! running "$service" || return 0; done
  return 1
}
