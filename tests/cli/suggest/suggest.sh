#!/bin/sh
# The scenarios that are missing: each passes, together they show all that any case can show, and what was shown
# already is not told again.
. "$TOP/tests/cli/lib.sh"

# law NAME FILE LEFT: what is suggested for the policy, appended to it, makes it complete but for LEFT points.
law() {
  "$OMBUD" fmt "$2"
  "$OMBUD" suggest "$2" >told 2>err
  cat told >>"$2"
  pass "$1: they are laid out" "$OMBUD" fmt --check "$2"
  pass "$1: every suggestion passes" "$OMBUD" test "$2"
  "$OMBUD" test --cover --format=json "$2" >json 2>err
  grep -o '"text": "' json | wc -l | tr -d ' ' >left
  echo "$3" >wanted
  pass "$1: points left open" diff wanted left
  pass "$1: the rules are as good as before" "$OMBUD" check "$2"
  pass "$1: as many are said to be left" test "$(grep -c '^# .*ombud:[0-9]' told)" -eq "$3"
  "$OMBUD" suggest "$2" >again 2>err
  pass "$1: nothing is suggested twice" test "$(grep -c '^scenario' again)" -eq 0
  awk '/^scenario/ { name = ""; on = 1 } on { name = name $0 } on && /{$/ { on = 0; print name }' "$2" >names
  pass "$1: no two scenarios are called the same" sh -c 'sed "s/ of [a-z_]* .*{$//; s/ of [a-z_]* {$//; s/  */ /g" names | sort | uniq -d | diff - /dev/null'
  "$OMBUD" test --mutate "$2" >mutated 2>err
  pass "$1: every change of a reminder is told" sh -c 'grep -A1 "no story tells" mutated | grep "^  - remind" | diff - /dev/null'
}

cp "$TOP"/rules/douyin/douyin.* "$TOP"/tests/unit/*/*.ombud "$TOP"/tests/unit/*/*.md "$TOP"/tests/cli/suggest/repair.ombud . 2>/dev/null
law douyin douyin.ombud 0
law repair repair.ombud 0
law parcel parcel.ombud 0
law library library.ombud 0
law generated generated.ombud 0
law chargeback chargeback.ombud 1 # an answer too many: `rebut at most 1 times` does not lead back so often

law hotel hotel.ombud 0
cp "$TOP"/tests/golden/graph/signs.ombud .
law signs signs.ombud 0 # with `at most 3 times` where nothing else changes

# ---- what is written ----

cat >umbrella.ombud <<'END'
policy umbrella { version "1" }
actors guest zh"客人" en"Guest", desk en"Desk"
facts { deposit : money  broken : yes_no }
effects { refund(amount: money) }
reasons { rain }
process loan assume "an example" {
  actions lend en"borrow", bring_back zh"归还" en"bring back"
  start { guest may lend(deposit) -> out }
  state out zh"借出" en"Lent" {
    guest may bring_back(broken) -> back
      when not broken otherwise do refund(deposit / 2 rounded down)
    after 3d then keep -> back
    desk may not bring_back because rain
  }
  ends back
}
END
cat >wanted <<'END'

scenario zh"客人 borrow；借出：Desk 不可归还；客人归还"
    en"Guest: borrow; Lent: Desk may not bring back; and more" of loan {
  guest lend(deposit = 9900)                   => out
  desk bring_back                              => denied because rain
  guest bring_back(broken = no)                => back
}

scenario zh"客人归还，条件不成立" en"Guest: bring back, otherwise" of loan {
  guest lend(deposit = 9900)                   => out
  guest bring_back(broken)                     => back, do refund(4950)
}

scenario zh"到期：keep" en"falls due: keep" of loan {
  guest lend(deposit = 9900)                   => out
  at 2d23h59m59s999ms                          => out
  at 3d                                        => back, by keep
}
END
exits 0 'a policy without scenarios' "$OMBUD" suggest -Wno-all umbrella.ombud
silent err
pass '… and the scenarios are told as people write them' diff -u wanted out
cp out first
exits 0 'the same call says the same' "$OMBUD" suggest -Wno-all umbrella.ombud
pass '… byte for byte' cmp first out
sed -n '/^scenario.*keep/,$p' first | cat umbrella.ombud - >some.ombud
exits 0 'where a story is there already' "$OMBUD" suggest -Wno-all some.ombud
pass '… what it shows is not suggested' test "$(grep -c 'at 3d' out)" -eq 0
pass '… and the rest is' test "$(grep -c '^scenario' out)" -eq 2
cat umbrella.ombud first >all.ombud
exits 0 'where nothing is missing' "$OMBUD" suggest -Wno-all all.ombud
silent out
has err '^ombud: nothing is missing'

# Without texts names are plain, in the reader's language.
sed 's/ zh"[^"]*"//g; s/ en"[^"]*"//g' umbrella.ombud >plain.ombud
exits 0 'a policy without texts' "$OMBUD" suggest -Wno-all plain.ombud
has out '^scenario "guest: lend; out: desk may not bring_back; guest: bring_back" of loan {$'
exits 0 'the same in Chinese' env OMBUD_LANG=zh "$OMBUD" suggest -Wno-all plain.ombud
has out '^scenario "guest lend；out：desk 不可 bring_back；guest bring_back" of loan {$'

# ---- names ----

cat >gate.ombud <<'END'
policy gate { version "1" }
actors user en"User", keeper en"Keeper", ox zh"牛"
facts { paid : money }
process p assume "t" {
  start {
    user may open(paid) -> on  when paid >= 10 otherwise because poor
    user may shut -> off
  }
  state on en"Open" {
    user may go -> off  from 2d
    keeper may go -> off  when paid > 20 or paid = 15 otherwise because poor
    after 4d then lapse -> off
    remind keeper 1d before
  }
  ends off
}
reasons { poor }
END
exits 0 'names' "$OMBUD" suggest -Wno-all gate.ombud
cat >wanted <<'END'
en"User may not open; User: shut"
en"User: open; Keeper: go"
en"Keeper: go, when 'paid > 20'"
en"Open: Keeper may not go; User: go"
en"Keeper is reminded; falls due: lapse"
END
grep -o 'en"[^"]*"' out >names
pass '… are told' diff -u wanted names
long='Whoever stands at the gate and has been asked to let nobody but the keeper through it'
sed "s/\"Keeper\"/\"$long\"/; s/\"Open\"/\"$long\"/" gate.ombud >long.ombud
exits 0 'long texts' "$OMBUD" suggest -Wno-all long.ombud
pass '… make no long names' sh -c 'grep -o "en\"[^\"]*\"" out | sed "s/…/./g" | awk "length > 64 { exit 1 } /let nobody/ { next } { n++ } END { exit n < 5 }"'
cat gate.ombud - >edge.ombud <<'END'
scenario zh"甲" of p {
  user open(paid = 10)       => on
  at 2d23h59m59s999ms        => on
  at 3d                      => on, remind keeper
  at 3d23h59m59s999ms        => on
  wait 1d                    => off
}
END
exits 0 'where only the very instant of a time limit is missing' "$OMBUD" suggest -Wno-all edge.ombud
has out 'Open: at a time limit'
pass '… and each has a name' test "$(grep -c 'zh""\|en""' out)" -eq 0

# ---- what cannot be found ----

cat >idle.ombud <<'END'
policy idle { version "1" }
actors user
process p assume "t" {
  start { user may open -> on }
  state on { after 2d then short -> next }
  state next { after 1d then lapse -> off  after 10d of open then over -> off }
  ends off
}
END
exits 0 'a deadline that never comes' "$OMBUD" suggest -Wno-all idle.ombud
has out "^# No scenario was found for 3 of [0-9]* missing points:\$"
has out "^# idle.ombud:6: in no story does 'over' come by itself; it cannot be: no case gets there\$"
has out "^# idle.ombud:6: no story looks 1 ms before the deadline '10d of open'\$"
has err "^idle.ombud:6: in no story does 'over' come by itself; it cannot be"

# ---- bad input ----

sed 's/=> back, by keep/=> out/' all.ombud >failing.ombud
exits 1 'where a scenario fails' "$OMBUD" suggest -Wno-all failing.ombud
silent out
has err 'scenarios fail (1), .*`ombud test failing.ombud`'
sed 's/-> out /-> outt /' umbrella.ombud >wrong.ombud
exits 1 'where the rules are in error' "$OMBUD" suggest wrong.ombud
silent out
has err "did you mean 'out'"
: >empty.ombud
exits 1 'an empty file' "$OMBUD" suggest empty.ombud
silent out
printf 'policy p { version "\377" }\n' >bytes.ombud
exits 1 'a file that is not UTF-8' "$OMBUD" suggest bytes.ombud
silent out
exits 2 'a file that is not there' "$OMBUD" suggest nowhere.ombud
exits 2 'no file' "$OMBUD" suggest
exits 2 'two files' "$OMBUD" suggest umbrella.ombud plain.ombud
if [ -w /dev/full ]; then
  exits 2 'where it cannot be written' sh -c '"$OMBUD" suggest -Wno-all umbrella.ombud >/dev/full'
fi
