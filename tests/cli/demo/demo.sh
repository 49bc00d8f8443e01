#!/bin/sh
# The demo speaks the user's language, and tells what the rules say, whatever they say.
. "$TOP/tests/cli/lib.sh"
demo=$TOP/build/rules/douyin/demo

if ! "$OMBUD" --version | grep -q '^store: sqlite'; then
  exits 2 'without SQLite there is no demo' "$demo"
  has err 'built without sqlite'
  exit
fi

exits 0 'in English by itself' env -u LC_ALL -u LC_MESSAGES -u LANG "$demo"
has out '^Douyin shop'
for section in 1 2 3 4; do has out "^$section\. "; done
has out '» Penalise: Merchant, Not settled with the user'
has out '» Compensate in advance: ¥99.00'
has out '» Refund: ¥91.00'
has out '✗ The order has shipped'
has out 'must approve or refuse before 05-03 10:00'
has out 'here the program is killed, and begins anew'
pass '… once' test "$(grep -c 'begins anew' out)" -eq 1
pass '… and every story is told once' test "$(grep -c 'place the order\|apply for a return' out)" -eq 9
cp out english

exits 0 'after LC_ALL' env LC_ALL=zh_CN.UTF-8 LANG=en_US "$demo"
has out '^抖音小店'
cp out chinese
exits 0 'after LC_MESSAGES' env -u LC_ALL LC_MESSAGES=zh_CN LANG=en_US "$demo"
pass '… the same' cmp out chinese
exits 0 'after LANG' env -u LC_ALL -u LC_MESSAGES LANG=zh "$demo"
pass '… the same' cmp out chinese
exits 0 'an empty variable counts for nothing' env LC_ALL= LC_MESSAGES= LANG=zh_TW "$demo"
pass '… the same' cmp out chinese
exits 0 'OMBUD_LANG goes first' env LC_ALL=en_US OMBUD_LANG=zh "$demo"
pass '… the same' cmp out chinese
exits 0 'OMBUD_LANG, the other way' env LC_ALL=zh_CN OMBUD_LANG=en "$demo"
pass '… the same' cmp out english
exits 0 'another language' env LC_ALL=de_DE "$demo"
pass '… gets English' cmp out english

# A newcomer changes 48h to 72h: the promises do not hold any longer, until they are a day longer as well.
cp "$TOP"/rules/douyin/douyin.* .
sed -i.old 's/within 48h else deemed approve/within 72h else deemed approve/' douyin.ombud
exits 1 'promises broken' "$OMBUD" build douyin.ombud -o douyin.c -H douyin.h
has err 'a case can take longer than 18d'
sed -i.old 's/ends within 18d/ends within 19d/; s/ends within 16d/ends within 17d/; s/ends within 9d/ends within 10d/' \
  douyin.ombud
exits 0 'other rules' "$OMBUD" build douyin.ombud -o douyin.c -H douyin.h
# shellcheck disable=SC2046 # these are words
pass 'another demo' "${CC:-cc}" -I. -I"$TOP/runtime" -I"$TOP/runtime/store" -o other "$TOP/rules/douyin/demo.c" "$TOP/rules/douyin/keep_store.c" \
  douyin.c "$TOP/build/libombud-store.a" "$TOP/build/libombud.a" $(cat "$TOP/build/store/libs") -pthread
exits 0 'tell another story' env OMBUD_LANG=en ./other
has out 'must approve or refuse before 05-04 10:00'
