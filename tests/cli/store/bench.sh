#!/bin/sh
# The benchmark of the store, in small: each side does its work, and every figure is told. Nothing is timed.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
bench=build/bench/store/bench

if ! grep -q SQLITE "$TOP/build/store/flags"; then
  skip 'the benchmark of the store' 'SQLite is not built in'
  exit
fi
exits 0 'it is built' make -s -C "$TOP" "$bench"
mkdir files
exits 0 'a short run' "$TOP/$bench" files 2000 2
has out '^2000 cases opened in [0-9.]* s; a case with its first event on the disk: [1-9][0-9]* bytes$'
has out '^opened in [0-9.]* s, with deadlines all over a month$'
has out '^4000 deadlines due at one instant: drained in [0-9.]* s, [1-9][0-9]* a second, in [1-9][0-9]* MiB of memory'
has out '^  a command meanwhile, 99th percentile: .* \(met\|MISSED\): target 3\.00$'
has out '^  ombud, without keys .* of raw  \(met\|MISSED\): target 0\.[0-9]*$'
has out '^  ombud, all of it .* of by hand  \(met\|MISSED\): target 0\.95$'
has out '^  an event on the disk: [1-9][0-9]* bytes$'
silent err
pass 'it leaves nothing behind' test -z "$(ls files)"

exits 2 'no cases' "$TOP/$bench" files 0
has err '^usage: '
exits 1 'a folder that is not there' "$TOP/$bench" no/such/folder 2000 1
has err '^bench: '
