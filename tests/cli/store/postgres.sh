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
  for program in test_store test_postgres test_leases; do
    "$TOP/$folder/tests/unit/store_claims/$program" || bad=1
  done
done
"$TOP/build/tests/unit/store_claims/test_crash" || bad=1

# Stores of each version, as they were written then: they are brought up to date, and lose nothing.
. "$TOP/tests/cli/store/loans"
psql=$(command -v psql || echo "$bin/psql")
sql() { # …: psql, on the server
  "$psql" -X -q -At -v ON_ERROR_STOP=1 "$OMBUD_TEST_PG" "$@"
}
columns() { # SCHEMA
  sql -c "SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns
    WHERE table_schema = '$1' AND table_name !~ '_[0-9][0-9]' ORDER BY table_name, ordinal_position"
}
from_here_on() { # SCHEMA: ombud's store is the one in it
  OMBUD_STORE="$OMBUD_TEST_PG&options=-csearch_path%3D$1"
}
OMBUD_LANG=en && export OMBUD_LANG OMBUD_STORE
from_here_on new_loans
exits 0 'a new store' "$OMBUD" case open loan.ombud loan 'reader borrow' --given title=x --given days=3
columns new_loans >columns.new
for version in 1 2; do
  exits 0 "what version $version has written" sql -f "$TOP/tests/cli/store/schema_${version}_postgres.sql"
  from_here_on "loans_$version"
  keeps_all "$version"
  columns "loans_$version" >columns.old
  pass '… and has the tables of a new store' cmp columns.old columns.new
done

# Today's store, taken back: what stands in the way of a step leaves it as it was.
exits 0 'a store of today, taken back' sql -c 'SET search_path = loans_2; DROP VIEW story; UPDATE ombud_store SET version = 1'
exits 2 'a table that the next version makes is there already' "$OMBUD" case show loan.ombud 1
has err 'relation "word" already exists'
exits 0 '… and nothing else was made' sql -c "SELECT version, to_regclass('loans_2.story') IS NULL FROM loans_2.ombud_store"
has out '^1|t$'
exits 0 '… but once it is gone' sql -c 'DROP TABLE loans_2.word'
exits 0 '… all is' "$OMBUD" case verify loan.ombud 1
columns loans_2 >columns.old
pass '… the tables too' cmp columns.old columns.new

# A store that goes by leases: two workers share it, and give back what they held when they are told to end.
cat >note.ombud <<'END'
policy note { version "1" }
actors clerk
facts { text : text }
effects { tell(who: actor) }
process note assume "made up" {
  start { clerk may write(text) -> written do tell(clerk) }
  state written { clerk must file -> filed within 1s else lost -> filed do tell(clerk) }
  ends filed
}
END
space='options=-csearch_path%3Dleased'
OMBUD_STORE="$OMBUD_TEST_PG&claim=leases&$space" OMBUD_LANG=en
export OMBUD_STORE OMBUD_LANG
write() { # KEY
  "$OMBUD" case open note.ombud note 'clerk write' --given text=x --key "$1"
}
exits 0 'a store that goes by leases' write a-1
has out '^case 1$'
exits 0 '… in which a key is used once' write a-1
has out '^case 1, as answered before$'
exits 2 '… is none that claims rows' "$OMBUD" store stats --store "$OMBUD_TEST_PG&$space"
has err 'write claim=leases into its URL'
"$OMBUD" work note.ombud >one.out 2>&1 &
one=$!
"$OMBUD" work note.ombud >two.out 2>&1 &
two=$!
tries=0
until cat one.out two.out | grep -q '^cases: 1, events: 1' || [ $tries -eq 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
pass 'one of two workers fires what fell due' test $tries -lt 100
kill -TERM $one $two
wait $one
first=$?
wait $two
pass 'both end when they are told to' test "$first$?" = 00
write a-2 >last
sleep 1.1
exits 0 'what they held is free at once' "$OMBUD" tick note.ombud
has out '^cases: 1, events: 1'
for id in 1 2; do
  exits 0 "case $id adds up" "$OMBUD" case verify note.ombud $id
done
exits 0 'the state of the store is told' "$OMBUD" store stats note.ombud --format=json
has out '"cases":2,"open":0,"events":4'
