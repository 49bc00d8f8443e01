#!/bin/sh
# `ombud test` on a terminal: a dot for each story as it is played, and colours; in a pipe neither.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/*.ombud "$TOP"/rules/douyin/*.md .
escape=$(printf '\033')
cat >late.ombud <<'END'
include "scenarios.ombud"
scenario en"Wrong" of order for cod { user submit(paid = 1, postage = 0) => stocking }
END
cat >many.ombud <<'END'
include "douyin.ombud"
END
sed '/^include/d' scenarios.ombud >told
cat told told told told told told told told >>many.ombud

exits 1 'in a pipe' env TERM=xterm "$OMBUD" test late.ombud
pass '… there are no control codes' sh -c "! LC_ALL=C tr -d '\n' <out | LC_ALL=C grep '[[:cntrl:]]'"
pass '… and no dots' sh -c "! grep '[.][.]' out"
exits 1 'in colours, by request' "$OMBUD" test --color=always late.ombud
has out "$escape\[1;31mfailed: "
has out "$escape\[1;31m1 of 16 scenarios failed"
exits 0 'green' "$OMBUD" test --color=always scenarios.ombud
has out "$escape\[1;32m15 scenarios passed"

# The program with a terminal for its standard output; what it wrote is in `seen`. The two kinds of script(1) take a
# command differently.
on_terminal() { # VARIABLE=VALUE… COMMAND…
  if script -qec true /dev/null >last 2>&1 </dev/null; then
    script -qec "env $*" /dev/null >seen 2>&1 </dev/null
  else
    script -q /dev/null env "$@" >seen 2>&1 </dev/null
  fi
}

if have script && { on_terminal test -t 1 && pass 'script(1) makes a terminal' true; }; then
  on_terminal TERM=xterm "$OMBUD" test late.ombud
  pass 'a dot for each story that passes, an F for one that fails' \
    grep "^\.\{15\}$escape\[1;31mF$escape\[0m" seen
  pass 'colours' grep "$escape\[1;31m1 of 16 scenarios failed" seen
  for plain in 'TERM=xterm NO_COLOR=1' 'TERM=dumb'; do
    # shellcheck disable=SC2086 # words
    on_terminal $plain "$OMBUD" test late.ombud
    pass "$plain: dots" grep '^\.\{15\}F' seen
    pass "$plain: no colours" sh -c "! grep '$escape' seen"
  done
  on_terminal TERM=xterm "$OMBUD" test many.ombud
  tr -d '\r' <seen | sed -n '/^[.]*$/p' | awk '{ print length($0) }' >widths
  printf '72\n48\n' >wanted
  pass 'many dots go to the next line' diff -u wanted widths
  on_terminal TERM=xterm "$OMBUD" test --format=tap late.ombud
  pass 'no dots in another format' sh -c "! grep '^\.\.' seen"
else
  skip 'dots on a terminal' 'no script(1), or no terminals'
fi
