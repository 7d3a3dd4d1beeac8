# shellcheck shell=bash
# The services' settings: whether they have faults, and whether they are still those that a service was started with.

# What each service was started with: a line for its files, those that its settings name included, and one for the environment.
readonly STARTED_WITH=$STATE/started-with

# settings_of SERVICE: two checksums, since the environment may hold keys.
settings_of() {
  local file
  files_of "$1" | while IFS= read -r file; do cat "$file"; done | cksum
  environment_of_services | LC_ALL=C sort | cksum
}

environment_of_services() {
  env | sed -n -E -e '/^WARREN_(STATE|NODES|PORT_OFFSET|AMQP_URL|AMQP_ADMIN_URL|DATABASE_URL|BUDGETS_FILE)=/d' -e '/^(WARREN|QUARKUS)_/p'
}

# files_of SERVICE: its own, and each whose name is a value there or in the environment.
files_of() {
  local file
  {
    echo "config/$1.yaml"
    [[ $1 != cost-ledger ]] || budgets_file
    values_of "$1" | tr '{}[],"'"'" '\n' | sed -E 's/^.*: +//; s/^[[:space:]-]+//; s/[[:space:]]+$//; s/^file://'
  } | LC_ALL=C sort -u | while IFS= read -r file; do [[ ! -f $file || ! -r $file ]] || printf '%s\n' "$file"; done
}

# values_of SERVICE: what its settings are made of, roughly; what concerns the ledger is no other's business.
values_of() {
  local foreign='^WARREN_LEDGER_'
  [[ $1 != cost-ledger ]] || foreign='^$'
  sed -E 's/(^|[[:space:]])#.*//' "config/$1.yaml" 2>/dev/null || true
  environment_of_services | sed -E "/$foreign/d; s/^[^=]*=//"
}

# Says of which services that run the settings have changed since they were started.
tell_changes() {
  local service before after files=() environment=()
  for service in "${SERVICES[@]}"; do
    if [[ ! -e $STARTED_WITH/$service ]] || ! running "$service"; then continue; fi
    before=$(<"$STARTED_WITH/$service")
    after=$(settings_of "$service")
    [[ ${before%%$'\n'*} == "${after%%$'\n'*}" ]] || files+=("$service")
    [[ ${before##*$'\n'} == "${after##*$'\n'}" ]] || environment+=("$service")
  done
  ((${#files[@]} == 0)) ||
    warn "Settings files have changed since ${files[*]} started; apply them with ./warren restart ${files[*]}."
  ((${#environment[@]} == 0)) ||
    warn "The environment (WARREN_..., QUARKUS_...) has changed since ${environment[*]} started; apply it with ./warren restart ${environment[*]}."
}

command_config() {
  local service
  [[ ${1:-} == check && $# == 1 ]] || die "$USAGE" 'config needs check: ./warren config check.'
  find_java
  for service in "${SERVICES[@]}"; do
    if [[ ! -e $APPS/$service/quarkus-run.jar ]]; then
      lock 'config check'
      build_suite
      unlock
    fi
  done
  ! suite_outdated || warn 'The sources are newer than the build that this check uses.'
  check_configuration "${SERVICES[@]}"
  say 'No faults in config/ and the environment.'
}

# check_configuration SERVICE...: fails with all faults of these services, and of files that are nobody's.
check_configuration() {
  local code=0
  foreground check_services "$@" || code=$?
  tell_strangers || code=1
  ((code == 0)) || die "$FAILED" 'the settings have faults, see above.'
}

# Each by the service itself, without connecting to anything; all at the same time.
check_services() {
  local service code=0 pids=()
  set +m
  amqp_url=${WARREN_AMQP_URL:-amqp://check:check@127.0.0.1:5672/check}
  database_url=${WARREN_DATABASE_URL:-postgresql://check:check@127.0.0.1:5432/check}
  mkdir -p "$CLASS_ARCHIVES"
  for service in "$@"; do
    exec_service "$service" --check-settings >"$LOG_DIR/check-$service.log" 2>&1 &
    pids+=($!)
  done
  for service in "$@"; do
    wait "${pids[0]}" || {
      code=1
      printf '%s: ' "$service" >&2
      # what libraries have logged before is nobody's business, unless the check itself did not work
      if grep -a -q '^The settings have ' "$LOG_DIR/check-$service.log"; then
        sed -n '/^The settings have /,$p' "$LOG_DIR/check-$service.log" >&2
      else
        grep -a -v '^[[:space:]]*at ' "$LOG_DIR/check-$service.log" | tail -n 20 >&2 || true
      fi
    }
    pids=("${pids[@]:1}")
  done
  return "$code"
}

# A misspelt file would have no effect.
tell_strangers() {
  local file name code=0
  for file in config/*.yaml config/*.yml; do
    name=${file##*/}
    [[ -e $file && $name != budgets.yaml && " ${SERVICES[*]/%/.yaml} " != *" $name "* ]] || continue
    printf '%s: no service reads this file; there are %s and budgets.yaml\n' "$file" "${SERVICES[*]/%/.yaml}" >&2
    code=1
  done
  return "$code"
}
