# Counts what `llvm-cov show --show-mcdc --show-branches=count` shows. A header is shown once for each program that has
# it inline: what one of them reaches is reached.
#
# -v excluded=FILE: a list of what is left out, PATH | PART OF A LINE | WHY: whole files; where a part is told, the branches
# in lines of the file that have it; and `switch`, of which clang counts whether any of the cases is met.
#
# First a line each for lines, branches and conditions: how many are reached, and of how many. Then what is not, by place.

BEGIN {
  while (excluded != "" && (getline <excluded) > 0) {
    if (/^#/ || split($0, column, / *[|] /) < 3) continue
    if (column[2] == "") left_out[column[1]]
    else parts[column[1]] = parts[column[1]] column[2] SUBSEP
  }
}

function note(kind, place, what, reached) {
  if (file in left_out) return
  key = file ":" place ": " what
  if (!((kind, key) in known)) {
    known[kind, key]
    total[kind]++
    missed[kind, key] = key
  }
  if (reached) delete missed[kind, key]
}

# Whether the line is one of those that are left out.
function is_excluded(line,   list, i) {
  for (i = split(parts[file], list, SUBSEP) - 1; i > 0; i--) if (index(source[line], list[i])) return 1
  return 0
}

function within_parentheses() {
  at = $0
  gsub(/^[^(]*\(|\).*/, "", at)
  return at
}

/^\/.*:$/ {
  file = $0
  gsub(/^.*\/coverage\/[a-z]*\/|:$/, "", file)
}
/^ *[0-9]+\|[^|]*[0-9][^|]*\|/ {
  split($0, part, "|")
  source[part[1] + 0] = substr($0, length(part[1]) + length(part[2]) + 3)
  note("lines", part[1] + 0, "never reached", part[2] !~ /^ *0$/)
}
/^ *\|  Branch \([0-9:]+\): \[/ {
  at = within_parentheses()
  split(at, part, ":")
  if ("switch" in left_out && substr(source[part[1]], 1, part[2] - 1) ~ /switch \($/) next
  if (is_excluded(part[1] + 0)) next
  if (/True: /) note("branches", at, "never true", !/True: 0[],]/)
  if (/False: /) note("branches", at, "never false", !/False: 0[],]/)
}
/^ *\|     Condition C[0-9]+ -->/ {
  place[$3] = within_parentheses()
}
/^ *\|  C[0-9]+-Pair: / {
  name = $2
  sub(/-.*/, "", name)
  note("conditions", place[name], "never decides alone", /: covered/)
}
END {
  for (i = split("lines branches conditions", kinds, " "); i > 0; i--) left[kinds[i]] = 0
  for (i in missed) {
    split(i, part, SUBSEP)
    left[part[1]]++
  }
  for (i = 1; i <= 3; i++) printf "%-10s %6d of %6d\n", kinds[i], total[kinds[i]] - left[kinds[i]], total[kinds[i]]
  for (i in missed) {
    print missed[i] | "sort -t: -k1,1 -k2,2n -k3,3n"
    status = 1
  }
  close("sort -t: -k1,1 -k2,2n -k3,3n")
  exit status + 0
}
