# Changes a rule file at random, as an author might: other numbers, durations and names, one word for another of its kind,
# a sentence left out or written twice. Writes the changed files to PREFIX1.ombud … PREFIXn.ombud.
#
# awk -v n=N -v prefix=PREFIX -v seed=SEED -f changes.awk FILE

function random(below) { # the same everywhere, whatever awk it is
  state = (state * 16807) % 2147483647
  return state % below
}

# The tokens of the text, and what stands between them, in token[1 … n_tokens].
function cut(text) {
  n_tokens = n_names = 0
  while (text != "") {
    if (match(text, /^#[^\n]*/) || match(text, /^"[^"\n]*"/) || match(text, /^[A-Za-z_][A-Za-z0-9_]*/) ||
      match(text, /^[0-9][0-9a-z.]*/) || match(text, /^(->|=>|<=|>=|!=)/) || match(text, /^[ \n]+/)) len = RLENGTH
    else len = 1
    token[++n_tokens] = substr(text, 1, len)
    if (token[n_tokens] ~ /^[A-Za-z_]/ && !(token[n_tokens] in word)) name[++n_names] = token[n_tokens]
    text = substr(text, len + 1)
  }
}

function other_of(list,   choice, k) {
  k = split(list, choice, " ")
  return choice[1 + random(k)]
}

function change_token(   i, tries) {
  for (tries = 0; tries < 200; tries++) {
    i = 1 + random(n_tokens)
    if (token[i] ~ /^[0-9]+$/) token[i] = other_of(token[i] + 1 " 0 1 2 3 9 100 5000000000 9223372036854775807")
    else if (token[i] ~ /^[0-9]+[a-z]/ && token[i - 1] != "@") token[i] = other_of("1ms 1h 12h 2d 3d 7d 30d 36525d 23h59m59s999ms")
    else if (token[i] in kind) token[i] = other_of(kind[token[i]])
    else if (token[i] ~ /^[A-Za-z_]/ && !(token[i] in word) && random(2)) token[i] = name[1 + random(n_names)]
    else continue
    return
  }
}

# A line that holds a whole sentence.
function is_sentence(line,   open, shut) {
  open = gsub(/\{/, "{", line)
  shut = gsub(/\}/, "}", line)
  return open == shut && line ~ /(^| )(may|must|after|remind|waits|promise) /
}

function change_line(lines, n_lines,   i, k, tries) {
  for (tries = 0; tries < 200; tries++) {
    i = 1 + random(n_lines)
    k = 1 + random(n_lines)
    if (!is_sentence(lines[i]) || !is_sentence(lines[k])) continue
    if (random(2)) lines[i] = ""
    else lines[k] = lines[k] "\n" lines[i]
    return
  }
}

function changed(   text, lines, n_lines, i, times) {
  text = all
  for (times = 1 + random(3); times > 0; times--) {
    if (random(3) == 0) {
      n_lines = split(text, lines, "\n")
      change_line(lines, n_lines)
      text = ""
      for (i = 1; i <= n_lines; i++) text = text lines[i] "\n"
    } else {
      cut(text)
      change_token()
      text = ""
      for (i = 1; i <= n_tokens; i++) text = text token[i]
    }
  }
  return text
}

function alike(list,   choice, k) {
  for (k = split(list, choice, " "); k > 0; k--) kind[choice[k]] = list
}

BEGIN {
  k = split("policy actors modes choice facts effects reasons process promise scenario version title currency source state" \
    " start ends actions events in for any may must not or nobody within until from of by before after then else deemed do" \
    " when unless otherwise because at most times time remind waits assume advise and if all silent never once only can" \
    " reach wait denied min max counting yes no earliest latest rounded down up half_up half_even money number yes_no" \
    " moment text actor include zh en", words, " ")
  for (; k > 0; k--) word[words[k]]
  alike("when unless")
  alike("and or")
  alike("min max")
  alike("earliest latest")
  alike("down up half_up half_even")
  alike("< <= > >= = !=")
  alike("+ - *")
  alike("yes no")
  alike("from until")
  alike("of before")
  state = seed + 1
}
{ all = all $0 "\n" }
END {
  for (number = 1; number <= n; number++) {
    printf "%s", changed() >(prefix number ".ombud")
    close(prefix number ".ombud")
  }
}
