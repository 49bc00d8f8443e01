#!/bin/sh
# The manual: pages that man(1) can show, the same whoever writes them and whenever.
. "$TOP/tests/cli/lib.sh"
commands=$("$OMBUD" --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
pass 'there are commands' test -n "$commands"
for command in '' $commands; do
  page=ombud${command:+-$command}.1
  # shellcheck disable=SC2086 # nothing is no word
  exits 0 "$page" "$OMBUD" help --man $command
  cp out "$page"
  has out '^\.SH "EXIT STATUS"'
  if have mandoc; then
    pass '… has nothing that mandoc complains of' mandoc -T lint "$page"
  else
    skip "$page without complaints" 'mandoc is not there'
  fi
  if have groff; then
    groff -man -Tascii -ww "$page" >shown 2>complaints
    pass '… nor groff' diff /dev/null complaints
  else
    skip "$page in groff" 'groff is not there'
  fi
done
cp ombud.1 out
for name in OMBUD_LANG LC_ALL NO_COLOR '\*\.ombud'; do
  has out "^\.B .*$name"
done
for command in $commands; do
  has out "^\.BR ombud.*-$command (1)"
done
pass 'no line is too long' sh -c "! grep -n '.\{81\}' ./*.1"
exits 2 'no such command' "$OMBUD" help --man bild
has err "did you mean 'build'?"
silent out
exits 2 '--man is of help only' "$OMBUD" check --man shop.ombud
