#!/bin/sh
# `ombud play`: a case in a pipe. What is said, in whose language; what is no good, and where; how it exits.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/* "$TOP/tests/cli/play/hire.ombud" .

cat >typed <<'END'
# a return, and a merchant who is late
1
9900
800

wait 47h
user approve
next
user send_back(tracking) => returning, not ended
undo
history
why 3
save
END
cat >wanted <<'END'
Douyin shop: cancellations and returns
Return · Cash on delivery  return for cod

  0       No case is open yet
  User  user
    1  apply for a return   apply(paid, postage)
    2  send the goods back  send_back  ✗ This cannot be done at this stage
  Merchant  merchant
    3  approve                         ✗ This cannot be done at this stage
    4  refuse                          ✗ This cannot be done at this stage
    5  confirm receipt      confirm    ✗ This cannot be done at this stage
    6  refund               repay      ✗ This cannot be done at this stage

> 1
  Amount paid (money in its smallest unit, from 0): 9900
  Postage (money in its smallest unit, from 0 to 9900): 800
  = user apply(paid = 9900, postage = 800)
  0       User: apply for a return (Amount paid: 9900, Postage: 800) → Waiting
          for the merchant  [3.1 4.1]

  0       Waiting for the merchant  requested
  1d12h   in 1d12h  reminder to Merchant: approve
  2d      in 2d     approve counts as done → To be sent back
  Merchant  merchant
    3  approve  must, before 2d
    4  refuse   must, before 2d

> wait 47h
  1d12h   reminder to Merchant: approve  [5.1]

  1d23h   Waiting for the merchant  requested
  2d      in 1h  approve counts as done → To be sent back
  Merchant  merchant
    3  approve  must, before 2d
    4  refuse   must, before 2d

> user approve
  1d23h   User: approve
          ✗ This step is not yours to take  another_actor
            Ask the one whose step it is

  1d23h   Waiting for the merchant  requested
  2d      in 1h  approve counts as done → To be sent back
  Merchant  merchant
    3  approve  must, before 2d
    4  refuse   must, before 2d

> next
  2d      nobody acted in time: approve counts as done → To be sent back
          [3.2 4.2]

  2d      To be sent back  sending
  9d      in 7d  no goods were sent back → Closed
  User  user
    2  send the goods back  send_back(tracking)  must, before 9d

> user send_back(tracking) => returning, not ended
  2d      User: send the goods back (Tracking number of the return) → On its way
          back  [3.3 4.3]

  2d      On its way back  returning
  9d      in 7d  confirm receipt counts as done → Waiting for the refund
  Merchant  merchant
    5  confirm receipt  confirm  must, before 9d

> undo
  Undone: user send_back(tracking)

  2d      To be sent back  sending
  9d      in 7d  no goods were sent back → Closed
  User  user
    2  send the goods back  send_back(tracking)  must, before 9d

> history
  0       User: apply for a return (Amount paid: 9900, Postage: 800) → Waiting
          for the merchant  [3.1 4.1]
  1d12h   reminder to Merchant: approve  [5.1]
  1d23h   User: approve
          ✗ This step is not yours to take  another_actor
            Ask the one whose step it is
  2d      nobody acted in time: approve counts as done → To be sent back
          [3.2 4.2]

> why 3
  Merchant: approve
  ✗ This cannot be done at this stage  another_state
    See first how far the case has come
    it would do in: Waiting for the merchant

> save
scenario "apply for a return, approve → To be sent back" of return for cod {
  user apply(paid = 9900, postage = 800)       => requested
  wait 1d23h                                   => requested, remind merchant
  user approve                                 => denied because another_actor
  at 2d                                        => sending, by approve
}
END
play() { # POLICY OPERAND… : what is in `typed`, and what comes of it in `out`
  OMBUD_LANG=${LANGUAGE:-en} "$OMBUD" play "$@" <typed
}
exits 0 'a session' play douyin.ombud return --for cod
silent err
pass '… reads like one' diff -u wanted out
pass '… without control codes' sh -c "! LC_ALL=C tr -d '\n' <out | LC_ALL=C grep '[[:cntrl:]]'"
(sed -n '/^scenario/,$p' out; echo 'include "douyin.ombud"') >saved.ombud
exits 0 '… and what was saved' "$OMBUD" test saved.ombud
has out '^1 scenario passed$'

# ---- Chinese ----

printf '订单\n2\n1\n9900\n0\nmerchant cancel\n' >typed
LANGUAGE=zh
exits 0 'in Chinese, asked for process and mode' play douyin.ombud
LANGUAGE=en
has out '^    1  订单  order$'
has out '^哪个模式？2$'
has out '^订单 · 在线支付  order for online$'
has out '^  0       待支付  unpaid$'
has out '^    2  支付      pay     *✗ 当前阶段不能这样办理$'
has out '^    3  取消  cancel  必须，在 1d 之前$'
has out '^          ✗ 在线支付订单商家不可取消  not_merchant  \[2\.3\]$'
has out '^            请用户联系平台客服$'

# ---- the seconds around a deadline ----

printf 'user apply(paid = 1, postage = 0)\nat 47h59m59s999ms\nnext\nundo\nmerchant refuse\n' >typed
exits 0 'a millisecond before the deadline' play douyin.ombud return --for cod
has out '^  2d      in 1ms  approve counts as done'
has out '^  1d23h59m59s999ms$'
has out '^          Merchant: refuse → Refused'
printf 'user apply(paid = 1, postage = 0)\nat 2d\nmerchant refuse\n' >typed
exits 0 'at the deadline' play douyin.ombud return --for cod
has out '^          ✗ This cannot be done at this stage  another_state$'

# ---- why ----

book='guest book(boat = canoe, fare = 9000, deposit = 100, crew = 3, swims = no, sails = 9d)'
printf 'why %s\n%s\nwhy guest board\nwhy 2\n' "$book" "$book" | sed '2s/canoe/punt/' >typed
exits 0 'why' play hire.ombud trip
has out '^  ✗ Who cannot swim takes no canoe  cannot_swim$'
has out '^    Take a punt$'
has out '^    guest may not book when boat = canoe and swims = no because cannot_swim$'
has out '^    hire.ombud:[0-9]* assumption "a test"$'
has out '^    it would do with Boat = "Punt", raft$'
has out '^  ✗ too_soon  too_soon$'
has out '^    it will do from 8d23h on$'
printf 'user submit(paid = 9900, postage = 800)\nwhy 3\nwhy merchant cancel\nmerchant confirm\nwhy platform cancel\n' >typed
exits 0 'why, of what may or must be done' play douyin.ombud order --for online
has out '^  must, before 1d$'
has out '^    user must pay -> confirming or cancel -> cancelled within 24h else deemed'
has out '^    it would do for: User$'

# ---- what is no good ----

bad() { # NAME TYPED PATTERN…: the session goes on, and the exit status tells
  bad_name=$1
  printf '%b\nhistory\n' "$2" >typed
  shift 2
  exits 1 "$bad_name" play hire.ombud trip
  for bad_pattern; do has out "$bad_pattern"; done
  has out '^Nothing has happened yet\.$'
}
bad 'a command that is none' 'shwo' "^stdin:1: error: no command and no actor is called 'shwo'; did you mean 'show'?$"
bad 'nothing like a command' '# one\n\nxyzzy' "^stdin:3: error: .*'xyzzy'; .help. lists"
bad 'an action that is none' 'guest bord' "^stdin:1:7: error\[E206\]" "    1 | guest bord" "^ *|       ^~~~ did you mean 'board'"
bad '… behind why' 'why guest bord' "^stdin:1:11: error\[E206\]"
bad 'a fact that is none' '\nguest book(bot = punt)' "^stdin:2:12: error\[E207\]" 'did you mean .boat.'
bad 'a value out of range' 'guest book(fare = 50001)' 'error\[E225\]'
bad 'a value of another type' 'guest book(fare = punt)' 'error'
bad 'values that break a bound' "$(echo "$book" | sed 's/= 100/= 9000/')" 'against the bound deposit < fare'
bad 'half a step' 'guest' 'expected a name, found the end of the line'
bad 'more than a step' 'guest board guest stay' 'one step was expected here'
bad 'a brace' 'guest board }' 'stdin:1:12: error\[E120\]: one step'
bad 'another item' 'guest board }\nscenario of trip { wait 3d }' 'one step' "'scenario'"
bad 'time that is none' 'wait 3' 'error\[E120\]'
bad 'a number that is none' '12\n0\n99999999999999999999' 'there is no action 12' 'no action 0' 'no action 9999'
bad 'an answer that is none' '1\n4' "'4' is none of these"
bad 'another' '1\n1\n9_000' "'9_000' is no whole number"
bad 'a word too much' 'undo 3' "stands alone: '3'"
bad 'bytes that are no text' 'caf\0351' 'byte 4 of it is 0xE9'
bad 'a NUL byte' 'hi\0000story' 'byte 3 of it is NUL'
awk 'BEGIN { for (i = 0; i < 70000; i++) printf "x"; print ""; print "history" }' >typed
exits 1 'a very long line' play hire.ombud trip
has out '^stdin:1: error: this line has more than 65536 bytes$'
has out '^Nothing has happened yet'
printf 'wait 1h\nat 30m\nwait 3h => booked\nundo\nundo\nundo\nredo\n' >typed
exits 1 'time that runs backwards, and what was not expected' play hire.ombud trip
has out 'stdin:2:1: error\[E266\]: time does not run backwards: 30m is past, it is 1h already'
has out 'stdin:3: error: expected booked, got no case is open yet'
has out '^  There is nothing to undo'
has out '^  Done again: wait 1h$'

printf '\357\273\277wait 1h\r\n  show  \r\n' >typed
exits 0 'from a system with other line ends, and a byte order mark' play hire.ombud trip
has out '^> show$'
awk 'BEGIN { for (i = 0; i < 10002; i++) print "wait 1ms"; print "save long.ombud" }' >typed
exits 1 'more steps than a scenario has' play hire.ombud trip
pass '… are refused' test "$(grep -c 'error: a case has 10000 steps at most' out)" -eq 2
exits 0 '… and what was saved passes' "$OMBUD" test long.ombud

printf 'wait denied\nwait wait\nwait 3d\n' >typed
exits 0 'an actor and an action that are called wait' play hire.ombud talk
has out '^  0       wait: wait → denied'
printf '' >typed
exits 0 'no commands at all' play hire.ombud trip
exits 0 'not even which process' play hire.ombud
printf '7\ntrop\n' >typed
exits 1 'a process that is none, when asked' play hire.ombud
has out "stdin:2: error: 'trop' is none of these; did you mean 'trip'?"

# ---- the call ----

exits 2 'a process that is none' play hire.ombud trop
has err "no process is called 'trop'; did you mean 'trip'?"
exits 2 'a mode that is none' play douyin.ombud order --for onlin
has err "no mode is called 'onlin'; did you mean 'online'?"
exits 2 'a mode where there are none' play hire.ombud trip --for any
has err "no mode is called 'any'"
exits 2 'no file' play nowhere.ombud
exits 2 'an operand too many' play hire.ombud trip trip
echo 'policy x {' >broken.ombud
exits 1 'rules in error' play broken.ombud
silent out
printf '' >empty.ombud
exits 1 'an empty file' play empty.ombud

# An action that gives nothing, beside one that does.
cat >short.ombud <<'EOF'
policy short { version "1" }
actors user
facts { n : number }
process p { start { user may go -> off  user may go_with(n) -> off }  ends off }
EOF
exits 0 'an action that gives nothing' sh -c 'echo show | "$OMBUD" play short.ombud 2>err'
has out '    1  go$'
has out '    2  go_with(n)$'
pass 'no line ends in a blank' sh -c '! grep "[^>] $" out'
printf 'wait x\nwait\nat soon\nwait 1h\n' >typed
exits 1 'a time that is none' play douyin.ombud order --for cod
has out "^stdin:1: error: .wait. wants a time behind it, such as 3d or 1h30m"
pass '… three times' test "$(grep -c 'wants a time behind it' out)" -eq 3
printf 'quit\nshow\n' >typed
exits 0 'who is asked which process it is may leave' play hire.ombud
pass '… at once' sh -c '! grep -q "show" out'
