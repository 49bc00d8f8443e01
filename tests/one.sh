#!/bin/sh
# Runs one test and says how it went, in one line that begins with ok, FAIL or SKIP; by hand: sh tests/one.sh LABEL
#
# LABEL is a program below build/, build/golden or build/san/golden, or a script. Everything speaks TAP on its standard
# output ("ok …", "not ok …", "# SKIP"), or says by its exit status alone how it went; 77 is skipped. A script finds the
# compiler in $OMBUD, an empty folder of its own in $WORK, and starts at the top of the source tree. What a test that
# failed has said is kept in build/tests/work/LABEL.log; run.sh, which runs all of them, tells it at the end. With SHOW in the
# environment it is told at once, whatever it is.
set -u
label=$1
TOP=$PWD
WORK=$TOP/build/tests/work/$label
log=$WORK.log
CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C
case $label in build/san/*) OMBUD=$TOP/build/san/ombud ;; *) OMBUD=$TOP/build/ombud ;; esac
export TOP OMBUD WORK CMOCKA_MESSAGE_OUTPUT LC_ALL
unset OMBUD_LANG NO_COLOR MAKEFLAGS MAKELEVEL MFLAGS CDPATH

rm -rf "$WORK"
mkdir -p "$WORK"
case $label in
*.sh) sh "$label" "$WORK" ;;
*/golden) sh tests/golden/run.sh ;;
*) "$label" ;;
esac >"$log" 2>&1
status=$?
times >"$WORK.times" # in a pipe it would be those of the pipe
seconds=$(awk -F '[ms ]+' 'END { printf "%.1f", $1 * 60 + $2 + $3 * 60 + $4 }' "$WORK.times")
rm "$WORK.times"

# shellcheck disable=SC2046 # three numbers
set -- $(awk '/# SKIP/ { s++; next } /^ok / { p++ } /^not ok / { f++ } END { print p + 0, f + 0, s + 0 }' "$log")
if [ $status -eq 77 ]; then
  set -- "$1" "$2" $(($3 + 1))
elif [ $status -ne 0 ] && [ "$2" -eq 0 ]; then # it died on the way
  set -- "$1" 1 "$3"
elif [ $(($1 + $2 + $3)) -eq 0 ]; then
  set -- 1 0 0
fi
verdict=ok
[ "$3" -eq 0 ] || verdict=SKIP
[ "$2" -eq 0 ] || verdict=FAIL

# One write each, so that lines of tests that end at the same time stay whole.
line=$(printf '%-4s  %s (%s)' $verdict "$label" $(($1 + $2 + $3)))
[ -z "${SHOW-}" ] || cat "$log"
case $verdict in
FAIL) echo "exit status $status" >>"$log" ;;
SKIP) line=$(echo "$line" && sed -n '/SKIP/s/^/      /p' "$log") ;;
ok) rm -rf "$WORK" "$log" ;;
esac
echo "$line"
[ -z "${TOLD-}" ] || echo "$1 $2 $3 $label $seconds" >>"$TOLD"
[ $verdict != FAIL ]
