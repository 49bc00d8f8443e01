#!/bin/sh
# Counts the rule files whose diagnostic is expected here, and looks for a code of the compiler that none expects. What
# cannot be said in a file to be checked in (its size, say) a script in tests/cli provokes. One line; from the top of the
# source tree.
set -u
LC_ALL=C
export LC_ALL
wanted=300

count=$(grep -lE '(error|warning)\[[EW][0-9]+\]: ' tests/golden/*/*.err | wc -l)
expected=$(sed -nE 's/.*(error|warning)\[([EW][0-9]+)\]: .*/\2/p' tests/golden/*/*.err | sort -u)
scripts=$(sed -nE 's/^has err .*\[(E[0-9]+)\\\].*/\1/p' tests/cli/*/*.sh | sort -u)
codes=$(sed -nE 's/^(CODE|WARN)\(([EW][0-9]+),.*/\2/p' grammar/codes.def grammar/codes_rules.def)
missing=
all=0
for code in $codes; do
  all=$((all + 1))
  printf '%s\n' "$expected" "$scripts" | grep -qx "$code" || missing="$missing $code"
done

if [ -n "$missing" ]; then
  echo "$((count)) bad inputs, but none expects:$missing"
elif [ "$count" -lt $wanted ]; then
  echo "$((count)) bad inputs, and $wanted are wanted"
else
  echo "$((count)) bad inputs, each with its expected diagnostic; every one of the $all codes at least once"
fi
[ -z "$missing" ] && [ $all -gt 0 ] && [ "$count" -ge $wanted ]
