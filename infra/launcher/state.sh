# shellcheck shell=bash
# What the launcher remembers in .warren: ports and passwords. Both are made once and then stay the same.

# port NAME: the remembered one.
port() { sed -n "s/^$1=//p" "$STATE/ports"; }

# claim_port NAME FIRST: remembers a free port, the one remembered before if it still is free.
claim_port() {
  local number
  number=$(port "$1")
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

# Below .warren everything is for this user alone: it holds passwords and people's events.
prepare_state() {
  mkdir -p "$RUN_DIR" "$LOG_DIR"
  chmod 700 "$STATE"
  touch "$STATE/ports" "$STATE/credentials"
  chmod 600 "$STATE/credentials"
}
