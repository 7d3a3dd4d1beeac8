# shellcheck shell=bash
# The launcher's own settings: all are looked at before anything is done, and all faults are told at once.

readonly HIGHEST_OFFSET=56000
setting_faults=()

fault() { setting_faults+=("$*"); }

check_settings() {
  check_offset
  [[ -z ${WARREN_NODES:-} || $WARREN_NODES == private ]] || fault "WARREN_NODES is '$WARREN_NODES'; it must be private or empty."
  check_scheme WARREN_AMQP_URL amqp amqps
  check_scheme WARREN_AMQP_ADMIN_URL http https
  check_scheme WARREN_DATABASE_URL postgresql postgres
  [[ $(url_query "${WARREN_DATABASE_URL:-}") != *password=* ]] ||
    fault 'WARREN_DATABASE_URL has a password behind the question mark; it belongs before the host, as in postgresql://user:password@host/database.'
  [[ -z ${WARREN_BUDGETS_FILE:-} || -r $WARREN_BUDGETS_FILE ]] || fault "WARREN_BUDGETS_FILE names $WARREN_BUDGETS_FILE, which cannot be read."
  ((${#setting_faults[@]} == 0)) || die "$USAGE" "$(told_at_once "${setting_faults[@]}")"
}

# What is generated from the list of services belongs to the list as it is now.
check_service_list() {
  [[ $LISTED_FROM == "$(cksum <infra/services.yaml)" ]] ||
    die "$FAILED" 'infra/services.yaml has changed; ./warren generate checks it and brings everything that depends on it up to date.'
}

# Without leading zeros from now on: they would mean another base.
check_offset() {
  local offset=${WARREN_PORT_OFFSET:-0}
  if [[ $offset =~ ^[0-9]{1,9}$ ]] && ((10#$offset <= HIGHEST_OFFSET)); then
    PORT_OFFSET=$((10#$offset))
  else
    fault "WARREN_PORT_OFFSET is '$offset'; it can be a whole number from 0 to $HIGHEST_OFFSET."
  fi
}

# check_scheme VARIABLE SCHEME...: the address itself may hold a password, so it is not repeated.
check_scheme() {
  local address=${!1:-} scheme
  [[ -n $address ]] || return 0
  for scheme in "${@:2}"; do
    [[ $address != "$scheme"://?* ]] || return 0
  done
  fault "$1 is no address that begins with ${2}://, as in $2://user:password@host."
}

told_at_once() {
  if (($# == 1)); then
    echo "$1"
  else
    printf '%s settings are wrong:' $#
    printf '\n  %s' "$@"
  fi
}
