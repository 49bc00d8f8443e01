#!/bin/sh
# Several policies in one translation unit, as CMake's UNITY_BUILD makes it: sources one after the other in one file,
# with the headers of some of them between. Two are one policy in two versions, so that all their names are the same.
. "$TOP/tests/cli/lib.sh"

cat >first.ombud <<'END_OF_RULES'
policy stall { version "1" title en"A stall" }
actors guest en"Guest", keeper en"Keeper"
facts { worth : money <= 1000 en"Worth" }
effects { charge(amount: money) en"Charge" }
reasons { shut en"The stall is shut" }
process order assume "a test" {
  start { guest may open(worth) -> kept }
  state kept {
    guest must fetch -> gone within 12h not counting paused else charge_it -> gone do charge(worth)
    keeper may pause -> paused
  }
  state paused {
    keeper may resume -> kept
    guest may not fetch because shut
    after 3d of pause then end_it -> gone
  }
  ends gone
}
END_OF_RULES
sed 's/12h/36h/' first.ombud >second.ombud
cp "$TOP"/rules/douyin/douyin.* "$TOP"/rules/withdrawal/withdrawal.* .
for name in douyin withdrawal first second; do
  exits 0 "$name is built" "$OMBUD" build --prefix "$name" "$name.ombud" -o "$name.c" -H "$name.h"
done

cat >main.c <<'END_OF_C'
#include <stdio.h>

#include "second.h"
#include "withdrawal.h"
#include "douyin.h"
#include "first.h"

int main(void) {
  const ombud_policy *policies[] = {&douyin_policy, &withdrawal_policy, &first_policy, &second_policy};
  const ombud_words *words[] = {&douyin_words, &withdrawal_words, &first_words, &second_words};
  static const ombud_given worth = {FIRST_FACT_WORTH, 700};
  static const ombud_input open = {&worth, 1, FIRST_ACTOR_GUEST, FIRST_ACTION_ORDER_OPEN};
  for (int i = 0; i < 4; i++) printf("%s %d\n", words[i]->name, policies[i]->fingerprint == words[i]->fingerprint);
  first_case f;
  second_case s;
  first_out room;
  ombud_out *out = first_prepare(&room);
  int opened = ombud_open(&first_policy, &f.head, FIRST_PROCESS_ORDER, 0, &open, 0, out);
  opened |= ombud_open(&second_policy, &s.head, SECOND_PROCESS_ORDER, 0, &open, 0, out);
  printf("%d %ld %ld\n", opened, (long)(ombud_due(&f.head) / 3600000), (long)(ombud_due(&s.head) / 3600000));
  return 0;
}
END_OF_C
cat >expected <<'END_OF_LINES'
douyin 1
withdrawal 1
stall 1
stall 1
0 12 36
END_OF_LINES

# The header of a file may have come before it, or come behind it.
unit() { for unit_part; do echo "#include \"$unit_part\""; done >unit.c; }
for cc in gcc clang; do
  have $cc || { skip "$cc" "no $cc here" && continue; }
  while read -r order; do
    # shellcheck disable=SC2086 # words
    unit $order
    # shellcheck disable=SC2086
    pass "$cc: $order" $cc $WARNINGS -I. -I"$TOP/runtime" unit.c "$TOP/build/libombud.a" -o unit
    exits 0 '… runs' ./unit
    pass '… and every policy is itself' diff expected out
  done <<END_OF_ORDERS
main.c douyin.c withdrawal.c first.c second.c
second.c first.c withdrawal.c douyin.c main.c
first.c main.c second.c douyin.c withdrawal.c
END_OF_ORDERS
done

# Numbers of other rules are never taken for one's own.
exits 0 'an older header' "$OMBUD" build --prefix second first.ombud -o old.c -H old.h
exits 0 'a prefix that differs in case alone' "$OMBUD" build --prefix Second first.ombud -o case.c
for cc in gcc clang; do
  have $cc || continue
  unit old.h second.c
  # shellcheck disable=SC2086
  exits 1 "$cc: an older header and newer tables" $cc $WARNINGS -I. -I"$TOP/runtime" -c unit.c -o unit.o
  has err 'the tables and the header of second are of different rules'
  unit second.c case.c
  # shellcheck disable=SC2086
  exits 1 "$cc: second and Second" $cc $WARNINGS -I. -I"$TOP/runtime" -c unit.c -o unit.o
  has err 'SECOND_STATE_ORDER_KEPT'
done

# ---- CMake's own ----

have cmake || { skip 'a unity build of CMake' 'no cmake here' && exit; }
make_program=$(command -v make) || { skip 'a unity build of CMake' 'no make here' && exit; }
cp "$TOP/build/libombud.a" .
cat >CMakeLists.txt <<END_OF_CMAKE
cmake_minimum_required(VERSION 3.16)
project(several C)
set(CMAKE_C_STANDARD 11)
add_executable(several main.c douyin.c withdrawal.c first.c second.c)
target_include_directories(several PRIVATE . "$TOP/runtime")
target_link_libraries(several PRIVATE \${CMAKE_SOURCE_DIR}/libombud.a)
set_target_properties(several PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
END_OF_CMAKE
pass 'CMake makes a unity build of them' cmake -G 'Unix Makefiles' -DCMAKE_MAKE_PROGRAM="$make_program" -S . -B out_of_tree
pass '… builds it' cmake --build out_of_tree
pass '… of one file' test "$(find out_of_tree -name 'unity_*.c' | wc -l)" -eq 1
exits 0 '… and runs it' out_of_tree/several
pass '… and every policy is itself' diff expected out
