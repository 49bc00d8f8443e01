#!/bin/sh
# What `make install` puts where, and that a program builds with just that.
. "$TOP/tests/cli/lib.sh"

pass 'install' make -C "$TOP" install DESTDIR="$WORK/root" PREFIX=/opt/ombud
PATH=$WORK/root/opt/ombud/bin:$PATH
policy shop
exits 0 'the compiler' ombud build shop.ombud -o shop.c -H shop.h
cat >main.c <<'END'
#include "shop.h"
int main(void) {
  return ombud_case_size(&shop_policy) == sizeof(shop_case) ? 0 : 1;
}
END
pass 'header and library' "${CC:-cc}" -Iroot/opt/ombud/include main.c shop.c -Lroot/opt/ombud/lib -lombud -o main
pass 'the program' ./main
share=root/opt/ombud/share
for file in man/man1/ombud.1 man/man1/ombud-test.1 bash-completion/completions/ombud zsh/site-functions/_ombud \
  fish/vendor_completions.d/ombud.fish; do
  pass "$file" test -s "$share/$file"
done
for command in $(ombud --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
  ombud help --man "$command" >page
  pass "the page of $command" cmp page "root/opt/ombud/share/man/man1/ombud-$command.1"
done
pass 'uninstall' make -C "$TOP" uninstall DESTDIR="$WORK/root" PREFIX=/opt/ombud
find root -type f >left
pass 'leaves no file' test ! -s left
