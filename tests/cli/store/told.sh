#!/bin/sh
# What is told of a store in words: cases of other policies, reminders, what is overdue, what was forgotten.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
if ! "$OMBUD" --version | grep -q '^store: sqlite'; then
  skip 'cases in SQLite' 'it is not built in'
  exit
fi
export OMBUD_STORE=sqlite:told.db OMBUD_LANG=en

cat >visit.ombud <<'END'
policy visit { version "1" source "visit.md" }
actors guest, desk
modes day, night
facts { day : moment  name : text  sort : size  who_pays : yes_no }
choice size { small, large }
effects { tell(who : actor, at_day : moment, what : size)  bell() }
reasons { no_stay zh"不行" en"Not here" advise zh"去别处" en"Go elsewhere" }
process visit assume "made up" {
  start @1.1 { guest may come(day, name, sort) -> in_hall do tell(desk, day, sort) }
  state in_hall {
    desk must greet -> greeted within 2s else deemed greet
    remind desk 1900ms before
    guest may not greet because no_stay
    guest may wave(who_pays) do bell() when who_pays otherwise do bell()
  }
  state greeted { after day then closing -> gone }
  ends gone
}
END
sed 's/policy visit/policy other/; s/ source "visit.md"//; s/ @1.1//' visit.ombud >other.ombud
echo '1.1 Who comes is greeted.' >visit.md

come() { # FILE BY
  "$OMBUD" case open "$1" visit 'guest come' --for night --given "day=$2" --given name=Ann --given sort=large
}
exits 0 'a case with everything' come visit.ombud 2103-02-03T04:05:06.007Z
has out 'Guest\|guest come -> in_hall  \[visit.ombud:9, clause 1.1\]'
has out '^  tell(who = desk, at_day = 2103-02-03T04:05:06.007Z, what = large)$'
exits 0 'a case of another policy' come other.ombud 2103-02-03T04:05:06.007Z
exits 1 'a refusal with advice' "$OMBUD" case act visit.ombud 1 'guest greet'
has out '^refused: no_stay "Not here"  \[visit.ombud:13\]$'
has out '^  Go elsewhere$'
exits 1 'another actor' "$OMBUD" case act visit.ombud 1 'desk wave' --given who_pays
has out '^refused: another_actor "This step is not yours to take"$'
exits 0 'an action that stays where it is' "$OMBUD" case act visit.ombud 1 'guest wave' --given who_pays
has out 'guest wave  \[visit.ombud:14\]$'
sleep 2.1
exits 2 'what is due comes before what can be done' "$OMBUD" case can visit.ombud 1
has err 'something is due in case 1: `ombud tick` first'
exits 0 'both are overdue' "$OMBUD" store stats visit.ombud
has out '^overdue < 10* s: [12]$'
has out '^set aside: 0; of other policies: 1$'
has out '^effects that wait: 3$'
has out '^  the oldest since 20'
exits 0 'what is due fires' "$OMBUD" tick visit.ombud
has out '^cases: 1, events: [12]; next due: '
exits 0 'a reminder and a deemed action in the history' "$OMBUD" case history visit.ombud 1
has out 'reminder of greet'
has out 'greet is deemed done -> greeted'
has out '^  who_pays = yes$'
exits 0 '… and as JSON' "$OMBUD" case history visit.ombud 1 --format=json
has out '"kind":"reminded"'
has out '"kind":"deemed"'
has out '"facts":{"day":4199918706007,"name":"Ann","sort":"large"}'
exits 0 'the case under its mode' "$OMBUD" case show visit.ombud 1
has out '^  mode: night$'
has out '^  name was given$'
has out '^  sort = large$'

exits 0 'a case of a policy that is not there' "$OMBUD" case show visit.ombud 2
has out '^case 2; events: 1$'
has out '^  of a policy that none of these files is; fingerprint [0-9a-f]\{16\}$'
exits 0 '… as JSON' "$OMBUD" case show visit.ombud 2 --format=json
has out '"case":2'
exits 0 '… its history' "$OMBUD" case history visit.ombud 2
has out '^1  20.*  an event of a policy that none of these files is$'
exits 0 '… as JSON' "$OMBUD" case history visit.ombud 2 --format=json
has out '"number":1'
exits 2 '… what can be done' "$OMBUD" case can visit.ombud 2
has err 'OMBUD_STORE_NO_TABLES'
exits 0 'effects of both' "$OMBUD" effects list visit.ombud
has out '^2\.1\.0  20.*  of a policy that none of these files is$'
exits 0 '… as JSON' "$OMBUD" effects list visit.ombud --format=json
has out '"key":"2.1.0"'
exits 0 'forgotten' "$OMBUD" case forget visit.ombud 1
exits 0 '… in the history' "$OMBUD" case history visit.ombud 1
has out '^  name: forgotten$'
has out '^  by somebody: forgotten$'
has out 'contents and names were forgotten$'
exits 0 '… as JSON' "$OMBUD" case history visit.ombud 1 --format=json
has out '"name":{"forgotten":"text"}'
exits 0 'the history of the store itself' "$OMBUD" case history visit.ombud 0
silent out
for verb in forget verify release history; do
  exits 2 "no such case to $verb" "$OMBUD" case $verb visit.ombud 77
  has err 'there is no case 77'
done
exits 2 'no such case, for its effects' "$OMBUD" effects ack 77.1.0
has err '77'
exits 0 'nothing stands still that could be resumed' "$OMBUD" store resume

exits 0 'nothing in it' "$OMBUD" store stats --store sqlite:empty.db
has out '^cases: 0, with something due ahead: 0; events: 0$'
has out '^next due: never$'
pass '… so no effect is the oldest' sh -c '! grep oldest "$1"' sh "$WORK/out"
exits 2 'a store without a name' env OMBUD_STORE= "$OMBUD" store stats
has err 'which store?'
exits 0 'a case that is over' come visit.ombud 2001-01-31T00:00:00Z
sleep 2.1
exits 0 '… is' "$OMBUD" tick visit.ombud
exits 0 '… and says so' "$OMBUD" case show visit.ombud 3 --format=json
has out '"ended":true'
exits 0 'an action that gives no choice' "$OMBUD" case can visit.ombud 1 --format=json
exits 2 'a choice without an option' "$OMBUD" case open visit.ombud visit 'guest come' --for day --given sort
has err "^ombud: no option is called ''"

# ---- what others did to it ----

python3 -c 'import sqlite3' 2>/dev/null || { skip 'an alarm, and damaged cases' 'no python3 with sqlite3' && exit; }
sql() {
  python3 -c 'import sqlite3, sys
c = sqlite3.connect("told.db")
c.execute(sys.argv[1])
c.commit()' "$1"
}
sql 'UPDATE store SET alarm = 1'
exits 0 'an alarm' "$OMBUD" store stats visit.ombud
has out '^ALARM: the clock has jumped ahead; no deadline fires until `ombud store resume`$'
exits 0 '… as JSON' "$OMBUD" store stats visit.ombud --format=json
has out '"alarm":true'
exits 2 '… under which nothing fires' "$OMBUD" tick visit.ombud
has err 'OMBUD_STORE_ALARM'
"$OMBUD" work visit.ombud >work.out 2>work.err &
worker=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  grep -q ALARM work.err && break
  sleep 0.1
done
kill -TERM $worker
wait $worker
pass '… and a worker waits until it is over' test $? -eq 0
pass '… and says why' grep -q 'OMBUD_STORE_ALARM' work.err
exits 0 '… until somebody says that it is right' "$OMBUD" store resume --who ops
exits 0 '… which is kept' "$OMBUD" case history visit.ombud 0
has out 'the clock is believed again$'
has out '^  by ops$'
exits 0 '… and then it does' "$OMBUD" tick visit.ombud

sql 'UPDATE cases SET body = substr(body, 1, 20), wake = 1 WHERE id = 1'
exits 0 'a case that cannot be read' "$OMBUD" case show visit.ombud 1
has out '^  its bytes are damaged$'
exits 0 '… as JSON' "$OMBUD" case show visit.ombud 1 --format=json
exits 2 '… takes no commands' "$OMBUD" case act visit.ombud 1 'guest wave' --given who_pays
has err 'OMBUD_BAD_CASE'
exits 0 '… does not fire' "$OMBUD" tick visit.ombud
has out '^cases that failed: 1, of which were set aside: 0$'
