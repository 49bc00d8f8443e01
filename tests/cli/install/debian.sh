#!/bin/sh
# The packages for Debian: dpkg-buildpackage builds them, lintian finds nothing, and what is in them suffices to build
# README.md's program.
. "$TOP/tests/cli/lib.sh"
for tool in git dpkg-buildpackage dh lintian cmake pkg-config; do
  have $tool || { skip 'packages for Debian' "no $tool here" && exit; }
done
pass 'a release' make -C "$TOP" dist
mkdir ombud
tar -xf "$TOP"/build/ombud-*.tar.gz -C ombud --strip-components=1
cd ombud || exit 2
dpkg-checkbuilddeps 2>../said || { skip 'packages for Debian' "$(cat ../said)" && exit; }
version=$(dpkg-parsechangelog -S Version)
pass 'the version is that of the compiler' test "ombud $version" = "$("$OMBUD" --version | head -n 1)"
# Without optimisation, without what a debugger needs, and without the tests, which are run here anyway, it takes three fifths of
# the time; all is as it would be where OMBUD_TEST_LONG is set.
DEB_BUILD_OPTIONS="parallel=$(nproc) noautodbgsym"
if [ -z "${OMBUD_TEST_LONG-}" ]; then
  DEB_BUILD_OPTIONS="$DEB_BUILD_OPTIONS noopt nocheck"
  DEB_CFLAGS_APPEND=-g0
  export DEB_CFLAGS_APPEND
fi
export DEB_BUILD_OPTIONS
pass 'dpkg-buildpackage' dpkg-buildpackage -us -uc
cd .. || exit 2
pass 'lintian has neither errors nor warnings' lintian --profile debian --fail-on error,warning ombud_*.changes

# ---- what is where ----

for package in ombud libombud0 libombud-dev; do
  dpkg-deb --fsys-tarfile $package"_$version"_*.deb | tar -t | sed -n 's|^\./\(.*[^/]\)$|\1|p' | sort >$package.files
  pass "$package" dpkg-deb -x $package"_$version"_*.deb root
done
holds() { # PACKAGE PATTERN…
  package=$1
  shift
  for pattern; do pass "$package has $pattern" grep -x "$pattern" "$package.files"; done
}
holds ombud usr/bin/ombud usr/share/man/man1/ombud-check.1.gz usr/share/bash-completion/completions/ombud \
  usr/share/zsh/vendor-completions/_ombud usr/share/fish/vendor_completions.d/ombud.fish \
  usr/share/vim/vimfiles/syntax/ombud.vim
holds libombud0 'usr/lib/[^/]*/libombud.so.0'
holds libombud-dev usr/include/ombud.h 'usr/lib/[^/]*/libombud.a' 'usr/lib/[^/]*/libombud.so' \
  'usr/lib/[^/]*/pkgconfig/ombud.pc' 'usr/lib/[^/]*/cmake/ombud/ombudConfig.cmake'

# ---- a program ----

mkdir shop
(cd shop && awk -f "$TOP/tests/docs/readme/blocks.awk" "$TOP/README.md")
cp "$TOP/rules/douyin/douyin.ombud" "$TOP/rules/douyin/douyin.md" shop
pass 'CMake' cmake -S shop -B shop/build -DCMAKE_PREFIX_PATH="$WORK/root/usr"
pass '… builds' cmake --build shop/build
pass '… a program that runs' sh -c 'shop/build/shop | grep "refund 9100 fen"'
config=$(echo root/usr/lib/*/pkgconfig)
pass 'pkg-config' env PKG_CONFIG_LIBDIR="$config" PKG_CONFIG_SYSROOT_DIR="$WORK/root" sh -c \
  'root/usr/bin/ombud build shop/douyin.ombud -o t.c -H douyin.h &&
   "${CC:-cc}" -I. shop/shop.c t.c $(pkg-config --cflags --libs ombud) -o t'
pass '… and a program that runs' env LD_LIBRARY_PATH="${config%/pkgconfig}" ./t
