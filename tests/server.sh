# A PostgreSQL server of one's own, on a socket file only, for tests and benchmarks that source this.
# shellcheck shell=sh

# Sets bin and as: where its programs are, and what they are run with, since a server does not run as root. 1, and says
# why, where there can be none.
server_find() {
  bin=$(for at in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin /usr/bin /usr/local/bin; do
    [ -x "$at/initdb" ] && echo "$at"
  done | tail -n 1)
  as=
  if [ -z "$bin" ]; then
    echo 'PostgreSQL is not installed'
  elif ! grep -q OMBUD_WITH_POSTGRES "$TOP/build/store/flags"; then
    echo 'libpq is not installed'
  elif [ "$(id -u)" -ne 0 ]; then
    return 0
  elif ! command -v runuser >/dev/null 2>&1 || ! id postgres >/dev/null 2>&1; then
    echo 'root cannot run it, and there is no user postgres'
  else
    as='runuser -u postgres --'
    return 0
  fi
  return 1
}

# PLACE DATA SETTINGS: makes a database in the folder DATA and starts a server on it, with its socket in PLACE, whose name
# must be short.
server_start() {
  place=$1 data=$2
  settings="-c listen_addresses='' -c unix_socket_directories='$place' $3"
  # shellcheck disable=SC2086 # words
  $as "$bin/initdb" -D "$data" -A trust -U postgres --no-sync >/dev/null || return 1
  $as "$bin/pg_ctl" -D "$data" -l "$place/log" -w -t 60 -o "$settings" start >/dev/null
  export OMBUD_TEST_PG="postgresql://postgres@/postgres?host=$place"
}

# By its process id, which pg_ctl finds in DATA.
server_stop() {
  $as "$bin/pg_ctl" -D "$data" -m "$1" stop >/dev/null 2>&1
}
