
# What the value of an option, or an operand, may be, of which TEXT is there: what is offered has LEAD in front.
_ombud_offer() { # KIND TEXT LEAD
  local words=$1 how='' found
  case $1 in
  any) return ;;
  file | policy) how='-f' ;;
  directory) how='-d' ;;
  warning) words=$_ombud_warnings ;;
  code) words=$_ombud_codes ;;
  command) words=$_ombud_commands ;;
  esac
  if [[ -z $how ]]; then
    COMPREPLY=($(compgen -P "$3" -W "$words" -- "$2"))
    return
  fi
  [[ -n $3 ]] || compopt -o filenames 2>/dev/null
  while IFS= read -r found; do
    [[ $1 == policy && $found != *.ombud && ! -d $found ]] || COMPREPLY+=("$3$found")
  done < <(compgen $how -- "$2")
}

_ombud() {
  COMPREPLY=()
  # Bash cuts words at `=` where COMP_WORDBREAKS has it. They are put together again.
  local given=() word n i glue=
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]} n=${#given[@]}
    if ((n > 0)) && [[ $word == '=' && ${given[n - 1]} == --* && ${given[n - 1]} != *=* ]]; then
      given[n - 1]+='=' glue=yes
    elif [[ -n $glue ]]; then
      given[n - 1]+=$word glue=
    else
      given[n]=$word
    fi
  done

  # The command, how many operands are there already, and the option that waits for its value.
  local last=$((${#given[@]} - 1)) command='' operands=0 waiting='' ended=''
  for ((i = 0; i < last; i++)); do
    word=${given[i]}
    if [[ -n $waiting ]]; then
      waiting=
    elif [[ -z $ended && $word == -- ]]; then
      ended=yes
    elif [[ -z $ended && $word == -?* ]]; then
      [[ " $_ombud_waiting " != *" $word "* ]] || waiting=$word
    elif [[ -z $command ]]; then
      command=$word
    else
      operands=$((operands + 1))
    fi
  done

  local text=${given[last]} kind=any kinds=() repeated='' names=''
  if [[ -n $waiting ]]; then
    _ombud_value "$command" "$waiting"
    _ombud_offer "$kind" "$text" ''
  elif [[ -z $ended && $text == --*=* ]]; then
    _ombud_value "$command" "${text%%=*}"
    word=
    [[ ${COMP_WORDS[COMP_CWORD]} != "$text" ]] || word=${text%%=*}= # bash replaces the whole word
    _ombud_offer "$kind" "${text#*=}" "$word"
  elif [[ -z $ended && $text == -[!-]?* ]]; then
    _ombud_value "$command" "${text:0:2}"
    _ombud_offer "$kind" "${text:2}" "${text:0:2}"
  elif [[ -z $ended && $text == -* ]]; then
    _ombud_names "$command"
    COMPREPLY=($(compgen -W "$names" -- "$text"))
    [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
  elif [[ -z $command ]]; then
    _ombud_offer command "$text" ''
  else
    _ombud_operands "$command"
    [[ $operands -ge ${#kinds[@]} && -n $repeated ]] && operands=$((${#kinds[@]} - 1))
    [[ $operands -ge ${#kinds[@]} ]] || _ombud_offer "${kinds[operands]}" "$text" ''
  fi
}

complete -F _ombud ombud
