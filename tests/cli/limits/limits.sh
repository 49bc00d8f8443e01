#!/bin/sh
# The limits of the language that take a generated file to meet: one more than the limit is a diagnostic, and just
# one; the limit itself is fine. (Those that fit a page are golden tests.)
. "$TOP/tests/cli/lib.sh"

# repeat N FORMAT: for 1 to N; the first %d is the number, the second the next one.
repeat() { awk -v n="$1" -v format="$2\n" 'BEGIN { for (i = 1; i <= n; i++) printf(format, i, i + 1) }'; }

head='policy t { version "1" } actors user'
# over WHAT: the file at hand has one error, which says so.
over() {
  exits 1 "$1" "$OMBUD" check -Wno-unused "$2"
  has err "error\[E260\]: more than $1"
  pass '… and nothing else' test "$(grep -c 'error\|warning' err)" -eq 1
}

for n in 1000 1001; do
  {
    echo "$head facts {" && repeat $n 'f%d : number'
    echo '} process p assume "t" { start { user may open(f1) -> off } ends off }'
  } >facts$n
done
exits 0 '1000 facts' "$OMBUD" check -Wno-unused facts1000
over '1000 facts' facts1001

for n in 10000 10001; do
  {
    echo "$head reasons {" && repeat $n 'r%d'
    echo '} process p assume "t" { start { user may open -> off } ends off }'
  } >reasons$n
done
exits 0 '10000 reasons' "$OMBUD" check -Wno-unused reasons10000
over '10000 reasons' reasons10001

for n in 200 201; do
  { echo "$head" && repeat $n 'process p%d assume "t" { start { user may open -> off } ends off }'; } >processes$n
done
exits 0 '200 processes' "$OMBUD" check processes200
over '200 processes' processes201

for n in 49999 50000; do # the start is one, too
  {
    echo "$head process p assume \"t\" { start { user may open -> s1 }"
    repeat $((n - 1)) 'state s%d { waits "t" user may go -> s%d }'
    echo "ends s$n }"
  } >states$n
done
exits 0 '50000 states' "$OMBUD" check states49999
over '50000 states in one process' states50000

{
  echo "$head process p assume \"t\" { start { user may open -> on } state on {"
  repeat 31 'after %dd then e%d'
  echo 'after 99d then lapse -> off } ends off }'
  echo 'scenario "to the end" of p { user open => on  at 99d => off }'
} >timers.ombud
exits 0 'of 32 deadlines in a state each falls due' "$OMBUD" test timers.ombud

{
  echo "$head process p assume \"t\" { start { user may open -> off }"
  repeat 5 'state s%d { waits "t" } '
  repeat 50001 'in s1 { user may a%d -> off }'
  echo 'ends off }'
} >names
over '50000 actions and events in one process' names

{
  echo "$head process p assume \"t\" { start { user may open -> s1 }"
  repeat 9000 'state s%d { waits "t" user may a%d -> off }'
  echo 'ends off }'
} >cells
exits 1 'a table of cells that is too large' "$OMBUD" check -Wno-unreachable cells
has err 'E260.*too large'
