#!/bin/sh
# The store's tests on a PostgreSQL server of their own, which listens on a socket file only and is gone afterwards.
. "$TOP/tests/cli/lib.sh"
. "$TOP/tests/server.sh"

if ! server_find >why; then
  skip 'on a server' "$(cat why)"
  exit
fi
place=$(mktemp -d)
trap 'server_stop immediate; rm -rf "$place"; exit $bad' EXIT
trap 'bad=1; exit' INT TERM HUP
[ -z "$as" ] || chown postgres "$place"
cd "$place" || exit 2
pass 'the server starts' server_start "$place" "$place/data" '-c fsync=off'
[ "$bad" -eq 0 ] || exit

cat >restart <<END
$as '$bin/pg_ctl' -D '$data' -l '$place/log' -w -t 60 -m immediate restart >/dev/null 2>&1
END
OMBUD_TEST_PG_RESTART="sh $place/restart"
export OMBUD_TEST_PG_RESTART
for folder in build build/san; do
  [ $folder = build ] || [ -s "$TOP/build/san/flags" ] || continue
  for program in test_store test_postgres; do
    "$TOP/$folder/tests/unit/store_claims/$program" || bad=1
  done
done
"$TOP/build/tests/unit/store_claims/test_crash" || bad=1
