#!/bin/sh
# What a command on a case may say, fact by fact, and how the answers are told: for people and as JSON.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
if ! "$OMBUD" --version | grep -q '^store: sqlite'; then
  skip 'cases in SQLite' 'it is not built in'
  exit
fi
cp "$TOP/tests/cli/play/hire.ombud" .
export OMBUD_STORE=sqlite:trips.db OMBUD_LANG=en

book() { # ARGUMENT…: a case, with all facts but the last
  "$OMBUD" case open hire.ombud trip 'guest book' --given boat=punt --given fare=9000 --given deposit=500 \
    --given crew=-3 --given swims "$@"
}
act() { "$OMBUD" case act hire.ombud 1 "$@"; }

exits 0 'a fact of every type' book --given sails=2101-12-31T00:00:00Z --format=json --key k
has out '^{"status":"ok","case":1,"number":1,"at":[0-9]*,"again":false,"events":\[{'
has out '"actor":"guest","name":"book","from":"start","to":"booked","file":"hire.ombud",'
has out '"arguments":{"who":"guest","boat":"punt","crew":-3,"swims":true,"sails":4165430400000}}\]}\]}$'
exits 0 'the same once more' book --given sails=2101-12-31T00:00:00Z --format=json --key k
has out '"case":1,"number":1,"at":[0-9]*,"again":true,'
exits 0 'an instant within a second, which is past' book --given sails=2001-02-28T23:59:59.25Z --format=json
has out '"sails":983404799250}.*"kind":"fell_due","actor":"clock","name":"no_show".*"arguments":{"amount":500}'
exits 0 'what may be done' "$OMBUD" case can hire.ombud 1 --format=json
has out '"actor":"guest","action":"move_on","verdict":"may","until":4165430400000,"by":null,"file":"hire.ombud",'
has out '"actor":"guest","action":"stay","verdict":"must","until":4165430400000,"by":4165430400000,'
has out '"action":"board","verdict":"may_not","until":4165426800000,"by":null,"reason":"too_soon",'
exits 1 'a refusal' act 'guest board' --format=json
has out '^{"status":"refused","case":1,"number":2,.*"reason":"too_soon","text":"too_soon","file":"hire.ombud",.*"events":\[\]}$'
exits 0 'an instant before 1970' act 'guest move_on' --given sails=1959-12-31T23:59:59.5Z
has out '^  bell()$'
has out 'no_show -> Over '
exits 0 'the case' "$OMBUD" case show hire.ombud 1
has out '^  boat = punt$'
has out '^  swims = yes$'
has out '^  sails = 1959-12-31T23:59:59.500Z$'
exits 0 'what may be done when it is over' "$OMBUD" case can hire.ombud 1
has out 'Over'
exits 0 'its history' "$OMBUD" case history hire.ombud 1
has out '^  log(who = guest, boat = punt, crew = -3, swims = yes, sails = 2101-12-31T00:00:00.000Z)$'
has out 'Guest go aboard: refused, too_soon "too_soon"'
exits 0 '… forgotten' "$OMBUD" case forget hire.ombud 1
exits 0 'the effects' "$OMBUD" effects list hire.ombud --format=json
has out '^{"key":"1.3.0",.*"effect":"bell","arguments":{}}\]}$'
exits 0 'no facts of policies that are not there' "$OMBUD" effects list
has out 'of a policy that none of these files is'
exits 0 'the store' "$OMBUD" store stats hire.ombud --format=json
has out '^{"cases":2,"open":0,"events":7,"overdue":\[0,0,0,0,0,0\],"next":null,'
exits 0 'another choice, and no' "$OMBUD" case open hire.ombud trip 'pier book' --given boat=raft --given fare=9000 \
  --given deposit=500 --given crew=3 --given depth=-7 --given swims=no --given sails=2101-03-01T12:00:00Z
exits 0 '… told' "$OMBUD" case show hire.ombud 3
has out '^  swims = no$'
has out '^  depth = -7$'
has out '^  sails = 2101-03-01T12:00:00.000Z$'

wrong() { # NAME MESSAGE SENTENCE ARGUMENT…
  name=$1 message=$2
  shift 2
  exits 2 "$name" "$OMBUD" case act hire.ombud 3 "$@"
  has err "^ombud: $message"
}
wrong 'only who' 'say who does what' 'guest'
wrong 'too many words' 'say who does what' 'guest board now'
wrong 'an actor that is none' "no actor is called 'gest'; did you mean 'guest'?" 'gest board'
wrong 'the clock' "nobody acts as 'clock'" 'clock board'
wrong 'an action that is none' "no action is called 'bord'; did you mean 'board'?" 'guest bord'
wrong 'a fact that is none' "no fact is called 'sail'; did you mean 'sails'?" 'guest move_on' --given sail=1
wrong 'a fact twice' "the fact 'crew' is given twice" 'guest move_on' --given crew=1 --given crew=1
wrong 'an option that is none' "no option is called 'rafts'; did you mean 'raft'?" 'guest move_on' --given boat=rafts
wrong 'no number' "the fact 'crew' wants a whole number: crew=9950" 'guest move_on' --given crew=x
wrong 'no value' "the fact 'fare' wants a whole number" 'guest move_on' --given fare
wrong 'neither yes nor no' "the fact 'swims' is yes or no, not 'maybe'" 'guest move_on' --given swims=maybe
for instant in 2026-11-27 2026-00-27T12:05:00Z 2026-13-27T12:05:00Z 2026-11-00T12:05:00Z 2026-11-32T12:05:00Z \
  2026-11-27T24:05:00Z 2026-11-27T12:60:00Z 2026-11-27T12:05:61Z 2026-11-27T12:05:00 2026-11-27T12:05:00.5 \
  2026-11-27T12:05:00.xZ 2026-11-27T12:05:00Z+1; do
  wrong "no instant: $instant" "the moment 'sails' wants an instant such as" 'guest move_on' --given sails=$instant
done
wrong 'no instant at all' "the moment 'sails' wants an instant such as" 'guest move_on' --given sails

for effect in 1 1.1 1.1.x 1.1.0.1 .1.1 1..1 99999999999999999999.1.0; do
  exits 2 "no effect: $effect" "$OMBUD" effects ack "$effect"
  has err "'$effect' is no effect: write CASE.EVENT.EFFECT"
done
exits 2 'no effect at all' "$OMBUD" effects ack
has err 'wants: EFFECT'
exits 2 'nothing that can be done with effects' "$OMBUD" effects eat
has err "'eat'"
exits 2 'nothing that a store has' "$OMBUD" store start
has err "there is no 'start'"
for verb in show history verify forget release; do
  exits 2 "no case to $verb" "$OMBUD" case $verb hire.ombud 0x1
  has err "'0x1' is no case"
done
exits 2 'a process that is none' "$OMBUD" case open hire.ombud trap 'guest book'
has err "'trap'"
exits 2 'a mode that is none' "$OMBUD" case open hire.ombud trip 'guest book' --for night
has err "'night'"
