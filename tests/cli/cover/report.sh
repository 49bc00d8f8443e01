#!/bin/sh
# How coverage is told: the summary, the listing, lcov, other formats; how suites add up; and --cover-min.
. "$TOP/tests/cli/lib.sh"
unset OMBUD_LANG

mkdir -p rules/sub
cat >rules/shop.ombud <<'END'
policy shop { version "1" }
actors user zh"用户", shop zh"商家"
facts { paid : money <= 900  agreed : yes_no }
reasons { no_way zh"不行" en"No way" }

process order assume "a test" {
  start { user may place(paid) -> open }
  state open {
    user must pay -> paid_up or cancel -> off within 24h else deemed cancel
    shop may drop(agreed) -> off when agreed or paid > 900 otherwise because no_way   # 说明
  }
  user, shop may not drop because no_way
  state lost { user may cry -> off }
  ends paid_up, off
}
END
cat >rules/first.ombud <<'END'
include "shop.ombud"
scenario en"First" of order { user place(paid = 5) => open  user pay => paid_up }
END
cat >rules/sub/second.ombud <<'END'
include "../shop.ombud"
scenario en"Second" of order { user place(paid = 5) => open  at 23h59m59s999ms  at 24h => off }
END
quiet='-Wno-unused -Wno-unreachable -Wno-never-applies -Wno-waits-for-ever -Wno-gap -Wno-stuck'

# ---- the summary ----

cat >wanted <<'END'
2 scenarios passed

Coverage of shop                              shown      of       %
  what actors may and must do                     2       4    50.0
  what they may not                               0       2     0.0
  what happens by itself                          1       1   100.0
  1 ms before each time limit, and at it          2       2   100.0
  conditions that decide alone, either way        0       3     0.0
  in all                                          5      12    41.6

rules/shop.ombud:9: in no story is 'user cancel' accepted
rules/shop.ombud:10: in no story is 'shop drop' accepted
rules/shop.ombud:10: in no story does 'agreed' decide by holding
rules/shop.ombud:10: in no story does 'agreed' decide by not holding
rules/shop.ombud:10: in no story does 'paid > 900' decide by not holding
rules/shop.ombud:10: in no story is 'shop drop' denied because no_way
rules/shop.ombud:12: in no story is 'user drop' denied because no_way

1 left out, since no case comes to where the rule speaks: rules/shop.ombud:13
1 left out, since its condition cannot hold, or narrower rules take all of it: rules/shop.ombud:12
1 left out, since for no values that the facts may have does the condition decide: rules/shop.ombud:10
END
# shellcheck disable=SC2086 # options
exits 0 'two suites of one policy' "$OMBUD" test --cover $quiet rules
pass '… add up' diff -u wanted out
# shellcheck disable=SC2086
exits 0 'in another order' "$OMBUD" test --cover=summary $quiet rules/sub/second.ombud ./rules/first.ombud
sed 's|rules/sub/\.\./|rules/|g' out >said
pass '… the same, by the first way to the file' diff -u wanted said
# shellcheck disable=SC2086
exits 0 'what --filter leaves' "$OMBUD" test --cover $quiet --filter=Second rules
has out '^  what actors may and must do  *1       4    25\.0$'
has out "shop.ombud:9: in no story is 'user pay' accepted"
# shellcheck disable=SC2086
exits 0 'one of them by itself' "$OMBUD" test --cover $quiet rules/first.ombud
has out "shop.ombud:9: no story looks 1 ms before the deadline 'within 24h'"
# shellcheck disable=SC2086
exits 0 'coloured' "$OMBUD" test --cover --color=always $quiet rules
has out "$(printf '\033')\[1;31m      5      12    41\.6"
exits 0 'not asked for' "$OMBUD" test -Wno-all rules/first.ombud
echo '1 scenario passed' >wanted
pass '… nothing is said of it' diff -u wanted out

# ---- the listing ----

cat >wanted <<'END'
2 scenarios passed

rules/shop.ombud
               1: policy shop { version "1" }
               2: actors user zh"用户", shop zh"商家"
               3: facts { paid : money <= 900  agreed : yes_no }
               4: reasons { no_way zh"不行" en"No way" }
               5: 
               6: process order assume "a test" {
       2 +     7:   start { user may place(paid) -> open }
               8:   state open {
       1 ~     9:     user must pay -> paid_up or cancel -> off within 24h else deemed cancel
                   in no story is 'user cancel' accepted
       0 -    10:     shop may drop(agreed) -> off when agreed or paid > 900 otherwise because no_way   # 说明
                   in no story is 'shop drop' accepted
                   in no story does 'agreed' decide by holding
                   in no story does 'agreed' decide by not holding
                   in no story does 'paid > 900' decide by not holding
                   in no story is 'shop drop' denied because no_way
              11:   }
       0 -    12:   user, shop may not drop because no_way
                   in no story is 'user drop' denied because no_way
              13:   state lost { user may cry -> off }
              14:   ends paid_up, off
              15: }

END
# shellcheck disable=SC2086
exits 0 'the listing' "$OMBUD" test --cover=listing $quiet rules
sed '/^Coverage/,$d' out >said
pass '… marks lines' diff -u wanted said
has out '^  in all  *5      12    41\.6$'
pass '… says once what is missing' test "$(grep -c 'in no story' out)" -eq 7

# ---- lcov ----

# shellcheck disable=SC2086
exits 0 'a tracefile' "$OMBUD" test --lcov=trace.info $quiet rules
echo '2 scenarios passed' >wanted
pass '… and nothing more is said' diff -u wanted out
cat >wanted <<'END'
TN:
SF:rules/shop.ombud
FN:7,order:7 user may place
FN:9,order:9 user must pay
FN:10,order:10 shop may drop
FN:12,order:12 user shop may not drop because no_way
FNDA:2,order:7 user may place
FNDA:1,order:9 user must pay
FNDA:0,order:10 shop may drop
FNDA:0,order:12 user shop may not drop because no_way
FNF:4
FNH:2
BRDA:7,0,0,2
BRDA:9,0,0,1
BRDA:9,1,0,0
BRDA:9,2,0,1
BRDA:9,2,1,1
BRDA:9,3,0,1
BRDA:10,0,0,-
BRDA:10,1,0,-
BRDA:10,1,1,-
BRDA:10,2,0,-
BRDA:10,3,0,-
BRDA:12,0,0,-
BRF:12
BRH:5
DA:7,2
DA:9,1
DA:10,0
DA:12,0
LF:4
LH:2
end_of_record
END
pass '… as geninfo(1) describes it' diff -u wanted trace.info
if have lcov; then
  lcov --summary --rc lcov_branch_coverage=1 --rc branch_coverage=1 trace.info >summary 2>&1
  pass 'lcov reads it: lines' grep 'lines\.*: 50\.0% (2 of 4 lines)' summary
  pass 'lcov reads it: branches' grep 'branches\.*: 41\.7% (5 of 12 branches)' summary
else
  skip 'lcov reads it' 'no lcov'
fi
# shellcheck disable=SC2086
exits 2 'a tracefile that cannot be written' "$OMBUD" test --lcov=nowhere/trace.info $quiet rules
has err 'cannot write nowhere/trace.info'

# ---- other formats ----

# shellcheck disable=SC2086
exits 0 'TAP' "$OMBUD" test --cover --format=tap $quiet rules
has out '^# Coverage of shop '
has out "^# rules/shop.ombud:12: in no story is 'user drop' denied because no_way$"
pass '… all of it in comments' sh -c "! grep -v -e '^ok ' -e '^#' -e '^1\.\.2$' -e '^TAP version 13$' out"
# shellcheck disable=SC2086
exits 0 'JUnit' "$OMBUD" test --cover --format=junit $quiet rules
has out '<property name="coverage.permissions" value="2/4"/>'
has out '<property name="coverage.percent" value="41.6"/>'
if have xmllint; then pass '… is XML' xmllint --noout out; else skip '… is XML' 'no xmllint'; fi
# shellcheck disable=SC2086
exits 0 'JSON' "$OMBUD" test --cover --format=json $quiet rules
has out '^ {"policy": "shop", "coverage": {"shown": 5, "of": 12,$'
has out '{"file": "rules/shop.ombud", "line": 12, "column": 22, "kind": "refused", "text": "in no story'
has out '"line": 13, "column": 25, "kind": "accepted", "why": "unreached"}'
if have python3; then pass '… is JSON' python3 -m json.tool out; else skip '… is JSON' 'no python3'; fi

# ---- --cover-min ----

# shellcheck disable=SC2086
{
  exits 0 'enough' "$OMBUD" test --cover-min=41 $quiet rules
  exits 0 'enough, by a hair' "$OMBUD" test --cover-min=41.6666 $quiet rules
  silent err
  exits 1 'not enough, by a hair' "$OMBUD" test --cover-min=41.6667 $quiet rules
  has err '^ombud: the scenarios show 5 of 12 points of policy shop, 41\.6 %: less than 41\.6667 %$'
  echo '2 scenarios passed' >wanted
  pass '… and nothing else is said' diff -u wanted out
  exits 1 'beside a summary' "$OMBUD" test --cover --cover-min=100 $quiet rules
  has err 'less than 100 %$'
  has out '^Coverage of shop'
  for wrong in 101 100.0001 -1 x '' 5. .5 1.23456 99999999999999999999 '50 %' 1e2; do
    exits 2 "no percentage: '$wrong'" "$OMBUD" test --cover-min="$wrong" $quiet rules
    has err 'wants a percentage'
  done
  exits 0 'none at all' "$OMBUD" test --cover-min=0 $quiet rules
}

awk 'BEGIN {
  print "policy wide { version \"1\" }\nactors user\nprocess p assume \"a test\" {\n  start {"
  for (i = 0; i < 10000; i++) print "    user may open" i " -> done"
  print "  }\n  ends done\n}"
  for (i = 0; i < 9999; i++) print "scenario of p { user open" i " => done }"
}' >wide.ombud
exits 1 '99.99 % are not 100' "$OMBUD" test --cover --cover-min=100 -Wno-all wide.ombud
has err '9999 of 10000 points of policy wide, 99\.9 %'
has out '  in all  *9999   10000    99\.9$'
exits 0 '… they are 99.99' "$OMBUD" test --cover-min=99.99 -Wno-all wide.ombud

# ---- several policies, and what is not fine ----

sed 's/policy shop/policy other/' rules/shop.ombud >other.ombud
# shellcheck disable=SC2086
exits 0 'two policies' "$OMBUD" test --cover $quiet rules/first.ombud other.ombud
has out '^Coverage of shop '
has out '^Coverage of other '
# shellcheck disable=SC2086
exits 1 'each has to reach it by itself' "$OMBUD" test --cover-min=9 $quiet rules/first.ombud other.ombud
has err 'of policy other, 0\.0 %'
pass '… and the other one has' sh -c '! grep "policy shop" err'
sed 's/-> off/-> of/' rules/shop.ombud >broken.ombud
# shellcheck disable=SC2086
exits 1 'rules in error' "$OMBUD" test --cover --lcov=empty.info $quiet broken.ombud
pass '… have no coverage' sh -c '! grep Coverage out && test -e empty.info && ! test -s empty.info'
printf 'policy p { version "1" }\n' >nothing.ombud
exits 0 'a policy without rules' "$OMBUD" test --cover=listing --cover-min=100 nothing.ombud
: >empty.ombud
exits 1 'an empty file' "$OMBUD" test --cover empty.ombud
printf 'policy p { version "\377" }\n' >latin.ombud
exits 1 'a file that is not UTF-8' "$OMBUD" test --cover=listing latin.ombud
exits 2 'an unknown form' "$OMBUD" test --cover=listng rules
has err "^ombud: --cover knows no 'listng'; did you mean 'listing'?$"
exits 2 'no form at all' "$OMBUD" test --cover= rules
exits 2 'of another command' "$OMBUD" check --cover rules/shop.ombud
has err "'--cover' is no option of"
exits 0 'the help' "$OMBUD" test --help
has out '^  --cover\[=summary|listing\]  '
has out '^  --lcov=FILE '
has out '^  --cover-min=PERCENT '

# ---- the stories of rules/ ----

for policy in douyin withdrawal; do
  exits 0 "the stories of rules/$policy show all of it" "$OMBUD" test --cover --cover-min=100 "$TOP/rules/$policy"
  has out '^  in all .* 100\.0$'
  pass '… and nothing is left out' sh -c '! grep "left out" out'
done
