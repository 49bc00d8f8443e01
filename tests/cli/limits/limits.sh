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

# 16 bits hold the number of what is kept: 1000 facts, and how often each of two may do each action. One more is one count.
for n in 32265 32266; do
  {
    echo "policy t { version \"1\" } actors user, shop facts {" && repeat 1000 'f%d : yes_no'
    echo '} process p assume "t" { start { user may open -> on } state on { waits "t"'
    awk -v n=$n 'BEGIN {
      for (i = 0; i < n; i++) {
        gives = ""
        for (f = 16 * i; f < 16 * i + 16 && f < 1000; f++) gives = gives (gives == "" ? "(" : ", ") "f" f + 1
        if (gives != "") gives = gives ")"
        printf("user, shop may a%d%s -> off at most 2 times\n", i, gives)
      }
    }'
    echo '} ends off }'
  } >slots$n
done
exits 0 '65530 facts and counts in a case' "$OMBUD" build -Wno-unused slots32265 -o slots.c -H slots.h
pass '… are kept' grep -x '#define T_SLOTS 65530' slots.h
exits 1 'and two more' "$OMBUD" build -Wno-unused slots32266 -o slots.c -H slots.h
has err "E260.*'p' is too large: more than 65530 facts, instants and counts are kept"

for n in 64 65; do
  {
    echo "$head process p assume \"t\" { start { user may open -> off" && repeat $n 'assume "%d"'
    echo '} ends off }'
  } >cites$n
done
exits 0 '64 assumptions of one rule' "$OMBUD" check cites64
pass '… are told' sh -c '"$OMBUD" list assumptions cites64 | grep "1; 2; .*; 64"'
exits 1 '… 65' "$OMBUD" check cites65
has err ':66:1: error\[E260\]: more than 64 citations and assumptions of one rule'

# sum N: as many terms, nested as little as can be.
sum() {
  awk -v n="$1" 'function sum(n) { return n == 1 ? "f" : "(" sum(int(n / 2)) "+" sum(n - int(n / 2)) ")" }
    BEGIN { print "note(" sum(n) ")" }'
}
for n in 32768 32769; do
  {
    echo "$head facts { f : money <= 9 } effects { note(a : money) }"
    echo "process p assume \"t\" { start { user may open(f) -> off do $(sum $n) } ends off }"
    echo "scenario \"worked out\" of p { user open(f = 2) => off, do note($((2 * n))) }"
  } >terms$n.ombud
done
exits 0 'an amount of 65535 facts and signs' "$OMBUD" test terms32768.ombud
exits 1 '… of two more' "$OMBUD" test terms32769.ombud
has err 'E260.*more than 65535 facts, numbers and signs'

for n in 101 102 300000; do
  {
    echo "$head facts { f : money <= 9 } effects { note(a : money) }"
    echo "process p assume \"t\" { start { user may open(f) -> off do note(min(f$(repeat $((n - 1)) ',f'))) } ends off }"
  } >min$n
done
exits 1 'of 101 amounts the least' "$OMBUD" check min101 # E258: too many to prove anything of it
pass '… are read' test "$(grep -c E128 err)" -eq 0
exits 1 '… of 102' "$OMBUD" check min102
has err 'E128.*more than 100 operators in one another'
exits 1 '… of 300000' "$OMBUD" check min300000
has err 'E128.*more than 100 operators in one another'
