#!/bin/sh
# Whatever is played: what is saved passes and is laid out, undoing all and doing it again changes nothing, and the saved steps typed
# once more make the same case.
. "$TOP/tests/cli/lib.sh"
seeds=${SEEDS:-1 2 3}
played=0

# sound SEED POLICY PROCESS MODE ACTIONS OPENINGS STEPS
sound() {
  seed=$1 policy=$2 process=$3 mode=$4
  rm -f saved.ombud
  awk -v seed="$seed" -v cases=12 -v actions="$5" -v file=saved.ombud -v openings="$6" -v steps="$7" \
    -f "$TOP/tests/cli/play/stream.awk" >typed
  set -- "$TOP/$policy" "$process"
  [ "$mode" = - ] || set -- "$@" "--for=$mode"
  "$OMBUD" play "$@" <typed >said 2>err
  [ $? -le 1 ] && [ ! -s err ] || return 1
  [ "$(grep -c '^  Saved: ' said)" -eq 12 ] || return 1
  "$OMBUD" test saved.ombud >tested 2>&1 && "$OMBUD" fmt --check saved.ombud || return 1
  played=$((played + $(grep -c '=> ' saved.ombud)))
  awk -f "$TOP/tests/cli/play/steps.awk" saved.ombud >again
  "$OMBUD" play "$@" <again >first 2>err || return 1 # expectations and all
  awk '/^  / { n++ } { print } /^history/ { for (i = 0; i < n; i++) print "undo"; print "history";
       for (i = 0; i < n; i++) print "redo"; print "history"; n = 0 }' again >back
  "$OMBUD" play "$@" <back >second 2>err || return 1
  histories first 1 >told
  histories second 2 >nothing
  histories second 3 >retold
  [ "$(grep -c '^Nothing has happened yet' nothing)" -eq 12 ] && [ "$(wc -l <nothing)" -eq 12 ] || return 1
  [ -s told ] && cmp told retold
}

# The first, second, third of every N histories in a transcript; each ends with an empty line.
histories() { # FILE WHICH
  awk -v which="$2" '/^> new/ { k = 0 } /^> history/ { on = ++k == which; next } /^$/ { on = 0 } on' "$1"
}

laws() { # NAME POLICY PROCESS MODE ACTIONS OPENINGS STEPS
  name=$1
  shift
  for seed in $seeds; do pass "$name, seed $seed" sound "$seed" "$@"; done
}

laws 'an order' rules/douyin/douyin.ombud order cod 8 'user submit(paid = 9900, postage = 800)' \
  'user cancel;merchant cancel(agreed);merchant cancel(agreed = no);merchant confirm;merchant ship;user sign;platform cancel'
laws 'a return' rules/douyin/douyin.ombud return online 6 'user apply(paid = 9900, postage = 800);user apply(paid = 1, postage = 0)' \
  'merchant approve;merchant refuse;user send_back(tracking);user send_back;merchant confirm;user approve'
laws 'facts of every type' tests/cli/play/hire.ombud trip - 12 \
  'guest book(boat = punt, fare = 9000, deposit = 100, crew = 3, swims, sails = 5d);guest book(boat = raft, fare = 50000, deposit = 49999, crew = -3, swims = no, sails = 2h);pier book(boat = canoe, fare = 101, deposit = 100, crew = 12, depth = -9, swims, sails = -1d);guest book(boat = canoe, fare = 9000, deposit = 100, crew = 3, swims = no, sails = 9d);guest book(boat = raft, fare = 9000, deposit = 100, crew = 1, swims, sails = 0)' \
  'guest board;guest stay;guest move_on(sails = 9d);guest move_on(sails = -3h);guest move_on(sails = 36500d);guest pay(slip);wait grumble;pier pause;pier resume;guest land(slip);guest sink;guest land;guest stay(slip)'
laws 'an actor who is called like a command' tests/cli/play/hire.ombud talk - 2 'wait denied' 'wait wait;wait denied;wait 3d'
laws 'loans' tests/unit/generated/generated.ombud loan hall 7 \
  'reader borrow(what = book, fee = 1000000, deposit = 1, pages = 12, weight = 3, fragile, meeting = 3d);reader borrow(what = disc, fee = 2, deposit = 2, pages = 5000, weight = 0, fragile = no, meeting = -3d);reader borrow(what = disc, fee = 2, deposit = 2, pages = 12, weight = 0, fragile, meeting = 30d)' \
  'desk ring;reader renew;reader give_back(note);reader lose;desk hold;desk free;at 7d'
laws 'books' tests/unit/library/library.ombud loan - 10 'member borrow(kind = book, price = 9900, owed = 0, reserved = no);member borrow(kind = film, price = 1, owed = 5, reserved)' 'member renew;librarian suspend;librarian resume;librarian note;member report;librarian relend'
pass 'much was done' test "$played" -gt 1000
