# edit.awk DIFF FILE: replaces the one place of FILE that has the lines of DIFF behind ` ` and `-`, in a row, by those
# behind ` ` and `+`.
NR == FNR {
  sign = substr($0, 1, 1)
  line = substr($0, 2)
  if (sign != "+") old[++n_old] = line
  if (sign != "-") new[++n_new] = line
  next
}
{ text[++n] = $0 }
END {
  for (at = 1; at + n_old - 1 <= n; at++) {
    same = 1
    for (i = 1; same && i <= n_old; i++) same = text[at + i - 1] == old[i]
    if (same) { found++; place = at }
  }
  if (found != 1) { print "the old lines stand there " found + 0 " times" >"/dev/stderr"; exit 1 }
  for (i = 1; i < place; i++) print text[i]
  for (i = 1; i <= n_new; i++) print new[i]
  for (i = place + n_old; i <= n; i++) print text[i]
}
