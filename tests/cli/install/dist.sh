#!/bin/sh
# `make dist`: a release builds without bison, flex and gettext, and is the same wherever and whenever it is made.
. "$TOP/tests/cli/lib.sh"
tar --version 2>/dev/null | grep -q GNU || { skip 'releases' 'no tar of GNU here' && exit; }
for tool in git xz; do have $tool || { skip 'releases' "no $tool here" && exit; }; done

unpack() { # TARBALL FOLDER: what is in it, without the folder around it
  mkdir "$2" && tar -xf "$1" -C "$2" --strip-components=1
}

# ---- two clones, and the release itself ----

release=ombud-$("$OMBUD" --version | sed -n '1s/^ombud //p').tar
pass 'make dist' make -C "$TOP" dist
pass 'as .gz and as .xz' sh -c 'gzip -dc "$0.gz" >a && xz -dc "$0.xz" | cmp a -' "$TOP/build/$release"
unpack "$TOP/build/$release.gz" repo
rm -rf repo/generated
pass 'a repository' git init -q repo
pass '… of all that' git -C repo add -A
pass '… of another day' env GIT_COMMITTER_DATE=2020-02-02T02:02:02Z git -C repo -c user.name=n -c user.email=e commit -q -m release
pass 'a clone' git clone -q repo clone
pass 'its release' make -C clone dist
umask 077
pass 'another clone' git clone -q repo 'some where/else'
find 'some where' -exec touch -d 2019-01-01 {} +
pass 'its release' env TZ=Asia/Shanghai LC_ALL=C.UTF-8 make -C 'some where/else' dist
umask 022
for kind in gz xz; do
  pass "another clone's release has the same bytes, .$kind" cmp "clone/build/$release.$kind" "some where/else/build/$release.$kind"
done
unpack "clone/build/$release.gz" release
pass 'it holds what git tracks' sh -c 'git -C repo ls-files | diff - release/generated/FILES'
pass 'it is dated' test "$(TZ=UTC date -r release/Makefile +%Y-%m-%dT%H:%M:%S)" = 2020-02-02T02:02:02
echo '# more' >>clone/Makefile
exits 0 'another date, and changes' make -C clone dist SOURCE_DATE_EPOCH=86400
pass 'the date is kept to' sh -c 'tar -tvf "$0" --utc | grep "1970-01-02 00:00 .*/Makefile"' "clone/build/$release.gz"
has err 'dist: with changes that are not committed'

# ---- a machine without bison, flex, gettext and git ----

mkdir bin
IFS=:
for folder in $PATH; do ln -s "$folder"/* bin 2>/dev/null; done # which are there twice, too: the first counts
unset IFS
rm -f bin/bison* bin/flex* bin/msg* bin/git
path=$PATH
PATH=$WORK/bin
for tool in bison flex msgfmt git; do exits 127 "no $tool" "$tool" --version; done
pass 'it builds' make -C release CFLAGS=-O0 all
pass '… and has nothing left to do' make -C release -q all
pass 'it compiles a policy' release/build/ombud build "$TOP/rules/douyin/douyin.ombud" -o t.c
pass '… like the compiler of the tree' sh -c '"$OMBUD" build "$0" --stdout | cmp - t.c' "$TOP/rules/douyin/douyin.ombud"
pass '… and speaks Chinese' sh -c 'OMBUD_LANG=zh release/build/ombud help | grep 用法'
pass 'a release of the release' make -C release dist
unpack "some where/else/build/$release.gz" again
pass '… has the same bytes' cmp "some where/else/build/$release.gz" "release/build/$release.gz"
PATH=$path

# ---- what goes wrong ----

rm -r again/generated
exits 2 'neither git nor a release' make -C again dist
has err 'which files belong to a release'
