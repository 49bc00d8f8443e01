#!/bin/sh
# Generated C is clean under the project's warnings: tables as C11, headers as C11 and C++17, linked into a C and
# into a C++ program.
. "$TOP/tests/cli/lib.sh"

cat >main.c <<'END'
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

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

# Every word of C and C++ that can be a name, and what headers declare or make macros of, as fact, effect, argument,
# action and option.
words='alignas alignof asm auto bitand bitor bool break case catch char char16_t char32_t char8_t class co_await co_return
co_yield compl concept const const_cast consteval constexpr constinit continue decltype default delete double dynamic_cast
enum explicit export extern false float friend goto if inline int long mutable namespace new noexcept nullptr operator
private protected public register reinterpret_cast requires restrict return short signed sizeof static static_assert
static_cast struct switch template this thread_local throw true try typedef typeid typename typeof typeof_unqual union
unsigned using virtual void volatile wchar_t while xor xor_eq and_eq not_eq or_eq _Alignas _Alignof _Atomic _Bool
_Complex _Generic _Imaginary _Noreturn _Static_assert _Thread_local NULL errno stdin stdout stderr linux unix EOF
int64_t uint8_t size_t INT64_MAX SIZE_MAX ombud_time ombud_status OMBUD_OK T_actor T_words'
awk -v words="$words" 'BEGIN {
  n = split(words, w)
  print "policy words { version \"1\" }\nactors user"
  printf "choice union {"
  for (i = 1; i <= n; i++) printf " %s%s", w[i], i < n ? "," : " }\n"
  print "facts {"
  for (i = 1; i <= n; i++) print w[i], ": number >= 0 and <= 9"
  print "}\neffects {"
  for (i = 1; i <= n; i++) print w[i] "(" w[i] ": number)"
  print "}\nprocess switch assume \"a test\" {\n  actions open_it,"
  for (i = 1; i <= n; i++) print w[i] (i < n ? "," : "")
  print "start { user may open_it -> here }\nstate here {"
  for (i = 1; i <= n; i++) print "user may " w[i] "(" w[i] (i < n ? ", " w[i + 1] : "") ") do " w[i] "(" w[i] ")"
  print "user may open_it -> done\nwaits \"a test\"\n}\nends done\n}" }' >words.ombud
compile words.ombud
