
# Which command the line has so far (none: ''), and behind it the operands.
function __ombud_given
    set -l words (commandline -opc)
    set -l waiting no
    set -l given
    for word in $words[2..-1]
        if test $waiting = yes
            set waiting no
        else if contains -- $word $__ombud_waiting
            set waiting yes
        else if not string match -q -- '-?*' $word
            set -a given $word
        end
    end
    test (count $given) -gt 0; or set given ''
    printf '%s\n' $given
end

# Is the command COMMAND, and the word to be completed its operand NUMBER, or with `on` a later one?
function __ombud_at -a command number on
    set -l given (__ombud_given)
    test "$given[1]" = "$command"; or return 1
    test -n "$number"; or return 0
    test (count $given) -eq $number; and return 0
    test "$on" = on -a (count $given) -gt $number
end

function __ombud_policies
    set -l text (commandline -ct)
    # with blanks and the like as the file has them, unless a quote is still open
    set -l plain (string unescape -- $text); and set text $plain
    set -l found $text*.ombud $text*/
    test (count $found) -gt 0; and printf '%s\n' $found
end

complete -c ombud -f
