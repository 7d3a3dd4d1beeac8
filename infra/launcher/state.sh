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
  [[ ! -e $STATE || -e $STATE/ports || (-d $STATE && -z $(ls -A "$STATE")) ]] ||
    die "$USAGE" "WARREN_STATE names $STATE, which holds other things; name a directory of its own."
  mkdir -p "$STATE"
  chmod 700 "$STATE"
  touch "$STATE/ports" "$STATE/credentials"
  chmod 600 "$STATE/credentials"
  mkdir -p "$RUN_DIR" "$LOG_DIR"
}
