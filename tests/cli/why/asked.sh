#!/bin/sh
# About which states and modes an answer is given where the call leaves them out.
. "$TOP/tests/cli/lib.sh"

cat >kinds.ombud <<'END'
policy kinds { version "1" }
actors user, shop
modes a, b
process p assume "a test" {
  start { user may open -> on }
  state on { user may go -> off  after 1d then lapse -> off }
  state only_a for a { user may go -> off  after 1d then lapse -> off }
  state unseen { user may go -> off  after 1d then lapse -> off }
  for a { in on { shop may turn -> only_a } }
  ends off
}
END

headings() { sed -n 's/^\([a-z].*\):$/\1/p' out; }
asked() { # QUESTION HEADINGS OPTION…
  lib_question=$1 lib_headings=$2
  shift 2
  exits 0 "$lib_question $*" "$OMBUD" why kinds.ombud p "$lib_question" "$@" -Wno-unreachable
  headings >got
  pass '… is answered about these' sh -c 'printf "%s\n" "$1" | diff - got' asked "$lib_headings"
}

asked 'user go' 'user go in on, for a, b
user go in only_a, for a'
asked 'shop turn' 'shop turn in on, for a
shop turn in only_a, for a
shop turn in on, for b'
asked 'shop turn' 'shop turn in on, for b' --for b
asked 'user open' 'user open, to open a case, for a, b'
asked 'user go' 'user go in only_a, for a' --in only_a
asked 'user go' 'user go in off, for a
user go in off, for b' --in off
exits 2 'a state that the mode does not have' "$OMBUD" why kinds.ombud p 'user go' --in only_a --for b
exits 0 'a state that is never reached, where it is named' "$OMBUD" why kinds.ombud p 'user go' --in unseen
