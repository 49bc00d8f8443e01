#!/bin/sh
# What a story shows of a sentence, and what it does not: the seconds around a time limit, the rule that another one
# overrides, the reason of a refusal, the condition that decides alone.
. "$TOP/tests/cli/lib.sh"

# left NAME WANTED: after the policy in `rules` and the stories on standard input, these points are missing. A point is
# the number of its line in `rules` and its kind.
left() {
  { cat rules && cat; } >policy.ombud
  "$OMBUD" test --cover --format=json -Wno-all -Wno-waits-for-ever policy.ombud >json 2>err || cat err json
  sed -n 's/.*"line": \([0-9]*\), .*"kind": "\([a-z_]*\)", "text".*/\1:\2/p' json | tr '\n' ' ' | sed 's/ $//' >said
  printf '%s' "$2" >wanted
  pass "$1" diff -u wanted said
}

# ---- deadlines and reminders ----

cat >rules <<'END'
policy p { version "1" }
actors user, shop
facts { slot : moment }
process q assume "a test" {
  start { user may apply(slot) -> asked }
  state asked {
    shop must answer -> done
      within 48h else lapse -> done
    remind shop 12h before
  }
  ends done
}
END
all='8:before 8:at 8:fell_due 9:reminded 9:before 9:at'
left 'the deadline is not come to' "7:accepted $all" <<'END'
scenario of q { user apply(slot = 1h) => asked }
END
left 'nothing at all is shown' "5:accepted 7:accepted $all" </dev/null
left '2 ms before is not 1 ms before' '8:before 8:at 8:fell_due 9:before 9:at' <<'END'
scenario of q {
  user apply(slot = 1h)
  at 35h59m59s998ms
  at 47h59m59s998ms
  shop answer => done
}
END
left '1 ms before, and the reminder with it' '7:accepted 8:at 8:fell_due 9:at' <<'END'
scenario of q {
  user apply(slot = 1h)
  at 35h59m59s999ms
  at 47h59m59s999ms
}
END
left 'an action at the last millisecond looks as well' '8:at 8:fell_due 9:before 9:at' <<'END'
scenario of q {
  user apply(slot = 1h)
  at 47h59m59s999ms
  shop answer => done
}
END
left 'at the instant' '7:accepted 8:before 9:before' <<'END'
scenario of q {
  user apply(slot = 1h)
  at 36h
  at 48h => done, by lapse
}
END
left 'a millisecond late it has come by itself, and nobody looked' '7:accepted 8:before 8:at 9:before 9:at' <<'END'
scenario of q {
  user apply(slot = 1h)
  at 2d1ms => done, by lapse
}
END
left 'an action at the instant is a look' '7:accepted 8:before 9:before 9:at' <<'END'
scenario of q {
  user apply(slot = 1h)
  wait 40h
  wait 8h
  shop answer => denied because ended
}
END

sed 's/within 48h/by slot/' rules >changed && mv changed rules
left 'what falls due as it is set was not waited for' '7:accepted 8:before 8:at 9:reminded 9:before 9:at' <<'END'
scenario of q { user apply(slot = -1ms) => done, by lapse }
END
left '… nor at that very instant' '7:accepted 8:before 8:at 9:reminded 9:before 9:at' <<'END'
scenario of q { user apply(slot = 0) => done, by lapse }
END
left 'a moment, both sides' '7:accepted' <<'END'
scenario of q {
  user apply(slot = 13h)
  at 59m59s999ms
  at 1h
  at 12h59m59s999ms => asked
  at 13h => done
}
END

# ---- windows ----

cat >rules <<'END'
policy p { version "1" }
actors user, shop
facts { slot : moment  good : yes_no }
reasons { not_now en"Not now"  never_bad en"Never" }
process q assume "a test" {
  start { user may apply(slot, good) -> asked }
  state asked {
    user may move until 1d
    user may not move because not_now
    shop may not look
      within 1h of slot because not_now
    shop may look
    user may not move until 1d when not good because never_bad
  }
  ends done
}
END
head='scenario of q { user apply(slot = 5h, good)'
left 'windows: the last instant, and the first outside' '10:refused 11:before 11:at 11:before 11:at 12:accepted 13:refused 13:before 13:at 13:false' <<END
$head
  at 23h59m59s999ms
  user move
  at 1d
  user move => denied because not_now
}
END
left '… a look is no attempt' '8:accepted 8:before 8:at 9:refused 10:refused 11:before 11:at 11:before 11:at 12:accepted 13:refused 13:before 13:at 13:true 13:false' <<END
$head
  at 23h59m59s999ms
  at 1d
}
END
left '… nor is one of somebody whom a narrower rule forbids it' '8:accepted 8:before 10:refused 11:before 11:at 11:before 11:at 12:accepted 13:true' <<'END'
scenario of q { user apply(slot = 5h, good = no)
  at 23h59m59s999ms
  user move => denied because never_bad
  at 1d
  user move => denied because not_now
}
END
left 'from a moment on, for an hour: four instants' '8:accepted 8:before 8:at 9:refused 13:refused 13:before 13:at 13:true 13:false' <<END
$head
  at 4h59m59s999ms
  shop look
  at 5h
  shop look => denied because not_now
  at 5h59m59s999ms
  shop look => denied because not_now
  at 6h
  shop look
}
END

# ---- whose rule it is, and which of its outcomes ----

cat >rules <<'END'
policy p { version "1" }
actors user, shop, desk
facts { good : yes_no  paid : money <= 900 }
effects { note }
reasons { no_way en"No way"  ask en"Ask" }
process q assume "a test" {
  start { user may apply(paid) -> asked }
  state asked {
    user, shop may talk
      at most 2 times
    nobody may open because ask
    desk may open
    shop may close(good) -> done
      when good otherwise do note
      when paid < 100 otherwise because no_way
    user may not close because ask
  }
  ends done
}
END
rest='12:accepted 13:accepted 14:true 14:false 14:otherwise 15:true 15:false 15:refused 16:refused'
left 'each actor is one of its own' "9:accepted 9:too_often 11:refused $rest" <<'END'
scenario of q { user apply(paid = 5)
  user talk
  user talk
  user talk => denied because too_often
}
END
left 'nobody: whoever it is; whoever may is not' "9:accepted 9:accepted 9:too_often 9:too_often 13:accepted 14:true 14:false 14:otherwise 15:true 15:false 15:refused 16:refused" <<'END'
scenario of q { user apply(paid = 5)
  desk open
  user open => denied because ask
}
END
left 'built-in reasons are nobody'"'"'s rule' "9:accepted 9:accepted 9:too_often 9:too_often 11:refused $rest" <<'END'
scenario of q { user apply(paid = 5)
  desk close => denied because another_actor
  shop close => denied because fact_missing
}
END
left 'otherwise, an outcome and a refusal' '9:accepted 9:accepted 9:too_often 9:too_often 11:refused 12:accepted 13:accepted 15:true 16:refused' <<'END'
scenario of q { user apply(paid = 100)
  shop close(good) => denied because no_way
  shop close(good = no) => done, do note
}
END

# ---- conditions: masking MC/DC ----

cat >rules <<'END'
policy p { version "1" }
actors user
facts { a : yes_no  b : yes_no  c : number }
reasons { no_way en"No way" }
process q assume "a test" {
  start {
    user may apply(a, b, c) -> asked
    user may not apply
      when a
        and (b
          or not c > 5)
      because no_way
  }
  state asked { after 1h then lapse -> done }
  ends done
}
END
time='14:before 14:at 14:fell_due'
left 'true or true: neither decides' "7:accepted 9:false 10:true 10:false 11:true 11:false $time" <<'END'
scenario of q { user apply(a, b, c = 5) => denied because no_way }
END
left 'of false and anything only what comes first' "8:refused 9:true 10:true 10:false 11:true 11:false $time" <<'END'
scenario of q { user apply(a = no, b, c = 6) => asked }
END
left 'false and false: neither decides' "8:refused 9:true 9:false 10:true 10:false 11:true 11:false $time" <<'END'
scenario of q { user apply(a = no, b = no, c = 6) => asked }
END
left 'four cases for three conditions' "$time" <<'END'
scenario of q { user apply(a, b, c = 6) => denied because no_way }
scenario of q { user apply(a, b = no, c = 5) => denied because no_way }
scenario of q { user apply(a, b = no, c = 6) => asked }
scenario of q { user apply(a = no, b, c = 6) => asked }
END
left 'with a fact missing it may be refused, and still no condition is seen to decide' \
  "7:accepted 9:true 9:false 10:true 10:false 11:true 11:false $time" <<'END'
scenario of q { user apply(a, b) => denied because no_way }
END

cat >rules <<'END'
policy p { version "1" }
actors user
facts { a : yes_no  b : yes_no }
reasons { no_way en"No way" }
process q assume "a test" {
  start {
    user may apply(a, b) -> done
      when a
    user may apply(a, b) -> off
      when not a
  }
  ends done, off
}
END
left 'of two rules with opposite conditions neither hides the other' '8:false 9:accepted 10:false' <<'END'
scenario of q { user apply(a, b) => done }
END

# ---- what shows nothing, since something else has decided ----

cat >rules <<'END'
policy p { version "1" }
actors user, shop
facts { good : yes_no  vip : yes_no  slot : moment }
effects { note }
reasons { no_way en"No way" }
process q assume "a test" {
  start { user may apply(good, vip, slot) -> asked }
  state asked {
    shop may close -> done
      when vip
      when good otherwise do note
    user may move
      from 1d
      until slot
      when good
    shop may talk
      at most 1 times
      when good otherwise do note
    user may ask
      from 24h
      until 24h1ms
    nobody may move or close or ask because no_way
  }
  ends done
}
END
close='9:accepted 10:true 10:false 11:true 11:false 11:otherwise'
move='12:accepted 13:before 13:at 14:before 14:at 15:true 15:false'
talk='16:accepted 16:too_often 18:true 18:false 18:otherwise'
no='22:refused 22:refused'
ask='19:accepted 20:before 20:at 21:before 21:at'
left 'where the rule does not apply its branches decide nothing' \
  "9:accepted 10:true 11:true 11:false 11:otherwise $move $talk $ask $no" <<'END'
scenario of q { user apply(good = no, vip = no, slot = 5d)
  shop close => denied because no_way
}
END
left '… and its time limits are not seen' \
  "$close 12:accepted 13:before 13:at 14:before 14:at 15:true $talk $ask $no" <<'END'
scenario of q { user apply(good = no, vip, slot = 5d)
  at 23h59m59s999ms
  user move => denied because no_way
  at 1d
  user move => denied because no_way
}
END
left 'outside of its time a condition decides nothing' "$close $move $talk $ask $no" <<'END'
scenario of q { user apply(good, vip, slot = 2d)
  at 20h
  user move => denied because no_way
  at 3d
  user move => denied because no_way
}
END
left 'a time that ends as it begins does not begin' "$close 12:accepted 13:before 13:at 14:before 15:true 15:false $talk $ask $no" <<'END'
scenario of q { user apply(good, vip, slot = 1d)
  at 1d
  user move => denied because no_way
}
END
left 'a millisecond is long enough for both ends' "$close $move $talk 20:before 21:at $no 22:refused" <<'END'
scenario of q { user apply(good, vip, slot = 2d)
  at 1d
  user ask
}
END
left 'what is done too often is that on every branch' \
  "$close $move 16:accepted 18:true $ask $no 22:refused" <<'END'
scenario of q { user apply(good = no, vip, slot = 2d)
  shop talk => do note
  shop talk => denied because too_often
}
END

# ---- deadlines that come in one wait ----

cat >rules <<'END'
policy p { version "1" }
actors user
effects { note }
process q assume "a test" {
  start { user may apply -> here }
  state here {
    after 25h then go -> there
  }
  in here, there {
    after 1d then nudge do note
  }
  state there {
    after 49h of apply then stop -> done
  }
  ends done
}
END
left 'of two at one instant the first alone has come, though the other had come before' '7:before 7:at 10:before 10:at 13:before' <<'END'
scenario of q { user apply
  at 49h => done, by stop
}
END

cat >rules <<'END'
policy p { version "1" }
actors user
process q assume "a test" {
  start { user may apply -> here }
  state here {
    after 1d then go -> there
  }
  state there {
    after 1ms then stop -> done
  }
  ends done
}
END
left 'one that was set a millisecond ago was waited for as well' '6:before 6:at 9:before' <<'END'
scenario of q { user apply
  at 1d1ms => done, by stop
}
END
