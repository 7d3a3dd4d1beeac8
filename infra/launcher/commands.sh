# shellcheck shell=bash
# The commands, one function each.

# Those that the operator's program carries out.
readonly CLI_COMMANDS=(dead replay replays budget held spend prices providers)

command_up() {
  no_more_arguments "$@"
  lock up
  suite_up
  keep_started
  print_addresses
}

# Starts what does not run yet; it is stopped again at the end unless keep_started is called.
suite_up() {
  local missing
  read -r -d '' -a missing < <(missing_services) || true
  if ((${#missing[@]} == 0)) && infra_running; then
    set_addresses
    ! suite_outdated || warn 'The sources are newer than what is running; apply them with ./warren down and ./warren up.'
    tell_changes
    return
  fi
  tell_changes
  find_java
  require_free_ports ${missing[@]+"${missing[@]}"}
  infra_up
  # What runs keeps its build, so that the services never are of two.
  ((${#missing[@]} < ${#SERVICES[@]})) || build_suite
  ((${#missing[@]} == 0)) || start_services "${missing[@]}"
}

command_down() {
  no_more_arguments "$@"
  lock down
  stop "${SERVICES[@]}"
  infra_down
  say 'Nothing of the suite is running.'
}

command_restart() {
  local service once=()
  (($# > 0)) || die "$USAGE" "restart needs services: ./warren restart SERVICE...; there are ${SERVICES[*]}."
  for service in "$@"; do
    [[ " ${SERVICES[*]} " == *" $service "* ]] || die "$USAGE" "there is no service $service; there are ${SERVICES[*]}."
  done
  # each once, however often it is named
  for service in "${SERVICES[@]}"; do [[ " $* " != *" $service "* ]] || once+=("$service"); done
  set -- "${once[@]}"
  lock restart
  infra_running || die "$NOT_RUNNING" 'broker and database are not running; ./warren up starts everything.'
  find_java
  set_addresses
  ! suite_outdated || warn 'The sources are newer than what is running; apply them with ./warren down and ./warren up.'
  # with a fault, what runs stays
  check_configuration "$@"
  stop "$@"
  require_free_ports "$@"
  start_services "$@"
  keep_started
}

command_status() {
  no_more_arguments "$@"
  choose_sources
  set_addresses
  print_status
}

# Fails unless all of it is ready.
print_status() {
  local name state code=0
  for name in broker database "${SERVICES[@]}"; do
    state=$(state_of "$name")
    if [[ $state == stopped ]]; then
      printf '%-12s %s\n' "$name" "$state"
    elif [[ $state == ended ]]; then
      printf '%-12s %-10s by itself: %s\n' "$name" "$state" "$(last_words_of "$name")"
    else
      printf '%-12s %-10s %s\n' "$name" "$state" "$(where_is "$name")"
    fi
    [[ $state == ready ]] || code=$NOT_RUNNING
  done
  return "$code"
}

state_of() {
  case $1 in
    broker) if source_running "$broker_source" broker && broker_api GET overview >/dev/null 2>&1; then echo ready; else not_running_state broker; fi ;;
    database) if source_running "$database_source" database; then echo ready; else not_running_state database; fi ;;
    *) if ! running "$1"; then not_running_state "$1"; elif ready "$1"; then echo ready; else echo 'not ready'; fi ;;
  esac
}

# What was stopped is on record no more.
not_running_state() { if running "$1"; then echo 'not ready'; elif [[ -e $RUN_DIR/$1 ]]; then echo ended; else echo stopped; fi; }

where_is() {
  case $1 in
    broker) echo "amqp://$(url_address "$amqp_url" 5672)/$VHOST ($broker_source)" ;;
    database) echo "postgresql://$(url_address "$database_url" 5432) ($database_source)" ;;
    *) echo "$(address_of "$1")  health and metrics: http://127.0.0.1:$(management_port "$1")/q/" ;;
  esac
}

command_logs() {
  local name=${1:-} follow=()
  [[ -n $name ]] || die "$USAGE" "logs needs a name: ./warren logs NAME [-f]; there are: $(log_names)."
  if [[ ${2:-} == -f ]]; then
    follow=(-F)
    no_more_arguments "${@:3}"
  else
    no_more_arguments "${@:2}"
  fi
  [[ $name != */* && -r $LOG_DIR/$name.log ]] || die "$USAGE" "there is no log of $name; there are: $(log_names)."
  exec tail -n 200 ${follow[@]+"${follow[@]}"} "$LOG_DIR/$name.log"
}

log_names() {
  local names
  names=$(cd "$LOG_DIR" && find . -maxdepth 1 -name '*.log' -size +0 | sed 's|^\./||; s|\.log$||' | LC_ALL=C sort | tr '\n' ' ')
  names=${names% }
  echo "${names:-none yet}"
}

command_demo() {
  local keep='' settings=classifier code=0
  while (($# > 0)); do
    case $1 in
      --keep) keep=1 ;;
      --providers) settings=providers ;;
      *) no_more_arguments "$@" ;;
    esac
    shift
  done
  lock demo
  find_java
  if ! own_settings; then
    demo_settings=samples/demo/$settings.yaml
    require_free_port 'the demo' "$(model_port)"
  fi
  suite_up
  build_demo
  foreground run_demo || code=$?
  if [[ -n $keep ]]; then
    keep_started
    print_addresses
  fi
  ((code == 0)) || die "$FAILED" 'the demo did not get every expected outcome; see above.'
}

# Whoever has chosen models is not shown a stand-in, and their money is not spent on a demo of budgets.
own_settings() { [[ -e config/classifier.yaml ]] || compgen -e | grep -q -E '^WARREN_(PROVIDERS|CHAIN|PRIMARY_|SECONDARY_)'; }

run_demo() {
  export WARREN_PRODUCER_URL # it has a password, so it is not an argument
  WARREN_PRODUCER_URL=$(amqp_url_of producer)
  exec "$JAVA_HOME/bin/java" -cp 'e2e/target/e2e.jar:e2e/target/lib/*' dev.warren.e2e.Demo --samples samples --intake "$(address_of intake)" --notifier "$(address_of notifier)" \
    --ledger "$(address_of cost-ledger)" --classifier "$(address_of classifier)" --model-port "$(model_port)"
}

print_addresses() {
  local event='{"specversion":"1.0","id":"t-1001","source":"/shop/helpdesk","type":"ticket.created","userid":"u-42","data":{"subject":"Charged twice","body":"I was charged twice for my order, please refund one of them."}}'
  print_status
  cat <<TEXT

Subscribe to results:
  curl -N $(address_of notifier)/v1/stream
Publish over HTTP:
  curl -i $(address_of intake)/v1/events -H 'Content-Type: application/cloudevents+json' -d '$event'
Publish over AMQP (in other languages: docs/publish.md):
  AMQP_URL='$(amqp_url_of producer)' java -cp 'e2e/target/lib/*' samples/publish/Publish.java
Spend:
  curl '$(address_of cost-ledger)/v1/spend?by=user,feature'
Stop: ./warren down
TEXT
}

command_test() {
  lock test
  find_java
  find_maven
  install_test_programs
  nodes_up
  eval "$(print_environment)"
  remove_stale_builds
  foreground "$maven" -B --no-transfer-progress verify "$@"
}

command_dead() { become_cli dead "$@"; }

command_replay() { become_cli replay "$@"; }

command_replays() { become_cli replays "$@"; }

command_budget() { become_cli budget "$@"; }

command_held() { become_cli held "$@"; }

command_spend() { become_cli spend "$@"; }

command_prices() { become_cli prices "$@"; }

command_providers() { become_cli providers "$@"; }

# Becomes the program that asks the services, which thereby has the terminal and its Ctrl-C.
become_cli() {
  find_java
  build_cli "$1" >&2
  export_addresses
  mkdir -p "$CLASS_ARCHIVES"
  exec "$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]}" -XX:TieredStopAtLevel=1 -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$CLASS_ARCHIVES/cli.jsa" \
    '-Xlog:cds*=off' '-Xlog:aot*=off' -cp 'cli/target/cli.jar:cli/target/lib/*' dev.warren.cli.Cli "$@" 3>&- 4>&-
}

# Where those services of this state are that run, unless the environment names other places. The operator's program asks no
# others: what answers at their usual ports may be another suite.
export_addresses() {
  local service variable
  for service in "${SERVICES[@]}"; do
    variable=WARREN_$(tr a-z- A-Z_ <<<"$service")_URL
    [[ -n ${!variable:-} ]] || ! running "$service" || export "$variable=$(address_of "$service")"
  done
}

# Becomes the benchmark, which thereby holds the lock until it ends: no build changes the jars below its services. It starts
# and stops nodes of its own, in state directories of their own.
command_bench() {
  case ${1:-} in
    faults | budgets | speed | ledger) ;;
    *) die "$USAGE" 'bench needs faults, budgets, speed or ledger: ./warren bench faults|budgets|speed|ledger [OPTION...]' ;;
  esac
  lock bench
  find_java
  build_bench
  exec "$JAVA_HOME/bin/java" -cp 'bench/target/bench.jar:bench/target/lib/*' dev.warren.bench.Bench "$@" 3>&- 4>&-
}

command_native() {
  no_more_arguments "$@"
  lock native
  find_java
  build 'what native images are compiled from' verify -Dnative -Dquarkus.native.sources-only=true -pl "$(service_modules)" -am
  say '   for each service in services/<service>/target/native-sources; no library of another platform is in it'
}

command_generate() {
  no_more_arguments "$@"
  become_program_of_suite Generate
}

command_new() {
  [[ ${1:-} == consumer ]] || die "$USAGE" 'new needs consumer and a name: ./warren new consumer NAME [--dry-run]'
  become_program_of_suite NewConsumer "${@:2}"
}

# become_program_of_suite CLASS [ARGUMENT...]: from its sources, since what it writes is among what a build needs.
become_program_of_suite() {
  find_java
  exec "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "suite/src/main/java/dev/warren/suite/$1.java" "${@:2}" 3>&- 4>&-
}

command_infra() {
  case ${1:-} in
    up)
      no_more_arguments "${@:2}"
      lock 'infra up'
      infra_up
      keep_started
      ;;
    down)
      no_more_arguments "${@:2}"
      lock 'infra down'
      require_no_services
      infra_down
      ;;
    *) die "$USAGE" 'infra needs up or down: ./warren infra up|down' ;;
  esac
}

require_no_services() {
  local service
  for service in "${SERVICES[@]}"; do
    ! running "$service" || die "$IN_THE_WAY" "$service is using them; ./warren down stops services, broker and database."
  done
}

command_env() {
  no_more_arguments "$@"
  infra_running || die "$NOT_RUNNING" 'broker and database are not running; start them with: ./warren infra up'
  set_addresses
  print_environment
}

no_more_arguments() { (($# == 0)) || die "$USAGE" "did not expect: $*; see ./warren --help."; }
