#!/bin/sh
# The canonical layout: how it looks stands in the golden tests (.fmt), how it is called in fmt.sh. Here are its laws, over
# every rule file of the tests as it stands, and every third broken up at random.
. "$TOP/tests/cli/lib.sh"

mark=$(printf '\357\273\277') # which is left out
tokens() { LC_ALL=C sed "1s/^$mark//" "$1" | tr -d ' \t\r\n'; }

# The same tokens and comments in the same order, the same tree; and laid out again nothing changes.
lawful() { # FILE, in this folder, which is then laid out
  cp "$1" before
  "$OMBUD" check --dump=ast "$1" >tree 2>/dev/null
  "$OMBUD" fmt "$1" || return 1
  tokens before >one
  tokens "$1" >two
  cmp one two || return 1
  "$OMBUD" check --dump=ast "$1" >tree2 2>/dev/null
  cmp tree tree2 || return 1
  "$OMBUD" fmt --check "$1" || return 1
  "$OMBUD" fmt - <"$1" | cmp - "$1" || return 1
  ! grep -n '[ 	]$' "$1"
}

# Of the many golden files that hold one slip each every eighth is taken; all are where OMBUD_TEST_LONG is set.
all=0 broken=0 slips=0
for file in "$TOP"/rules/*/*.ombud "$TOP"/compiler/share/*.ombud "$TOP"/tests/*/*/*.ombud; do
  case $file in */slips_*)
    slips=$((slips + 1))
    [ -n "${OMBUD_TEST_LONG:-}" ] || [ $((slips % 8)) -eq 0 ] || continue
    ;;
  esac
  cp "${file%/*}"/*.inc . 2>/dev/null
  cp "$file" it.ombud
  if ! "$OMBUD" fmt - <it.ombud >out 2>err; then
    cmp -s "$file" it.ombud && grep -q 'error\[' err && broken=$((broken + 1)) && continue
    pass "${file#"$TOP"/}: what is in error is left alone" false
  fi
  all=$((all + 1))
  lawful it.ombud >why 2>&1 || pass "${file#"$TOP"/} is laid out" cat why /nowhere
  [ $((all % 3)) -eq 0 ] || continue
  awk -v seed=$all -f "$TOP/tests/cli/fmt/sprinkle.awk" "$file" >sprinkled.ombud
  "$OMBUD" fmt - <sprinkled.ombud >out 2>err || continue
  lawful sprinkled.ombud >why 2>&1 || pass "${file#"$TOP"/}, broken up, is laid out" cat why /nowhere
done
pass "the laws hold for $all files" test $all -ge 200
pass "and $broken with errors were left alone" test $broken -ge 50

for file in "$TOP"/rules/*/*.ombud "$TOP"/compiler/share/*.ombud; do
  pass "${file#"$TOP"/} is as it should be" "$OMBUD" fmt --check "$file"
done
