#!/bin/sh
# Puts what was built where it belongs, or takes it away again: one list for both.
# usage: install.sh install|uninstall
# From the top of the tree, with what PLACES lists in the Makefile in the environment.
set -eu
share=compiler/share/package

wrong() {
  echo "$1" >&2
  exit 2
}

for folder in "$PREFIX" "$BINDIR" "$LIBDIR" "$INCLUDEDIR" "$DATADIR" "$MANDIR"; do
  case $folder in
  '' | /*) ;;
  *) wrong "$1: '$folder' is no absolute path; programs could not be told where to find it" ;;
  esac
done

# ---- what files say of each other ----

# As it is written in a file that calls the prefix ${prefix}, so that an installation can be moved.
# shellcheck disable=SC2016 # for who reads that file to expand
from_prefix() { # FOLDER
  case $1 in
  "$PREFIX"/*) printf '${prefix}%s' "${1#"$PREFIX"}" ;;
  *) printf '%s' "$1" ;;
  esac
}

# The prefix as seen from the package for CMake.
# shellcheck disable=SC2016
to_prefix() {
  case $LIBDIR in
  "$PREFIX"/*)
    printf '${CMAKE_CURRENT_LIST_DIR}'
    printf '%s' "${LIBDIR#"$PREFIX"}/cmake/ombud" | sed 's|//*[^/]*|/..|g'
    ;;
  *) printf '%s' "$PREFIX" ;;
  esac
}

replace() { # NAME VALUE: a command for sed
  printf 's|@%s@|%s|g\n' "$1" "$(printf '%s' "$2" | sed 's/[&|\\]/\\&/g')"
}

fill() { # TEMPLATE
  sed "$(replace VERSION "$VERSION" && replace SHARED "$SHARED" && replace STORE_LIBS "$(cat build/store/libs)" && replace PREFIX "$PREFIX" &&
    replace TO_PREFIX "$(to_prefix)" && replace BINDIR "$(from_prefix "$BINDIR")" &&
    replace LIBDIR "$(from_prefix "$LIBDIR")" && replace INCLUDEDIR "$(from_prefix "$INCLUDEDIR")")" "$1"
}

# ---- the two ways ----

# A folder goes when it is empty, and so do those above it up to the prefix; of a system's own folders only ours do.
vacate() { # FOLDER
  folder=$1
  while :; do
    case $PREFIX,$folder in
    /usr,*/ombud | /usr/local,*/ombud) ;;
    /usr,* | /usr/local,*) return ;;
    "$PREFIX,$PREFIX"/*) ;;
    *) return ;;
    esac
    [ ! -d "$DESTDIR$folder" ] || rmdir "$DESTDIR$folder" 2>/dev/null || return 0
    folder=${folder%/*}
  done
}

case $1 in
install)
  # INSTALL may be words: a program and its options.
  # shellcheck disable=SC2086
  file() { # MODE FILE FOLDER [NAME]
    $INSTALL -d "$DESTDIR$3"
    $INSTALL -m "$1" "$2" "$DESTDIR$3/${4:-${2##*/}}"
  }
  filled() { # TEMPLATE FOLDER NAME
    fill "$1" >"build/$3"
    file 644 "build/$3" "$2"
  }
  link() { ln -sf "$1" "$DESTDIR$2/$3"; } # TO FOLDER NAME
  ;;
uninstall)
  file() { # MODE FILE FOLDER [NAME]
    rm -f "$DESTDIR$3/${4:-${2##*/}}"
    vacate "$3"
  }
  filled() { file - - "$2" "$3"; }
  link() { file - - "$2" "$3"; }
  ;;
*) wrong "usage: $0 install|uninstall" ;;
esac

# ---- the list ----

file 755 build/ombud "$BINDIR"
for header in ombud.h ombud_tables.h ombud_take.h; do file 644 "runtime/$header" "$INCLUDEDIR"; done
file 644 runtime/store/ombud_store.h "$INCLUDEDIR"
file 644 build/libombud.a "$LIBDIR"
file 644 build/libombud-store.a "$LIBDIR"
file 755 "build/$SHARED" "$LIBDIR"
link "$SHARED" "$LIBDIR" "$LINKED"
filled $share/ombud.pc.in "$LIBDIR/pkgconfig" ombud.pc
filled $share/ombud-store.pc.in "$LIBDIR/pkgconfig" ombud-store.pc
filled $share/ombudConfig.cmake.in "$LIBDIR/cmake/ombud" ombudConfig.cmake
filled $share/ombudConfigVersion.cmake.in "$LIBDIR/cmake/ombud" ombudConfigVersion.cmake

file 644 build/man/ombud.1 "$MANDIR/man1"
for command in compiler/commands/cmd_*.c; do
  page=ombud-${command#compiler/commands/cmd_}
  page=build/man/${page%.c}.1
  if [ "$1" = uninstall ] || [ -f "$page" ]; then file 644 "$page" "$MANDIR/man1"; fi
done
file 644 build/completions/ombud.bash "$DATADIR/bash-completion/completions" ombud
file 644 build/completions/ombud.zsh "$ZSHDIR" _ombud
file 644 build/completions/ombud.fish "$DATADIR/fish/vendor_completions.d"
file 644 $share/syntax.vim "$VIMDIR/syntax" ombud.vim
file 644 $share/ftdetect.vim "$VIMDIR/ftdetect" ombud.vim
