# shellcheck shell=bash
# Programs that are missing come from the system's package manager, after saying so.

# install_programs PACKAGE...: Debian's names.
install_programs() {
  local since=$SECONDS root=() services
  command -v apt-get >/dev/null || die "$MISSING" "$(without_apt "$*")"
  if [[ $EUID != 0 ]]; then
    command -v sudo >/dev/null || die "$MISSING" "$* must be installed, which needs root: run apt-get install $* as root, then this again."
    sudo -v || die "$MISSING" "$* must be installed, which needs root."
    root=(sudo)
  fi
  begin "installing $* with apt-get (programs only, their system services stay stopped)"
  foreground ${root[@]+"${root[@]}"} sh infra/launcher/apt-install.sh "$@" >"$LOG_DIR/packages.log" 2>&1 ||
    installation_failed "$*"
  done_since "$since" "installed $*"
  services=$(enabled_at_boot "$@")
  [[ -z $services ]] || say "   systemd would start$services at the next boot; to prevent it: systemctl disable$services"
}

# Programs that tests follow the stream with and that commands in the documents use. Without them these tests are skipped.
install_test_programs() {
  local packages=()
  command -v curl >/dev/null || packages+=(curl)
  command -v npm >/dev/null || packages+=(nodejs npm)
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || packages+=(chromium)
  command -v jq >/dev/null || packages+=(jq)
  /usr/bin/python3 -c 'import pika' 2>/dev/null || packages+=(python3-pika)
  ((${#packages[@]} == 0)) || (install_programs "${packages[@]}") ||
    warn "going on without ${packages[*]}: the tests that need them are skipped"
}

installation_failed() {
  tail -n 5 "$LOG_DIR/packages.log" >&2
  die "$MISSING" "apt-get could not install $1 (see $LOG_DIR/packages.log); install it another way, or set WARREN_AMQP_URL and WARREN_DATABASE_URL to servers that exist."
}

without_apt() {
  local wanted=${1/rabbitmq-server/RabbitMQ}
  wanted=${wanted/postgresql/PostgreSQL}
  if command -v brew >/dev/null; then
    echo "missing: $wanted; install with: brew install ${1/-server/}"
  elif command -v dnf >/dev/null; then
    echo "missing: $wanted; install with: dnf install ${1/postgresql/postgresql-server}"
  else
    echo "missing: $wanted; install them, start a Docker engine, or set WARREN_AMQP_URL and WARREN_DATABASE_URL."
  fi
}

# Packages enable their services for the next boot although none was started now.
enabled_at_boot() {
  local package
  command -v systemctl >/dev/null || return 0
  for package in "$@"; do
    ! systemctl is-enabled --quiet "$package" 2>/dev/null || printf ' %s' "$package"
  done
}
