# A policy with N states and ten rules for each of them: what a large platform's would look like.
#
# usage: awk -v n=STATES -f generate.awk
#
# States lead onwards, a few steps at a time, and now and then to an end; every state has a deadline that counts from
# its entry, guards on a few facts, and prohibitions. KIND=anchored counts the deadlines of every tenth state from an
# action further back.

function target(i, by) { return i + by > n ? "done" : "s" (i + by) }

BEGIN {
  print "policy large { version \"1\" }"
  print "actors user, shop, platform"
  print "facts { paid : money  fee : money <= paid  parts : number >= 1 and <= 9  agreed : yes_no }"
  print "effects { refund(amount: money)  note(n: number) }"
  print "reasons { locked \"locked\" }"
  print "process p assume \"generated\" {"
  print "  start { user may open(paid, fee, parts) -> s1 }"
  for (i = 1; i <= n; i++) {
    print "  state s" i " {"
    print "    shop must accept -> " target(i, 1) " or refuse -> " target(i, 2)
    since = kind == "anchored" && i % 10 == 0 ? " of open" : ""
    print "      within " 24 + i % 48 "h" since " else deemed accept"
    print "    user may cancel -> off when parts > " 1 + i % 8 " otherwise because locked"
    print "    user may change(fee) -> " target(i, 3)
    print "    user may not refuse because locked"
    print "    platform may move -> " target(i, 2) " when paid < " 100 * (i % 50 + 1) " otherwise -> " target(i, 4)
    print "    platform may agree(agreed) -> " target(i, 5) " when agreed otherwise because locked"
    print "    platform may note(parts) do note(parts)"
    print "    shop may not cancel because locked"
    print "    user may ask do note(parts) at most 3 times"
    print "    shop may hand_over -> " target(i, 7) " within 12h"
    print "  }"
  }
  print "  ends done, off"
  print "}"
  print "promise p : ends within " n * 3 + 3 "d"
  print "promise p : shop never cancel"
  print "promise p : once refund"
  print "promise p : can reach done"
}
