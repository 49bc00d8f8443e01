#!/bin/sh
# What README.md shows is what happens. A comment before a block says what it is held to:
#   rule               stands like this in douyin.ombud
#   error              is what the compiler says about a misspelt state
#   promise            is what it says when 48h has become 72h
#   demo en|zh         is a part of what the demo prints in that language
#   asked              is how the answer to the command in its first line begins
#   file NAME, prints  a program, and what it says; tests/cli/install/ builds it in the other ways that are shown
. "$TOP/tests/cli/lib.sh"
page=$TOP/README.md

awk -f "$TOP/tests/docs/readme/blocks.awk" "$page"

fold() { tr -s ' \n' ' ' <"$1"; }

within() { # PART WHOLE, line ends and all
  case $(cat "$2") in
  *"$(cat "$1")"*) ;;
  *)
    cat "$1"
    false
    ;;
  esac
}

ruled() { # PART: a rule of the policy, but for its other citations and white space
  sed 's/ @[0-9. @]*$//' "$1" >wanted
  sed 's/ @[0-9. @]*$//' "$TOP/rules/douyin/douyin.ombud" >rules
  case $(fold rules) in
  *"$(fold wanted | sed 's/^ //; s/ $//')"*) ;;
  *) false ;;
  esac
}

misspelt() { # PART: but for the number of the line
  cp "$TOP/rules/douyin/douyin.md" .
  sed 's/-> refunding$/-> refnding/' "$TOP/rules/douyin/douyin.ombud" >douyin.ombud
  "$OMBUD" check douyin.ombud 2>&1 | sed 's/[0-9]/N/g' >said
  sed 's/[0-9]/N/g' "$1" >wanted
  within wanted said
}

promised() { # PART: but for the number of the line
  cp "$TOP/rules/douyin/douyin.md" .
  sed 's/within 48h else deemed/within 72h else deemed/' "$TOP/rules/douyin/douyin.ombud" >douyin.ombud
  OMBUD_LANG=en "$OMBUD" check douyin.ombud 2>&1 | sed 's/[0-9]/N/g' >said
  sed 's/[0-9]/N/g' "$1" >wanted
  within wanted said
}

asked() { # PART
  sed -n '1s/^\$ //p' "$1" >command
  sed 1d "$1" >wanted
  (cd "$TOP" && OMBUD_LANG=en sh "$WORK/command") >said 2>&1
  within wanted said
}

played() { # PART LANGUAGE
  OMBUD_LANG=$2 "$TOP/build/rules/douyin/demo" >said
  within "$1" said
}

cp "$TOP/rules/douyin/douyin.ombud" "$TOP/rules/douyin/douyin.md" .
PATH=${OMBUD%/*}:$PATH
pass 'the runtime in two files' sh "$TOP/runtime/amalgamate.sh" ombud.h ombud.c
pass 'the tables' ombud build douyin.ombud -o douyin.c -H douyin.h
# shellcheck disable=SC2086 # flags are words
pass 'the program' "${CC:-cc}" $WARNINGS -I. shop.c douyin.c ombud.c -o shop
./shop >printed
plus='-std=c++17 -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror'
pass 'tables and runtime' "${CC:-cc}" -std=c11 -c douyin.c ombud.c
# shellcheck disable=SC2086 # flags are words
pass 'the program is C++ as well' "${CXX:-c++}" $plus -x c++ shop.c -x none douyin.o ombud.o -o plus
pass 'and says the same' sh -c './plus | cmp printed'

while read -r line kind rest; do
  case $kind in
  rule) pass "README.md:$line: a rule of the policy" ruled "$line.part" ;;
  error) pass "README.md:$line: a message" misspelt "$line.part" ;;
  promise) pass "README.md:$line: a broken promise" promised "$line.part" ;;
  asked) pass "README.md:$line: $(sed -n '1s/^\$ //p' "$line.part")" asked "$line.part" ;;
  demo) pass "README.md:$line: the demo, in $rest" played "$line.part" "$rest" ;;
  prints) pass "README.md:$line: what the program prints" diff -u "$line.part" printed ;;
  *) pass "README.md:$line: no such kind of block" false ;;
  esac
done <blocks

"$OMBUD" --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p' >commands
while read -r command; do
  pass "ombud $command is in the table" grep -q "^| \`ombud $command " "$page"
done <commands
pass 'and there are commands' test -s commands
