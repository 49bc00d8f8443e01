#!/bin/sh
# The store's tests on a PostgreSQL server of their own, which listens on a socket file only and is gone afterwards.
. "$TOP/tests/cli/lib.sh"

bin=$(for folder in "$(pg_config --bindir 2>/dev/null)" /usr/lib/postgresql/*/bin /usr/bin /usr/local/bin; do
  [ -x "$folder/initdb" ] && echo "$folder"
done | tail -n 1)
if [ -z "$bin" ]; then
  skip 'on a server' 'PostgreSQL is not installed'
  exit
fi
if ! grep -q OMBUD_WITH_POSTGRES "$TOP/build/store/flags"; then
  skip 'on a server' 'libpq is not installed'
  exit
fi

# The server does not run as root.
as=
if [ "$(id -u)" -eq 0 ]; then
  if ! have runuser || ! id postgres >/dev/null 2>&1; then
    skip 'on a server' 'root cannot run it, and there is no user postgres'
    exit
  fi
  as='runuser -u postgres --'
fi

place=$(mktemp -d) # the name of a socket must be short
trap '$as "$bin/pg_ctl" -D "$place/data" -m immediate stop >/dev/null 2>&1; rm -rf "$place"; exit $bad' EXIT
trap 'bad=1; exit' INT TERM HUP
[ -z "$as" ] || chown postgres "$place"
cd "$place" || exit 2

control() { # of the server; COMMAND…
  $as "$bin/pg_ctl" -D "$place/data" -l "$place/log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories='$place' -c fsync=off" "$@" >/dev/null 2>&1
}
# shellcheck disable=SC2086 # words
pass 'initdb' $as "$bin/initdb" -D "$place/data" -A trust -U postgres --no-sync
pass 'the server starts' control start
[ "$bad" -eq 0 ] || exit

cat >restart <<END
$as '$bin/pg_ctl' -D '$place/data' -l '$place/log' -w -t 60 -m immediate restart >/dev/null 2>&1
END
OMBUD_TEST_PG="postgresql://postgres@/postgres?host=$place" OMBUD_TEST_PG_RESTART="sh $place/restart"
export OMBUD_TEST_PG OMBUD_TEST_PG_RESTART
for folder in build build/san; do
  [ $folder = build ] || [ -s "$TOP/build/san/flags" ] || continue
  for program in test_store test_postgres; do
    "$TOP/$folder/tests/unit/store_claims/$program" || bad=1
  done
done
"$TOP/build/tests/unit/store_claims/test_crash" || bad=1
