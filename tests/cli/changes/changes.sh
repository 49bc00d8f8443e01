#!/bin/sh
# Rule files changed at random. Each is fine, or it is said what is wrong with it and where; and those that are fine, of
# which no author has thought, come through every command: their tables are written, what is suggested for them are stories
# that pass, and laid out anew they are as they should be.
. "$TOP/tests/cli/lib.sh"
OMBUD_LANG=en
export OMBUD_LANG

each=${OMBUD_TEST_LONG:+100}
number=0
for file in "$TOP"/tests/golden/plan/*.ombud "$TOP"/tests/golden/proofs/*.ombud "$TOP"/tests/golden/together/*.ombud \
  "$TOP"/tests/golden/warnings/*.ombud "$TOP"/tests/golden/mutate/alone.ombud "$TOP"/tests/golden/emit/*.ombud \
  "$TOP"/tests/model/spin/[!r]*.ombud "$TOP"/tests/cli/play/hire.ombud "$TOP"/tests/unit/generated/generated.ombud; do
  number=$((number + 1))
  cp "${file%/*}"/*.md . 2>/dev/null
  awk -v n="${each:-4}" -v seed=$number -v prefix="m$number." -f "$TOP/tests/cli/changes/changes.awk" "$file"
done
find . -name 'm*.ombud' | sed 's|^\./||' | sort >files
xargs -n 200 "$OMBUD" check <files >fine 2>wrong
pass 'no call fails' test $? -ne 125
sed -n 's/^\(m[0-9.]*\.ombud\): fine.*/\1/p' fine | sort -u >those
sed -n 's/^\(m[0-9.]*\.ombud\):[0-9]*:[0-9]*: error\[.*/\1/p' wrong | sort -u >others
sort those others | uniq -d >both
pass 'no file is both' test ! -s both
sort those others | comm -23 files - >neither
pass 'each file is fine, or it is said what is wrong' test ! -s neither
pass 'and many are fine' test "$(wc -l <those)" -ge 30
echo "# $(wc -l <files) files, of which $(wc -l <those) are fine"

whole() { # FILE: which command fails
  "$OMBUD" build "$1" -o t.c -H t.h || return 1
  for command in matrix 'graph --format=dot' 'graph --format=mermaid --prohibitions'; do
    # shellcheck disable=SC2086 # a command and its options
    "$OMBUD" $command "$1" >out || { echo "$command" && return 1; }
  done
  "$OMBUD" emit promela "$1" >out 2>why || grep -q 'cannot be written as Promela' why || return 1
  "$OMBUD" test "$1" >out || grep -q '^no scenarios' out || return 0 # its own stories tell of other rules
  "$OMBUD" suggest "$1" >stories || return 1
  cat "$1" stories >whole.ombud
  "$OMBUD" test --cover whole.ombud >out || grep -q '^no scenarios' out || { cat out && return 1; }
  "$OMBUD" test --mutate whole.ombud >out
  [ $? -le 1 ] || return 1
  "$OMBUD" fmt whole.ombud && "$OMBUD" fmt --check whole.ombud && "$OMBUD" test whole.ombud >out || grep -q '^no scenarios' out
}
while read -r file; do
  whole "$file" >why 2>&1 || pass "$file comes through every command" cat "$file" why /nowhere
done <those
pass 'they come through every command' true
