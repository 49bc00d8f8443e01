#!/bin/sh
# Calls of `ombud why` and `ombud can` that mean nothing: each is told so, with what was probably meant.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/douyin.ombud "$TOP"/rules/douyin/douyin.md .
cp "$TOP"/tests/unit/hotel/hotel.* .

wrong() { # MESSAGE ARGUMENT…
  lib_message=$1
  shift
  exits 2 "$*" "$OMBUD" "$@"
  pass "… and says '$lib_message'" grep -Fxe "ombud: $lib_message" err
  silent out
}
order() { # MESSAGE SENTENCE OPTION…
  lib_message=$1
  shift
  wrong "$lib_message" why douyin.ombud order "$@"
}

wrong "no process is called 'ordre'; did you mean 'order'?" why douyin.ombud ordre 'user cancel'
wrong "no process is called 'ordre'; did you mean 'order'?" can douyin.ombud ordre
order "no actor is called 'usr'; did you mean 'user'?" 'usr cancel'
order "no action is called 'cancle' in process 'order'; did you mean 'cancel'?" 'user cancle'
for sentence in user '' ' ' 'user cancel now'; do
  order "ask with an actor and an action in one pair of quotes, such as 'user cancel'" "$sentence"
done
order "ask about one actor at a time; \`ombud can\` tells of all of them" 'nobody cancel'
order "nobody acts as 'clock': it is what happens by itself" 'clock cancel'
wrong "'lapse' is no action: it happens by itself" why douyin.ombud return 'user lapse'
order "no state is called 'shiped' in process 'order'; did you mean 'shipped'?" 'user cancel' --in shiped
order "no mode is called 'onlin'; did you mean 'online'?" 'user cancel' --for onlin
order "there is no state 'unpaid' for cod; it is one for online" 'user cancel' --in unpaid --for cod
wrong "there is no state 'unpaid' for cod; it is one for online" can douyin.ombud order --in unpaid --for cod

shipped() { # MESSAGE FACT
  order "$1" 'user cancel' --in shipped --given "$2"
}
shipped "no fact is called 'agred'; did you mean 'agreed'?" agred=yes
shipped "process 'order' does not use the fact 'tracking'" tracking
shipped "the fact 'agreed' is yes or no, not 'maybe'" agreed=maybe
shipped "--given paid wants a value: paid=…" paid
shipped "--given paid wants a value: paid=…" paid=
for amount in 99.50 abc 99999999999999999999 1h 0x10; do
  shipped "'$amount' is no amount for the fact 'paid': money is a whole number of its smallest unit, such as 9950" "paid=$amount"
done
shipped 'paid = -1 is out of bounds: it is 0 at least' paid=-1
order 'postage = 6 and paid = 5 are against the bound postage <= paid' \
  'user cancel' --in shipped --given postage=6 --given paid=5
order "the fact 'paid' is given twice" 'user cancel' --in shipped --given paid=5 --given paid=5

stay() { # MESSAGE FACT
  wrong "$1" why hotel.ombud booking 'guest cancel' --in booked --given "$2"
}
stay "the choice 'board' of fact 'meals' has no option 'breakfst'; did you mean 'breakfast'?" meals=breakfst
stay "the choice 'board' of fact 'meals' has no option 'lunch'; there are room_only, breakfast" meals=lunch
stay "'many' is no whole number for the fact 'nights'" nights=many
stay 'nights = 31 is out of bounds: it is 30 at most' nights=31
stay 'nights = 0 is out of bounds: it is 1 at least' nights=0
stay "'3' is no time for the moment 'checkin': write how long after the entry to the state it lies, such as 2d12h; -2d for before it, never where it was not given" checkin=3

for time in 2days -1d 1 x ''; do
  order "--after wants a duration since the entry to the state, such as 2d12h, not '$time'" \
    'user cancel' --in shipped "--after=$time"
done
order '--after tells of a case that is open; say with --in in which state it is' 'user submit' --after 1d
wrong '--after tells of a case that is open; say with --in in which state it is' can douyin.ombud order --after 1d
order "'user submit' opens a case and does not give 'agreed'" 'user submit' --given agreed
wrong "no opening action gives 'agreed'; say with --in in which state the case is" can douyin.ombud order --given agreed

back() { # MESSAGE SINCE
  wrong "$1" why douyin.ombud return 'merchant confirm' --in returning --since "$2"
}
back "no action or event is called 'sendback' in process 'return'; did you mean 'send_back'?" sendback=1d
back "no time is counted from 'apply': leave out --since apply" apply=1d
for time in send_back send_back= send_back=1 send_back=-1d; do
  back '--since send_back wants how long before the entry to the state it was: send_back=2d12h, or never' $time
done
wrong '--since tells of '"'send_back'"' twice' why douyin.ombud return 'merchant confirm' --in returning \
  --since send_back=1d --since send_back=1d
cat >plain.ombud <<'POLICY'
policy plain { version "1" }
actors someone
process thing assume "an example" { start { someone may begin -> done }  ends done }
POLICY
wrong "no mode is called 'x'; this policy has one kind of case only: leave out --for" can plain.ombud thing --for x

exits 1 'a policy in error' sh -c 'sed "s/-> stocking/-> stokcing/" douyin.ombud >bad.ombud; "$OMBUD" why bad.ombud order "user cancel"'
has err "did you mean 'stocking'"
silent out
exits 2 'no such file' "$OMBUD" can nothing.ombud order
exits 1 'an empty file' sh -c ': >empty.ombud; "$OMBUD" can empty.ombud order'
exits 1 'a file that is not UTF-8' sh -c 'printf "policy \377" >bytes.ombud; "$OMBUD" can bytes.ombud order'
