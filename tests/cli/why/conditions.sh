#!/bin/sh
# On what an answer hangs, put in words: facts of every type, in runs and choices; and where it hangs on too much.
# shellcheck source=tests/cli/lib.sh
. "$TOP/tests/cli/lib.sh"
export OMBUD_LANG=en

cat >wide.ombud <<'POLICY'
policy wide { version "1" }
actors user, shop
choice colour { red, green, blue, black }
facts { low : number >= -50 and <= 100  colour : colour  sure : yes_no  due : moment  amount : number
  left : number >= -100 and <= -1 }
reasons { no }
process p assume "a test" {
  start { user may open(low, colour, sure, due, amount, left) -> on }
  state on {
    user may paint when low < 10 and (colour = red or colour = green) or low >= 20 and low <= 30 and colour = blue
      otherwise because no
    user may scratch when low = 10 and sure or low = 20 otherwise because no
    user may spend when amount >= -5 or amount <= -500 otherwise because no
    user may reach when left < -50 otherwise because no
    user may exactly from due until 1d of due
    user may close -> done
    waits "a test"
  }
  ends done
}
POLICY
exits 0 'what may be done' "$OMBUD" can wide.ombud p --in on
for line in \
  'if low <= 9 and (colour = red or colour = green) or low >= 20 and low <= 30 and colour = blue: user may paint' \
  'if (low = 10 or low = 20) and sure = yes or low = 20: user may scratch' \
  'if amount <= -500 or amount >= -5: user may spend' \
  'if amount >= -499 and amount <= -6: user may not spend, because no' \
  'if left <= -51: user may reach' \
  'if due > -1d and due <= 0: user may exactly' \
  'if due > 0: user may not exactly, because too_early "It is too early for this"'; do
  has out "^    $line\$"
done

list() { awk -v between="$1" 'BEGIN { for (i = 1; i <= 12; i++) printf "%sf%d", (i > 1 ? between : ""), i }'; }
cat >many.ombud <<POLICY
policy many { version "1" }
actors user
reasons { no }
facts { $(list ' : yes_no ') : yes_no  due : moment }
process p assume "a test" {
  start { user may open($(list ', '), due) -> on }
  state on {
    user may ask when $(list ' and ') otherwise because no until due
    user may close -> done
    waits "a test"
  }
  ends done
}
POLICY
exits 0 'too many facts' "$OMBUD" why many.ombud p 'user ask' --in on
has out '^  it hangs on too many facts: tell some of them with --given$'
exits 0 '… in a list of what may be done' "$OMBUD" can many.ombud p --in on
has out '^    user ask hangs on too many facts: tell some of them with --given$'
has out '^    user may close -> done$'
exits 0 'and not too many where one is told' "$OMBUD" why many.ombud p 'user ask' --in on --given f1=no
has out '^  user may not ask, because no$\|^  if due > 0: user may not ask, because no$'

# Titles that are empty are none; and a state that a mode does not have is not told of there.
printf '1 First.\n2.1-2.3 Second.\n' >text.md
cat >empty.ombud <<'POLICY'
policy empty { source "text.md" }
actors user en"", shop en"The shop"
modes a en"", b zh"乙"
choice colour { red, green, blue }
facts { n : number >= -100 and <= 100  low : number >= -100 and < n  due : moment  note : text  colour : colour }
effects { pay(amount : number)  tell(c : colour, t : moment) }
process p en"" assume "a test" {
  start { user may open(n, low, due, note, colour) -> on  shop may hurry(due) -> soon }
  state on en"" {
    user must agree(note) -> done or refuse -> done do pay(n) by due else lapse -> done
    remind user, shop of lapse 1d before
    user may ask at most 2 times until 1d of open
    shop may pay do pay(n + low), pay(n)
    shop may tell do tell(red, due)
  }
  state soon { shop may go -> on_the_way  after 1d before due then early -> on_the_way }
  state on_the_way { user may go -> done @1  waits "a test" }
  state only_b for b { after 1d then lapse -> done }
  for b { in on { user may grow -> only_b @2.3 @2.1 @2.2 } }
  ends done
}
POLICY
exits 0 'obligations and reminders' "$OMBUD" can empty.ombud p --in on
has out '^    user must agree(note) -> done or refuse$'
has out '^    1d before due: a reminder to user, shop of lapse$'
exits 0 'an amount that was told' "$OMBUD" why empty.ombud p 'shop pay' --in on --for a --given ' n	= -3 ' --given low=-5
has out '^    with what is given: pay(-8), pay(-3)$'
exits 0 'one of which a part was told' "$OMBUD" why empty.ombud p 'shop pay' --in on --for a --given n=-3
has out '^    with what is given: pay(-3)$'
exits 0 'texts and moments are not worked out' "$OMBUD" why empty.ombud p 'shop tell' --in on --given note --given due=2d
pass 'nothing is worked out' sh -c '! grep "with what is given" out'
exits 0 'a moment that is now' "$OMBUD" why empty.ombud p 'user ask' --in on --for a --given due=0
has out '^    at the entry: lapse -> done  '
exits 0 'what follows at once' "$OMBUD" why empty.ombud p 'shop hurry' --given due=0
has out '^    at once, since its time has come: early -> on_the_way$'
exits 0 'a clause in a range of them' "$OMBUD" why empty.ombud p 'user grow' --in on --for b
has out '^      clause 2.3: 2.1-2.3 Second.$'
exits 2 'a bound between facts' "$OMBUD" why empty.ombud p 'user ask' --in on --given n=3 --given low=3
has err 'low = 3 and n = 3 are against the bound low < n$'
exits 0 'bounds' "$OMBUD" bounds empty.ombud p --for a
has out '^p, for a$'
has out "^  from 'on'\$"
pass 'not of a state that it does not have' sh -c '! grep only_b out'

# Sentences are told on one line, without comments, and as they stand between quotes; files as they are named.
mkdir -p parts sub
printf 'policy told { version "1" }\nactors user\n' >sub/head.inc
printf '%s\n' 'process p assume "a \"test\"" {' '  start { user may open -> on }' '  state on {' \
  '    user may	go -> done # leave' '      # at once' '      until 3d of open assume "as  \"# it\" says \\"   # and' '  # so on' \
  '      at most 2 times' '    user may stay   waits "t"' '  }' '  ends done' '}' >parts/part.ombud
printf 'include "head.inc"\r\ninclude "part.ombud"\r\n' >sub/main.ombud
for folder in parts parts/; do
  exits 0 "a rule of another file, -I $folder" "$OMBUD" why -I $folder sub/main.ombud p 'user go' --in on
  has out '^    rule: user may go -> done until 3d of open assume "as  \\"# it\\" says \\\\" at most 2 times$'
  has out '^      part.ombud:4$'
done
exits 0 'a rule of a file beside it' "$OMBUD" check --dump=tables -I parts sub/main.ombud
pass 'no folder is told' sh -c '! grep -e parts/ -e sub/ out'
