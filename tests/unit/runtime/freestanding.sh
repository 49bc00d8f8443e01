#!/bin/sh
# The two-file form needs nothing but what a freestanding compiler may call by itself: the four
# memory functions (gcc manual, "Standards"). It links with nothing else, and keeps its inner names
# to itself.
# usage: freestanding.sh BUILDDIR, with CC from the environment
set -eu
cc=${CC:-cc}
here=$(cd "$(dirname "$0")" && pwd)
out=$1/freestanding
mkdir -p "$out"

"$here/../../../runtime/amalgamate.sh" "$out/ombud.h" "$out/ombud.c"
flags='-std=c11 -O2 -ffreestanding -fno-stack-protector -Wall -Wextra -Wpedantic -Wconversion -Wshadow
  -Wmissing-prototypes -Werror'
# shellcheck disable=SC2086 # flags are words
$cc $flags -c "$out/ombud.c" -o "$out/ombud.o"

fail() {
  echo "freestanding: $1" >&2
  exit 1
}
includes=$(grep -c '^#include' "$out/ombud.c")
[ "$includes" = 1 ] || fail 'ombud.c includes more than ombud.h'
foreign=$(nm -u "$out/ombud.o" | awk '{ print $NF }' | grep -Ev '^_?mem(cpy|move|set|cmp)$' || true)
[ -z "$foreign" ] || fail "it calls: $foreign"
public=$(nm -g --defined-only "$out/ombud.o" | awk '{ print $NF }' | grep -Ev '^_?ombud_' || true)
[ -z "$public" ] || fail "it defines: $public"
data=$(nm "$out/ombud.o" | awk '$(NF-1) ~ /^[bBC]$/ { print $NF }')
[ -z "$data" ] || fail "it has globals that change: $data"

cat >"$out/main.c" <<'END'
#include "ombud.h"
void *memcpy(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
void _start(void);
void *memcpy(void *to, const void *from, size_t n) {
  for (volatile size_t i = 0; i < n; i++) ((char *)to)[i] = ((const char *)from)[i];
  return to;
}
void *memset(void *to, int byte, size_t n) {
  for (volatile size_t i = 0; i < n; i++) ((char *)to)[i] = (char)byte;
  return to;
}
void _start(void) {
  ombud_case c = {0};
  ombud_out out = {0};
  ombud_why why;
  ombud_option option;
  size_t n;
  ombud_input in = {0};
  static const ombud_policy policy;
  (void)ombud_open(&policy, &c, 0, 0, &in, 0, &out);
  (void)ombud_step(&policy, &c, &in, 0, &out);
  (void)ombud_can(&policy, &c, 1, 0, &option, 1, &n);
  (void)ombud_explain(&policy, &c, &in, 0, &why);
  (void)ombud_find_fact(&policy, 0, "");
  (void)ombud_encode(&policy, &c, &why, sizeof why);
  (void)ombud_decode(&policy, &c, &why, sizeof why);
  for (;;) continue;
}
END
# shellcheck disable=SC2086
$cc $flags -nostdlib -static "$out/main.c" "$out/ombud.o" -o "$out/main"
echo 'freestanding: ok'
