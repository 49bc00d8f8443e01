#!/bin/sh
# Stores that others have written to: a poisoned case in every batch, numbers that cannot be, a schema of another version, another
# program's database.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
"$OMBUD" --version | grep -q '^store: sqlite' || { skip 'damaged stores' 'SQLite is not built in' && exit; }
python3 -c 'import sqlite3' 2>/dev/null || { skip 'damaged stores' 'no python3 with sqlite3' && exit; }

. "$TOP/tests/cli/store/loans"
OMBUD_STORE=sqlite:loans.db
export OMBUD_STORE OMBUD_LANG=en

sql() { # STATEMENT…: on loans.db
  python3 - "$@" <<'EOF'
import sqlite3, sys
c = sqlite3.connect("loans.db")
for s in sys.argv[1:]:
    c.execute(s)
c.commit()
c.close()
EOF
}

for _ in 1 2 3 4 5; do
  "$OMBUD" case open loan.ombud loan 'reader borrow' --given title=x --given days=3 >/dev/null
done
cp loans.db whole.db
sleep 1.2

# A poisoned case: others go on, it is tried three times and then set aside.
sql 'UPDATE cases SET body = zeroblob(60) WHERE id = 2' "UPDATE cases SET body = substr(body, 1, 20) WHERE id = 4"
exits 0 'a poisoned case is in nobody'"'"'s way' "$OMBUD" tick loan.ombud --format=json
has out '"cases":3,"events":3,"failed":2,"set_aside":0'
exits 0 '… is tried again' "$OMBUD" tick loan.ombud --format=json
has out '"cases":0,"events":0,"failed":2,"set_aside":0'
exits 0 '… and then set aside' "$OMBUD" tick loan.ombud --format=json
has out '"failed":2,"set_aside":2'
exits 0 '… and looked at no more' "$OMBUD" tick loan.ombud --format=json
has out '"failed":0,"set_aside":0'
exits 0 '… which the store tells' "$OMBUD" store stats loan.ombud --format=json
has out '"set_aside":2'
exits 0 '… and the case' "$OMBUD" case show loan.ombud 2
has out 'set aside: OMBUD_BAD_CASE'
exits 2 '… which takes no commands' "$OMBUD" case act loan.ombud 2 'desk close'
exits 2 'it is not released while it fails' "$OMBUD" case release loan.ombud 2
has err 'it still fails'
exits 2 'it does not add up' "$OMBUD" case verify loan.ombud 2
sql "UPDATE cases SET body = (SELECT body FROM cases WHERE id = 3) WHERE id = 2"
exits 0 'once it is mended it is released' "$OMBUD" case release loan.ombud 2 --who ops
exits 0 '… which is recorded' "$OMBUD" case history loan.ombud 2 --format=json
has out '"who":"ops","kind":"released"'
exits 2 '… but another case is not what its history comes to' "$OMBUD" case verify loan.ombud 2
has err 'case 2'

# What verify finds: each line of the history changed, one after the other.
damaged() { # NAME WORDS STATEMENT…
  cp healthy.db loans.db
  name=$1 words=$2
  shift 2
  sql "$@"
  exits 2 "$name" "$OMBUD" case verify loan.ombud 1
  has err "$words"
}
cp whole.db loans.db
"$OMBUD" tick loan.ombud >/dev/null
"$OMBUD" case act loan.ombud 1 'reader give_back' >/dev/null
"$OMBUD" case act loan.ombud 1 'desk close' >/dev/null
exits 0 'a case that adds up' "$OMBUD" case verify loan.ombud 1
cp loans.db healthy.db
first='case_id = 1 AND number ='
damaged 'another state' 'leads from or to another state' "UPDATE history SET came_to = left_state WHERE $first 2"
damaged 'another time' 'at another time' "UPDATE history SET at = at + 1 WHERE $first 2"
damaged 'another rule' 'another rule governs' "UPDATE history SET rule = rule - 1 WHERE $first 2"
damaged 'another reason' 'the reason is another' "UPDATE history SET reason = 9 WHERE $first 3"
damaged 'another actor' 'case 1, event 4' "UPDATE history SET actor = 1 WHERE $first 4"
damaged 'another fact' 'case 1' "UPDATE history SET given = x'01000400000000000000' WHERE $first 1"
damaged 'another effect' 'its effects are not what the rules say' "UPDATE history SET effects = NULL WHERE $first 2"
damaged 'effects that are none' 'its effects are damaged' "UPDATE history SET effects = x'0102' WHERE $first 2"
damaged 'an event that is missing' 'event 2 is missing' "DELETE FROM history WHERE $first 2"
damaged 'a case whose last event is missing' 'case 1' 'UPDATE cases SET number = 3, last = (SELECT prev FROM history WHERE case_id = 1 AND number = 4) WHERE id = 1'
damaged 'a case that went back' 'case 1' 'UPDATE cases SET body = (SELECT body FROM cases WHERE id = 2) WHERE id = 1'
cp whole.db loans.db
sql 'UPDATE cases SET wake = NULL WHERE id = 1'
exits 2 'a case whose deadline would be forgotten' "$OMBUD" case verify loan.ombud 1
has err 'case 1 would be looked at too late'

# Numbers that the policy does not have.
for change in 'process = 9' 'mode = 9' 'actor = 99' 'name = 77' 'left_state = 77' 'came_to = 77' 'rule = 5000' 'kind = 7' "given = x'ff000100000000000000'" \
  "effects = x'ff0000'"; do
  cp healthy.db loans.db
  sql "UPDATE history SET $change WHERE $first 2"
  exits 2 "an event with $change" "$OMBUD" case history loan.ombud 1
  has err 'case 1: event 2 says what cannot be'
done
cp healthy.db loans.db
sql "UPDATE history SET effects = x'0000020100000000000000' WHERE $first 2"
exits 2 'an effect that waits and is damaged' "$OMBUD" effects list loan.ombud
has err '^ombud: '

# Stores of each version, as they were written then: they are brought up to date, and lose nothing.
cat >tables.py <<'EOF'
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name"):
    print(row)
EOF
python3 tables.py whole.db >tables.new
for version in 1 2; do
  rm -f loans.db
  python3 - "$TOP/tests/cli/store/schema_$version.sql" <<'EOF'
import sqlite3, sys
sqlite3.connect("loans.db").executescript(open(sys.argv[1]).read())
EOF
  keeps_all $version
  python3 tables.py loans.db >tables.old
  pass '… and has the tables of a new store' cmp tables.old tables.new
done
cp loans.db words.db

# Today's store, taken back: what stands in the way of a step leaves it as it was.
cp healthy.db loans.db
sql 'DROP VIEW story' 'PRAGMA user_version = 1'
exits 2 'a table that the next version makes is there already' "$OMBUD" case show loan.ombud 1
has err 'table word already exists'
python3 tables.py loans.db >tables.old
pass '… and nothing else was made' test "$(grep -c "'story'" tables.old)" -eq 0
sql 'DROP TABLE word'
exits 0 '… but once it is gone' "$OMBUD" case verify loan.ombud 1
python3 tables.py loans.db >tables.old
pass '… all is' cmp tables.old tables.new
cp words.db loans.db

# The history can be read by its words alone.
cat >story.py <<'EOF'
import sqlite3
for row in sqlite3.connect("loans.db").execute("SELECT kind, actor, name, left_state, came_to, reason, rule, policy FROM story WHERE case_id = 2"):
    print("|".join(str(x) for x in row))
EOF
exits 0 'the history in the words of the policy' python3 story.py
has out '^acted|reader|borrow|start|out|None|reader may borrow(title, days) -> out|loan$'

# Other programs' databases, and those of other versions.
cp healthy.db loans.db
sql 'PRAGMA user_version = 99'
exits 2 'a store of a later version is refused' "$OMBUD" store stats loan.ombud
has err 'made by a later version'
rm loans.db
sql 'CREATE TABLE orders(id)'
exits 2 'a database that is no store is refused' "$OMBUD" store stats loan.ombud
has err 'no store of ombud'
exits 0 '… and left as it is' python3 -c 'import sqlite3; assert [r[0] for r in sqlite3.connect("loans.db").execute("SELECT name FROM sqlite_master")] == ["orders"]'
cp healthy.db loans.db
chmod 444 loans.db
if [ "$(id -u)" -eq 0 ]; then
  skip 'a store that may not be written' 'root may'
else
  exits 2 'a store that may not be written' "$OMBUD" tick loan.ombud
fi
