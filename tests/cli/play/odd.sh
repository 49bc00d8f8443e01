#!/bin/sh
# `ombud play`: what is typed wrongly, and answers at their limits; instants a hundred years away.
. "$TOP/tests/cli/lib.sh"
OMBUD_LANG=en
export OMBUD_LANG

cat >odd.ombud <<'END'
policy odd { version "1" }
actors user zh"用户" en"User", quit, show zh"a very long name for an actor indeed, longer than thirty"
facts { low : number  mid : number > low  high : number > mid  m : money  n : money < m  sure : yes_no  day : moment  slip : text  far : moment }
reasons { no }
process p assume "t" {
  start {
    user may open(low, mid, high) -> on
    user may begin(m, n, sure) -> on
    user may start_at(day, far) -> timed
  }
  state on {
    user may go(slip) -> off
    user may tell(sure) when sure otherwise because no
    quit may stop -> off
    show may stop -> off
    waits "t"
  }
  state timed {
    after day then soon -> timed2
  }
  state timed2 {
    after far then later -> off
  }
  ends off
}
END

cat >typed <<'END'
why
why 99
why 0
why 99999999999999999999
why 3x
why wait 3d
why user open(low = x)
why nobody open
0
77
99999999999999999999
1
x
9223372036854775807
new
user open(low = 1, mid = 2, high = 3)
undo
redo
redo
save "unclosed
save "
save ""
save "Named"
next
show it
wait
at x
wait x
xyzzy
histroy
new
2
5
-1
4
maybe
y
history
new
3
1d2x
-5d
1000000d
next
new
user start_at(day = 5d, far = 36525d)
next
next
next
new
user begin(m = 5, n = 5, sure)
user begin(m = 5, n = 4, sure = no)
why user tell
why user tell(sure = no)
why user go
why quit stop
why user open
wait 3d
wait 40000d
help
quit
after
END
exits 1 'one line after the other' sh -c '"$OMBUD" play odd.ombud <typed 2>&1'
while read -r said; do has out "$said"; done <<'END'
^stdin:1: error: `why` wants something behind it: why N$
^stdin:2: error: there is no action 99: `show` lists 1 to 7$
^stdin:4: error: there is no action 99999999999999999999: `show` lists 1 to 7$
^stdin:5:5: error\[E110\]: a number may only touch the units of a duration
^stdin:6: error: `why` is about what somebody does: `why 3`, `why ACTOR ACTION`$
^stdin:7:21: error\[E220\]: 'low' is a number: here a number is wanted$
^stdin:13: error: 'x' is no whole number$
^  There is nothing to redo.$
^stdin:20: error: the name is not closed: save FILE "NAME"$
^stdin:21: error: the name is not closed: save FILE "NAME"$
^scenario "open → on" of p {$
^scenario "Named" of p {$
^  Nothing falls due by itself.$
^stdin:27: error: `at` wants a time behind it, such as 3d or 1h30m$
^stdin:29: error: no command and no actor is called 'xyzzy'; `help` lists what can be typed$
^stdin:30: error: no command and no actor is called 'histroy'; did you mean 'history'?$
^stdin:34: error: -1 is out of range: money in its smallest unit, from 0 to 4$
^stdin:41: error: '1d2x' is no time from the start: write 2d12h, or -5d for before it, or 0$
^  5d      time is up: soon → timed2
^  36525d  time is up: later → off
^          This case is at its end.$
error: no program may say this: n = 5 and m = 5, against the bound n < m$
^    it would do with sure = yes$
^    it would do in: the start$
END
