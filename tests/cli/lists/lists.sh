#!/bin/sh
# What is there, in lists: `list`, `matrix`, `bounds`, and the part of it that is asked for.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/* "$TOP/tests/cli/play/hire.ombud" .
export OMBUD_LANG=en

exits 0 'assumptions' "$OMBUD" list assumptions hire.ombud
has out '^hire.ombud:39: a test$'
has out '^    guest may book(boat, fare, deposit, crew, swims, sails) -> booked do log('
exits 0 'effects, with arguments of every type' "$OMBUD" list effects hire.ombud
has out '^give_back(amount: money)$'
has out '^    en: Give back$'
has out '^log(who: actor, boat: craft, crew: number, swims: yes_no, sails: moment)$'
has out '^bell()$'
exits 0 'reasons' "$OMBUD" list reasons hire.ombud
has out '^cannot_swim$'
has out '^    en: Who cannot swim takes no canoe$'
has out '^    advice, en: Take a punt$'
has out '^too_soon$'
exits 0 'clauses of a policy without a text' "$OMBUD" list clauses hire.ombud
silent out
cat >text.md <<'END'
1. First.
1.1 Cancel it.
1.10 Keep it.
11.1 Send it.
END
cat >small.ombud <<'END'
policy small { source "text.md" }
actors user
reasons { no "No" advise "Do not" }
process p {
  start { user may open -> there @1.1 @1.10 }
  state there { user may close -> done @11.1  user may not open because no assume "said by no clause" }
  ends done
}
END
exits 0 'clauses, each with the rules that cite it and no other' "$OMBUD" list clauses small.ombud
has out '^    small.ombud:5: user may open -> there @1.1 @1.10$'
pass '… as often as it is cited' test "$(grep -c 'small.ombud:5' "$WORK/out")" -eq 2
pass '… and by its number' test "$(grep -c 'small.ombud:6' "$WORK/out")" -eq 1
exits 0 'a text in no language' "$OMBUD" list reasons small.ombud
has out '^    No$'
has out '^    advice, Do not$'
exits 0 'assumptions, where other rules have none' "$OMBUD" list assumptions small.ombud
pass '… only those' test "$(wc -l <"$WORK/out")" -eq 2
exits 2 'nothing to list' "$OMBUD" list reason small.ombud
has err "'reason'; did you mean 'reasons'?"
exits 1 'a policy in error' "$OMBUD" list reasons text.md
has err 'error\['

# ---- the matrix ----

exits 0 'one state' "$OMBUD" matrix hire.ombud trip --in booked
has out '^        overrides hire.ombud:46 assumption "a test"$'
has out '^      guest must board -> afloat (or stay) by sails else no_show -> over do give_back(deposit)$'
has out '^      guest may move_on(sails) do bell() at most 2 times$'
has out '^      guest may pay(slip) do bell() until 2h before sails when crew <= -1$'
has out '^      at 30m before sails a reminder$'
exits 0 'a state finds its process' "$OMBUD" matrix hire.ombud --in ended
has out '^process talk$'
has out 'wait may wait -> denied'
exits 0 'one actor, and nothing that happens by itself' "$OMBUD" matrix hire.ombud trip --in booked --actor wait
has out 'wait may grumble do bell()'
pass '… no other' sh -c '! grep -e "guest may" -e "a reminder" "$1"' sh "$WORK/out"
exits 0 'one mode' "$OMBUD" matrix douyin.ombud order --for cod
has out 'for cod'
pass '… no other' sh -c '! grep "for online" "$1"' sh "$WORK/out"
exits 2 'a process that is none' "$OMBUD" matrix hire.ombud trap
has err "did you mean 'trip'?"
exits 2 'an actor that is none' "$OMBUD" matrix hire.ombud --actor gest
has err "did you mean 'guest'?"
exits 2 'a state that is none' "$OMBUD" matrix hire.ombud --in boked
has err "did you mean 'booked'?"
exits 2 'a mode that is none' "$OMBUD" matrix hire.ombud --for any
has err "no mode is called 'any'"

# ---- bounds ----

exits 0 'how long it can take' "$OMBUD" bounds hire.ombud
has out '^Trip$'
has out '^      and there it stays until a moment that may be as late as one likes$'
has out '^      and there it stays for as long as nobody acts$'
has out '^    everyone silent: 4h1m30s$'
has out '^    everyone as slow as the rules allow: undecided$'
has out '^      4h  *nobody acts in time: deemed sink -> lost; Give back$'

# ---- one of several models ----

exits 0 'all processes, in each mode' "$OMBUD" emit promela douyin.ombud
cp "$WORK/out" all
exits 0 'one process in one mode' "$OMBUD" emit promela douyin.ombud return --for cod
pass '… is less' test "$(wc -l <"$WORK/out")" -lt "$(wc -l <all)"
exits 2 'a process that is none' "$OMBUD" emit promela douyin.ombud retrun
has err "did you mean 'return'?"
exits 2 'a mode that is none' "$OMBUD" emit promela douyin.ombud return --for code
has err "no mode is called 'code'"
exits 2 'nothing to emit' "$OMBUD" emit promla douyin.ombud
has err "nothing to emit is called 'promla'"
