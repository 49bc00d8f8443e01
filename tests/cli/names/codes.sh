#!/bin/sh
# Every code can be explained, and is expected of some bad input.
. "$TOP/tests/cli/lib.sh"
sed -n 's/^\(CODE\|WARN\)(\([EW][0-9]*\),.*/\2/p' "$TOP/grammar/codes.def" "$TOP/grammar/codes_rules.def" >codes
while read -r code; do
  exits 0 "--explain $code" "$OMBUD" --explain "$code"
  has out "^$code: "
  pass '… at some length' test "$(wc -l <out)" -gt 1
done <codes
pass 'the codes were found' test "$(grep -c . codes)" -gt 50

# What is too large to be checked in as a golden test.
dd if=/dev/zero of=large.ombud bs=1 count=0 seek=67108865 2>/dev/null
exits 1 'a file of more than 64 MiB' "$OMBUD" check large.ombud
rm large.ombud
has err '^large.ombud: error\[E003\]: cannot read this file: it has more than 64 MiB$'
awk 'BEGIN { for (i = 0; i < 1001; i++) print "?" }' >many.ombud
exits 1 'more errors than are read' "$OMBUD" check many.ombud
has err '^many.ombud:1000:2: error\[E006\]: too many errors: reading stops here$'
has err '^… and 900 more$'
pass '… after a hundred of them' test "$(grep -c 'error\[E101\]' err)" -eq 100

cd "$TOP" || exit 2
exits 0 'the bad inputs' sh tests/golden/count.sh
has out '^[0-9]* bad inputs, each with its expected diagnostic; every one of the [0-9]* codes at least once$'
sed 's/^/# /' "$WORK/out"
