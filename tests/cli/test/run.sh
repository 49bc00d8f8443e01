#!/bin/sh
# `ombud test`: what it says of stories that pass and that fail, in whose language, and how it exits.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/* .
unset OMBUD_LANG

exits 0 "the shop's own stories" "$OMBUD" test scenarios.ombud
silent err
echo '15 scenarios passed' >wanted
pass '… and nothing else' diff -u wanted out
exits 0 'a policy without stories' "$OMBUD" test douyin.ombud
echo 'no scenarios' >wanted
pass '… says so' diff -u wanted out

cat >late.ombud <<'END'
include "douyin.ombud"

scenario zh"好" en"Good" of order for cod {
  user submit(paid = 9900, postage = 800)  => confirming
}
scenario zh"三处不对" en"Three things are wrong" of return for cod {
  user apply(paid = 9900, postage = 800)   => requested
  user approve                             => denied because another_actor
  at 9d                                    => closed, by lapse
  user send_back(tracking)                 => returning,   # it is too late
                                              not ended
  wait 7d
}
scenario of order for online {
  user submit(paid = 9900, postage = 800)
  wait 1h
  merchant cancel
}
END
cat >wanted <<'END'
late.ombud:10:8: failed: Three things are wrong (return for cod)

    0ms  user apply(paid = 9900, postage = 800) => requested
           -> requested  [RULE]
    0ms  user approve => denied because another_actor
           denied because another_actor "This step is not yours to take"
     9d  at 9d => closed, by lapse
           1d12h: reminder to merchant of approve  [RULE]
           2d: by approve (deemed) -> sending  [RULE]
           9d: by lapse -> closed  [RULE]
  ✗  9d  user send_back(tracking) => returning, not ended
           denied because ended "This case is closed"
           expected  not denied
           got       denied because ended
           expected  returning
           got       closed
           expected  not ended
           got       closed
           (1 more step)

late.ombud:17:12: failed: line 14 (order for online)

    0ms  user submit(paid = 9900, postage = 800)
           -> unpaid  [RULE]
     1h  wait 1h
  ✗  1h  merchant cancel
           denied because not_merchant "A merchant never cancels a prepaid order"  [RULE]
           expected  not denied
           got       denied because not_merchant

2 of 3 scenarios failed
END
exits 1 'stories that fail' "$OMBUD" test late.ombud
silent err
has out '9d: by lapse -> closed  \[douyin.ombud:[0-9]* @3\.3 @4\.3\]$'
sed 's/\[douyin\.ombud:[^]]*\]/[RULE]/' out >said
pass '… are told as timelines' diff -u wanted said
exits 1 'in Chinese' env OMBUD_LANG=zh "$OMBUD" test late.ombud
has out '失败：三处不对（return for cod）'
has out 'denied because not_merchant "在线支付订单商家不可取消"'
exits 1 'several files' "$OMBUD" test scenarios.ombud late.ombud
has out '^2 of 18 scenarios failed$'

exits 0 'the help' "$OMBUD" test --help
has out '^usage: ombud test \[OPTION\]\.\.\. FILE|DIR\.\.\.$'
has out 'no other there includes'
has out '^  --format=text|tap|junit|json '
has out '^  --filter=TEXT '

# ---- --filter ----

exits 0 'by name' "$OMBUD" test --filter=Good late.ombud
has out '^1 scenario passed, 2 left out$'
exits 0 'by a name in another language' "$OMBUD" test --filter 好 late.ombud
has out '^1 scenario passed, 2 left out$'
exits 1 'by process' "$OMBUD" test late.ombud --filter=return
has out '^1 of 1 scenario failed, 2 left out$'
exits 2 'by nothing that is there' "$OMBUD" test late.ombud --filter=good
has err "'good' is in the name of no scenario"
silent out
exits 0 'by nothing at all' "$OMBUD" test scenarios.ombud --filter=
has out '^15 scenarios passed$'

# ---- what is not fine besides ----

sed 's/-> refunding$/-> refnding/' scenarios.ombud douyin.ombud | sed '/^include/d' >broken.ombud
exits 1 'rules in error' "$OMBUD" test broken.ombud
has err 'error\[E203\]'
has out '^no scenarios, 1 file in error$'
exits 1 'rules in error, beside others' "$OMBUD" test broken.ombud scenarios.ombud
has out '^15 scenarios passed, 1 file in error$'
exits 2 'a file that is not there' "$OMBUD" test nowhere.ombud scenarios.ombud
has err 'nowhere.ombud'
has out '^15 scenarios passed, 1 file in error$'
exits 2 'nothing named' "$OMBUD" test
exits 2 'an unknown format' "$OMBUD" test --format=xml scenarios.ombud
has err "'xml'"
exits 2 'a format for another command' "$OMBUD" check --format=tap scenarios.ombud
exits 0 'warnings are told' "$OMBUD" test -Wno-uncited scenarios.ombud
sed 's/ @3\.1 @4\.1//; s/@3\.1 @4\.1//' douyin.ombud >warned.ombud
exits 0 'a warning' "$OMBUD" test warned.ombud
has err 'warning\[W30'
exits 1 'as an error' "$OMBUD" test -Werror warned.ombud
if [ -w /dev/full ]; then
  exits 2 'a full disk' sh -c '"$0" test scenarios.ombud >/dev/full' "$OMBUD"
else
  skip 'a full disk' 'no /dev/full'
fi
