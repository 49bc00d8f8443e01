#!/bin/sh
# Whatever is deleted from the demo's rules, something speaks: a check, a promise or, where nothing changes but the reason of
# a refusal or one of several states, a story. Errors of spelling and grammar do not count, nor does "is never used".
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/*.md "$TOP/rules/douyin/scenarios.ombud" .
OMBUD_LANG=en
export OMBUD_LANG

pass 'what can be deleted' sh -c 'awk -f "$1/tests/cli/proofs/deleted.awk" "$1/rules/douyin/douyin.ombud" >deleted' - "$TOP"
for what in rule deadline consequence alternative actor effect part target state; do
  pass "… among it: $what" grep -q "^[0-9]* [0-9]* $what " deleted
done
pass 'every must loses its deadline' test "$(grep -c ' deadline ' deleted)" -eq "$(grep -c '^ *[a-z]* must ' "$TOP/rules/douyin/douyin.ombud")"

while read -r number line what; do
  mv "$number.ombud" douyin.ombud
  "$OMBUD" check -Werror douyin.ombud >out 2>&1
  status=$?
  codes=$(sed -n 's/^[^ ]*: error\[\([EW][0-9]*\)\].*/\1/p' out | sort -u | tr '\n' ' ')
  spoke=$(echo "$codes" | tr ' ' '\n' | grep -v -e '^$' -e W303)
  case $codes in
  *E1[0-3]*) spoke= ;; # not a deletion at all: the rest does not parse
  *) if [ -z "$spoke" ] && ! "$OMBUD" test scenarios.ombud >out 2>&1; then
    grep -q ': failed: ' out && status=1 spoke=story codes="${codes}a story"
  fi ;;
  esac
  if [ $status -eq 1 ] && [ -n "$spoke" ]; then
    echo "ok - line $line, without the $what: $codes"
  else
    echo "not ok - line $line, without the $what: nothing speaks ($codes)"
    bad=1
  fi
done <deleted
