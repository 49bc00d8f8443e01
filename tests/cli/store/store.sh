#!/bin/sh
# Cases in a store, by the command line alone: what a pilot without C does.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"

exits 0 'the version tells which stores are built in' "$OMBUD" --version
if ! grep -q '^store: sqlite' "$WORK/out"; then
  skip 'cases in SQLite' 'it is not built in'
  exits 2 'a store that is not built in is an error' "$OMBUD" store stats --store sqlite:x.db
  has err 'built without sqlite'
  exit
fi

cat >loan.ombud <<'EOF'
policy loan { version "1" }
actors reader zh"读者" en"Reader", desk
modes card, guest
facts { title : text  days : number >= 1 and <= 60  lost : yes_no }
effects { tell(who: actor)  charge(amount: number) }
reasons { not_lost zh"没有丢失" en"It is not lost" }
process loan assume "made up" {
  start { reader may borrow(title, days) -> out do tell(desk) }
  state out {
    reader may give_back -> done
    reader may report(lost) -> done do charge(days) when lost otherwise because not_lost
    desk must chase -> done within 3s else overdue -> late do charge(days)
  }
  state late {
    desk may close -> done
    waits "for the desk"
  }
  ends done
}
EOF
OMBUD_STORE=sqlite:loans.db
export OMBUD_STORE OMBUD_LANG=en

exits 0 'a case opens' "$OMBUD" case open loan.ombud loan 'reader borrow' --for card --given 'title=Emma, "vol. 1"' --given days=14 --key a-1 --who Ann
has out '^case 1$'
has out 'Reader borrow -> out  \[loan.ombud:8\]'
has out '^  tell(who = desk)$'
exits 0 'the same key opens no other' "$OMBUD" case open loan.ombud loan 'reader borrow' --for card --given 'title=Emma, "vol. 1"' --given days=14 --key a-1 --who Ann
has out '^case 1, as answered before$'
exits 2 'the key with another command is an error' "$OMBUD" case open loan.ombud loan 'reader borrow' --for guest --given title=Emma --given days=14 --key a-1 --who Ann
has err 'OMBUD_STORE_KEY_USED'
exits 1 'a refusal has a reason and is no success' "$OMBUD" case act loan.ombud 1 'reader report' --given lost=no
has out '^refused: not_lost "It is not lost"'
exits 1 'one that lacks a fact tells which' "$OMBUD" case act loan.ombud 1 'reader report'
has err 'it wants: --given lost='

exits 0 'what may be done is listed' "$OMBUD" case can loan.ombud 1
has out 'Reader may give_back'
has out 'desk must chase by 20'

sleep 3.2
exits 0 'what is due fires once' "$OMBUD" tick loan.ombud
has out '^cases: 1, events: 1; next due: never$'
exits 0 '… and not again' "$OMBUD" tick loan.ombud --format=json
has out '^{"cases":0,"events":0,"failed":0,"set_aside":0,"next":null}$'
exits 0 'the case is where its rules led it' "$OMBUD" case show loan.ombud 1 --format=json
has out '"state":"late"'
has out '"facts":{"title":true,"days":14}'

exits 0 'the history is told' "$OMBUD" case history loan.ombud 1
has out '^1  20.*Reader borrow -> out'
has out '^  title = "Emma, "vol. 1""$'
has out '^2  .*Reader report: refused, not_lost'
has out '^4  .*overdue -> late'
exits 0 '… as JSON too' "$OMBUD" case history loan.ombud 1 --format=json
if command -v python3 >/dev/null 2>&1; then
  pass '… which is JSON, a line an event' python3 -c 'import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
assert [row["number"] for row in rows] == [1, 2, 3, 4]
assert rows[0]["facts"] == {"title": "Emma, \"vol. 1\"", "days": 14} and rows[0]["who"] == "Ann"
assert rows[1]["reason"] == "not_lost" and rows[3]["effects"][0]["arguments"] == {"amount": 14}' "$WORK/out"
else
  skip '… which is JSON, a line an event' 'no python3'
fi
exits 0 'it adds up' "$OMBUD" case verify loan.ombud 1

exits 0 'effects wait' "$OMBUD" effects list loan.ombud
has out '^1\.1\.0  .*tell(who = desk)$'
has out '^1\.4\.0  .*charge(amount = 14)$'
exits 0 '… until they are acknowledged' "$OMBUD" effects ack 1.1.0
exits 0 '… and then no longer' "$OMBUD" effects list loan.ombud --format=json
pass '… but for the others' test "$(wc -l <"$WORK/out")" -eq 1
has out '"key":"1.4.0"'
exits 2 'an effect that there is not' "$OMBUD" effects ack 1.4.1
has err 'there is no effect 1.4.1'

exits 0 'what people wrote is forgotten' "$OMBUD" case forget loan.ombud 1 --who desk-7
exits 0 '… in the history' "$OMBUD" case history loan.ombud 1
pass '… with who wrote it' sh -c '! grep -e Emma -e Ann "$1"' sh "$WORK/out"
has out 'by desk-7'
exits 0 '… which still adds up' "$OMBUD" case verify loan.ombud 1
exits 0 'the state of the store is told' "$OMBUD" store stats loan.ombud
has out '^cases: 1, with something due ahead: 0; events: 5$'
has out '^effects that wait: 1$'

# Other versions of the rules: a case goes by those that it was opened by.
sed 's/version "1"/version "2"/; s/charge(days) when/charge(days + 1) when/' loan.ombud >loan2.ombud
exits 2 'a case of other rules is left alone' "$OMBUD" case act loan2.ombud 1 'desk close'
has err 'OMBUD_STORE_NO_TABLES'
exits 0 '… and goes by its own' "$OMBUD" case act loan2.ombud 1 'desk close' --also loan.ombud
has out 'loan.ombud'

# A worker, which has the file to itself, and ends when it is told to.
"$OMBUD" case open loan.ombud loan 'reader borrow' --for guest --given title=x --given days=3 >/dev/null
"$OMBUD" work loan.ombud >work.out 2>work.err &
worker=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
  if grep -q 'events: 1' work.out; then break; fi
  sleep 0.2
done
exits 2 'nobody else can open it meanwhile' "$OMBUD" store stats loan.ombud
has err 'another process has this store open'
kill -TERM $worker
wait $worker
pass 'a worker that is told to end does, and well' test $? -eq 0
pass '… having fired what fell due' grep -q '^cases: 1, events: 1' work.out
silent work.err
exits 0 '… in the case' "$OMBUD" case show loan.ombud 2
has out 'state: late'

# Bad input.
exits 2 'no store is named' env -u OMBUD_STORE "$OMBUD" tick loan.ombud
has err 'which store?'
exits 2 'a store of an unknown kind' "$OMBUD" tick loan.ombud --store mysql://x
has err 'a store is sqlite:PATH or postgresql://'
exits 2 'a folder that there is not' "$OMBUD" tick loan.ombud --store sqlite:nowhere/x.db
has err 'unable to open'
exits 2 'a file that is no database' "$OMBUD" tick loan.ombud --store sqlite:loan.ombud
has err 'loan.ombud'
exits 2 'a case that there is not' "$OMBUD" case show loan.ombud 99
has err 'there is no case 99'
exits 2 'a case that is no number' "$OMBUD" case show loan.ombud A-1
has err "'A-1' is no case"
exits 2 'an unknown verb' "$OMBUD" case shwo loan.ombud 1
has err "did you mean 'show'"
exits 2 'an operand too few' "$OMBUD" case act loan.ombud 1
has err 'act FILE CASE'
exits 2 'a mode is missing' "$OMBUD" case open loan.ombud loan 'reader borrow'
has err 'under which mode?'
exits 2 'an unknown fact' "$OMBUD" case open loan.ombud loan 'reader borrow' --for card --given titel=x
has err "did you mean 'title'"
exits 2 'a value that is none' "$OMBUD" case open loan.ombud loan 'reader borrow' --for card --given days=many
has err 'wants a whole number'
dd if=/dev/zero of=loans.db bs=4096 seek=1 count=4 conv=notrunc 2>/dev/null
"$OMBUD" case history loan.ombud 1 >out 2>err
pass 'a damaged file is an error' test $? -eq 2
pass '… which is said' grep -q '^ombud: ' err
