#!/bin/sh
# `ombud why` and `ombud can` about the hire of tools: windows, moments, limits, amounts, `latest`, `otherwise`;
# no modes, no cited text.
. "$TOP/tests/cli/lib.sh"
cat >hire.ombud <<'END_OF_POLICY'
policy hire { version "1" }
actors customer zh"顾客", shop
choice wear { none, light, heavy }
facts {
  deposit : money >= 1000 and <= 50000
  fee     : money <= deposit
  days    : number >= 1 and <= 60
  pickup  : moment
  damage  : wear
  slip    : text
}
effects { give_back(amount: money)  bill(amount: money, why: wear)  ring() }
reasons { too_long  ask_shop en"Ask at the counter" advise en"Ring the shop" }

process hire assume "an example" {
  start {
    customer may book(deposit, fee, days, pickup) -> booked until 1h before pickup
    customer may not book until 1h before pickup when days > 30 because too_long
  }
  state booked {
    customer may fetch(slip) -> out from pickup
    customer may cancel -> over do give_back(deposit) until 2d before pickup
    customer may cancel -> over do give_back(deposit - fee) from 2d before pickup until pickup
    shop may call do ring() at most 2 times
    after 1d of pickup then stay_away -> over do ring()
    remind customer 12h before
  }
  state out {
    customer may prolong at most 2 times
    customer must bring(damage) -> checked or buy -> over within 7d of latest(fetch, prolong) else keep_it -> over
    customer may not bring until 1h of fetch because ask_shop
    shop may stop
  }
  state checked {
    shop may close -> over do give_back(deposit - fee)
      when damage = none otherwise do bill(fee, light)
    waits "an example"
  }
  ends over
}
END_OF_POLICY
why() { "$OMBUD" why hire.ombud hire "$@"; }
can() { "$OMBUD" can hire.ombud hire "$@"; }
nth() { pass "… line $1 is '$2'" sh -c 'sed -n "$1p" out | grep -Fxe "$2"' - "$1" "$2"; }
lacks() { pass "… and does not say '$2'" sh -c '! grep -e "$2" "$1"' - "$WORK/$1" "$2"; }

exits 0 'a moment that was not told: an answer for each run of it' why 'customer cancel' --in booked --after 1d
nth 1 'customer cancel in booked:'
has out '^  if pickup > 1d and pickup <= 3d: customer may cancel -> over do give_back(deposit - fee)$'
has out '^  if pickup > 3d: customer may cancel -> over do give_back(deposit)$'
has out '^  if pickup <= 1d: customer may not cancel, because too_late'
has out '^  moments are counted from the entry to the state$'
has out '^  taken to lie ahead, since --given does not tell: pickup$'
exits 0 'told, a millisecond before the window ends' why 'customer cancel' --in booked --given pickup=5d --after 2d23h59m59s999ms
nth 2 '  customer may cancel -> over do give_back(deposit)'
has out '^      later, 3d after the entry, 1ms from now: customer may cancel -> over do give_back(deposit - fee)$'
exits 0 '… and at its end' why 'customer cancel' --in booked --given pickup=5d --after 3d
nth 2 '  customer may cancel -> over do give_back(deposit - fee)'
lacks out 'taken to lie ahead'
exits 0 'too early' why 'customer fetch' --in booked --given pickup=5d --after 1d
nth 2 '  customer may not fetch, because too_early "It is too early for this"'
has out '^    rule: customer may fetch(slip) -> out from pickup$'
has out '^      later, 5d after the entry, 4d from now: customer may fetch(slip) -> out$'
exits 0 'too late' why 'customer cancel' --in booked --given pickup=5d --after 5d6h
has out 'customer may not cancel, because too_late'
has out '^      earlier, before 5d after the entry, 6h ago: customer may do it$'
exits 0 'the case has moved on' why 'customer cancel' --in booked --given pickup=5d --after 6d
nth 3 '    6d after the entry: stay_away -> over  [hire.ombud:25 assumption]'
has out 'customer may not cancel, because ended'
exits 0 'before the entry' why 'customer cancel' --in booked --given pickup=-1h
nth 2 '  customer may not cancel, because too_late "The time for this has passed"'

exits 0 'a limit' why 'shop call' --in booked
nth 2 '  shop may call do ring()'
has out '^      done 2 times at most: after that it is refused, because too_often'
exits 0 'latest: of both, at the entry' why 'customer bring' --in out --after 2h
nth 2 '  customer must bring(damage) -> checked or buy'
nth 3 '    within: 7d of latest(fetch, prolong), until 7d after the entry, 6d22h from now'
has out 'does not tell: fetch, prolong$'
exits 0 'latest: one of them has never been' why 'customer bring' --in out --since fetch=2d --since prolong=never
nth 3 '    within: 7d of latest(fetch, prolong), until 5d after the entry'
exits 0 'a prohibition that is over soon' why 'customer bring' --in out
nth 2 '  customer may not bring, because ask_shop "Ask at the counter"'
nth 3 '    advice: Ring the shop'
has out '^    overrides: customer must bring(damage) -> checked or buy -> over within 7d of latest(fetch, prolong) else keep_it -> over$'
has out '^      later, 1h after the entry: customer must bring(damage) -> checked or buy$'

exits 0 'otherwise: by a choice that was not told' why 'shop close' --in checked
has out '^  if damage = none: shop may close -> over do give_back(deposit - fee)$'
has out '^  if damage = light or damage = heavy: shop may close -> over do bill(fee, light)$'
exits 0 '… that was told' why 'shop close' --in checked --given damage=heavy --given fee=700
nth 2 '  shop may close -> over do bill(fee, light)'
nth 3 '    with what is given: bill(700, light)'
has out '^      with damage = none: shop may close -> over do give_back(deposit - fee)$'
exits 0 'opening: by a number and a moment' why 'customer book'
has out '^  if days <= 30 and pickup > 1h: customer may book(deposit, fee, days, pickup) -> booked$'
has out '^  if days >= 31 and pickup > 1h: customer may not book, because too_long$'
has out '^  if pickup <= 1h: customer may not book, because too_late'
has out '^  moments are counted from now$'
exits 0 '… the last that is permitted' why 'customer book' --given days=30 --given pickup=1h1ms
nth 2 '  customer may book(deposit, fee, days, pickup) -> booked'
exits 0 '… and the next' why 'customer book' --given days=30 --given pickup=1h
nth 2 '  customer may not book, because too_late "The time for this has passed"'

exits 0 'can, with windows' can --in booked --given pickup=5d
has out '^    1d of pickup (6d after the entry): stay_away -> over do ring()$'
has out '^    12h of pickup (5d12h after the entry): a reminder to customer of stay_away$'
exits 0 'can, with a moment that was not told' can --in booked
has out '^    1d of pickup: stay_away -> over do ring()$'
exits 0 'can, in Chinese' env OMBUD_LANG=zh "$OMBUD" can hire.ombud hire --in out
has out '^  customer "顾客"$'

# Where an action leads, a deadline may be past already.
cat >late.ombud <<'END_OF_POLICY'
policy late { version "1" }
actors guest, host
facts   { show : moment }
effects { ring() }
process visit assume "an example" {
  start { guest may book(show) -> booked }
  state booked {
    host must admit -> seen by 1h before show else miss -> missed
    after 10m then greet do ring()
  }
  ends seen, missed
}
END_OF_POLICY
exits 0 'past on arrival' "$OMBUD" why late.ombud visit 'guest book' --given show=1h
nth 3 '    at once, since its time has come: miss -> missed'
exits 0 'not yet past' "$OMBUD" why late.ombud visit 'guest book' --given show=1h1ms
nth 3 '    then, if nobody acts, 10m: greet do ring()'
nth 4 '    then, if nobody acts, 1h before show: miss -> missed'
exits 0 'a moment that nobody told' "$OMBUD" why late.ombud visit 'guest book'
lacks out 'at once'
exits 0 'something has happened, and the case is where it was' "$OMBUD" can late.ombud visit --in booked --given show=2h --after 20m
nth 2 '  by then this has happened by itself:'
nth 3 '    10m after the entry, 10m ago: greet  [late.ombud:9 assumption]'
has out '^    1h before show (1h after the entry, 40m from now): miss -> missed$'
lacks out '10m: greet'

cat >lost.ombud <<'END_OF_POLICY'
policy lost { version "1" }
actors guest
process visit assume "an example" {
  start { guest may come -> over }
  state nowhere { guest may leave -> over  waits "an example" }
  ends over
}
END_OF_POLICY
exits 0 'a state to which nothing leads' "$OMBUD" why lost.ombud visit 'guest leave' --in nowhere
nth 2 '  no case gets here; if one did:'
nth 3 '  guest may leave -> over'

# Everything at once must not come to grief.
for actor in customer shop; do
  for action in book fetch cancel call prolong bring buy stop close; do
    for state in start booked out checked over; do
      "$OMBUD" why hire.ombud hire "$actor $action" --in $state >all 2>err || echo "$actor $action in $state" >>failed
      grep -q "$actor may\|$actor must" all || echo "$actor $action in $state: no answer" >>failed
    done
  done
done
pass 'an answer for every question' test ! -e failed
