# shellcheck shell=bash
# Broker and database in containers, where a Docker engine answers.

docker_answers() { docker info >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; }

compose() {
  WARREN_AMQP_PORT=$(port amqp) WARREN_AMQP_ADMIN_PORT=$(port management) WARREN_AMQP_ADMIN_PASSWORD=$(credential admin) \
    WARREN_POSTGRES_PORT=$(port postgres) WARREN_POSTGRES_PASSWORD=$(credential postgres) \
    docker compose --project-name "warren-$(cksum <<<"$STATE" | cut -d ' ' -f 1)" --file infra/compose.yaml "$@"
}

compose_running() { docker_answers && [[ -n $(compose ps --quiet 2>/dev/null) ]]; }

# start_compose SERVICE...: broker, database or both; returns when they are healthy.
start_compose() {
  if ! compose_running; then
    claim_port amqp 28673
    claim_port management 28674
    claim_port postgres 28676
    compose_started=1
  fi
  begin "starting $* in containers (their images may have to be downloaded)"
  foreground compose up --detach --wait "$@" || die "$FAILED" "docker compose could not start $*; see its message above."
}

stop_compose() {
  ! compose_running || compose stop
  compose_started=''
}
