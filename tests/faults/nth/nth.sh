#!/bin/sh
# Allocations that fail, calls that change files and fail, and a kill in the middle of one: the n-th of each, over the
# whole run of a command. See sweep.c for what is fine then.
#
# FAULTS in the environment says how many of each are tried, evenly spread; all: every one, and once more with the
# sanitizers where build/san/ombud is there.
. "$TOP/tests/cli/lib.sh"
runs=${FAULTS:-5}
[ "$runs" != all ] || runs=0

# shellcheck disable=SC2086 # flags are words
${CC:-cc} $WARNINGS -O1 -fPIC -shared "$TOP/tests/faults/nth/inject.c" -o inject.so -ldl >err 2>&1 || {
  skip 'failing allocations and calls' 'made for x86-64 and arm64 under Linux'
  exit
}
# shellcheck disable=SC2086
pass 'the driver' ${CC:-cc} $WARNINGS -O1 "$TOP"/tests/faults/nth/sweep.c "$TOP"/tests/faults/nth/room.c -o driver

# A folder for one command, with the files named.
room() { # FILE…
  rm -rf room
  mkdir room
  [ $# -eq 0 ] || cp "$@" room
}

verify= # or a command that tells what is in the files, see sweep.c
reads='allocation allocations call calls'
writes="$reads kill"
sweep() { # NAME COMMAND…
  lib_name=$1
  shift
  for kind in $kinds; do
    (cd room && "$WORK/driver" "$WORK/inject.so" "$kind" "$runs" "$lib_name" "$verify" "$@") >line || bad=1
    cat line
    cat line >>lines
  done
}

"$OMBUD" new shop >out
cat shop.ombud - >warns.ombud <<'END'
reasons { never_used zh"从未" en"Never" }
END
sed 's/packing/pakcing/; s/customer may/custmer may/' shop.ombud >wrong.ombud
sed 's/^ *//; s/ *:/:/' shop.ombud >ugly.ombud
cat >loan.ombud <<'END'
policy loan { version "1" }
actors reader
facts { title : text  days : number >= 1 and <= 60 }
effects { charge(days : number) }
process loan assume "a test" {
  start { reader may borrow(title, days) -> out }
  state out { reader may give_back -> done do charge(days) waits "a test" }
  ends done
}
END

reading() {
  kinds='allocation allocations call' # all that is said goes to standard error
  room shop.md wrong.ombud
  sweep 'check, with errors' "$OMBUD" check wrong.ombud
  kinds=$reads
  room shop.md warns.ombud
  sweep 'check, with a warning' "$OMBUD" check warns.ombud
  export OMBUD_LANG=zh
  sweep 'check, as JSON, in Chinese' "$OMBUD" check --diagnostics=json warns.ombud
  unset OMBUD_LANG
  room "$TOP"/rules/douyin/*.ombud "$TOP"/rules/douyin/douyin.md
  sweep 'check of rules/douyin' "$OMBUD" check --proofs douyin.ombud
  sweep test "$OMBUD" test --cover scenarios.ombud
  sweep why "$OMBUD" why douyin.ombud order 'user cancel' --in shipped --for cod
  room shop.ombud shop.md
  for command in 'check --dump=tables' matrix 'graph --format=dot' 'bounds' 'emit promela' 'build --stdout' suggest \
    'list clauses'; do
    # shellcheck disable=SC2086 # a command and its options
    sweep "$command" "$OMBUD" $command shop.ombud
  done
  sweep help "$OMBUD" help --man build
  # Allocations alone: the filter of the kernel that meets calls would be dot's, too. All of them, as there are few; and
  # standard input never ends, so that a dot that was not given its own would be waited for.
  kinds='allocation allocations'
  if have dot; then
    [ -p never ] || mkfifo never
    lib_runs=$runs runs=0
    sweep 'graph --format=svg' "$OMBUD" graph --format=svg shop.ombud <>never
    runs=$lib_runs
  else
    skip 'graph --format=svg' 'no dot'
  fi
}

writing() {
  kinds=$writes
  room
  sweep new "$OMBUD" new shop
  room shop.ombud shop.md
  sweep 'build, new files' "$OMBUD" build -o t.c -H t.h --depfile t.d shop.ombud
  echo old >room/t.c
  echo old >room/t.h
  sweep 'build, over old files' "$OMBUD" build -o t.c -H t.h --depfile t.d shop.ombud
  room ugly.ombud
  sweep fmt "$OMBUD" fmt ugly.ombud
}

# What is in a store is told by its history. The moments are of no interest.
keeping() {
  kinds=$writes
  OMBUD_STORE=sqlite:cases.db
  export OMBUD_STORE
  verify="'$OMBUD' case history loan.ombud 1 2>&1 | sed 's/20[0-9TZ:.-]*//'; '$OMBUD' case verify loan.ombud 1 2>&1"
  room loan.ombud
  sweep 'case open, in a new store' "$OMBUD" case open loan.ombud loan 'reader borrow' --given title=Emma --given days=3
  pass 'a case' sh -c "cd room && '$OMBUD' case open loan.ombud loan 'reader borrow' --given title=Emma --given days=3"
  sweep 'case act' "$OMBUD" case act loan.ombud 1 'reader give_back'
  verify=
}

everything() {
  reading
  writing
  if "$OMBUD" --version | grep -q '^store: sqlite'; then keeping; else skip 'a store' 'SQLite is not built in'; fi
}
everything
if [ "$runs" -eq 0 ] && [ -x "$TOP/build/san/ombud" ]; then
  OMBUD=$TOP/build/san/ombud
  # What a run that gives up has not freed the system takes back.
  export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0:allocator_may_return_null=1
  everything
fi

awk -F ': ' '/^(not )?ok/ { n = split($1, name, ", "); kind = substr(name[n], 1, 1); tried[kind] += $2; split($2, w, ", ")
    wrong += w[2] }
  END { printf "# failing: %d allocations, %d calls that change files, %d kills in the middle of one: %d not survived\n",
    tried["a"], tried["c"], tried["k"], wrong }' lines
