#!/bin/sh
# What `ombud emit promela` cannot write it refuses, and says why: a model that is wrong would be believed.
. "$TOP/tests/cli/lib.sh"
OMBUD_LANG=en
export OMBUD_LANG

refused() { # WHY; the body of a policy on standard input
  { echo 'policy t { version "1" } actors user' && cat; } >t.ombud
  exits 0 "a policy that is fine: $1" "$OMBUD" check t.ombud
  exits 1 '… and cannot be written' "$OMBUD" emit promela t.ombud
  has err "^ombud: process 'p' cannot be written as Promela: $1$"
  silent out
}

refused "the time since 'day' is counted in two ways" <<'END'
facts { day : moment }
process p assume "t" {
  start { user may open(day) -> on }
  state on { after 2d of day then one -> held  after 9d then over -> off }
  state held { after 1d of day not counting on then two -> off }
  ends off
}
END
refused "in state 'on' two deadlines that count from several instants or moments can both be past" <<'END'
facts { day : moment }
process p assume "t" {
  start { user may open(day) -> on }
  state on { after 2d of day then one -> off  after 9d of open then over -> off }
  ends off
}
END
refused 'its durations have no common divisor but 1ms' <<'END'
process p assume "t" {
  start { user may open -> on }
  state on { after 1d then one -> off  user may go until 23h59m59s999ms }
  ends off
}
END
refused 'its durations have no common divisor but 3ms' <<'END' # of which a grid would take a quarter
process p assume "t" {
  start { user may open -> on }
  state on { user may go -> two  after 2d then one -> off }
  state two { user may back -> on  after 1d3ms of open not counting on then last -> off }
  ends off
}
END
refused 'its durations are up to 432000 times their common divisor, 1m' <<'END'
process p assume "t" {
  start { user may open -> on }
  state on { after 300d then one -> off  user may go until 1m }
  ends off
}
END
refused 'a limit of 251 times is more than it counts' <<'END'
process p assume "t" {
  start { user may open -> on }
  state on { after 3d then one -> off  user may go at most 251 times }
  ends off
}
END
refused "values of 'paid' are too large" <<'END'
facts { paid : money <= 9000000000 }
reasons { much zh"太多" en"too much" }
process p assume "t" {
  start { user may open(paid) -> on }
  state on { after 3d then one -> off  user may go when paid > 3000000000 otherwise because much }
  ends off
}
END
refused "values of 'debt' are too large" <<'END'
facts { debt : number >= -9000000000 and <= 0 }
reasons { much zh"太多" en"too much" }
process p assume "t" {
  start { user may open(debt) -> on }
  state on { after 3d then one -> off  user may go when debt > -3000000000 otherwise because much }
  ends off
}
END
refused "a promise asks for a value of 'call' that is worked out, or is a moment" <<'END'
facts { day : moment }
effects { call(what : moment) }
process p assume "t" {
  start { user may open(day) -> on }
  state on { after 1d then one -> off do call(day) }
  ends off
}
promise p : never call(3d)
END

{
  echo 'policy t { version "1" } actors user process p assume "t" { start { user may open -> on } state on {'
  i=1
  while [ $i -le 32 ]; do echo "after ${i}h then e$i" && i=$((i + 1)); done
  echo 'waits "t" user may go -> off } ends off }'
} >t.ombud
exits 1 'more deadlines in a state than a word has bits' "$OMBUD" emit promela t.ombud
has err "state 'on' has more than 31 deadlines"
