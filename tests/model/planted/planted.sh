#!/bin/sh
# Faults planted in a copy of the prover, one at a time: the golden tests of proofs, or the comparison with the search
# through all courses of events, have to find each of them. A patch begins with what is wrong in it. Every third is tried; all are
# where OMBUD_TEST_LONG is set.
. "$TOP/tests/cli/lib.sh"
objects=$TOP/build/tests/model/courses

if ! command -v patch >patch.path; then
  echo 'ok - planted faults # SKIP there is no patch(1)'
  exit 0
fi

build() { # NAME FILE: test and compiler, linked with the changed file in the place of the library's
  # shellcheck disable=SC2046,SC2086 # flags are words
  "${CC:-cc}" $WARNINGS -O1 -I"$TOP/grammar" -Itree -I"$TOP/runtime" -I"$TOP/build/grammar" -c -o changed.o "tree/$2" &&
    "${CC:-cc}" -o "$1" changed.o "$objects"/test_courses.o "$objects"/brute.o "$objects"/random_process.o \
      "$TOP/build/libparts.a" "$TOP/build/libombud.a" &&
    "${CC:-cc}" -o changed "$TOP/build/compiler/main.o" changed.o "$TOP/build/libparts.a" "$TOP/build/libombud-store.a" \
      "$TOP/build/libombud.a" $(cat "$TOP/build/store/libs")
}

golden() { # COMPILER: what it says of every test of proofs
  for file in "$TOP"/tests/golden/proofs/*.ombud; do
    "$1" check --proofs "$file" 2>&1 | sed 's/ ([0-9]* sets of cases)//'
  done
}
golden "$OMBUD" >expected

# A fault that takes for possible what is not shows in this only: what was found could not be made real.
undecided() { grep ' undecided: ' "$1"; }

planted() { # PATCH: is it found?
  name=$(basename "$1" .patch)
  rm -rf tree
  mkdir tree
  cp "$TOP"/compiler/*.h "$TOP"/compiler/*/*.[ch] tree/
  (cd tree && patch -p3 -s --fuzz=0 -i "$1") || return 1
  file=$(sed -n 's|^+++ b/compiler/prove/||p' "$1")
  build "$name" "$file" || return 1
  golden ./changed | cmp -s - expected || return 0
  # A few hundred seeds at a time: most are found by the first.
  for from in 1 301 601 1201 2401; do
    "./$name" $from 600 >said 2>&1 || return 0
    undecided said >more
    [ -f sound.$from ] || "$objects/test_courses" $from 600 >sound.$from
    undecided sound.$from | diff - more >difference || return 0
  done
  echo 'nothing found it in 3000 processes'
  return 1
}

every=${OMBUD_TEST_LONG:+1}
n=0
for patch in "$TOP"/tests/model/planted/*.patch; do
  n=$((n + 1))
  [ $((n % ${every:-3})) -eq 0 ] || continue
  pass "$(sed -n 1p "$patch")" planted "$patch"
done
