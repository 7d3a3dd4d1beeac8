#!/usr/bin/env bash
# Runs ./warren demo RUNS times in a row (default 5), each on a fresh state, while another program keeps every core busy.
# Prints one line per demo; ends with 1 unless all of them ended with 0. Logs: bench/target/demo/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly RUNS=${1:-5} LONGEST=1800 LOGS=$PWD/bench/target/demo
[[ $RUNS =~ ^[1-9][0-9]?$ ]] || {
  echo 'usage: bench/demo-under-load.sh [RUNS], 1 to 99' >&2
  exit 2
}

busy=()
trap '((${#busy[@]} == 0)) || kill "${busy[@]}" 2>/dev/null || true' EXIT
for _ in $(seq "$(nproc)"); do
  timeout $((RUNS * LONGEST)) sh -c 'while :; do :; done' &
  busy+=($!)
done

failed=0
mkdir -p "$LOGS"
for run in $(seq "$RUNS"); do
  state=$(mktemp -d "$LOGS/state.XXXXXX") since=$SECONDS code=0
  WARREN_NODES=private WARREN_STATE=$state timeout "$LONGEST" ./warren demo >"$LOGS/$run.log" 2>&1 || code=$?
  ((code == 0)) || failed=1
  printf 'demo %d of %d: exit %d after %d s; %s\n' "$run" "$RUNS" "$code" $((SECONDS - since)) \
    "$(grep -E '(answered|as a person would label them) \(' "$LOGS/$run.log" | tr -s ' ' | paste -sd ';')"
  rm -rf "$state"
done
exit "$failed"
