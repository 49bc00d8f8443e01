#!/bin/sh
# The man pages are there for every command and in order, and shells that are not known are refused.
. "$TOP/tests/cli/lib.sh"

OMBUD_LANG=en
export OMBUD_LANG
exits 0 'ombud(1)' "$OMBUD" help --man
has out '^\.TH OMBUD 1'
has out 'ombud\\-graph'
cp out ombud.1
for command in $("$OMBUD" help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
  exits 0 "ombud-$command(1)" "$OMBUD" help --man "$command"
  cp out "ombud-$command.1"
done
pass 'options are those of the command' grep -q 'prohibitions' ombud-graph.1
pass 'and of no other' sh -c '! grep -q prohibitions ombud-test.1'
exits 2 'no such command' "$OMBUD" help --man grph
has err "did you mean 'graph'"
exits 2 '--man elsewhere' "$OMBUD" graph --man shop.ombud
exits 2 'no such shell' "$OMBUD" completion bsh
has err "did you mean 'bash'"
exits 2 'no shell at all' "$OMBUD" completion

if have groff; then
  groff -man -Tutf8 -ww -z ./*.1 >complaints 2>&1
  pass 'groff has nothing to say' test ! -s complaints
else
  skip 'groff' 'no groff'
fi
if have mandoc; then # pages of a program that is the same on any day have no date
  mandoc -T lint -W warning ./*.1 2>&1 | grep -v 'missing date' >complaints
  sed 's/^/# /' complaints
  pass 'mandoc has nothing to say but that' test ! -s complaints
else
  skip 'mandoc' 'no mandoc'
fi
