" Vim syntax file: rule files of ombud, which says who may, must and may not do what.
" The words are those of section 18 of grammar/LANGUAGE.md; a test compares them.
if exists('b:current_syntax')
  finish
endif
let s:cpo = &cpo
set cpo&vim

" What begins an item or a field of one.
syn keyword ombudItem policy actors modes choice facts effects reasons process promise scenario include
syn keyword ombudItem actions events start state ends title version currency source

" The three verbs, and who they speak of.
syn keyword ombudVerb may must not nobody never all any only can reach once
syn keyword ombudClause after advise assume at because before by deemed denied do else for from in most of otherwise
syn keyword ombudClause remind silent then time times until waits within wait counting rounded
syn keyword ombudCondition when unless if and or
syn keyword ombudFunction min max latest earliest up down half_up half_even
syn keyword ombudType yes_no number money moment text actor
syn keyword ombudValue yes no clock

syn match ombudNumber "\<\d\+\(,\d\d\d\)*\>"
" 48h, 2d12h
syn match ombudDuration "\<\(\d\+\(ms\|[wdhms]\)\)\+\>"
syn match ombudClauseNumber "@\d\+\(\.[0-9A-Za-z]\+\)*"
syn match ombudSign "->\|=>\|<=\|>=\|!=\|[<>=]"

syn match ombudLanguage "\<[A-Za-z]\{2,3}\([-_][A-Za-z0-9]\+\)*\ze\"" nextgroup=ombudText
syn region ombudText start=+"+ skip=+\\.+ end=+"+ oneline contains=ombudEscape,@Spell
syn match ombudEscape "\\." contained
syn match ombudComment "#.*$" contains=ombudTodo,@Spell
syn keyword ombudTodo TODO FIXME XXX contained

hi def link ombudItem Structure
hi def link ombudVerb Statement
hi def link ombudClause Keyword
hi def link ombudCondition Conditional
hi def link ombudFunction Function
hi def link ombudType Type
hi def link ombudValue Boolean
hi def link ombudNumber Number
hi def link ombudDuration Number
hi def link ombudClauseNumber Identifier
hi def link ombudSign Operator
hi def link ombudLanguage SpecialChar
hi def link ombudText String
hi def link ombudEscape SpecialChar
hi def link ombudComment Comment
hi def link ombudTodo Todo

let b:current_syntax = 'ombud'
let &cpo = s:cpo
unlet s:cpo
