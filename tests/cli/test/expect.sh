#!/bin/sh
# What each expectation means: a table of steps with what they say of themselves, whether that holds, and what came
# instead where it does not.
. "$TOP/tests/cli/lib.sh"

cat >rules.inc <<'END'
actors user, shop
modes  one, two
choice fault { late, lost }
facts {
  paid  : money <= 10000
  tip   : money < paid
  level : number >= -5
  asked : yes_no
  cause : fault
  day   : moment
  slip  : text
}
effects { refund(amount: money)  blame(who: actor, why: fault)  tell(level: number, asked: yes_no, day: moment)  ring }
reasons { no en"Not now" }
process p assume "a test" {
  start { user may open(paid, tip, level, asked, cause, day, slip) -> on }
  state on {
    user may pay -> done do refund(paid), blame(user, late), tell(level, asked, day), ring()
    user may rest
    user may add(tip)
    shop may not rest because no
    after 1d then early do refund(7)
    shop must act -> done within 2d else deemed act
    remind shop of act 12h before
    user may change from 1d until 36h
  }
  ends done, gone
  in on { shop may drop -> gone }
}
process q assume "a state called denied, and one called ended" {
  start { user may open -> denied }
  state denied { user may go -> ended  shop may not go because no  waits "a test" }
  state ended { user may go -> off  waits "a test" }
  ends off
}
END
{
  echo 'policy t { version "1" }'
  cat rules.inc
} >rules.ombud
exits 0 'the rules are fine' "$OMBUD" test -Werror -Wno-unused -Wno-idle rules.ombud

open='user open(paid = 9900, tip = 100, level = -5, asked, cause = lost, day = 5d, slip)'

holds() { # STEPS: the story passes
  printf 'include "rules.ombud"\nscenario of p for one { %s\n %s }\n' "$open" "$1" >story.ombud
  exits 0 "holds: $1" "$OMBUD" test story.ombud
}

fails() { # STEPS GOT…: it fails, with just these
  steps=$1
  shift
  printf 'include "rules.ombud"\nscenario of p for one { %s\n %s }\n' "$open" "$steps" >story.ombud
  exits 1 "fails: $steps" "$OMBUD" test story.ombud
  printf '%s\n' "$@" >wanted
  sed -n 's/^ *got       //p' out >got
  pass '… for what came' diff -u wanted got
}

# ---- states and ends ----

holds 'user rest => on'
holds 'user rest => not done, not ended, not gone'
holds 'user pay => done, ended, not on'
holds 'wait 2d => ended'
fails 'user rest => done' on
fails 'user rest => ended' on
fails 'user pay => not ended, on' 'done' 'done'
fails 'user pay => not done' 'done'

# ---- refusals ----

holds 'shop rest => denied because no'
holds 'shop rest => denied'
holds 'shop rest => denied, on'
holds 'shop rest => not denied because ended'
holds 'user rest => not denied'
holds 'user rest => not denied because no'
fails 'shop rest' 'denied because no'
fails 'shop rest => on' 'denied because no'
fails 'shop rest => not done' 'denied because no'
fails 'shop rest => denied because ended' 'denied because no'
fails 'shop rest => not denied' 'denied because no'
fails 'shop rest => not denied because no' 'denied because no'
fails 'user rest => denied' 'not denied'
fails 'user rest => denied because no' 'not denied'
fails 'user pay user rest' 'denied because ended'
fails 'user change' 'denied because too_early'
has out 'denied because too_early ".*\[rules.ombud:26 assumption\]'
holds 'user pay shop act => denied because ended wait 9d => done user rest => denied because ended'

# ---- effects ----

holds 'user pay => do refund(9900), do refund, do blame(user, late), do tell(-5, yes, 5d), do ring, do ring()'
holds 'user pay => do ring, done, do refund(9900)'
holds 'user pay => not do refund(9901), not do blame(shop, late), not do blame(user, lost), not do tell(-5, no, 5d)'
holds 'user rest => not do refund, not do refund(9900)'
fails 'user pay => do refund(9901)' 'do refund(9900)'
fails 'user pay => do tell(5, yes, 5d)' 'do tell(-5, yes, 5d)'
fails 'user pay => do tell(-5, yes, 4d)' 'do tell(-5, yes, 5d)'
fails 'user pay => not do refund' 'do refund(9900)'
fails 'user pay => not do refund(9900)' 'do refund(9900)'
fails 'user pay => not do ring' 'do ring'
fails 'user rest => do refund' 'no effect'
fails 'wait 1d => do ring' 'do refund(7)'

# ---- what happens by itself ----

holds 'wait 1d => by early, do refund(7), on, not by act'
holds 'at 2d => by early, by act, do refund(7), done'
holds 'at 36h => not by act'
holds 'at 23h59m59s999ms => not by early at 1d => by early at 1d => not by early'
holds 'at 1d user rest => not by early'
fails 'at 36h => by act' 'by early'
fails 'at 12h => by early' 'nothing by itself'
fails 'user rest => not on, by act' on 'nothing by itself'
fails 'shop act => by act' 'nothing by itself'
fails 'at 2d => not by early, not by act' 'by early, by act' 'by early, by act'

# ---- what no program may do ----

holds 'user add(tip = 9899)'
fails 'user add(tip = 9900) => denied' 'tip = 9900 and paid = 9900, against the bound tip < paid'

# ---- before there is a case, and states with the names of outcomes ----

cat >story.ombud <<'END'
include "rules.ombud"
scenario of p for one {
  wait 1d                    => not on, not ended
  user rest                  => denied because another_state
  shop open                  => denied, not on
  user open(paid = 1, tip = 0, level = 0, asked = no, cause = late, day = 1ms, slip) => on
  at 2d                      => by early, not by act
  at 3d                      => by act
}
scenario of q for two {
  user open  => denied, not ended
  shop go    => denied because no, denied
  user go    => ended, not denied
  user go    => off
}
END
exits 0 'before there is a case; states called denied and ended' "$OMBUD" test story.ombud
printf 'include "rules.ombud"\nscenario of p for one { wait 1d => on }' >story.ombud
exits 1 'no state before there is a case' "$OMBUD" test story.ombud
has out 'got  *no case is open yet'
printf 'include "rules.ombud"\nscenario of q for one { user open shop go => denied }' >story.ombud
exits 1 'a refusal that only seems to be expected' "$OMBUD" test story.ombud
has out 'got  *denied because no'

cat >strict.ombud <<'END'
policy strict { version "1" }
actors user
facts { low : number >= 0  high : number > low }
process p assume "a test" {
  start { user may open(low, high) -> on }
  state on { user may go -> done  waits "a test" }
  ends done
}
scenario "the same" of p { user open(low = 3, high = 3) => on }
scenario "more" of p { user open(low = 3, high = 4) => on }
END
exits 1 'a bound that leaves out what is equal' "$OMBUD" test strict.ombud
has out 'got  *low = 3 and high = 3, against the bound low < high$'
has out '^1 of 2 scenarios failed$'

# ---- how long a story may be ----

story_of() { # N steps
  echo 'include "rules.ombud"'
  echo 'scenario of p for one {'
  awk -v n="$1" 'BEGIN { while (n-- > 0) print "  wait 36500d" }'
  echo '}'
}
story_of 10000 >long.ombud
exits 0 'ten thousand steps of a hundred years' "$OMBUD" test long.ombud
story_of 10001 >long.ombud
exits 1 'one more' "$OMBUD" test long.ombud
has err 'E260.*more than 10000 steps'
