#!/bin/sh
# Generated C is clean under the project's warnings: tables as C11, headers as C11 and C++17, linked into a C and
# into a C++ program.
. "$TOP/tests/cli/lib.sh"

cat >main.c <<'END'
#include "t.h"
int main(void) {
  T_case c = {0};
  T_out room;
  ombud_out *out = T_prepare(&room);
  ombud_input in = {0};
  in.actor = 255;
  return ombud_case_size(&T_policy) <= sizeof c && T_words.n_rules > 0 &&
                 ombud_open(&T_policy, &c.head, 0, 0, &in, 0, out) == OMBUD_BAD_ACTOR
             ? 0
             : 1;
}
END
sed 's/= {0}/= {}/' main.c >main.cpp

compile() { # RULES
  label=${1##*/}
  exits 0 "$label" "$OMBUD" build --prefix=T -o t.c -H t.h "$1"
  for cc in gcc clang; do
    have $cc || { skip "$label: $cc" "no $cc here" && continue; }
    more=
    [ $cc = gcc ] || more=-Wmissing-variable-declarations
    # shellcheck disable=SC2086 # flags are words
    pass "$label: tables with $cc" $cc $WARNINGS $more -I"$TOP/runtime" -c t.c -o t.o
    # shellcheck disable=SC2086
    pass "$label: a C program with $cc" $cc $WARNINGS -I. -I"$TOP/runtime" main.c t.o "$TOP/build/libombud.a" -o main
    pass "$label: it runs" ./main
  done
  for cxx in g++ clang++; do
    have $cxx || { skip "$label: $cxx" "no $cxx here" && continue; }
    pass "$label: a C++ program with $cxx" $cxx -std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror -I. \
      -I"$TOP/runtime" main.cpp t.o "$TOP/build/libombud.a" -o main
    pass "$label: it runs" ./main
  done
}

for rules in "$TOP"/rules/*/*.ombud "$TOP"/tests/unit/*/*.ombud; do
  grep -q '^policy ' "$rules" || continue # a part that others include
  [ -f "$rules" ] && compile "$rules"
done

# The smallest policy there is: most of its lists are empty.
cat >least.ombud <<'END'
policy least { version "1" }
actors user
process order {
  start { user may open -> done assume "a test" }
  ends done
}
END
compile least.ombud
