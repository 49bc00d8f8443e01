#!/bin/sh
# Every name of the Douyin policy misspelt, wherever it stands, one at a time: the compiler finds it, on that line, and
# says what was meant. Where a declaration is misspelt, it is the uses that are not found, and what is said to be
# meant is the name as it was declared.
. "$TOP/tests/cli/lib.sh"
cp "$TOP/rules/douyin/douyin.ombud" "$TOP/rules/douyin/douyin.md" . || exit 2
sed '/^include /d' "$TOP/rules/douyin/scenarios.ombud" >>douyin.ombud

# Words of the language; the policy's own name and the names of effects' arguments, which nothing refers to.
words='policy actors modes choice facts effects reasons process promise scenario version title currency source
  start state ends actions events in for any may must not or nobody within until from of by before after then else
  deemed do when unless otherwise because at most times remind waits assume advise and if all silent never once only
  can reach wait denied min max counting yes no douyin amount who what'

# LINE COLUMN NAME MISSPELT: two letters swapped, the first two neighbours that differ, where that is no other name.
awk -v words="$words" '
  BEGIN { n = split(words, list); for (i = 1; i <= n; i++) known[list[i]] = 1 }
  function swapped(name, i) {
    return substr(name, 1, i - 1) substr(name, i + 1, 1) substr(name, i, 1) substr(name, i + 2)
  }
  {
    text = $0
    while (match(text, /[A-Za-z_]*"[^"]*"/)) { # texts, with their language, are no names
      blank = ""
      while (length(blank) < RLENGTH) blank = blank " "
      text = substr(text, 1, RSTART - 1) blank substr(text, RSTART + RLENGTH)
    }
    sub(/#.*/, "", text)
    at = 0
    while (match(text, /[0-9@.]*[A-Za-z_][A-Za-z0-9_]*/)) {
      name = substr(text, RSTART, RLENGTH)
      at += RSTART
      text = substr(text, RSTART + RLENGTH)
      if (name !~ /^[0-9@.]/ && !(name in known))
        for (i = 1; i < length(name); i++)
          if (substr(name, i, 1) != substr(name, i + 1, 1)) {
            print NR, at, name, swapped(name, i)
            break
          }
      at += RLENGTH - 1
    }
  }' douyin.ombud >names

while read -r line column name wrong; do
  awk -v line="$line" -v column="$column" -v name="$name" -v wrong="$wrong" '
    NR == line { $0 = substr($0, 1, column - 1) wrong substr($0, column + length(name)) }
    { print }' douyin.ombud >bad.ombud
  "$OMBUD" check --diagnostics=json bad.ombud >out 2>err
  status=$?
  there="\"line\": $line,.*\"suggestion\": \"$name\""
  elsewhere="'$name'.*\"suggestion\": \"$wrong\""
  if [ $status -eq 1 ] && { grep -q "$there" err || grep -q "$elsewhere" err; }; then
    echo "ok - line $line: '$wrong' for '$name'"
  else
    echo "not ok - line $line, column $column: '$wrong' for '$name' (exit status $status)"
    sed 's/^/# /' err
    bad=1
  fi
done <names
pass 'the names were found' test "$(grep -c . names)" -gt 300
