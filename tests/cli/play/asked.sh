#!/bin/sh
# What `play` asks for, fact by fact, where an action is chosen by its number; and which answers are none.
. "$TOP/tests/cli/lib.sh"
cp "$TOP/tests/cli/play/hire.ombud" "$TOP/tests/cli/play/asked.ombud" .

# answers STATUS NAME POLICY ANSWER…: a line each.
answers() {
  status=$1 name=$2 policy=$3
  shift 3
  printf '%s\n' "$@" >typed
  # shellcheck disable=SC2016 # for the shell inside
  exits "$status" "$name" sh -c 'OMBUD_LANG=en "$0" play "$1" <typed' "$OMBUD" "$policy"
}

answers 0 'a fact of every type' hire.ombud trip 8 punt 9000 8999 3 -5 y -5d
has out '^  Boat (one of these): punt$'
has out '^  Fare (money in its smallest unit, from 101 to 50000): 9000$'
has out '^  Deposit (money in its smallest unit, from 100 to 8999): 8999$'
has out '^  crew (from -3 to 12): 3$'
has out '^  depth (a whole number): -5$'
has out '^  = pier book(boat = punt, fare = 9000, deposit = 8999, crew = 3, depth = -5, swims, sails = -5d)$'
answers 0 'no, and the start itself' hire.ombud trip 1 3 9000 500 3 no 0
has out '^  = guest book(boat = raft, fare = 9000, deposit = 500, crew = 3, swims = no, sails = 0)$'
answers 0 'letters, and labels' hire.ombud Trip 1 Canoe 9000 500 3 n 1d
has out 'boat = canoe, .* swims = no, sails = 1d)$'
answers 0 'yes' hire.ombud 1 1 punt 9000 500 3 yes 1d
has out 'swims, sails = 1d)$'
answers 0 'one that is left out' hire.ombud trip 1 raft 9000 '' 3 no -3650d
has out '^  = guest book(boat = raft, fare = 9000, crew = 3, swims = no, sails = -3650d)$'
answers 0 'no more answers' hire.ombud trip 1 raft 9000

wrong() { # NAME MESSAGE ANSWER…, of which the last is wrong
  name=$1 message=$2
  shift 2
  answers 1 "$name" hire.ombud trip 1 "$@"
  has out "error: $message"
}
wrong 'a number that is none of the list' "'9' is none of these: give a number from 1 to 3, or a name" 9
wrong 'nor 0' "'0' is none of these" 0
wrong 'a name like one' "'rafts' is none of these; did you mean 'raft'?" rafts
wrong 'no number' "'-' is no whole number" raft -
wrong 'half a number' "'1.5' is no whole number" raft 1.5
wrong 'too little' '100 is out of range: money in its smallest unit, from 101 to 50000' raft 100
wrong 'too much' '50001 is out of range' raft 50001
wrong 'more than any number' '99999999999999999999 is out of range' raft 99999999999999999999
wrong 'not less than another fact' '9000 is out of range: money in its smallest unit, from 100 to 8999' raft 9000 9000
wrong 'below 0' '-4 is out of range: from -3 to 12' raft 9000 500 -4
wrong 'neither yes nor no' "'maybe' is neither yes nor no" raft 9000 500 3 maybe
wrong 'no time' "'soon' is no time from the start: write 2d12h, or -5d for before it, or 0" raft 9000 500 3 n soon
wrong 'a unit that is none' "'2x' is no time from the start" raft 9000 500 3 n 2x
wrong 'no digits' "'/d' is no time from the start" raft 9000 500 3 n /d

# open CHOICE ANSWER…: a case of asked.ombud under the second mode, and what follows there.
open() {
  name=$1 status=$2
  shift 2
  answers "$status" "$name" asked.ombud strict 1 -4 5 7 3 quit "$@"
}
open 'bounds on one side, and an option that is called quit' 0
has out '^  free (a whole number): -4$'
has out '^  floor (from 5): 5$'
has out '^  top (up to 7): 7$'
has out '^  debt (money in its smallest unit, from 0): 3$'
has out 'what = quit)$'
open 'between two other facts' 1 2 6 4 8 3 8
has out 'error: 8 is out of range: from 7 to 7$'
open 'below another fact' 1 2 6 4 8 3 7 2 7
has out 'error: 7 is out of range: up to 6$'
open 'where no value is left' 1 2 6 4 7 3 7
has out '^  middle (no value fits any more): 7$'
has out 'error: 7 is out of range: no value fits any more$'
answers 0 'who is asked which mode it is may leave' asked.ombud quit
answers 1 'a mode that is none' asked.ombud strikt
has out "'strikt' is none of these; did you mean 'strict'?"
