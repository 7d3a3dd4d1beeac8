# shellcheck shell=bash
# The database: a private PostgreSQL server, and what every server is given: a database and its owner for each service.

readonly DATABASE_SECONDS=600

postgres_directory() {
  local program
  for program in "$(real_path "$(command -v postgres)")" /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres \
    /opt/homebrew/opt/postgresql*/bin/postgres /usr/local/opt/postgresql*/bin/postgres; do
    if [[ -x $program && -x ${program%/*}/pg_isready ]]; then
      echo "${program%/*}"
      return
    fi
  done
  return 1
}

# Returns while the server is still starting.
spawn_database() {
  choose_database_user
  claim_port postgres 28676
  [[ -d $database_data ]] || create_cluster
  cp infra/postgres/postgresql.conf "$database_data/"
  spawn database exec_postgres
}

# PostgreSQL refuses root. A user namespace of its own makes it a nobody that still owns its files; where those are
# forbidden it becomes the package's user, which cannot reach this directory.
choose_database_user() {
  database_user=() database_data=$STATE/database
  ((EUID == 0)) || return 0
  if unshare -U true 2>/dev/null; then
    database_user=(unshare -U)
  elif id postgres >/dev/null 2>&1; then
    database_user=(setpriv --reuid=postgres --regid=postgres --clear-groups)
    database_data=/var/tmp/warren-database-$(cksum <<<"$STATE" | cut -d ' ' -f 1)
  else
    die "$MISSING" 'PostgreSQL does not run as root, and there is neither a user namespace nor a user named postgres; start this as another user.'
  fi
}

# From a directory that this user can reach, whatever the checkout's permissions are.
exec_as_database_user() { cd / && exec ${database_user[@]+"${database_user[@]}"} "$@"; }

create_cluster() {
  local since=$SECONDS new=$database_data.new log=$LOG_DIR/initdb.log
  begin 'creating the database cluster'
  rm -rf "$new"
  mkdir "$new"
  credential postgres >"$new.password"
  [[ $database_data == "$STATE"/* ]] || chown postgres "$new" "$new.password"
  foreground exec_as_database_user "$(postgres_directory)/initdb" --pgdata "$new" --username postgres --pwfile "$new.password" \
    --auth scram-sha-256 --encoding UTF8 --locale C --data-checksums >"$log" 2>&1 || explain initdb 'initdb failed'
  rm "$new.password"
  mv "$new" "$database_data"
  done_since "$since" 'created the database cluster'
}

exec_postgres() {
  exec_as_database_user "$(postgres_directory)/postgres" -D "$database_data" -p "$(port postgres)" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=
}

await_database() { await database "$DATABASE_SECONDS" "$(postgres_directory)/pg_isready" -q -h 127.0.0.1 -p "$(port postgres)"; }

# Creates what is missing and sets the passwords; repeating it changes nothing else.
create_databases() {
  local service
  for service in "${DATABASE_SERVICES[@]}"; do
    WARREN_DATABASE_PASSWORD=$(credential "database-$service") \
      administer_database -v name="$(database_of "$service")" <infra/postgres/database.sql ||
      die "$FAILED" "the database of the $service could not be created; may the user of WARREN_DATABASE_URL create roles and databases?"
  done
}

database_of() { echo "warren_${1//-/_}"; }

# The passwords reach psql through its environment, not as arguments.
administer_database() {
  local userinfo psql=psql
  userinfo=$(url_userinfo "$database_url")
  ! postgres_directory >/dev/null || psql=$(postgres_directory)/psql
  PGPASSWORD=$(url_decode "${userinfo#*:}") "$psql" -X -q -v ON_ERROR_STOP=1 "$@" "${database_url/"$userinfo@"/${userinfo%%:*}@}"
}

# jdbc_url_of SERVICE: with the options that the administrator's address has, for example sslmode.
jdbc_url_of() { echo "jdbc:postgresql://$(url_address "$database_url" 5432)/$(database_of "$1")$(url_query "$database_url")"; }
