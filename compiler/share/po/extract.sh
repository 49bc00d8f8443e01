#!/bin/sh
# Writes to OUT every text that ombud says, for translators: what stands in _() and N_(), what diagnostics and
# complaints about the call are given, and codes.def. It is called at the top of the source tree.
#
# usage: sh compiler/share/po/extract.sh OUT
set -eu
OUT=$1
keys=
for key in diag_report:4 diag_note:3 diag_remark:2 diag_report_file:4 options_wrong:1 promela_refuse:2 FIND:4; do
  keys="$keys --keyword=$key --flag=$key:c-format"
done

extract() { # OPTION…
  xgettext --from-code=UTF-8 --language=C --add-location=file --no-wrap --package-name=ombud "$@"
}
# shellcheck disable=SC2086 # options are words
extract --output="$OUT" --keyword --keyword=_ --keyword=N_ $keys compiler/*.[ch] compiler/*/*.[ch] grammar/*.[chy]
# The quotes in patterns are no strings of C: of the scanner only what it reports. The runtime knows of no _().
mkdir -p "$OUT.parts/grammar" "$OUT.parts/runtime"
sed -n 's/^.*{ \(WRONG(DIAG_.*\)}$/\1/p' grammar/scanner.l >"$OUT.parts/grammar/scanner.l"
sed -n 's/^.*\(return\) \("OMBUD_.*"\);$/\1(\2);/p' runtime/words.c >"$OUT.parts/runtime/words.c"
extract --output="$OUT" --join-existing --directory="$OUT.parts" --keyword --keyword=return --keyword=WRONG:2 \
  --flag=WRONG:2:c-format grammar/scanner.l runtime/words.c
rm -r "$OUT.parts"
# One word may mark one argument only: the line about a code first, then its explanation.
extract --output="$OUT" --join-existing --keyword --keyword=CODE:2 --keyword=WARN:4 grammar/*.def
extract --output="$OUT" --join-existing --keyword --keyword=CODE:3 --keyword=WARN:5 grammar/*.def
