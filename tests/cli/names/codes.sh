#!/bin/sh
# Every code can be explained, and every code about what rules mean has a golden test that shows it.
. "$TOP/tests/cli/lib.sh"
sed -n 's/^\(CODE\|WARN\)(\([EW][0-9]*\),.*/\2/p' "$TOP/grammar/codes.def" "$TOP/grammar/codes_rules.def" >codes
while read -r code; do
  exits 0 "--explain $code" "$OMBUD" --explain "$code"
  has out "^$code: "
  pass '… at some length' test "$(wc -l <out)" -gt 1
done <codes
grep '^E[2-9]\|^W' codes >shown
while read -r code; do
  pass "some golden test shows $code" grep -Flq "[$code]" "$TOP"/tests/golden/*/*.err
done <shown
pass 'the codes were found' test "$(grep -c . shown)" -gt 50
