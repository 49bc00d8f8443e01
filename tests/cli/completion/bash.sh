#!/bin/sh
# Completion as bash does it: the script is sourced, and called as bash would on Tab.
. "$TOP/tests/cli/lib.sh"

have bash || { skip 'completion in bash' 'no bash'; exit 0; }
cat >tab.bash <<'END'
# WORD…: what the last one, of those that follow `ombud`, can be completed to; one a line
source ./ombud.bash
COMP_WORDS=(ombud "$@") COMP_CWORD=$#
_ombud
for word in "${COMPREPLY[@]}"; do echo "$word"; done | sort | tr '\n' ' '
END
policy shop
: >notes.txt
mkdir sub
: >'two words.ombud'
exits 0 'the script' "$OMBUD" completion bash
silent err
cp out ombud.bash
pass 'bash reads it' bash -n ombud.bash

# tab EXPECTED WORD…
tab() {
  expected=$1
  shift
  got=$(bash tab.bash "$@" 2>&1)
  pass "ombud $* → $expected" test "$got" = "$expected${expected:+ }"
  [ "$got" = "$expected${expected:+ }" ] || echo "# got: $got"
}
tab 'test' te
tab 'emit' em
tab '--format=' graph --form
tab 'svg' graph --format = sv
tab 'dot' graph --format=d
tab 'tap text' test --format = t
tab 'dot mermaid svg' --color always graph --format = ''
tab 'json text' check --diagnostics = ''
tab '-Wno-unused' check -Wno-unused
tab 'assumptions' list as
tab 'shop.ombud' check sh
tab 'two words.ombud' check tw
tab 'sub' check su
tab '' check no
tab 'fish' completion f
tab 'graph' help gr
tab 'E203' --explain E203
tab '--man' help --m
tab '' graph --man
pass 'a word of list is one' "$OMBUD" list assumptions shop.ombud
for word in clauses reasons effects; do pass "$word too" "$OMBUD" list "$word" shop.ombud; done
