# shellcheck shell=bash
# The broker: a private RabbitMQ node, and what every broker is given: the topology and the users' passwords.

readonly BROKER=$STATE/broker BROKER_SECONDS=600
readonly USERS=("${SERVICES[@]}" producer)

# The directory of the programs proper: Debian's /usr/sbin/rabbitmq-server is a wrapper that wants the system's node.
rabbitmq_directory() {
  local directory
  for directory in /usr/lib/rabbitmq/bin /opt/homebrew/opt/rabbitmq/sbin /usr/local/opt/rabbitmq/sbin /opt/rabbitmq/sbin; do
    if [[ -x $directory/rabbitmq-server ]]; then
      echo "$directory"
      return
    fi
  done
  return 1
}

# Returns while the node is still starting.
spawn_broker() {
  spawn_port_mapper
  claim_port distribution 28672
  claim_port amqp 28673
  claim_port management 28674
  claim_port prometheus 28675
  mkdir -p "$BROKER/conf.d"
  { cat infra/rabbitmq/rabbitmq.conf && node_settings; } >"$BROKER/rabbitmq.conf"
  spawn broker exec_with_broker_environment "$(rabbitmq_directory)/rabbitmq-server"
}

# Erlang's, with which nodes find each other; it outlives a node that was killed.
spawn_port_mapper() {
  ! running epmd || return 0
  claim_port epmd 28671
  mkdir -p "$BROKER/home"
  spawn epmd exec_with_broker_environment epmd -address 127.0.0.1 -port "$(port epmd)"
}

# The administrator and the virtual host are made at the node's first start.
node_settings() {
  cat <<CONF

listeners.tcp.1 = 127.0.0.1:$(port amqp)
management.tcp.ip = 127.0.0.1
management.tcp.port = $(port management)
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = $(port prometheus)
default_vhost = $VHOST
default_user = admin
default_pass = $(credential admin)
CONF
}

# Everything that a node would otherwise share with the system's: home and cookie, name, ports, files, configuration.
# What a node that cannot go on leaves for its makers lands beside its log, not where the launcher was called.
# The last line makes the server replace its start script, so that the pid on record is the node's own.
exec_with_broker_environment() {
  exec env HOME="$BROKER/home" \
    ERL_CRASH_DUMP="$LOG_DIR/erl_crash.dump" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT="$(port epmd)" \
    RABBITMQ_NODENAME=warren@localhost RABBITMQ_DIST_PORT="$(port distribution)" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+stbt u -kernel inet_dist_use_interface {127,0,0,1}' \
    RABBITMQ_MNESIA_BASE="$BROKER/data" RABBITMQ_LOG_BASE="$BROKER/log" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$PWD/infra/rabbitmq/enabled_plugins" \
    RABBITMQ_CONFIG_FILE="$BROKER/rabbitmq.conf" RABBITMQ_CONFIG_FILES="$BROKER/conf.d" \
    RABBITMQ_ADVANCED_CONFIG_FILE="$BROKER/advanced.config" RABBITMQ_CONF_ENV_FILE=/dev/null \
    RUNNING_UNDER_SYSTEMD=true "$@"
}

await_broker() {
  await broker "$BROKER_SECONDS" broker_api GET "health/checks/port-listener/$(port amqp)"
}

# broker_api METHOD PATH [CURL_OPTION...]: the address carries the administrator's password, so it is not an argument.
broker_api() {
  curl --silent --show-error --fail --noproxy '*' --connect-timeout 10 --max-time 120 --request "$1" "${@:3}" --config <(echo "url = \"$amqp_admin_url/api/$2\"")
}

# Topology, users and their passwords in one request: at no moment is a user without its password. Repeating it changes
# nothing; what exists keeps its messages.
load_topology() {
  definitions | broker_api POST definitions --header 'Content-Type: application/json' --data-binary @- ||
    die "$FAILED" "the broker did not accept infra/rabbitmq/definitions.json; is the user of WARREN_AMQP_ADMIN_URL an administrator?"
  # A topology of an earlier version: what the broker dead-lettered by itself reached the log.
  broker_api DELETE "bindings/$VHOST/e/dead-letters/q/dead-letters.log/%23" --output /dev/null 2>/dev/null || true
}

# The file has one user on a line, with an empty hash where the password belongs. The passwords are in a script that sed
# reads, since its arguments can be seen by everybody.
definitions() { sed -f <(password_script) infra/rabbitmq/definitions.json; }

password_script() {
  local user
  for user in "${USERS[@]}"; do
    printf 's/"name": "%s", "password_hash": ""/"name": "%s", "password": "%s"/\n' "$user" "$user" "$(credential "broker-$user")"
  done
}

# amqp_url_of USER: as that user reaches the suite's virtual host.
amqp_url_of() {
  echo "$(url_scheme "$amqp_url")://$1:$(credential "broker-$1")@$(url_address "$amqp_url" 5672)/$VHOST"
}
