#!/bin/sh
# `ombud play` on a terminal: prompt and colours; Ctrl-D and Ctrl-C end it; a question is asked again; and 80 columns do.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/* "$TOP/tests/cli/play/hire.ombud" .
escape=$(printf '\033')
: >seen

# What is typed on standard input goes to the program with a terminal for all that it reads and writes; what that shows
# is in `seen`. The two kinds of script(1) take a command differently; the shell that one of them starts must not stay, for
# some shells end of Ctrl-C themselves, whatever the program made of it.
on_terminal() { # VARIABLE=VALUE… COMMAND…
  if script -qec true /dev/null >last 2>&1 </dev/null; then
    script -qec "exec env $*" /dev/null >seen 2>&1
  else
    script -q /dev/null env "$@" >seen 2>&1
  fi
  on_terminal_status=$?
  tr -d '\r' <seen >seen.lines
  : >seen
  return $on_terminal_status
}
# Each line is typed once the program has asked for it: what it shows has grown since the last one, and ends in a prompt
# or a question. Typed before the program reads, Ctrl-C would end what starts it instead.
asks() { # SIZE
  asks_tries=0
  until [ "$(wc -c <seen)" -gt "$1" ] && tail -c 5 seen | tr -d '\033' | tail -n 1 | grep -q ' \(\[0m\)\{0,1\}$'; do
    asks_tries=$((asks_tries + 1))
    [ $asks_tries -lt 400 ] || return
    sleep 0.05
  done
}
slowly() { # LINE…: as somebody types who reads first
  slowly_size=0
  for slowly_line; do
    asks "$slowly_size"
    slowly_size=$(wc -c <seen)
    printf '%b' "$slowly_line"
  done
}
shows() { pass "… and shows '$1'" grep -e "$1" seen.lines; }

if have script && { on_terminal test -t 0 </dev/null && pass 'script(1) makes a terminal' true; }; then
  slowly '1\n' 'ninety\n' '9900\n' '800\n' 'show\n' 'user refuse\n' 'quit\n' | on_terminal TERM=xterm OMBUD_LANG=en \
    "$OMBUD" play douyin.ombud return --for cod
  pass 'a session with a slip in it: the exit status' test $? -eq 1
  shows "^$escape\[90mType a number, a step, or .help.\.$escape\[0m\$"
  shows "^$escape\[0;1m> $escape\[0mshow\$"
  shows "^$escape\[0;1m  Amount paid (money in its smallest unit, from 0): $escape\[0mninety\$"
  shows "^$escape\[1;31merror: $escape\[0m'ninety' is no whole number\$"
  pass '… and asks again' test "$(grep -c 'Amount paid (money' seen.lines)" -eq 2
  shows "^  0       $escape\[0;1mWaiting for the merchant$escape\[0m  $escape\[90mrequested$escape\[0m\$"
  shows "^$escape\[90m    5  confirm receipt .*✗ This cannot be done at this stage$escape\[0m\$"
  shows "^    3  approve .*must, before 2d\$"
  shows "^          $escape\[1;31m✗ $escape\[0mThis step is not yours to take"

  slowly 'wait 1h\n' '\004' | on_terminal TERM=xterm OMBUD_LANG=zh "$OMBUD" play douyin.ombud return --for cod
  pass 'Ctrl-D ends it' test $? -eq 0
  pass '… on a line of its own' sh -c 'tail -c 1 seen.lines | tr "\n" x | grep x'
  slowly '1\n' '\003' | on_terminal TERM=xterm OMBUD_LANG=en "$OMBUD" play douyin.ombud return --for cod
  pass 'Ctrl-C ends it, at a question too' test $? -eq 0
  pass '… with nothing left on' sh -c "tail -n 1 seen.lines | grep -v '$escape\[[1-9][0-9;]*m[^$escape]*\$'"
  slowly 'wait 1h\n' 'save\n' 'Early\n' | on_terminal TERM=dumb OMBUD_LANG=en "$OMBUD" play hire.ombud trip
  shows '^  What is the scenario called? .* Early$'
  shows '^scenario "Early" of trip {$'
  pass 'TERM=dumb: no colours' sh -c "! grep '$escape' seen.lines"
else
  skip 'on a terminal' 'no script(1), or no terminals'
fi

# ---- 80 columns ----

cat >typed <<'END'
show
help
user apply(paid = 9900, postage = 800)
user approve
at 47h59m59s999ms
merchant approve
why 1
why 4
next
show
history
guest book(boat = punt, fare = 9000, deposit = 8999, crew = 3, swims, sails = 1d)
guest pay(slip)
pier book(boat = raft, fare = 50000, deposit = 49999, crew = -3, depth = -900000000, swims = no, sails = -3650d)
show
why guest book(boat = canoe, fare = 50000, deposit = 49999, crew = -3, swims = no, sails = -3650d)
history
END
# Chinese characters are two columns wide, and three bytes of UTF-8; echoed commands and messages are as wide as they are.
fits_80() {
  LC_ALL=C awk '/^> / || /^stdin:/ || /^ +[0-9]+ \|/ || /^ +\|/ { next }
    { n = length($0); wide = gsub(/[\343-\351\357][\200-\277][\200-\277]/, "");
      gsub(/[\342][\200-\277][\200-\277]/, "."); gsub(/[\302-\337][\200-\277]/, ".");
      if (length($0) + 2 * wide > 80) { print; bad = 1 } } END { exit bad }' out
}
for language in en zh; do
  for call in 'douyin.ombud return --for=cod' 'douyin.ombud order --for=online' 'hire.ombud trip'; do
    # shellcheck disable=SC2086 # words
    exits 1 "$call in $language" sh -c 'OMBUD_LANG=$1 && export OMBUD_LANG && shift && "$0" play "$@" <typed' "$OMBUD" $language $call
    pass '… fits 80 columns' fits_80
  done
done
