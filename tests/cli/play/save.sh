#!/bin/sh
# `save`: what is added where, and what is left alone.
. "$TOP/tests/cli/lib.sh"
cp "$TOP"/rules/douyin/* "$TOP/tests/cli/play/hire.ombud" .
mkdir -p deep/er

save() { # ARGUMENT: of `save`, after some steps
  printf 'user apply(paid = 9900, postage = 800)\nmerchant refuse\nuser apply\nsave %s\n' "$1" |
    OMBUD_LANG=en "$OMBUD" play douyin.ombud return --for online
}
refused() { # NAME FILE PATTERN: nothing is written
  cp "$2" before 2>/dev/null
  exits 1 "$1" save "$2"
  has out "$3"
  if [ -f "$2" ]; then pass '… nothing is written' cmp "$2" before; fi
  pass '… nothing is left behind' sh -c '! ls | grep "[.]tmp$"'
}

exits 0 'into a new file' save new.ombud
has out '^  Saved: it is the last scenario in new\.ombud\.$'
cat >wanted <<'END'
include "douyin.ombud"

scenario "apply for a return, refuse → Refused" of return for online {
  user apply(paid = 9900, postage = 800)       => requested
  merchant refuse                              => refused
  user apply                                   => denied because ended
}
END
pass '… which includes the policy' diff -u wanted new.ombud
exits 0 '… and passes' "$OMBUD" test new.ombud
exits 0 'behind what is there' save 'new.ombud "Once \\ more "'
head -n 7 new.ombud >begins
pass '… which stays' cmp begins wanted
has out 'Saved'
exits 0 '… and passes' "$OMBUD" test new.ombud
has out '^2 scenarios passed$'
exits 0 'a name' grep '^scenario "Once \\\\\\\\ more " of' new.ombud
exits 0 'in another folder' save deep/er/new.ombud
pass '… the way to the policy' grep -x 'include "../../douyin.ombud"' deep/er/new.ombud
exits 0 '… and passes' "$OMBUD" test deep/er/new.ombud
cp douyin.ombud own.ombud
printf '# no line end' >>own.ombud
printf 'user apply(paid = 1, postage = 0)\nsave own.ombud\nuser approve\nsave own.ombud\n' >typed
exits 0 'into the policy itself, twice' sh -c '"$0" play own.ombud return --for cod <typed' "$OMBUD"
exits 0 '… and passes' "$OMBUD" test own.ombud
has out '^2 scenarios passed$'
ln -sf new.ombud link.ombud
chmod 640 new.ombud
exits 0 'through a link' save link.ombud
pass '… which stays one' test -L link.ombud
pass '… and the file may be read by whom it could' sh -c 'ls -l new.ombud | grep "^-rw-r-----"'

cp douyin.md notes.md
refused 'into what is no rule file' notes.md "would be in error"
printf 'include "nowhere.ombud"\n' >lost.ombud
refused 'into a file in error' lost.ombud "does it include 'douyin.ombud'"
printf '' >nothing.ombud
exits 0 'into an empty file' save nothing.ombud
exits 0 '… and passes' "$OMBUD" test nothing.ombud
sed 's/within 48h/within 1h/; s/must approve -> sending or refuse -> refused/must approve -> sending or refuse -> closed/' douyin.ombud |
  sed '/^promise/d; /ends refused/s/refused zh"[^"]*" en"Refused", //' >other.ombud
refused 'into another policy' other.ombud "other\.ombud"
sed 's/because via_platform/because ask_platform/; s/user may apply(paid, postage) -> requested/user may apply(paid, postage) -> requested do refund(paid)/; /^promise/d' \
  douyin.ombud | sed 's/merchant must approve -> sending or refuse -> refused/merchant must approve -> refused or refuse -> sending/' >rules.ombud
refused 'into a policy where it fails' rules.ombud 'other rules'
exits 1 'into a folder' save deep
has out 'no file to which'
exits 1 'into a folder that is not there' save nowhere/new.ombud
has out "cannot write 'nowhere/new.ombud'"
[ -e /dev/full ] && exits 1 'into a device' save /dev/full && has out 'no file to which'
exits 1 'a name that is not closed' save 'new.ombud "x'
has out 'the name is not closed'

printf 'wait 1h\nsave odd.ombud "a\342\200\256b\tc\342\200\213"\n' >typed
exits 0 'a name with letters that no text may have' sh -c '"$0" play hire.ombud trip <typed' "$OMBUD"
exits 0 '… passes without them' "$OMBUD" test odd.ombud
pass '… and is the rest' grep '^scenario "abc" of trip {$' odd.ombud

printf 'save none.ombud\nnext\nsave\n' >typed
exits 0 'no steps' sh -c 'OMBUD_LANG=en "$0" play hire.ombud trip <typed' "$OMBUD"
has out '^scenario "nothing happens" of trip { }$'
exits 0 '… and passes' "$OMBUD" test none.ombud

# ---- what came by itself ----

cat >bells.ombud <<'END'
policy bells { version "1" }
actors guest, desk
process stay assume "t" {
  start { guest may come -> here }
  state here {
    desk must feed -> fed  within 2d else starve -> out
    guest must pay -> out  within 3d else evict -> out
    remind desk of starve 1d before
    remind guest, desk of evict 2d before
    remind guest of evict 47h before
  }
  state fed { after 1d then sleep -> out }
  ends out
}
END
cat >wanted <<'END'
include "bells.ombud"

scenario "told" of stay {
  guest come                                   => here
  at 1d                                        => here, remind desk of starve, remind guest, remind desk of evict
  at 1d1h                                      => here, remind guest
  guest feed                                   => denied because another_actor
  desk feed                                    => fed
  wait 3d                                      => out, by sleep
}
END
printf '%s\n' 'guest come' 'at 1d' 'at 1d1h' 'guest feed' 'desk feed' 'wait 3d' 'save told.ombud "told"' >typed
exits 0 'reminders' sh -c '"$0" play bells.ombud stay <typed' "$OMBUD"
pass '… are expected, by name where an actor has several' diff -u wanted told.ombud
exits 0 '… and come' "$OMBUD" test told.ombud
sed 's/remind desk of evict/remind desk of feed/' told.ombud >wrong.ombud
exits 1 '… each of them' "$OMBUD" test wrong.ombud
exits 0 'what is saved is laid out' "$OMBUD" fmt --check told.ombud
