#!/bin/sh
# Writes the release build/ombud-VERSION.tar.gz and .tar.xz: what git tracks, as it stands here, and in generated/ what
# bison, flex and gettext make of it. The same files give the same bytes, wherever and whenever this runs (with the same
# gzip and xz).
# usage: dist.sh VERSION GENERATED…, from the top of the tree; each GENERATED is a file below build/
# SOURCE_DATE_EPOCH, seconds, is the date of all files; else it is that of the commit, or of the release this stands in.
set -eu
LC_ALL=C
export LC_ALL
name=ombud-$1
shift

wrong() {
  echo "dist: $1" >&2
  exit 2
}

tar --version 2>/dev/null | grep -q GNU || wrong 'this wants the tar of GNU, which can be told how files are dated and sorted'
for file; do
  [ -s "$file" ] || wrong "$file is empty: a release is made where gettext is"
done

# In a folder of its own, and moved into place when whole: two of these may run at a time.
stage=build/dist.$$
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name/generated"
files=$stage/$name/generated/FILES
if [ -e .git ]; then
  command -v git >/dev/null 2>&1 || wrong 'git, which knows the files of a release, is missing'
  git -c core.quotePath=false ls-files >"$files"
  date=$(git log -1 --format=%ct)
  git diff --quiet HEAD || echo 'dist: with changes that are not committed' >&2
elif [ -f generated/FILES ]; then
  cp generated/FILES "$files"
  date=$(date -r generated/FILES +%s)
else
  wrong 'which files belong to a release is known to git, or to the release that this tree came as; neither is here'
fi

tar -cf - -T "$files" | tar -xf - -C "$stage/$name"
for file; do
  copy=$stage/$name/generated/${file#build/}
  mkdir -p "${copy%/*}"
  cp "$file" "$copy"
done
tar --sort=name --format=ustar --mtime="@${SOURCE_DATE_EPOCH:-$date}" --owner=0 --group=0 --numeric-owner \
  --mode=a+rX,u+w,go-w -C "$stage" -cf "$stage/$name.tar" "$name"
gzip -n -9 -c "$stage/$name.tar" >"$stage/$name.tar.gz"
if command -v xz >/dev/null 2>&1; then xz -T1 -3 -c "$stage/$name.tar" >"$stage/$name.tar.xz"; fi
mv "$stage/$name".tar.[gx]z build/
