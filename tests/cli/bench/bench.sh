#!/bin/sh
# The contenders of the benchmark of the step, those whose tools are here, do as the rules say: otherwise it would compare
# different work. Nothing is timed.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
bench=$TOP/build/bench/step/bench

if [ ! -x "$bench" ]; then
  skip 'the contenders agree' "no $bench: make $bench"
  exit
fi

exits 0 'all outcomes of all contenders are as the rules say' "$bench" --check --inputs 20000 --cases 500
has out '^machine12, many cases, mixed: [1-9][0-9]* contenders agree on 20000 inputs$'
has out '^douyin, one case, uniform: [1-9][0-9]* contenders agree on 20000 inputs$'
pass '… in each of the four streams of both workloads' test "$(wc -l <"$WORK/out")" -eq 8
silent err

exits 0 'a short run' "$bench" --inputs 2000 --cases 100 --rounds 1
has out '^  ombud, inline step .*target 0.35$'

exits 0 'a short run of one stream, as JSON too' "$bench" --inputs 2000 --cases 100 --rounds 2 --stream 4 --json step.json
pass 'the JSON has both workloads, and every contender of the table' \
  test "$(grep -c '"median":' step.json)" -eq "$(grep -c '  [0-9.]*  [0-9]*$' "$WORK/out")"
pass '… with its two rounds' grep -q '"name":"nested".*"rounds":\[[0-9.]*,[0-9.]*\]}' step.json
exits 0 'the JSON, drawn' awk -f "$TOP/tests/bench/step/chart.awk" step.json
pass '… with a bar for every contender, and three in the key' \
  test "$(grep -c '<rect .*class=' "$WORK/out")" -eq "$(($(grep -c '"median":' step.json) + 3))"
pass "… and nothing that is no number" test "$(grep -c -e nan -e inf "$WORK/out")" -eq 0
exits 1 'nothing to draw' awk -f "$TOP/tests/bench/step/chart.awk" /dev/null
exits 1 'the JSON cannot be written' "$bench" --inputs 2000 --json no/such/folder.json
has err 'no/such/folder.json'

if command -v node >/dev/null 2>&1 && [ -d "$TOP/build/bench/node_modules/xstate" ]; then
  script=$TOP/tests/bench/step/xstate.mjs
  mkdir xstate && ln -s "$TOP/build/bench/node_modules" node_modules && cp "$script" xstate/
  set -- "$bench" --inputs 2000 --cases 100 --rounds 1 --stream 1 --xstate xstate
  exits 0 'XState does as the rules say' "$@"
  has out '^  XState 5, transition  *[0-9]'
  has out '^  XState 5, actor  *[0-9]'
  sed 's/995/996/' "$script" >xstate/xstate.mjs
  exits 1 'a wrong sum is noticed' "$@"
  has err 'douyin: XState, transition, does not do as the rules say'
else
  skip 'XState does as the rules say' 'node or XState is missing: make setup-bench'
fi

exits 0 'steps by how many facts their guards read' sh "$TOP/tests/bench/guards/run" "$OMBUD" "$TOP/build/libombud.a" guards
pass '… for eight numbers of them and for many guards, in two ways' test "$(grep -c '^  facts [1-8], states  *8\(0\)* ' "$WORK/out")" -eq 18
pass '… and the largest ratio between neighbours of both' test "$(grep -c 'neighbours: [0-9.]*, in row [2-9]$' "$WORK/out")" -eq 2
silent err

exits 2 'no rounds' "$bench" --rounds 0
has err '^usage: '
