#!/bin/sh
# Changes to every sentence of a policy, and which of them no story notices.
. "$TOP/tests/cli/lib.sh"

# ---- every kind of change ----

cat >hire.ombud <<'END'
policy hire { version "1" }
actors guest, desk, owner
choice size { small, large }
facts { price : money  how : size  early : yes_no  day : moment }
effects { refund(amount: money)  tell(who: actor, what: size, sure: yes_no) }
reasons { locked  late }
process hire assume "a test" {
  start { guest may book(price, how, early, day) -> open }
  state open {
    guest, desk must fetch -> out or cancel -> off within 2d of book not counting out else deemed cancel
    remind desk of cancel 1d before
    owner may lend -> out do refund(price / 2 rounded down), tell(guest, small, yes)
      when early and how = small or price > 100 otherwise do tell(owner, large, no)
      from 1d before day until latest(day, book) at most 2 times
    desk may not lend because locked
  }
  state out { after 3d then lapse -> off do tell(desk, how, no) }
  ends off, gone
}
END
"$OMBUD" test --mutate hire.ombud >all 2>err
pass 'without a story nothing is told' test $? -eq 1

# was OLD is NEW: this very change is among those that no story tells.
is() {
  pass "'$1' becomes '$2'" awk -v old="$1" -v new="$2" '
    /^  - / { was = $0 }
    /^  \+ / { is = $0
      if (index(was, old) && index(is, new)) {
        before = substr(was, 5, index(was, old) - 5)
        if (new != "" && substr(is, 5, length(before)) == before) found = 1
      } }
    END { exit !found }' all
}
is 'guest, desk must' 'desk must'
is 'guest, desk must' 'guest must'
is 'guest, desk must' 'owner, desk must'
is 'fetch -> out or cancel -> off' 'cancel -> off'
is '-> out or' '-> off or'
is '2d of book' '1d23h59m59s999ms of book'
is '2d of book' '2d1ms of book'
is '2d of book not' '2d not'
is 'of book not counting out else' 'of book else'
is 'remind desk' 'remind owner'
is 'cancel 1d before' 'cancel 23h59m59s999ms before'
is 'when early' 'unless early'
is 'early and' 'not early and'
is 'and how' 'or how'
is 'how = small' 'how != small'
is '= small' '= large'
is 'or price' 'and price'
is '> 100' '<= 100'
is '> 100' '> 101'
is '> 100' '> 99'
is 'otherwise do tell(owner, large, no) from' 'from'
is 'do refund(price / 2 rounded down), tell(guest, small, yes)' 'do tell(guest'
is 'rounded down), tell(guest, small, yes)' 'rounded down) when'
is '/ 2 rounded' '/ 3 rounded'
is 'rounded down' 'rounded up'
is 'tell(guest' 'tell(desk'
is 'small, yes)' 'large, yes)'
is 'yes)' 'no)'
is '1d before day' '1d of day'
is 'latest(day' 'earliest(day'
is 'until latest(day, book) at' 'at'
is 'at most 2' 'at most 3'
is 'at most 2' 'at most 1'
is 'because locked' 'because late'
is 'lend -> out do' 'lend do'
is 'lend -> out do' 'lend -> off do'
pass 'a sentence is left out: what was, and nothing in its place' awk '
  /^  - / { was = $0; getline; if (was ~ /desk may not lend/ && $0 !~ /^  \+/) found = 1 } END { exit !found }' all

"$OMBUD" test --mutate --format=json hire.ombud >all.json 2>err
for kind in drop part actor target deemed reason time condition effect limit; do
  pass "there is a change of the kind '$kind'" grep -q "\"kind\": \"$kind\"" all.json
done
pass "an 'otherwise' is left out once" test "$(grep -c '"is": .* or price > 100 from' all.json)" -eq 1
pass 'what the compiler refuses is told with its code' grep -q '"kind": "drop", "fate": "refused".*"by": "E2' all.json

cat >more.ombud <<'END'
policy more { version "1" }
actors guest, owner
choice size { small, large }
facts { price : money <= 1000  how : size  early : yes_no  due : number }
effects { refund(amount: money)  tell(what: size, sure: yes_no) }
reasons { locked }
modes day, night
process rent assume "a test" {
  start { guest may book(price, how, early, due) -> open }
  state open {
    owner must lend -> out or keep -> off within 2d else lapse -> off
    guest may pay do refund(min(price, 20) + 5), tell(small, no)
      when price <= 100 and price >= 20 or due > -3 or how != large
      at most 1 times
    guest may not pay because locked
    guest may ask do refund(price * 1 / 3 rounded half_up), refund(max(price, 30) + 1 - 1) at most 3 times
    owner may ask do refund(price / 1 rounded half_even), tell(large, early)
  }
  state out { after 1ms then lapse -> off }
  state late for day { after 3d then lapse -> off }
  ends off
}
END
"$OMBUD" test --mutate -Wno-all more.ombud >all 2>err
cat err
is 'price <= 100' 'price > 100'
is '<= 100' '<= 101'
is 'price >= 20' 'price < 20'
is 'due > -3' 'due <= -3'
is '-3 or' '-4 or'
is '-3 or' '-2 or'
is 'how != large' 'how = large'
is 'min(price, 20)' 'max(price, 20)'
is 'max(price, 30)' 'min(price, 30)'
is '- 1) at' '+ 1) at'
is 'half_up)' 'half_even)'
is 'half_even)' 'half_up)'
is '/ 1 rounded' '/ 2 rounded'
is 'no) when' 'yes) when'
is 'at most 1 times' 'at most 2 times'
is 'after 1ms' 'after 2ms'

# never WORDS: no sentence is changed into one with these.
never() { pass "nothing becomes '$1'" sh -c '! grep -q "\"is\": \".*$1" all.json' sh "$1"; }
"$OMBUD" test --mutate --format=json -Wno-all more.ombud >all.json 2>err
pass "'+ 5)' becomes '- 5)', which the compiler refuses" grep -q '"fate": "refused".*20) - 5)' all.json
never 'at most 0 times'
never '/ 0 rounded'
never 'after 0ms'
never 'keep -> off else' # an obligation keeps its time limit
never '-> start'
never '-> late'          # which is no state of every mode

# ---- stories that tell, and such that do not ----

policy shop
cat >weak.ombud <<'END'
include "shop.ombud"
scenario en"Sent and kept" of order {
  customer place => packing
  shop ship      => shipped
  wait 14d       => done
}
END
exits 1 'stories that tell some of it' "$OMBUD" test --mutate weak.ombud
has out '^shop.ombud:19: no story tells this$'
has out '^  - customer may cancel -> cancelled @1.2$'
has out '^  + customer may cancel -> done @1.2$'
has out '^  + shop may cancel -> cancelled @1.2$'
has out '^  in all  *[0-9]'
cat >strong.ombud <<'END'
include "weak.ombud"
scenario en"To the last millisecond" of order {
  customer place             => packing
  at 2d23h59m59s999ms        => packing
  at 3d                      => cancelled, by give_up
}
scenario en"Kept to the last millisecond" of order {
  customer place             => packing
  shop ship                  => shipped
  shop accept                => denied
  customer cancel            => denied because has_shipped
  wait 13d23h59m59s999ms     => shipped
  wait 1ms                   => done, by accept
}
scenario en"Cancelled" of order {
  shop place                 => denied
  customer place             => packing
  shop cancel                => denied
  customer ship              => denied
  customer cancel            => cancelled
}
scenario en"Accepted" of order {
  customer place             => packing
  shop ship                  => shipped
  customer accept            => done
}
END
exits 0 'stories that tell all of it' "$OMBUD" test --mutate strong.ombud
has out '^  in all .* 0$'
mkdir both
cp shop.ombud shop.md both/
sed 's/^include.*/include "shop.ombud"/' weak.ombud >both/weak.ombud
sed 's/^include.*/include "shop.ombud"/' strong.ombud >both/strong.ombud
exits 0 'what one suite does not tell another one may' "$OMBUD" test --mutate both
exits 1 'the stories that are left by --filter' "$OMBUD" test --mutate --filter=Accepted strong.ombud

# ---- what means the same ----

# told HEAD SIGN WORDS: under such a head stands such a line.
told() { awk -v head="$1" -v sign="  $2 " -v words="$3" '
  /^[^ ]/ { under = index($0, head) > 0 } under && index($0, sign) == 1 && index($0, words) { found = 1 }
  END { exit !found }' out; }

cat >same.ombud <<'END'
policy same { version "1" }
actors user, shop
facts { paid : money <= 10 }
reasons { locked }
process p assume "a test" {
  start { user may open(paid) -> on }
  state on {
    user may go -> off when paid > 10 otherwise -> gone
    shop may not go because locked
    nobody may go because locked
    shop may wait_on
    after 1d of open then lapse -> gone
  }
  ends off, gone
}
scenario of p { user open(paid = 3) => on  shop go => denied because locked  user go => gone }
scenario of p { user open(paid = 10) => on  shop wait_on => on  at 23h59m59s999ms => on  at 1d => gone }
scenario of p { shop open(paid = 3) => denied }
END
"$OMBUD" test --mutate same.ombud -Wno-idle -Wno-unused >out 2>err
pass 'a prohibition that another one repeats is the same without' told 'means the same' - 'shop may not go because locked'
pass 'so is counting from what led into the state, or from the entry' told 'means the same' + 'after 1d then lapse'
pass 'a condition beyond the bounds of its fact is as false as before' told 'means the same' + 'paid > 11 '
pass 'and one within them is not' told 'no story tells' + 'paid > 9 '

cat >once.ombud <<'END'
policy once { version "1" }
actors user, desk
process p assume "a test" {
  start { user may open -> on }
  state on {
    user may dispute -> disputed at most 1 time
    user may ask at most 1 time
    waits "a test"
  }
  state disputed { desk may decide -> off  waits "a test" }
  ends off
}
END
"$OMBUD" test --mutate once.ombud >out 2>err
pass 'how often is the same where nothing leads back' told 'means the same' + 'user may dispute -> disputed at most 2 time'
pass '… and not where one may stay' told 'no story tells' + 'user may ask at most 2 time'
sed -i 's/desk may decide -> off/& desk may send_back -> on/' once.ombud
"$OMBUD" test --mutate once.ombud >out 2>err
pass '… or comes back' told 'no story tells' + 'user may dispute -> disputed at most 2 time'

sed 's/^scenario.*//' same.ombud >promise.ombud
echo 'promise p : ends within 1d' >>promise.ombud
exits 1 'what only a promise tells' "$OMBUD" test --mutate promise.ombud
pass '… is told apart' told 'only a promise tells' + 'after 1d1ms of open'

sed 's/within 1d$/within 1h/' promise.ombud >broken_promise.ombud
exits 1 'a promise that the rules break as they stand' "$OMBUD" test --mutate broken_promise.ombud
pass '… tells of no change to them' told 'no story tells' + 'after 1d1ms of open'
pass '… whatever the change' sh -c '! grep "only a promise" out'

# ---- formats, and calls that mean nothing ----

exits 1 'JSON' "$OMBUD" test --mutate --format=json weak.ombud
has out '"mutation": {"killed": [1-9]'
has out '"kind": "target", "fate": "survived", "line": 19, "file": "shop.ombud"'
exits 1 'TAP' "$OMBUD" test --mutate --format=tap weak.ombud
has out '^# shop.ombud:19: no story tells this'
pass '… has comments alone beside its lines' sh -c '! grep -v -e "^#" -e "^ok" -e "^TAP" -e "^1\.\." out'
exits 2 'JUnit' "$OMBUD" test --mutate --format=junit weak.ombud
sed 's/=> done$/=> packing/' weak.ombud >fails.ombud
exits 1 'stories that fail' "$OMBUD" test --mutate fails.ombud
has err 'no sentence was changed'
echo 'actors' >broken.ombud
exits 1 'rules in error' "$OMBUD" test --mutate broken.ombud
pass '… are not changed' sh -c '! grep changes out'
echo 'actors' >broken.ombud
exits 1 'rules in error' "$OMBUD" test --mutate broken.ombud
pass '… are not changed' sh -c '! grep changes out'
exits 2 'another command' "$OMBUD" check --mutate shop.ombud

# ---- the policies of rules/ ----

exits 0 'every change to the rules of the Douyin shop is told by a story, or means the same' \
  "$OMBUD" test --mutate "$TOP/rules/douyin"
has out '^  in all  *[1-9][0-9]*  *[0-9][0-9]*  *3  *0$'
exits 0 'and so is every change to the right of withdrawal' "$OMBUD" test --mutate "$TOP/rules/withdrawal"
has out '^  in all  *[1-9][0-9]*  *[0-9][0-9]*  *5  *0$'

exits 1 'where proofs are long not every survivor is held against the promises' \
  "$OMBUD" test --mutate "$TOP/tests/golden/proofs/time_left_out.ombud"
has out '^about [1-9][0-9]* of the untold ones no promise was asked'
