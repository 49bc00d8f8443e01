#!/bin/sh
# What fuzzing found once stays mended: each input in tests/fuzz/found/HARNESS/ goes through its harness again, with
# sanitizers where there are any. tests/fuzz/run looks for new ones.
. "$TOP/tests/cli/lib.sh"

(cd "$TOP" && sh tests/fuzz/harness/fill "$WORK")
for found in "$TOP"/tests/fuzz/found/*/*; do
  [ -f "$found" ] || continue
  name=${found#"$TOP"/tests/fuzz/found/}
  pass "$name" "$TOP/build/san/tests/fuzz/harness/${name%/*}" "$found"
done
