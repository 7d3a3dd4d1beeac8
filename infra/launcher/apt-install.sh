#!/bin/sh
# apt-install.sh PACKAGE...: installs Debian packages as programs only. While it runs, no package may start a service and
# PostgreSQL creates no cluster; afterwards both settings are as they were. Needs root.
set -eu

policy=/usr/sbin/policy-rc.d
cluster=/etc/postgresql-common/createcluster.d/warren.conf

restore() {
  rm -f "$policy" "$cluster"
  if [ -e "$policy.before-warren" ]; then mv "$policy.before-warren" "$policy"; fi
}
trap restore EXIT
trap 'exit 130' INT TERM HUP

if [ -e "$policy" ] && [ ! -e "$policy.before-warren" ]; then mv "$policy" "$policy.before-warren"; fi
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"
mkdir -p "${cluster%/*}"
echo 'create_main_cluster = false' >"$cluster"

export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || echo 'The package lists could not be updated; going on with those that are there.' >&2
apt-get install -y -qq --no-install-recommends "$@"
