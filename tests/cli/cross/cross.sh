#!/bin/sh
# The runtime and the Douyin tables on a bare Cortex-M0+ with 16 KB of memory: the demo tells the same stories there, and random
# steps come to the same answers, to the byte, as on the machine that compiles. QEMU has no board with an M0+; its micro:bit has
# a Cortex-M0, which executes the very same instructions (both are ARMv6-M).
. "$TOP/tests/cli/lib.sh"
cc=arm-none-eabi-gcc qemu=qemu-system-arm what='a bare Cortex-M0+'
have $cc || { skip "$what" "no $cc here (Debian: gcc-arm-none-eabi)" && exit; }
echo '#include <stdio.h>' | $cc -E - >/dev/null 2>&1 ||
  { skip "$what" 'no newlib here (Debian: libnewlib-arm-none-eabi)' && exit; }
have $qemu || { skip "$what" "no $qemu here (Debian: qemu-system-arm)" && exit; }
$qemu -M help | grep -q '^microbit ' || { skip "$what" 'this QEMU has no micro:bit' && exit; }

cpu='-mcpu=cortex-m0plus -mthumb'
# In Debian <stdint.h> is gcc's, and newlib's <inttypes.h> has its PRId64 only where newlib's types are known.
flags="$cpu -Os -ffunction-sections -fdata-sections -include sys/_stdint.h -I."

sh "$TOP/runtime/amalgamate.sh" ombud.h ombud.c
pass 'tables' "$OMBUD" build "$TOP/rules/douyin/douyin.ombud" -o douyin.c -H douyin.h
for part in ombud.c douyin.c "$TOP/rules/douyin/demo.c" "$TOP/rules/douyin/keep_memory.c" "$TOP/tests/cli/cross/steps.c"; do
  # shellcheck disable=SC2086 # flags are words
  pass "${part##*/} without warnings" $cc $WARNINGS $flags -c "$part"
done

board() { # NAME PROGRAM LANGUAGE FLAGS…: NAME.elf, for the board
  name=$1 program=$2 language=$3
  shift 3
  # shellcheck disable=SC2086
  $cc $WARNINGS $flags "-DBOARD_LANGUAGE=\"OMBUD_LANG=$language\"" -c "$TOP/tests/cli/cross/board.c" &&
    $cc $cpu -nostartfiles --specs=rdimon.specs -Wl,--gc-sections,--fatal-warnings -T "$TOP/tests/cli/cross/board.ld" \
      board.o "$program" "$@" -o "$name.elf"
}

runs() { # NAME: what it prints is left in NAME.board
  timeout 120 $qemu -M microbit -nographic -monitor none -serial null -semihosting-config enable=on,target=native \
    -kernel "$1.elf" >"$1.board" 2>"$WORK/err" </dev/null
}

for language in en zh; do
  pass "the demo for the board, $language" board demo-$language demo.o $language keep_memory.o douyin.o ombud.o
  exits 0 'it runs there' runs demo-$language
  exits 0 'and here' env OMBUD_LANG=$language "$TOP/build/rules/douyin/demo"
  # Here the program is killed in between, and says so; empty lines are left out, since that one is between two.
  grep -v 'begins anew\|重新启动' out | grep . >here
  grep . demo-$language.board >there
  pass 'the same stories' cmp here there
done
pass 'they are told to the end' grep -q '双方都不作为' demo-zh.board

pass 'random steps for the board' board steps steps.o en douyin.o ombud.o
exits 0 'they run there' runs steps
pass 'for this machine' "${CC:-cc}" -I. -o steps "$TOP/tests/cli/cross/steps.c" douyin.c ombud.c
exits 0 'they run here' ./steps
pass 'the same answers' cmp out steps.board
pass 'all sixty cases' grep -q '^case 59$' steps.board
pass 'and every case was the same as bytes and back' test "$(grep -c ' 0 the same$' out)" -eq 720

# That all this can fail.
sed 's/within 48h/within 47h/' "$TOP/rules/douyin/douyin.ombud" >other.ombud
cp "$TOP"/rules/douyin/*.md "$TOP/rules/douyin/scenarios.ombud" .
pass 'rules of another hour' "$OMBUD" build --prefix=douyin other.ombud -o other.c -H douyin.h
# shellcheck disable=SC2086
pass '… their tables' $cc $WARNINGS $flags -c other.c
pass '… on the board' board other steps.o en other.o ombud.o
exits 0 '… run' runs other
sed '/4f4d4243/d' out >here # without the encodings, which differ by their fingerprints alone
sed '/4f4d4243/d' other.board >there
exits 1 '… and come to other answers' cmp -s here there
echo 'int main(void); int main(void) { return 3; }' >three.c
# shellcheck disable=SC2086
pass 'a program that fails' $cc $flags -c three.c
pass '… on the board' board three three.o en
exits 3 '… fails' runs three

exits 0 'its size' sh "$TOP/tests/bench/size/run" "$OMBUD" "$WORK/size"
has out '^cortex-m0plus$'
pass 'the core of both' test "$(grep -c '^  core  *[1-9][0-9]*   target ' out)" -eq 2
