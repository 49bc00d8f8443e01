#!/bin/sh
# `why` in a case that is played: what would have to be otherwise, of each kind.
. "$TOP/tests/cli/lib.sh"
cp "$TOP/tests/cli/play/hire.ombud" .

# told NAME POLICY PROCESS COMMAND…: what is said to these, a line each.
told() {
  name=$1 policy=$2 process=$3
  shift 3
  printf '%s\n' "$@" >typed
  # shellcheck disable=SC2016 # for the shell inside
  exits 0 "$name" sh -c 'OMBUD_LANG=en "$0" play "$1" "$2" --for "$3" <typed || OMBUD_LANG=en "$0" play "$1" "$2" <typed' \
    "$OMBUD" "$policy" "$process" small
}
booked='guest book(boat = punt, fare = 9000, deposit = 500, crew = 3, swims, sails = 1d)'

told 'another option' hire.ombud trip 'why guest book(boat = canoe, fare = 9000, deposit = 500, crew = 3, swims = no, sails = 1d)'
has out '^    Take a punt$'
has out '^    it would do with Boat = "Punt", raft$'
told 'another time to come' hire.ombud trip "$booked" 'why guest board'
has out '^    it will do from 23h on$'
told 'a time that is past' hire.ombud trip "$booked" 'wait 23h' 'why guest pay(slip)'
has out '^    it would have done before 22h$'
told 'another state' hire.ombud trip "$booked" 'why guest land'
has out '^    it would do in: Afloat, ashore$'
told 'another actor' hire.ombud trip "$booked" 'why pier stay'
has out '^    it would do for: Guest$'
told 'without a fact' hire.ombud trip "$booked" 'why guest pay(slip, crew = 3)'
has out '^    it would do without: crew$'
told 'with the facts that it gives, whatever they are' hire.ombud trip "$booked" 'why guest pay'
has out '^  may$'
told 'what must be done' hire.ombud trip "$booked" 'why guest stay'
has out '^  must, before 1d$'
told 'what may be done' hire.ombud trip "$booked" 'why wait grumble'
has out '^  may$'
told 'what was done too often' hire.ombud trip "$booked" 'guest move_on(sails = 2d)' 'guest move_on(sails = 3d)' 'why guest move_on(sails = 4d)'
has out 'too_often'

cat >bounds.ombud <<'POLICY'
policy bounds { }
actors user
modes small, large
reasons { no }
facts { n : number >= 0 and <= 100  sure : yes_no }
process p assume "a test" {
  start { user may open -> there }
  state there {
    user may least(n) when n >= 10 otherwise because no
    user may most(n) when n <= 90 otherwise because no
    user may between(n) when n >= 10 and n <= 90 otherwise because no
    user may exact(n) when n = 42 otherwise because no
    user may agree(sure) when sure otherwise because no
    user may decline(sure) when sure = no otherwise because no
    for large { user may grow }
    user may close -> done
    waits "a test"
  }
  ends done
}
POLICY
bound() { # NAME COMMAND PATTERN
  told "$1" bounds.ombud p 'user open' "why user $2"
  has out "$3"
}
bound 'at least' 'least(n = 9)' '^    it would do with n from 10 on$'
bound 'at most' 'most(n = 91)' '^    it would do with n up to 90$'
bound 'in between' 'between(n = 9)' '^    it would do with n from 10 to 90$'
bound 'one number' 'exact(n = 9)' '^    it would do with n = 42$'
bound 'yes' 'agree(sure = no)' '^    it would do with sure = yes$'
bound 'no' 'decline(sure)' '^    it would do with sure = no$'
bound 'as the facts are' 'least' '^  may, if the facts that it gives allow it$'
bound 'another mode' 'grow' '^    it would do under: large$'

# The way from state to state, and what one of them asks for.
cat >states.ombud <<'POLICY'
policy states { }
actors user
facts { slip : text  sure : yes_no  due : moment }
reasons { no }
process p assume "a test" {
  start { user may open(due) -> s1 }
  state s1 {
    user may go -> s2
    user may sign(slip, sure) when sure otherwise because no until due
    waits "a test"
  }
  state s2 { user may go -> s3  user must sign(slip, sure) -> done within 2d else lapse -> done }
  state s3 { user may go -> s4  waits "a test" }
  state s4 { user may go -> s5  waits "a test" }
  state s5 { user may go -> s6  waits "a test" }
  state s6 { user may go -> s7  waits "a test" }
  state s7 { user may go -> s8  waits "a test" }
  state s8 { user may close -> done  waits "a test" }
  ends done
}
POLICY
state() { # NAME PATTERN COMMAND…
  lib_pattern=$2 lib_of=$1
  shift 2
  told "$lib_of" states.ombud p 'user open(due = 1d)' "$@"
  has out "$lib_pattern"
}
state 'a text that is missing' '^    it would do with: slip$' 'why user sign(sure)'
state 'a yes that is missing' '^    it would do with sure = yes$' 'why user sign(slip)'
state 'all that is needed' '^  may$' 'why user sign(slip, sure)'
state 'all that must be' '^  must, before 2d$' 'user go' 'why user sign(slip, sure)'
state 'other states, with facts' '^    it would do in: s1, s2$' 'user go' 'user go' 'why user sign(slip, sure)'
state 'many other states' '^    it would do in: s1, s2, s3, s4, s5, s6 and 1 more$' 'user go' 'user go' 'user go' 'user go' \
  'user go' 'user go' 'user go' 'why user go'
state 'the name of a long way' '^  Saved: it is the last scenario in long.ombud.$' 'user go' 'user go' 'user go' 'user go' 'save long.ombud'
pass 'tells how it begins and ends' grep '^scenario "open, go, go, go, … → s5" of p {$' long.ombud
