#!/bin/sh
# Faults planted in a copy of boxes.c, one at a time: the comparison with z3 has to find each of them. A patch begins
# with what is wrong in it.
. "$TOP/tests/cli/lib.sh"
objects=$TOP/build/tests/model/boxes

for tool in patch z3; do
  command -v $tool >tool.path || {
    echo "ok - planted faults # SKIP there is no $tool"
    exit 0
  }
done

planted() { # PATCH: is it found?
  cp "$TOP/compiler/plan/boxes.c" boxes.c
  patch -s --fuzz=0 boxes.c "$1" || return 1
  # shellcheck disable=SC2086 # flags are words
  "${CC:-cc}" $WARNINGS -O1 -I"$TOP/compiler" -I"$TOP/compiler/plan" -I"$TOP/compiler/resolve" \
    -I"$TOP/grammar" -I"$TOP/runtime" -I"$TOP/build/grammar" -c boxes.c &&
    "${CC:-cc}" -o changed boxes.o "$objects"/test_boxes.o "$objects"/quiz.o "$objects"/random_table.o "$objects"/table.o \
      "$TOP/build/libparts.a" "$TOP/build/libombud.a" || return 1
  # A few hundred seeds at a time: most are found by the first.
  for from in 1 501 1001 1501 2001 2501; do
    ./changed $from 500 >said 2>&1
    grep -Eq '^not ok - (differences|witnesses)' said && return 0
  done
  echo 'nothing found it in 3000 tables'
  return 1
}

for patch in "$TOP"/tests/model/boxes/planted/*.patch; do
  pass "$(sed -n 1p "$patch")" planted "$patch"
done
