#!/bin/sh
# Golden tests: every tests/golden/FEATURE/NAME.EXT is what a command says about NAME.ombud beside it.
#
#   .err       check, its diagnostics     .json    the same with --diagnostics=json
#   .ast .plan .tables   check --dump     .matrix  matrix
#   .c         build --stdout             .h       build -H
#   .pml       emit promela            .fmt     fmt, through a pipe
#   .dot .mermaid   graph --format     .suggest   suggest
#   .mutate   test --mutate: the changes that no scenario tells
#   .bounds   bounds
#
# A first line `# ombud: FLAGS` in NAME.ombud adds FLAGS to the command. To add a test add NAME.ombud and an
# empty NAME.EXT, and say `make bless`: with --bless the expectations are rewritten, and a diff shows
# what has changed.
set -u
bless=${1:-}
top=$PWD
work=$top/build/tests/golden.$$ # two of these run at a time, of two compilers
case $OMBUD in /*) ;; *) OMBUD=$top/$OMBUD ;; esac
mkdir -p "$work"
trap 'rm -rf "$work"' EXIT
bad=0

# Leaves in $work/out what the command says, and in $status how it went.
say() { # NAME EXT
  # shellcheck disable=SC2046 # flags are words
  set -- "$1" "$2" $(LC_ALL=C sed -n '1s/^# ombud: //p' "$1.ombud")
  name=$1 ext=$2
  shift 2
  case $ext in
  err) "$OMBUD" check "$@" "$name.ombud" 2>"$work/out" >"$work/other" ;;
  json) "$OMBUD" check --diagnostics=json "$@" "$name.ombud" 2>"$work/out" >"$work/other" ;;
  ast | plan | tables) "$OMBUD" check --dump="$ext" "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  matrix) "$OMBUD" matrix "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  dot | mermaid) "$OMBUD" graph --format="$ext" "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  fmt) "$OMBUD" fmt "$@" - <"$name.ombud" >"$work/out" 2>"$work/other" ;;
  suggest) "$OMBUD" suggest "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  mutate) "$OMBUD" test --mutate "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  bounds) "$OMBUD" bounds "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  pml) "$OMBUD" emit promela "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  c) "$OMBUD" build --stdout "$@" "$name.ombud" >"$work/out" 2>"$work/other" ;;
  h) rm -f "$work/out" && "$OMBUD" build -H "$work/out" "$@" "$name.ombud" 2>"$work/other" ;;
  *) echo "no command makes a .$ext" >"$work/other" && return 99 ;;
  esac
}

# The exit status belongs to what is expected: 1 where there is an error, and never a crash.
fits() { # STATUS EXPECTED
  case $2 in
  *.err | *.json) if grep -Eq ' error\[|"severity": *"error"' "$2"; then [ "$1" -eq 1 ]; else [ "$1" -eq 0 ]; fi ;;
  *.ast | *.mutate) [ "$1" -le 1 ] ;;
  *) [ "$1" -eq 0 ] ;;
  esac
}

# The compiler with sanitizers takes long: of the files with one slip each it takes every eighth; all where OMBUD_TEST_LONG is set.
slips=0
for expected in tests/golden/*/*.*; do
  case $expected in *.ombud | *.md | *.inc | *'*'*) continue ;; esac
  case $OMBUD:$expected in */san/*:*/slips_*)
    slips=$((slips + 1))
    [ -n "${OMBUD_TEST_LONG:-}" ] || [ $((slips % 8)) -eq 0 ] || continue
    ;;
  esac
  base=${expected##*/}
  cd "${expected%/*}" || exit 2
  say "${base%.*}" "${base##*.}"
  status=$?
  cd "$top" || exit 2
  [ -z "$bless" ] || [ $status -gt 2 ] || cp "$work/out" "$expected"
  if diff -u "$expected" "$work/out" >"$work/diff" && fits $status "$expected"; then
    echo "ok - $expected"
  else
    echo "not ok - $expected (exit status $status)"
    sed 's/^/# /' "$work/diff" "$work/other" 2>/dev/null
    bad=1
  fi
  rm -f "$work"/*
done
exit $bad
