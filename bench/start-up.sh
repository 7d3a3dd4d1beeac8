#!/usr/bin/env bash
# What the options of Java cost and bring: the suite with each set of them (default: all three), in turn, ROUNDS times (default 3). Per
# service the time and the processor time until it is ready; then, in the last round, the processor time per event after a warm-up, and
# events per second. Usage: bench/start-up.sh [ROUNDS [EVENTS [WARM_UP [SET...]]]]. Builds first what is out of date. State and logs:
# bench/target/start-up/, or WARREN_STATE. Needs curl and jq.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly ROUNDS=${1:-3} EVENTS=${2:-2000} WARM_UP=${3:-6000} BATCH=100
export WARREN_NODES=private WARREN_STATE=${WARREN_STATE:-$PWD/bench/target/start-up} WARREN_PROVIDERS=local WARREN_PORT_OFFSET=${WARREN_PORT_OFFSET:-6000}
SETS=("${@:4}")
((${#SETS[@]})) || SETS=(first both late)
source infra/launcher/service-list.sh
readonly VARIANTS=("${SETS[@]}")
readonly STATE=$WARREN_STATE INTAKE=http://127.0.0.1:$((8081 + WARREN_PORT_OFFSET)) LEDGER=http://127.0.0.1:$((8085 + WARREN_PORT_OFFSET))
SOURCE=/bench/$(date +%s)
readonly FIGURES=$STATE/figures SOURCE
published=0 booked=0

# first: the first compiler alone; both: both compilers as Java would have them; late: as it is shipped. All with the archive of classes.
options_of() {
  case $1 in
    first) echo '-XX:TieredStopAtLevel=1' ;;
    both) echo '-XX:Tier4InvocationThreshold=5000 -XX:Tier4MinInvocationThreshold=600 -XX:Tier4CompileThreshold=15000 -XX:Tier4BackEdgeThreshold=40000' ;;
    late) echo '' ;;
    *) echo "!! no such set of options: $1; known are first, both and late" >&2 && exit 2 ;;
  esac
}

# In milliseconds, user and kernel; of a process with no children.
processor_of() {
  local fields
  read -r -a fields < <(sed 's/.*) //' "/proc/$1/stat")
  echo $(((fields[11] + fields[12]) * 1000 / $(getconf CLK_TCK)))
}

age_of() {
  local fields uptime
  read -r -a fields < <(sed 's/.*) //' "/proc/$1/stat")
  read -r uptime _ </proc/uptime
  awk -v now="$uptime" -v born="${fields[19]}" -v ticks="$(getconf CLK_TCK)" 'BEGIN { printf "%d", (now - born / ticks) * 1000 }'
}

pid_of() { head -n 1 "$STATE/run/$1"; }

# start VARIANT SERVICE
start() {
  WARREN_JAVA_OPTIONS=$(options_of "$1") ./warren restart "$2" >/dev/null
  echo "$1 $2 $(age_of "$(pid_of "$2")") $(processor_of "$(pid_of "$2")")" >>"$FIGURES"
}

# Calls on the ledger for one of the fifty users.
calls() { curl --silent "$LEDGER/v1/spend?by=feature&user=u-49" | jq '[.groups[].calls] | max // 0'; }

# publish COUNT: and waits until the ledger knows both outcomes of the last ones.
publish() {
  local last=$((published + $1)) calls
  while ((published < last)); do
    jq -nc --argjson from "$published" --argjson count "$BATCH" --arg source "$SOURCE" '[range($from; $from + $count) | {specversion: "1.0", id: "s-\(.)", source: $source,
      type: "ticket.created", userid: "u-\(. % 50)", data: {subject: "Charged twice, case \(.)", body: "I was charged twice for order \(.)."}}]' |
      curl --silent --show-error --fail --output /dev/null -H 'Content-Type: application/cloudevents-batch+json' --data-binary @- "$INTAKE/v1/events"
    published=$((published + BATCH))
  done
  until calls=$(calls) && (((calls - booked) * 50 >= published)); do sleep 0.5; done
}

# load VARIANT
load() {
  local service before=() began
  publish "$WARM_UP"
  for service in "${SERVICES[@]}"; do before+=("$(processor_of "$(pid_of "$service")")"); done
  began=$(date +%s%N)
  publish "$EVENTS"
  echo "rate-$1 suite $((EVENTS * 1000 / (($(date +%s%N) - began) / 1000000)))" >>"$FIGURES"
  for service in "${SERVICES[@]}"; do
    echo "load-$1 $service $(($(processor_of "$(pid_of "$service")") - before[0])) $EVENTS" >>"$FIGURES"
    before=("${before[@]:1}")
  done
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

report() {
  local variant service
  printf '\n| service | options | ready after, ms (median of %s) | processor until ready, ms | processor per event, ms |\n| --- | --- | --- | --- | --- |\n' "$ROUNDS"
  for service in "${SERVICES[@]}"; do
    for variant in "${VARIANTS[@]}"; do
      printf '| %s | %s | %s | %s | %s |\n' "$service" "$variant" "$(figures "$variant" "$service" 3 | median)" \
        "$(figures "$variant" "$service" 4 | median)" "$(awk -v v="load-$variant" -v s="$service" '$1 == v && $2 == s { printf "%.2f", $3 / $4 }' "$FIGURES")"
    done
  done
  for variant in "${VARIANTS[@]}"; do printf 'Events per second with %s: %s\n' "$variant" "$(figures "rate-$variant" suite 3)"; done
}

figures() { awk -v v="$1" -v s="$2" -v f="$3" '$1 == v && $2 == s { print $f }' "$FIGURES"; }

for variant in "${VARIANTS[@]}"; do options_of "$variant" >/dev/null; done
trap './warren down >/dev/null' EXIT
./warren up >/dev/null
for service in "${SERVICES[@]}"; do start late "$service"; done # the archives are written when those before stop
: >"$FIGURES"
booked=$(calls)
for round in $(seq "$ROUNDS"); do
  for variant in "${VARIANTS[@]}"; do
    for service in "${SERVICES[@]}"; do start "$variant" "$service"; done
    ((round < ROUNDS)) || load "$variant"
  done
done
report
