#!/bin/sh
# Promises, checked by the model checker Spin on what `ombud emit promela` writes: it has to come to the verdicts of
# `ombud check --proofs`, for those of every policy here and for more, true and false, that are added to copies.
. "$TOP/tests/cli/lib.sh"

for tool in spin "${CC:-cc}"; do
  have "$tool" && continue
  skip 'promises checked by Spin' "$tool is not installed"
  exit 0
done
here=$TOP/tests/model/spin
: >verdicts

# A promise is a program in C to compile, most of a second. Of the policies' promises, which are alike in many modes, every
# sixty-first is compared; all are where OMBUD_TEST_LONG is set. Sixty-one shares no divisor with the number of modes.
every=${OMBUD_TEST_LONG:+1}
every=${every:-61}

# Which verdicts differ between FILE.ombud and FILE.pml, a promise a line; notes the verdicts compared.
differences() { # FILE EVERY
  "$OMBUD" check --proofs "$1.ombud" 2>/dev/null |
    sed -n 's/^[^ ].*:[0-9]*: \(proved\|refuted\|undecided\)\(, for [^:]*\)\{0,1\}: \(.*\) ([0-9]* sets of cases)$/\1 \3/p' >proofs
  test "$(wc -l <proofs)" -eq "$(grep -c '^#if PROMISE == [0-9]* /' "$1.pml")" || echo "not as many promises as in $1.pml"
  number=0
  while read -r proved claim; do
    number=$((number + 1))
    [ $((number % $2)) -eq 0 ] || continue
    verdict "$1.pml" $number >"spin.$number" &
    [ $((number / $2 % 2)) -eq 1 ] || wait
  done <proofs
  wait
  number=0
  while read -r proved claim; do
    number=$((number + 1))
    [ $((number % $2)) -eq 0 ] || continue
    read -r checked <"spin.$number"
    echo "$proved $1: $claim" >>verdicts
    [ "$proved" = "$checked" ] || echo "$1, promise $number ($claim): $proved, but by Spin $checked"
  done <proofs
}

# In a folder of its own, since two run side by side. One that something can be holds where an assertion is violated.
verdict() ( # MODEL NUMBER
  mkdir -p "pan.$(($2 % 2))"
  cd "pan.$(($2 % 2))" || exit
  rm -f pan pan.out
  if spin -a "-DPROMISE=$2" "../$1" >spin.out 2>&1 && "${CC:-cc}" -w -O0 -DSAFETY -DNOREDUCE -o pan pan.c >cc.out 2>&1; then
    ./pan -m300000 -w18 >pan.out 2>&1
  fi
  holds=proved fails=refuted
  if grep -q "^#if PROMISE == $2 /.*is violated \*/" "../$1"; then holds=refuted fails=proved; fi
  if grep -q 'assertion violated' pan.out 2>/dev/null; then
    echo $fails
  elif ! grep -q 'errors: 0' pan.out 2>/dev/null || grep -q 'depth too small\|out of memory\|not completed' pan.out; then
    echo unknown
  else
    echo $holds
  fi
)

same() { # NAME EVERY
  "$OMBUD" emit promela "$1.ombud" >"$1.pml" || return 1
  differences "$1" "$2" >differing
  cat differing
  test ! -s differing
}

for policy in "$TOP"/rules/*/ "$TOP"/tests/unit/chargeback/ "$TOP"/tests/unit/hotel/ "$TOP"/tests/unit/library/ \
  "$TOP"/tests/unit/parcel/; do
  name=$(basename "$policy")
  cp "$policy"/*.ombud "$policy"/*.md .
  # Its "to the end of that day" is a millisecond more than days, for which there is no divisor.
  sed 's/365d1ms/365d/' "$policy/$name.ombud" >"$name.ombud"
  [ ! -f "$here/$name.promises" ] || cat "$here/$name.promises" >>"$name.ombud"
  pass "promises of $name" same "$name" "$every"
done
for policy in "$here"/[!r]*.ombud; do
  cp "$policy" .
  pass "promises of $(basename "$policy")" same "$(basename "$policy" .ombud)" 1
done

echo "# $(wc -l <verdicts) promises compared, $(grep -c ^proved verdicts) proved and $(grep -c ^refuted verdicts) refuted"
grep -h -A1 '^#if MODEL == ' ./*.pml | sed -n 's|^/\* \(Unit of time: [^:.]*\).*|\1|p' | sort | uniq -c | sed 's/^ */# /'
pass 'none is undecided' sh -c '! grep ^undecided verdicts'

# That it would be seen: a model in which something is wrong comes to another verdict.
planted() { # FILE PROMISE SED
  sed "$3" "$1.pml" >wrong.pml
  cmp -s "$1.pml" wrong.pml && echo 'nothing was changed' && return 1
  test "$(verdict "$1.pml" "$2") $(verdict wrong.pml "$2")" = "$4"
}
pass 'a wrong limit is seen' planted chain 1 's/define WITHIN 9/define WITHIN 8/' 'proved refuted'
pass 'a wrong deadline is seen' planted chain 2 's/k\[c_on_open\] >= 9/k[c_on_open] >= 7/' 'refuted proved'
pass 'a wrong order of deadlines is seen' planted between 7 's/o_0 == 2/o_0 == 0/' 'refuted proved'
pass 'a limit that is not kept is seen' planted loop 1 's/n_1_1 < 2/n_1_1 < 3/g' 'proved refuted'
pass 'a wrong guard is seen' planted bounds 4 's/f_paid >= 502/f_paid >= 501/' 'proved refuted'
pass 'a window that opens too late is seen' planted hours 6 's/k\[c_on_book\] >= 4/k[c_on_book] >= 9/' 'refuted proved'

exits 1 'what Promela cannot say is refused' "$OMBUD" emit promela "$here/refused_worked_out.ombud"
has err "^ombud: process 'p' cannot be written as Promela: a promise asks for a value of 'refund'"
silent out
exits 2 'nothing else can be emitted' "$OMBUD" emit smv chain.ombud
has err "'smv'; there is promela"
exits 0 'one process under one mode' "$OMBUD" emit promela douyin.ombud return --for cod
has out '^#if MODEL == 1 /. return, for cod ./$'
pass 'and no other' sh -c '! grep "MODEL == 2" out'
exits 2 'no such process' "$OMBUD" emit promela douyin.ombud retrun
