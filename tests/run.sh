#!/bin/sh
# Runs every test and ends with one line: N passed, N failed[, N skipped].
#
# usage: tests/run.sh PROGRAM…    unit tests, as they are called below build/ and below build/san/
#
# Everything that is run here speaks TAP on its standard output ("ok …", "not ok …", "# SKIP"), or says by its
# exit status alone how it went; 77 is skipped. A script finds the compiler in $OMBUD, an empty folder
# of its own in $WORK, and starts at the top of the source tree.
set -u
TOP=$PWD
CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C
export TOP OMBUD WORK CMOCKA_MESSAGE_OUTPUT LC_ALL
unset OMBUD_LANG NO_COLOR MAKEFLAGS MAKELEVEL MFLAGS CDPATH

passed=0 failed=0 skipped=0

run() { # LABEL COMMAND…
  label=$1
  shift
  WORK=$TOP/build/tests/work/$label
  rm -rf "$WORK"
  mkdir -p "$WORK"
  log=$WORK.log
  "$@" >"$log" 2>&1
  status=$?
  # shellcheck disable=SC2046 # three numbers
  set -- $(awk '/# SKIP/ { s++; next } /^ok / { p++ } /^not ok / { f++ } END { print p + 0, f + 0, s + 0 }' "$log")
  if [ $status -eq 77 ]; then
    set -- "$1" "$2" $(($3 + 1))
  elif [ $status -ne 0 ] && [ "$2" -eq 0 ]; then # it died on the way
    set -- "$1" 1 "$3"
  elif [ $(($1 + $2 + $3)) -eq 0 ]; then
    set -- 1 0 0
  fi
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
  verdict=ok
  [ "$3" -eq 0 ] || verdict=SKIP
  [ "$2" -eq 0 ] || verdict=FAIL
  printf '%-4s  %s (%s)\n' $verdict "$label" $(($1 + $2 + $3))
  case $verdict in
  FAIL) sed '/^ok /d; s/^/      /' "$log" && echo "      exit status $status" ;;
  SKIP) sed -n '/SKIP/s/^/      /p' "$log" ;;
  ok) rm -rf "$WORK" "$log" ;;
  esac
}

# Unit and golden tests, with the programs in one folder of build/.
round() { # FOLDER PROGRAM…
  folder=$1
  shift
  OMBUD=$TOP/$folder/ombud
  for program; do
    run "$folder/$program" "$folder/$program"
  done
  run "$folder/golden" sh tests/golden/run.sh
}

# The same with sanitizers, beside the scripts: neither needs the other, and a machine has two processors. Told at the end.
sanitized=$TOP/build/tests/work/sanitized
with_sanitizers() {
  passed=0 failed=0 skipped=0
  if [ ! -s build/san/flags ]; then
    echo 'SKIP  everything with sanitizers: this compiler has none'
    skipped=1
  else
    if ! grep -q address build/san/flags; then
      echo 'SKIP  AddressSanitizer: it does not run here'
      skipped=1
    fi
    round build/san "$@"
  fi
  echo "$passed $failed $skipped" >"$sanitized.counts"
}

mkdir -p "$TOP/build/tests/work"
rm -f "$sanitized.counts"
round build "$@"
with_sanitizers "$@" >"$sanitized" 2>&1 &
beside=$!
trap 'kill $beside 2>/dev/null' INT TERM
OMBUD=$TOP/build/ombud
for script in tests/*/*/*.sh; do
  [ -f "$script" ] && run "$script" sh "$script" "$TOP/build/tests/work/$script"
done
wait $beside
cat "$sanitized"
if [ -s "$sanitized.counts" ]; then
  read -r p f s <"$sanitized.counts"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
else
  echo 'FAIL  the tests with sanitizers did not come to their end'
  failed=$((failed + 1))
fi

if [ $skipped -eq 0 ]; then
  echo "$passed passed, $failed failed"
else
  echo "$passed passed, $failed failed, $skipped skipped"
fi
[ $failed -eq 0 ]
