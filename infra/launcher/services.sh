# shellcheck shell=bash
# The services: one Java process each, on loopback, management on the HTTP port + 1000.

# A start takes 3 s where nothing else runs, and many times that where all else starts too or other programs are at work.
readonly SERVICE_SECONDS=900 PROBE_SECONDS=10
readonly COMMANDS_TO_SERVICES=(up down restart status demo dead replay replays budget held spend prices providers)
# What the demo adds to the classifier; empty unless it does.
demo_settings=''
# Set from WARREN_PORT_OFFSET, or from the suite that runs.
PORT_OFFSET=0
# WARREN_JAVA_OPTIONS comes after these and wins.
readonly JAVA_OPTIONS=(-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED)
# Ten times Java's own thresholds: the second compiler compiles what a service does all the time, and not what its start does often.
readonly LATE_SECOND_COMPILER=(-XX:Tier4InvocationThreshold=50000 -XX:Tier4MinInvocationThreshold=6000
  -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000)

http_port() {
  local i
  for i in "${!SERVICES[@]}"; do
    [[ ${SERVICES[i]} != "$1" ]] || echo $((HTTP_PORTS[i] + PORT_OFFSET))
  done
}

# Where the demo's stand-in for a model that costs money serves, while there is a demo.
model_port() { echo $((8090 + PORT_OFFSET)); }

management_port() { echo $(($(http_port "$1") + 1000)); }

address_of() { echo "http://127.0.0.1:$(http_port "$1")"; }

ready() { curl --silent --fail --noproxy '*' --max-time "$PROBE_SECONDS" --output /dev/null "http://127.0.0.1:$(management_port "$1")/q/health/ready"; }

missing_services() {
  local service
  for service in "${SERVICES[@]}"; do running "$service" || echo "$service"; done
}

# start_services SERVICE...: all at the same time; returns when all are ready.
start_services() {
  local service since=$SECONDS
  begin "starting $*"
  mkdir -p "$CLASS_ARCHIVES" "$STARTED_WITH"
  echo "$PORT_OFFSET" >"$STATE/offset"
  for service in "$@"; do
    settings_of "$service" >"$STARTED_WITH/$service"
    spawn "$service" exec_service "$service"
  done
  for service in "$@"; do await "$service" "$SERVICE_SECONDS" ready "$service"; done
  done_since "$since" "ready: $*"
}

require_free_ports() {
  local service number
  for service in "$@"; do
    for number in "$(http_port "$service")" "$(management_port "$service")"; do
      require_free_port "$service" "$number"
    done
  done
}

require_free_port() {
  ! port_taken "$2" || die "$IN_THE_WAY" \
    "port $2, which $1 needs, is taken by another program; stop that, or set WARREN_PORT_OFFSET=100 to move all ports."
}

# exec_service SERVICE [ARGUMENT...]: the administrators' addresses are the launcher's, a service gets its own user and nothing
# else. How much memory it may take is in infra/java.
exec_service() {
  local service=$1 options=("${JAVA_OPTIONS[@]}" "${LATE_SECOND_COMPILER[@]}" "@$PWD/infra/java/$1.options")
  shift
  unset WARREN_AMQP_ADMIN_URL WARREN_DATABASE_URL
  export WARREN_AMQP_URL QUARKUS_HTTP_PORT QUARKUS_MANAGEMENT_PORT
  export WARREN_INTAKE_NOTIFIER_URL # where intake's answers say that an event can be followed
  WARREN_INTAKE_NOTIFIER_URL=$(address_of notifier)
  WARREN_AMQP_URL=$(amqp_url_of "$service")
  QUARKUS_HTTP_PORT=$(http_port "$service")
  QUARKUS_MANAGEMENT_PORT=$(management_port "$service")
  [[ " ${DATABASE_SERVICES[*]} " != *" $service "* ]] || export_datasource "$service"
  [[ $service != cost-ledger ]] || export_budgets
  [[ ! -e config/$service.yaml ]] || options+=("-Dquarkus.config.locations=$(file_address "$PWD/config/$service.yaml")")
  [[ $service != classifier || -z $demo_settings ]] || options+=("-Dquarkus.config.locations=$(file_address "$PWD/$demo_settings")" "-Dwarren.demo.model-port=$(model_port)")
  # The classes of this run, kept for the next one; written when the service stops, without comment in its log.
  options+=(-XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$CLASS_ARCHIVES/$service.jsa" '-Xlog:cds*=off' '-Xlog:aot*=off')
  # shellcheck disable=SC2086 # several options in one variable
  exec "$JAVA_HOME/bin/java" "${options[@]}" ${WARREN_JAVA_OPTIONS:-} -jar "$APPS/$service/quarkus-run.jar" "$@"
}

# file_address PATH: as an address that stays one where there are blanks and commas in the path.
file_address() {
  local path=${1//%/%25}
  path=${path// /%20}
  echo "file://${path//,/%2C}"
}

export_datasource() {
  export QUARKUS_DATASOURCE_JDBC_URL QUARKUS_DATASOURCE_USERNAME QUARKUS_DATASOURCE_PASSWORD
  QUARKUS_DATASOURCE_JDBC_URL=$(jdbc_url_of "$1")
  QUARKUS_DATASOURCE_USERNAME=$(database_of "$1")
  QUARKUS_DATASOURCE_PASSWORD=$(credential "database-$1")
}

export_budgets() {
  local file
  file=$(budgets_file)
  [[ -z $file ]] || export WARREN_LEDGER_BUDGETS_FILE=$file
}

# Budgets as a file: the one that is named, else the one in its usual place, else none.
budgets_file() {
  if [[ -n ${WARREN_BUDGETS_FILE:-} ]]; then
    echo "$WARREN_BUDGETS_FILE"
  elif [[ -e config/budgets.yaml ]]; then
    echo "$PWD/config/budgets.yaml"
  fi
}
