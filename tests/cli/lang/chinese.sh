#!/bin/sh
# In Chinese nothing is left in English, and everything else is as it is in English: the places, the codes, the exit
# status, and every byte of what is for machines.
. "$TOP/tests/cli/lib.sh"
unset LC_MESSAGES LANG
LC_ALL=C
export LC_ALL

if ! grep -q '[0-9]' "$TOP/build/compiler/share/po/zh.inc" 2>/dev/null; then
  skip 'Chinese' 'built without msgfmt'
  exit
fi

letter=$(printf '[\344-\351][\200-\277]') # the first bytes of a Chinese character in UTF-8

# Lines of standard input that are not in Chinese: without a Chinese character, or with three English words. What
# stands in quotes is not ombud's own.
foreign() {
  sed "s/'[^']*'//g; s/\`[^\`]*\`//g" >"$WORK/own"
  grep -v "$letter" "$WORK/own"
  grep '[a-z][a-z]* [a-z][a-z]* [a-z][a-z]*' "$WORK/own"
}

none() { # of the lines of standard input is foreign
  foreign >"$WORK/foreign"
  cat "$WORK/foreign"
  test ! -s "$WORK/foreign"
}

# ---- help ----

commands=$("$OMBUD" help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
for command in '' $commands; do
  # shellcheck disable=SC2086 # no command at all is no word
  OMBUD_LANG=zh "$OMBUD" help $command >out
  grep '^  [^ ]' out >lines
  pass "help $command" none <lines
done

# ---- explanations ----

sed -n 's/^\(CODE\|WARN\)(\([EW][0-9]*\),.*/\2/p' "$TOP"/grammar/codes*.def >codes
pass 'there are codes' test -s codes
while read -r code; do
  OMBUD_LANG=zh "$OMBUD" --explain "$code" >"out.$code"
  sed '/^    /d; /^$/d; s/-W.*//; s/^\(may\|may not\|must\)：.*//; /^$/d; s/(\(ended\|[a-z_]*\)、.*//; /^[a-z_、]*）.*/d' "out.$code" >>explained
done <codes
pass '--explain' none <explained

# ---- diagnostics ----

# Where and what: path, line, column, error[E203].
places() {
  sed -n 's/^\([^ ]*: \(error\|warning\)\[[A-Z0-9]*\]:\).*/\1/p; s/^\([^ ]*:[0-9]*:[0-9]*: note:\).*/\1/p' "$1"
}

: >messages
for expected in "$TOP"/tests/golden/*/*.err; do
  name=${expected##*/}
  name=${name%.err}
  cd "${expected%/*}" || exit 2
  flags=$(sed -n '1s/^# ombud: //p' "$name.ombud")
  # shellcheck disable=SC2086 # flags are words
  OMBUD_LANG=zh "$OMBUD" check $flags "$name.ombud" 2>"$WORK/zh" >/dev/null
  status=$?
  # shellcheck disable=SC2086
  OMBUD_LANG=en "$OMBUD" check $flags "$name.ombud" 2>"$WORK/en" >/dev/null
  [ $status -eq $? ] || echo "$expected: exit status $status" >>"$WORK/statuses"
  places "$WORK/zh" >"$WORK/zh.places"
  places "$WORK/en" >"$WORK/en.places"
  cmp -s "$WORK/zh.places" "$WORK/en.places" || echo "$expected" >>"$WORK/moved"
  sed -n 's/^[^ ]*: \(error\|warning\)\[[A-Z0-9]*\]: //p; s/^[^ ]*:[0-9]*:[0-9]*: note: //p; /^      =   /d; s/^      = //p' \
    "$WORK/zh" >>"$WORK/messages"
  cd "$WORK" || exit 2
done
pass 'there are messages' test "$(wc -l <messages)" -gt 1000
pass 'every message is in Chinese' none <messages
pass 'the same exit status' test ! -e statuses
pass 'the same places and codes' test ! -e moved

# ---- for machines ----

cp "$TOP"/rules/douyin/douyin.ombud "$TOP"/rules/douyin/douyin.md "$TOP"/rules/douyin/scenarios.ombud .
same() { # ARGUMENT…: says the same in both languages
  OMBUD_LANG=en "$OMBUD" "$@" >en.out 2>&1
  OMBUD_LANG=zh "$OMBUD" "$@" >zh.out 2>&1
  test -s en.out && cmp en.out zh.out
}
pass 'the tables' same build --stdout douyin.ombud
pass 'the model' same emit promela douyin.ombud
pass 'the plan' same check --dump=plan douyin.ombud
pass 'the dumped tables' same check --dump=tables douyin.ombud

cat >late.ombud <<'END'
policy late { version "1" title en"Late" currency "EUR" source "late.md" }
actors user en"User"
process p en"P" {
  start { user may open -> on  assume "x" }
  state on en"On" { user must close -> off within 1d else lapse -> off  assume "x" }
  ends off en"Off"
}
scenario en"late" of p {
  user open
  wait 2d => on
}
END
printf '1. Text\n' >late.md
exits 1 'a scenario that fails' env OMBUD_LANG=zh "$OMBUD" test late.ombud
has out '预期  on'
has out '1 个场景中有 1 个失败'
for format in tap junit json; do
  OMBUD_LANG=zh "$OMBUD" test --format=$format late.ombud >"zh.$format" 2>err
done
pass 'TAP is TAP' grep '^not ok 1 - ' zh.tap
pass 'JUnit is JUnit' grep '<failure type=' zh.junit
pass 'JSON is JSON' grep '"expected": "on"' zh.json

exits 1 'coverage' env OMBUD_LANG=zh "$OMBUD" test --cover late.ombud
sed -n 's/^late.ombud:[0-9]*: //p' out >lines
pass 'it says what is missing' test -s lines
pass '… in Chinese' none <lines

printf 'help\n' >typed
exits 0 'play' sh -c 'OMBUD_LANG=zh "$OMBUD" play douyin.ombud return --for online <typed'
sed -n '/^> help/,/^$/s/^  \([^ ].*\)/\1/p' out >lines
pass 'it lists what can be typed' test -s lines
sed '/^save FILE/d' lines >own.lines
pass '… in Chinese' none <own.lines

# ---- at the desk ----

# Names may be Chinese or Latin, so a sign stands between them and what is said of them.
apart() { # no Chinese character touches a Latin letter on standard input
  LC_ALL=C grep -v '^>' | sed "s/“[^”]*”//g; s/\"[^\"]*\"//g" >"$WORK/own"
  ! grep "[a-z]$letter\|$letter[a-z]" "$WORK/own"
}

cat >plain.ombud <<'END'
policy plain { version "1" title zh"无名" }
actors user, shop
facts { sound : yes_no  price : money }
effects { pay(x : money) }
reasons { late }
process p {
  start { user may open(price) -> on  assume "x" }
  state on {
    shop must pass -> off within 1d else deemed pass  assume "x"
    remind shop of pass 12h before  assume "x"
    shop may look(sound) -> off when sound or price < 20 otherwise do pay(price)  assume "x"
    user may not look because late  assume "x"
  }
  ends off
}
END
printf 'user open(price = 5)\nnext\nnext\nundo\nwhy user look\nuser\n' >typed
exits 1 'play, with an error' sh -c 'OMBUD_LANG=zh "$OMBUD" play plain.ombud p <typed'
cat out err >all
has all 'pass（视为已办） → off'
has all '应为 名称，却是 行尾'
printf 'policy w { version "1" }\nactors u\nprocess p {\n start { u may go -> on }\n state on { waits "x" because no }\n}\n' >waits.ombud
exits 1 'a tail of waits' env OMBUD_LANG=zh "$OMBUD" check waits.ombud
has err "'because' 不能用于语句 'waits'"
pass 'names stand apart from the sentence' apart <out
exits 0 'can' env OMBUD_LANG=zh "$OMBUD" can plain.ombud p --in on
has out '若 price <= 19 或 sound = yes：shop 可以 look'
has out '若 sound = no 且 price >= 20：shop 可以 look'
has out ' 1d（进入后 1d）：deemed pass'
has out 'plain.ombud:[0-9]* 假设 "x"'
exits 0 'matrix' env OMBUD_LANG=zh "$OMBUD" matrix plain.ombud
has out 'plain.ombud:[0-9]* 假设'
exits 0 'graph' env OMBUD_LANG=zh "$OMBUD" graph --format=mermaid --prohibitions plain.ombud
has out '1d：pass（视为已办）'
has out '12h：提醒（shop）：pass'
has out 'user（不可）：look'
pass 'names stand apart in pictures' apart <out
exits 0 'bounds' env OMBUD_LANG=zh "$OMBUD" bounds plain.ombud
has out '到期无人处理：pass（视为已办）'
has out 'user open（price = 0） -> on$'

# Columns: as wide as they are shown, two for each Chinese character.
exits 0 'bounds' env OMBUD_LANG=zh "$OMBUD" bounds douyin.ombud return --for online
has out '^      16d 差 1ms       到期'
has out '^      2d               到期'
exits 0 'coverage' env OMBUD_LANG=zh "$OMBUD" test --cover scenarios.ombud
has out '^  提醒                                            1       1   100.0$'
