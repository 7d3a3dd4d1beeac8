# shellcheck shell=bash
# Where broker and database come from, unless WARREN_NODES=private says which: the environment, else a Docker engine, else private nodes of installed programs,
# else the package manager's programs.

# Sets amqp_url, amqp_admin_url and database_url, the administrators' addresses, and returns when both answer.
nodes_up() {
  local since=$SECONDS
  choose_sources
  install_missing
  start_containers
  start_private
  check_given
  done_since "$since" "broker ($broker_source) and database ($database_source) answer"
}

# Both, with everything in them that the suite needs.
infra_up() {
  nodes_up
  load_topology
  create_databases
}

# Sets broker_source and database_source: given, docker or private. What runs as a private node already stays one.
choose_sources() {
  local otherwise=private
  case ${WARREN_NODES:-} in
    '') ;;
    private)
      unset WARREN_AMQP_URL WARREN_AMQP_ADMIN_URL WARREN_DATABASE_URL
      broker_source=private database_source=private
      return
      ;;
    *) die "$USAGE" "WARREN_NODES must be private, not $WARREN_NODES." ;;
  esac
  if ! running broker && ! running database && docker_answers; then otherwise=docker; fi
  broker_source=$otherwise database_source=$otherwise
  [[ -z ${WARREN_AMQP_URL:-} ]] || broker_source=given
  [[ -z ${WARREN_DATABASE_URL:-} ]] || database_source=given
}

# source_running SOURCE NAME: what was given is taken to be there.
source_running() {
  case $1 in
    given) true ;;
    docker) compose_running ;;
    private) running "$2" ;;
  esac
}

infra_running() {
  choose_sources
  source_running "$broker_source" broker && source_running "$database_source" database
}

install_missing() {
  local packages=()
  command -v curl >/dev/null || packages+=(curl)
  [[ $broker_source != private ]] || rabbitmq_directory >/dev/null || packages+=(rabbitmq-server)
  [[ $database_source != private ]] || postgres_directory >/dev/null || packages+=(postgresql)
  [[ $database_source == private ]] || command -v psql >/dev/null || packages+=(postgresql-client)
  ((${#packages[@]} == 0)) || install_programs "${packages[@]}"
}

start_containers() {
  local services=()
  [[ $broker_source != docker ]] || services+=(broker)
  [[ $database_source != docker ]] || services+=(database)
  ((${#services[@]} == 0)) || start_compose "${services[@]}"
}

# Both start at the same time; the database cluster is created while the broker boots. What already runs is awaited too:
# the launcher that started it may have been killed.
start_private() {
  if [[ $broker_source == private ]] && ! running broker; then
    begin 'starting a private RabbitMQ node'
    spawn_broker
  fi
  if [[ $database_source == private ]] && ! running database; then
    begin 'starting a private PostgreSQL server'
    spawn_database
  fi
  set_addresses
  [[ $broker_source != private ]] || await_broker
  [[ $database_source != private ]] || await_database
}

check_given() {
  if [[ $broker_source == given ]]; then
    broker_api GET overview >/dev/null || die "$MISSING" \
      "the broker's management API at $(url_address "$amqp_admin_url" 15672) refused or did not answer; WARREN_AMQP_ADMIN_URL names it and its administrator."
  fi
  if [[ $database_source == given ]]; then
    administer_database -c 'SELECT 1' >/dev/null || die "$MISSING" \
      "the database at $(url_address "$database_url" 5432) refused or did not answer; WARREN_DATABASE_URL names it and its administrator."
  fi
}

set_addresses() {
  amqp_url=${WARREN_AMQP_URL:-amqp://admin:$(credential admin)@127.0.0.1:$(port amqp)/$VHOST}
  amqp_admin_url=$(admin_url)
  database_url=${WARREN_DATABASE_URL:-postgresql://postgres:$(credential postgres)@127.0.0.1:$(port postgres)/postgres}
}

# A broker that was given without its management address is expected to have it at the usual port.
admin_url() {
  local host
  if [[ -n ${WARREN_AMQP_ADMIN_URL:-} ]]; then
    echo "${WARREN_AMQP_ADMIN_URL%/}"
  elif [[ -n ${WARREN_AMQP_URL:-} ]]; then
    host=$(url_address "$amqp_url" 5672)
    echo "http://$(url_userinfo "$amqp_url")@${host%:*}:15672"
  else
    echo "http://admin:$(credential admin)@127.0.0.1:$(port management)"
  fi
}

infra_down() {
  stop database broker epmd
  stop_compose
}

# The addresses as the tests and the launcher read them.
print_environment() {
  printf 'export %s=%q\n' WARREN_AMQP_URL "$amqp_url" WARREN_AMQP_ADMIN_URL "$amqp_admin_url" WARREN_DATABASE_URL "$database_url"
}
