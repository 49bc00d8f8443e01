#!/bin/sh
# What `make install` puts where, that a program builds with just that, and what `make uninstall` leaves.
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
prefix=root/opt/ombud
pass 'header and static library' "${CC:-cc}" -I$prefix/include main.c shop.c $prefix/lib/libombud.a -o static
pass 'the program' ./static
share=$prefix/share
for file in man/man1/ombud.1 man/man1/ombud-test.1 bash-completion/completions/ombud zsh/site-functions/_ombud \
  fish/vendor_completions.d/ombud.fish vim/vimfiles/syntax/ombud.vim vim/vimfiles/ftdetect/ombud.vim; do
  pass "$file" test -s "$share/$file"
done
for command in $(ombud --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
  ombud help --man "$command" >page
  pass "the page of $command" cmp page "$share/man/man1/ombud-$command.1"
done

# ---- the durable host ----

cat >host.c <<'END'
#include "ombud_store.h"
#include "shop.h"
#include <stdio.h>
int main(void) {
  const ombud_linked linked = {&shop_policy, &shop_words};
  ombud_store_options o = {.url = "sqlite:shop.db", .linked = &linked, .n_linked = 1};
  char message[200];
  ombud_store *s;
  int status = ombud_store_open(&s, &o, message, sizeof message);
  ombud_store_close(s);
  puts(status ? message : "opened");
  return 0;
}
END
if have pkg-config; then
  # shellcheck disable=SC2046 # these are words
  pass 'header and library of the durable host' "${CC:-cc}" host.c shop.c -o host $(PKG_CONFIG_PATH=$prefix/lib/pkgconfig \
    pkg-config --define-prefix --cflags --libs ombud-store)
  exits 0 'the program' env LD_LIBRARY_PATH=$prefix/lib ./host
  pass '… which says what it has' grep -e '^opened$' -e 'built without sqlite' out
else
  skip 'the durable host' 'no pkg-config'
fi

# ---- the shared library ----

if [ "$(uname -s)" = Linux ]; then
  pass 'header and shared library' "${CC:-cc}" -I$prefix/include main.c shop.c -L$prefix/lib -lombud -o shared
  pass 'the program' env LD_LIBRARY_PATH=$prefix/lib ./shared
  pass 'it asks for libombud.so.0' sh -c 'readelf -d shared | grep "NEEDED.*\[libombud.so.0\]"'
  nm -D --defined-only $prefix/lib/libombud.so.0 | sed 's/.* //' | sort >exported
  # A function's name is what stands before the first parenthesis of a declaration, outside of braces; those that are
  # static are in the header itself.
  "${CC:-cc}" -E -P -DOMBUD_API= -x c $prefix/include/ombud.h | tr '\n' ' ' | sed -e ':inner' -e 's/{[^{}]*}/;/; tinner' |
    tr ';' '\n' | sed -n '/typedef/d; /static/d; s/^[^(]*[ *]\(ombud_[a-z0-9_]*\)(.*/\1/p' | sort >declared
  pass 'it exports the functions of ombud.h, and nothing else' diff declared exported
  pass 'and there are functions' grep ombud_step declared
else
  skip 'the shared library' 'tried on Linux only'
fi

# ---- colours for Vim ----

# The words of section 18 of the reference, of which tests/docs/language knows that they are the scanner's.
awk '/^<!-- words (reserved|free) -->$/ { next_block = 1 } /^```/ { inside = next_block && !inside; if (!inside) next_block = 0; next }
  inside' "$TOP/grammar/LANGUAGE.md" | tr ' ' '\n' | sort >words
# shellcheck disable=SC2013 # words are what is read
for word in $(sed -n 's/^syn keyword ombud\(Item\|Verb\|Clause\|Condition\|Function\) //p' $share/vim/vimfiles/syntax/ombud.vim); do
  echo "$word"
done | sort >coloured
pass 'every keyword has a colour, and no other word' diff words coloured
pass 'and there are keywords' grep may words
cp "$TOP/rules/douyin/douyin.ombud" .
cat >look.vim <<'END'
set runtimepath^=root/opt/ombud/share/vim/vimfiles
filetype on
syntax on
edit douyin.ombud
function Kind(word) abort
  call cursor(1, 1)
  call search('\C' . a:word)
  return synIDattr(synID(line('.'), col('.'), 1), 'name')
endfunction
let g:seen = map(['^policy', 'merchant may not \zscancel', 'user \zsmust', '48h', '@3.2', 'zh"', '抖音', '^#', '->', 'money', 'within'], 'Kind(v:val)')
call writefile([&filetype] + g:seen, 'seen')
quitall!
END
if have vim && vim --version | grep -q '+syntax'; then
  vim -Nu NONE -es -S look.vim
  pass 'what Vim makes of a rule file' test "$(paste -s -d' ' seen)" = "ombud ombudItem  ombudVerb ombudDuration \
ombudClauseNumber ombudLanguage ombudText ombudComment ombudSign ombudType ombudClause"
else
  skip 'what Vim makes of a rule file' 'no vim with colours here'
fi

# ---- elsewhere, and gone again ----

pass 'places of their own' make -C "$TOP" install DESTDIR="$WORK/other" PREFIX=/usr LIBDIR=/usr/lib/some-arch \
  INCLUDEDIR=/usr/include/some-arch DATADIR=/srv/share BINDIR=/srv/bin
for file in usr/lib/some-arch/libombud.a usr/include/some-arch/ombud.h srv/bin/ombud srv/share/man/man1/ombud.1; do
  pass "$file" test -s "other/$file"
done
pass 'pkg-config is told' grep '^libdir=${prefix}/lib/some-arch$' other/usr/lib/some-arch/pkgconfig/ombud.pc
pass '… of what is elsewhere, too' grep '^ombud=/srv/bin/ombud$' other/usr/lib/some-arch/pkgconfig/ombud.pc
pass 'and CMake' grep '"${CMAKE_CURRENT_LIST_DIR}/../../../.."' other/usr/lib/some-arch/cmake/ombud/ombudConfig.cmake
pass 'no template is left unfilled' sh -c '! grep -rI "@[A-Z_]*@" other'
pass 'uninstall there' make -C "$TOP" uninstall DESTDIR="$WORK/other" PREFIX=/usr LIBDIR=/usr/lib/some-arch \
  INCLUDEDIR=/usr/include/some-arch DATADIR=/srv/share BINDIR=/srv/bin
echo ours >root/opt/ombud/bin/ours
pass 'uninstall' make -C "$TOP" uninstall DESTDIR="$WORK/root" PREFIX=/opt/ombud
pass 'what is not of ombud stays' rm root/opt/ombud/bin/ours
find root other ! -type d >left
find root/opt/ombud other -mindepth 1 -name '*ombud*' >>left
find root/opt/ombud -mindepth 1 ! -name bin >>left
pass 'of ombud nothing is left' test ! -s left
pass 'a folder of the system stays' test -d other/usr/lib/some-arch/pkgconfig
pass 'uninstall again' make -C "$TOP" uninstall DESTDIR="$WORK/root" PREFIX=/opt/ombud
pass 'every folder below a prefix of its own is gone' sh -c '! find root/opt/ombud -mindepth 1 | grep .'
pass 'uninstall where nothing is' make -C "$TOP" uninstall DESTDIR="$WORK/nowhere"

# ---- what goes wrong ----

exits 2 'a prefix that is no path' make -C "$TOP" install DESTDIR="$WORK/root" PREFIX=opt
has err "'opt' is no absolute path"
: >file
exits 2 'a folder that cannot be made' make -C "$TOP" install DESTDIR="$WORK/file"
has err "$WORK/file"
