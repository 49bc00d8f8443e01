#!/bin/sh
# `ombud check --proofs`, `ombud bounds`, and what a broken promise looks like to people and programs.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/douyin.* .
OMBUD_LANG=en
export OMBUD_LANG

exits 0 'every promise with its verdict' "$OMBUD" check --proofs douyin.ombud
has out '^douyin.ombud:[0-9]*: proved, for cod: ends within 18d ([0-9]* sets of cases)$'
has out '^douyin.ombud:[0-9]*: proved, for online: can reach cancelled from shipped'
has out '^  0 *Platform cancel -> Cancelled$'
pass 'none is left out' test "$(grep -c proved out)" -eq 15

sed 's/ends within 18d/ends within 17d/' douyin.ombud >broken.ombud
exits 1 'a broken promise' "$OMBUD" check broken.ombud
has err 'error\[E270\]: this promise does not hold: a case can take longer than 17d, for cod'
has err "still 'Waiting for the refund'"
has err '^scenario zh'
exits 1 'the others are listed all the same' "$OMBUD" check --proofs broken.ombud
has out ': refuted, for cod: ends within 17d'
has out '^  0 *Platform cancel -> Cancelled$'
exits 1 'a policy that breaks its promise is not built' "$OMBUD" build broken.ombud -o broken.c
absent broken.c
exits 1 'in Chinese' env OMBUD_LANG=zh "$OMBUD" check broken.ombud
has err '用户 申请退货'
has err '仍处于“待商家退款”'
exits 1 'for programs' "$OMBUD" check --diagnostics=json broken.ombud
has err '"code": "E270"'
has err '"example": "scenario '

# The scenario that is printed fails on these rules, and passes once the promise holds.
"$OMBUD" check broken.ombud 2>&1 | sed -n '/^scenario/,/^}/p' >story
cp story laid.ombud
exits 0 'it is laid out' "$OMBUD" fmt --check laid.ombud
{
  sed 's/ends within 17d/ends within 18d/' broken.ombud
  cat story
} >told.ombud
exits 1 'the story that breaks the promise' "$OMBUD" test told.ombud
has out 'got  *refunding'
sed 's/within 7d of send_back else deemed confirm  *@3.4/within 5d of send_back else deemed confirm @3.4/' told.ombud >mended.ombud
exits 0 'where the rules are mended it passes' "$OMBUD" test mended.ombud

exits 0 'gaps, where they are asked for' "$OMBUD" matrix --gaps douyin.ombud order --for online
has out '^    ? merchant confirm, ship: a gap, no rule says$'
exits 0 'and not else' "$OMBUD" matrix douyin.ombud
pass 'no mark' sh -c '! grep -q "a gap" out'

exits 0 'bounds' "$OMBUD" bounds douyin.ombud return --for cod
has out '^Return, for Cash on delivery$'
has out '^  from the opening$'
has out 'everyone as slow as the rules allow: 18d less 1ms$'
has out 'everyone silent: 9d$'
pass 'only what was asked for' sh -c '! grep -q Order out'
exits 0 'bounds of everything' "$OMBUD" bounds douyin.ombud
has out 'no bound: it need not come to an end'
exits 0 'bounds in Chinese' env OMBUD_LANG=zh "$OMBUD" bounds douyin.ombud return --for online
has out '人人都拖到最后：16d 差 1ms'
exits 2 'no such process' "$OMBUD" bounds douyin.ombud retrun
has err "no process is called 'retrun'; did you mean 'return'?"
exits 2 'no such mode' "$OMBUD" bounds douyin.ombud --for cash
has err "no mode is called 'cash'"
exits 2 'no such file' "$OMBUD" bounds nothing.ombud

cat >chat.ombud <<'EOF'
policy chat { version "1" }
actors user, shop
process talk assume "an example" {
  start { user may ask -> talking }
  state talking { user, shop may write  after 3d of latest(ask, write) then quiet -> over }
  ends over
}
EOF
exits 0 'a time that starts anew' "$OMBUD" bounds chat.ombud
has out 'everyone as slow as the rules allow: no bound'
has out 'from here on, over and over again'
has out 'everyone silent: 3d'
