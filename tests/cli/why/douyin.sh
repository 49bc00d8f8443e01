#!/bin/sh
# `ombud why` and `ombud can` about the shop of rules/douyin: what policy.md's clauses come to.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/douyin.ombud "$TOP"/rules/douyin/douyin.md .
why() { "$OMBUD" why douyin.ombud "$@"; }
can() { "$OMBUD" can douyin.ombud "$@"; }

# lacks out PATTERN: the last command did not say that.
lacks() { pass "… and does not say '$2'" sh -c '! grep -e "$2" "$1"' - "$WORK/$1" "$2"; }
# nth N PATTERN: line N of what was said.
nth() { pass "… line $1 is '$2'" sh -c 'sed -n "$1p" out | grep -Fxe "$2"' - "$1" "$2"; }
# line TEXT: where that stands in the rule file.
line() { grep -nF -e "$1" douyin.ombud | sed -n '1s/:.*//p'; }

exits 0 'a user cancels a shipped order, paid on delivery' why order 'user cancel' --in shipped --for cod
nth 1 'user cancel in shipped "Shipped", for cod:'
nth 2 '  user may not cancel, because ask_platform "The order has shipped"'
nth 3 "    advice: Ask the platform's customer service"
nth 4 '    rule: user, merchant may not cancel because ask_platform'
nth 5 "      douyin.ombud:$(line 'user, merchant may not cancel')"
has out '^      clause 1.4 发货后双方均不能取消：'
has out '^    overrides: user may not cancel because cod_locked @1.1$'
has out "^      douyin.ombud:$(line 'user may not cancel because cod_locked')\$"
has out '^      clause 1.1 订单提交后，用户不能自行取消。Once the order is placed'
has out '^      platform may do it here$'
has out '^      user may do it in unpaid "Payment pending", for online$'
lacks out 'merchant may do it'
silent err

exits 0 '… paid online' why order 'user cancel' --in shipped --for online
nth 2 '  user may not cancel, because via_platform "The order is paid"'
has out 'clause 2.2 支付后'
lacks out 'overrides'

exits 0 'without --for, one answer for each group of modes' why order 'user cancel' --in shipped
nth 1 'user cancel in shipped "Shipped", for cod:'
has out '^user cancel in shipped "Shipped", for online:$'
exits 0 '… and one for both where it is the same' why return 'merchant approve' --in requested
nth 1 'merchant approve in requested "Waiting for the merchant", for cod, online:'
nth 2 '  merchant must approve -> sending "To be sent back" or refuse'
nth 3 '    within: 2d, until 2d after the entry'
nth 4 '    else: deemed approve -> sending "To be sent back"'
has out 'assumption: a merchant may refuse; what follows is left open'
pass '… that is the only heading' sh -c 'test "$(grep -c "^merchant" out)" -eq 1'
exits 0 'without --in, the states with the same answer together' why order 'user cancel' --for online
has out '^user cancel in confirming "To be confirmed", stocking "Being stocked", shipped "Shipped", for online:$'
has out '^user cancel in unpaid "Payment pending", for online:$'
lacks out ', for cod:'

exits 0 'in Chinese' env OMBUD_LANG=zh "$OMBUD" why douyin.ombud order 'user cancel' --in shipped --for cod
has out 'shipped "已发货"'
has out 'ask_platform "订单已发货"'
has out '请用户联系平台客服'

exits 0 'a merchant cancels, and nobody tells whether that was settled' why order 'merchant cancel' --in stocking --for cod
has out '^  if agreed = yes: merchant may cancel(agreed) -> cancelled "Cancelled"$'
has out '^  if agreed = no: merchant may cancel(agreed) -> cancelled "Cancelled" do penalise(merchant, no_consent)$'
has out 'without agreed it is refused, because fact_missing'
has out 'for online: merchant may not cancel, because not_merchant'
pass '… the rule is told once' sh -c 'test "$(grep -c "^    rule: merchant may" out)" -eq 1'
exits 0 '… it was' why order 'merchant cancel' --in stocking --for cod --given agreed
nth 2 '  merchant may cancel(agreed) -> cancelled "Cancelled"'
has out '^      with agreed = no: merchant may cancel(agreed) -> cancelled "Cancelled" do penalise(merchant, no_consent)$'
exits 0 '… it was not' why order 'merchant cancel' --in stocking --for cod --given ' agreed = no '
nth 2 '  merchant may cancel(agreed) -> cancelled "Cancelled" do penalise(merchant, no_consent)'

confirm() { why return 'merchant confirm' --in returning "$@"; }
exits 0 'a millisecond before it is deemed done' confirm --for cod --after 6d23h59m59s999ms
nth 2 '  merchant must confirm -> refunding "Waiting for the refund"'
nth 3 '    within: 7d of send_back, until 7d after the entry, 1ms from now'
nth 4 '    else: deemed confirm "confirm receipt" -> refunding "Waiting for the refund"'
has out 'since --since does not tell: send_back$'
exits 0 'at that very instant' confirm --for cod --after 7d
nth 2 '  by then the case has moved on:'
nth 3 "    7d after the entry: confirm \"confirm receipt\", deemed done -> refunding \"Waiting for the refund\"  [douyin.ombud:$(line 'merchant must confirm -> refunding') @3.4]"
nth 4 '  what follows is about the case as it then is, in refunding "Waiting for the refund"'
nth 5 '  merchant may not confirm, because another_state "This cannot be done at this stage"'
exits 0 'sent back a day before the entry' confirm --for cod --since send_back=1d --after 5d23h59m59s999ms
nth 3 '    within: 7d of send_back, until 6d after the entry, 1ms from now'
lacks out 'does not tell'
exits 0 '… the deadline is a day earlier' confirm --for cod --since send_back=1d --after 6d
nth 2 '  by then the case has moved on:'
exits 0 'an amount that is known' confirm --for online --given paid=9900 --given postage=800
has out 'with what is given: refund(9100)$'
exits 0 'an amount that is not' confirm --for online --given paid=9900
lacks out 'with what is given'
exits 0 'silence on silence' why return 'user send_back' --in requested --after 9d
has out '    2d after the entry, 7d ago: approve, deemed done -> sending'
has out '    9d after the entry: lapse "no goods were sent back" -> closed'
has out 'user may not send_back, because ended'

exits 0 'an opening action' why return 'user apply'
nth 1 'user apply, to open a case, for cod, online:'
nth 2 '  user may apply(paid, postage) -> requested "Waiting for the merchant"'
has out '^    then, if nobody acts, 2d: deemed approve -> sending "To be sent back"$'
exits 0 'an end' why order 'user cancel' --in cancelled --for cod
nth 2 '  user may not cancel, because ended "This case is closed"'
exits 0 'extra blanks' why order '  user 	 cancel ' --in shipped --for cod
nth 1 'user cancel in shipped "Shipped", for cod:'

exits 0 'can: what each may' can return --in requested --for cod
nth 1 'return in requested "Waiting for the merchant", for cod:'
has out '^  merchant "Merchant"$'
has out '^    merchant must approve -> sending "To be sent back" or refuse$'
has out '^      within: 2d, until 2d after the entry$'
has out '^    user may not approve, refuse, confirm, repay, because another_actor'
has out '^    2d (2d after the entry): deemed approve -> sending'
has out '^    1d12h (1d12h after the entry): a reminder to merchant of approve$'
exits 0 'can: past the reminder' can return --in requested --for cod --after 1d13h
lacks out 'a reminder'
exits 0 'can: before a case is there' can order --for online
nth 1 'order, to open a case, for online:'
has out '^    user may submit(paid, postage) -> unpaid "Payment pending"$'
exits 0 'can: an end' can order --in delivered
nth 1 'order in delivered "Delivered", for cod, online:'
nth 2 '  nobody may do anything, because ended "This case is closed"'
exits 0 'can: in Chinese' env OMBUD_LANG=zh_CN.UTF-8 "$OMBUD" can douyin.ombud order --in shipped --for cod
has out '^  merchant "商家"$'
