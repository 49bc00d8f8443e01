#!/bin/sh
# A moment is told from the story's start: after it, at it, or before it.
. "$TOP/tests/cli/lib.sh"

cat >moments.ombud <<'END'
policy t { version "1" }
actors user
facts { bought : moment }
effects { note(day: moment) }
process p assume "t" {
  start { user may open(bought) -> on do note(bought) within 14d of bought }
  state on { user may go -> off until 30d of bought  after 60d of bought then lapse -> off }
  ends off
}
scenario en"a millisecond before the window shuts" of p {
  user open(bought = -13d23h59m59s999ms) => on, do note(-13d23h59m59s999ms), not do note(13d23h59m59s999ms)
  at 16d                                 => on
  user go                                => off
}
scenario en"at the instant at which it shuts" of p {
  user open(bought = -14d) => denied because too_late
}
scenario en"at the start" of p {
  user open(bought = 0) => on, do note(0), not do note(-1ms)
  at 29d23h59m59s999ms
  at 30d                => on
  user go               => denied because too_late
  at 59d23h59m59s999ms  => on
  at 60d                => off, by lapse
}
scenario en"ahead" of p {
  user open(bought = 1ms) => denied because too_early
}
END
exits 0 'moments before, at and after the start of a story' "$OMBUD" test moments.ombud
has out '^4 scenarios passed$'

sed 's/at 30d  /at 29d23h59m59s999ms  /; s/-13d23h59m59s999ms) => on/-14d) => on/' moments.ombud >wrong.ombud
exits 1 'a millisecond off' "$OMBUD" test wrong.ombud
has out '^2 of 4 scenarios failed$'
