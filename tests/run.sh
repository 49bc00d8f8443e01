#!/bin/sh
# Runs every test, as many at a time as there are processors, tells what those that failed have said, and ends with one
# line: N passed, N failed[, N skipped].
#
# usage: tests/run.sh PROGRAM…    unit tests, as they are called below build/ and below build/san/
set -u
mkdir -p build/tests/work
TOLD=$PWD/build/tests/work/told # PASSED FAILED SKIPPED LABEL SECONDS of each, of processors' time
export TOLD
: >"$TOLD"

# Those that take longest, which go first, so that at the end nobody waits for them.
longest='tests/model/spin/spin.sh tests/cli/store/postgres.sh tests/model/planted/planted.sh tests/cli/install/debian.sh
  build/tests/model/courses/test_courses tests/cli/install/dist.sh tests/cli/build/compilers.sh
  build/tests/model/boxes/test_boxes build/san/tests/model/courses/test_courses'

all() { # PROGRAM…
  for script in tests/*/*/*.sh; do echo "$script"; done
  if [ -s build/san/flags ]; then
    for program; do echo "build/san/$program"; done
    echo build/san/golden
  fi
  for program; do echo "build/$program"; done
  echo build/golden
}

first() { # of the lines on standard input, those that are words of $1, in their order; then the others
  awk -v first="$1" 'BEGIN { n = split(first, at) } { lines[$0] = 1; all[NR] = $0 }
    END { for (i = 1; i <= n; i++) if (at[i] in lines) { print at[i]; delete lines[at[i]] }
      for (i = 1; i <= NR; i++) if (all[i] in lines) print all[i] }'
}

skipped=0
if [ ! -s build/san/flags ]; then
  echo 'SKIP  everything with sanitizers: this compiler has none'
  skipped=1
elif ! grep -q address build/san/flags; then
  echo 'SKIP  AddressSanitizer: it does not run here'
  skipped=1
fi
all "$@" | first "$longest" >"$TOLD.all"
processors=$(nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
xargs -n 1 -P "$processors" sh tests/one.sh <"$TOLD.all"

# ---- what failed, and the sum ----

while read -r _ f _ label _; do
  [ "$f" -gt 0 ] && echo "FAIL  $label" && sed '/^ok /d; s/^/      /' "build/tests/work/$label.log"
done <"$TOLD"
# shellcheck disable=SC2046 # three numbers
set -- $(awk -v s=$skipped '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0 }' "$TOLD")
missing=$(awk 'NR == FNR { told[$4] = 1; next } !($1 in told) { print "FAIL  " $1 ": it did not come to its end" }' \
  "$TOLD" "$TOLD.all")
[ -z "$missing" ] || echo "$missing"
set -- "$1" $(($2 + $(echo "$missing" | grep -c .))) "$3"
if [ "$3" -eq 0 ]; then
  echo "$1 passed, $2 failed"
else
  echo "$1 passed, $2 failed, $3 skipped"
fi
[ "$2" -eq 0 ]
