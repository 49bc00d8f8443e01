/* The grammar of ombud, LALR(1). LANGUAGE.md explains it with examples.
 *
 * Line ends mean nothing: a rule ends where the next one begins. That works because every sentence
 * has its fixed words, and those are no names. Words that carry no sentence are names as well (see
 * `word`).
 *
 * An error is reported by syntax.c; tokens.c then skips to where reading can go on, and says so with
 * RESYNC. What has been skipped is `lost`. That is why yyparse returns 0 after errors, too: whether a
 * file is right is the count of diagnostics. */

%require "3.8"
%define api.pure full
%define api.value.type union
%define api.location.type {span}
%define api.token.prefix {T_}
%define api.token.raw
%define parse.error custom
%define parse.lac full
%expect 0
%locations
%param {struct reader *r}

%code requires {
#include "ast_build.h"
}

%code provides {
/* What is an error by itself and has been reported; the grammar never sees it. */
#define T_JUNK (-1)
}

%code {
#include <stdlib.h>

#include "reader.h"
#include "translate.h"

/* A stack that cannot grow for want of memory is none that is too deep. */
#define YYMALLOC(size) arena_realloc(NULL, (size))
#define YYFREE         free

#define YYLLOC_DEFAULT(Current, Rhs, N) ((Current) = build_span(&YYRHSLOC(Rhs, 0), (size_t)(N)))
#define ADD(list, item) AST_ADD(r->arena, list, item)
#define FIRST(list, item) ((list).at = NULL, (list).len = (list).cap = 0, ADD(list, item))

static int yylex(YYSTYPE *value, span *at, reader *r) {
  return tokens_next(r, value, at);
}

static void yyerror(span *at, reader *r, const char *message);
}

/* ---- words ---- */

%token END 0 _("the end of the file")
%token RESYNC "the next rule"

%token <const char *> NAME _("a name")
%token <ast_text> TEXT _("a text")
%token <int64_t> NUMBER _("a number")
%token <int64_t> DURATION _("a duration such as 48h")
%token <const char *> CITE _("a citation such as @3.2")

%token LBRACE "{" RBRACE "}" LPAREN "(" RPAREN ")" COMMA "," COLON ":"
%token ARROW "->" YIELDS "=>" EQ "=" NE "!=" LT "<" LE "<=" GT ">" GE ">=" PLUS "+" MINUS "-" STAR "*" SLASH "/"

/* Words that begin an item of the file. */
%token <const char *> POLICY "policy" ACTORS "actors" MODES "modes" CHOICE "choice" FACTS "facts"
%token <const char *> EFFECTS "effects" REASONS "reasons" PROCESS "process" PROMISE "promise"
%token <const char *> SCENARIO "scenario" INCLUDE "include"

/* Words that carry a sentence. */
%token <const char *> ADVISE "advise" AFTER "after" ALL "all" AND "and" ANY "any" ASSUME "assume" AT "at"
%token <const char *> BECAUSE "because" BEFORE "before" BY "by" DEEMED "deemed" DO "do" ELSE "else" ENDS "ends"
%token <const char *> FOR "for" FROM "from" IN "in" MAY "may" MUST "must" NEVER "never" NOBODY "nobody"
%token <const char *> NOT "not" OF "of" ONLY "only" OR "or" OTHERWISE "otherwise" REMIND "remind"
%token <const char *> START "start" STATE "state" UNLESS "unless" UNTIL "until" WAITS "waits" WHEN "when"
%token <const char *> WITHIN "within"

/* Words that are names wherever the sentence does not need them. */
%token <const char *> ACTIONS "actions" CAN "can" COUNTING "counting" CURRENCY "currency" DENIED "denied" DOWN "down"
%token <const char *> EARLIEST "earliest" EVENTS "events" HALF_EVEN "half_even" HALF_UP "half_up" IF "if" LATEST "latest"
%token <const char *> MAX "max" MIN "min" MOST "most" ONCE "once" REACH "reach" ROUNDED "rounded"
%token <const char *> SILENT "silent" SOURCE "source" THEN "then" TIME "time" TIMES "times" TITLE "title"
%token <const char *> UP "up" VERSION "version" WAIT "wait"

/* ---- what the parts of a sentence become ---- */

%nterm <ast_item *> item    <ast_policy *> fields
%nterm <ast_fact> fact      <ast_facts> facts       <ast_bound> bound    <ast_bounds> bounds bound_list
%nterm <ast_effect> effect  <ast_effects> effects   <ast_param> param    <ast_params> params param_list
%nterm <ast_reason> reason  <ast_reasons> reasons   <ast_label> label end <ast_labels> labels label_list ends
%nterm <ast_node *> node    <ast_nodes> nodes lost_nodes                 <ast_heads> heads
%nterm <ast_rule *> rule    <ast_act *> act         <ast_acts> acts forbidden
%nterm <ast_call> call      <ast_calls> effect_calls calls               <ast_outcome *> outcome changes
%nterm <ast_due *> due      <ast_instant *> instant <ast_anchor> of_anchor anchor
%nterm <ast_tail *> tail    <ast_tails> tails       <ast_otherwise *> otherwise
%nterm <ast_consequence *> consequence
%nterm <ast_cond *> cond conjunction negation test  <ast_compare> compare <ast_value> value constant
%nterm <ast_expr *> expr term factor                <ast_exprs> exprs several <ast_round> round
%nterm <ast_promise *> claim silence                <ast_step *> step    <ast_steps> steps lost_steps
%nterm <ast_arg> arg        <ast_args> args arg_list <ast_expect *> expect expectation
%nterm <ast_expects> expects expect_list            <ast_refs> names act_facts excluded for_modes
%nterm <const char *> word  <ast_ref> name of_name of_mode target
%nterm <ast_texts> texts text_list advice           <ast_cite> cite      <ast_cites> cites

/* `ends a, b for cod …` may go on as an end of that mode only or as a block `for cod { … }`, and the brace
 * that tells is more than one word away: take the `for`, and see build_ends_for. */
%precedence "a name"
%precedence "for"

%%

/* ---- the file ---- */

file:
  %empty
| file item                     { build_item(r, $item, @item); }
;

item:
  "policy" name "{" fields "}"                          { $$ = build_policy(r, $name, $fields); }
| "actors" labels                                       { $$ = build_labels(r, ITEM_ACTORS, $labels); }
| "modes" labels                                        { $$ = build_labels(r, ITEM_MODES, $labels); }
| "choice" name texts "{" labels "}"                    { $$ = build_choice(r, $name, $texts, $labels); }
| "choice" name texts "{" lost "}"                      { $$ = NULL; }
| "facts" "{" facts "}"                                 { $$ = build_facts(r, $facts); }
| "effects" "{" effects "}"                             { $$ = build_effects(r, $effects); }
| "reasons" "{" reasons "}"                             { $$ = build_reasons(r, $reasons); }
| "process" name texts cites "{" nodes "}"              { $$ = build_process(r, $name, $texts, $cites, $nodes); }
| "promise" name for_modes silence ":" claim cites      { $claim->span = @claim; $$ = build_promise(r, $name, $for_modes, $silence, $claim, $cites); }
| "scenario" texts "of" name of_mode "{" steps "}"      { $$ = build_scenario(r, $texts, $name, $of_mode, $steps); }
| "include" TEXT                                        { $$ = build_include(r, $TEXT); }
| "process" lost lost_nodes                             { $$ = NULL; }
| "scenario" lost lost_steps                            { $$ = NULL; }
| lost                                                  { $$ = NULL; }
;

lost: error RESYNC              { yyerrok; } ;

/* ---- the header: version "2021-04-13" ---- */

fields:
  %empty                        { $$ = ARENA_NEW(r->arena, ast_policy); }
| fields "version" text_list    { $$ = $1; build_field(r, @2, &$$->version, $text_list); }
| fields "title" text_list      { $$ = $1; build_field(r, @2, &$$->title, $text_list); }
| fields "currency" text_list   { $$ = $1; build_field(r, @2, &$$->currency, $text_list); }
| fields "source" text_list     { $$ = $1; build_field(r, @2, &$$->source, $text_list); }
| fields lost                   { $$ = $1; }
;

/* ---- declarations: paid : money >= 0 and <= 100000 zh"实付金额" ---- */

labels: label_list | label_list "," ;

label_list:
  label                         { FIRST($$, $1); }
| label_list "," label          { $$ = $1; ADD($$, $3); }
;

label: name texts               { $$ = (ast_label){.name = $name, .texts = $texts}; } ;

facts:
  %empty                        { $$ = (ast_facts){0}; }
| facts fact                    { $$ = $1; ADD($$, $2); }
| facts lost                    { $$ = $1; }
;

fact: name[fact_name] ":" name[type] bounds texts { $$ = (ast_fact){$fact_name, $type, $bounds, $texts}; } ;

bounds:
  %empty                        { $$ = (ast_bounds){0}; }
| bound_list
;

bound_list:
  bound                         { FIRST($$, $1); }
| bound_list "and" bound        { $$ = $1; ADD($$, $3); }
;

bound:
  "<" constant                  { $$ = (ast_bound){CMP_LT, $2, @$}; }
| "<=" constant                 { $$ = (ast_bound){CMP_LE, $2, @$}; }
| ">" constant                  { $$ = (ast_bound){CMP_GT, $2, @$}; }
| ">=" constant                 { $$ = (ast_bound){CMP_GE, $2, @$}; }
;

effects:
  %empty                        { $$ = (ast_effects){0}; }
| effects effect                { $$ = $1; ADD($$, $2); }
| effects lost                  { $$ = $1; }
;

effect: name params texts       { $$ = (ast_effect){$name, $params, $texts}; } ;

params:
  %empty                        { $$ = (ast_params){0}; }
| "(" ")"                       { $$ = (ast_params){0}; }
| "(" param_list ")"            { $$ = $2; }
;

param_list:
  param                         { FIRST($$, $1); }
| param_list "," param          { $$ = $1; ADD($$, $3); }
;

param: name[param_name] ":" name[type] { $$ = (ast_param){$param_name, $type}; } ;

reasons:
  %empty                        { $$ = (ast_reasons){0}; }
| reasons reason                { $$ = $1; ADD($$, $2); }
| reasons lost                  { $$ = $1; }
;

reason: name texts advice       { $$ = (ast_reason){$name, $texts, $advice}; } ;

advice:
  %empty                        { $$ = (ast_texts){0}; }
| "advise" text_list            { $$ = $2; }
;

/* ---- a process and its blocks ---- */

nodes:
  %empty                        { $$ = (ast_nodes){0}; }
| nodes node                    { $$ = $1; ADD($$, $2); }
| nodes "ends" ends             { $$ = $1; ADD($$, build_list(r, NODE_ENDS, build_join(@2, @3), $ends)); }
| nodes "ends" ends cites "{" nodes[body] "}"
                                { $$ = $1; build_ends_for(r, &$$, @2, @5, $ends, $cites, $body); }
| nodes lost lost_nodes         { $$ = $1; build_append(r, &$$, $lost_nodes); }
;

/* What stands in a block whose header could not be read. */
lost_nodes:
  %empty                        { $$ = (ast_nodes){0}; }
| "{" nodes "}"                 { $$ = $nodes; }
;

node:
  "start" heads "{" nodes "}"               { $$ = build_start(r, build_upto(@1, @3), $heads, $nodes); }
| "state" name texts heads "{" nodes "}"    { $$ = build_state(r, build_upto(@1, @5), $name, $texts, $heads, $nodes); }
| "in" names heads "{" nodes "}"            { $$ = build_in(r, build_upto(@1, @4), $names, $heads, $nodes); }
| "in" "any" heads "{" nodes "}"            { $$ = build_in_any(r, build_upto(@1, @4), $heads, $nodes); }
| "for" names cites "{" nodes "}"           { $$ = build_for(r, build_upto(@1, @4), $names, $cites, $nodes); }
| "actions" label_list                      { $$ = build_list(r, NODE_ACTIONS, @$, $label_list); }
| "events" label_list                       { $$ = build_list(r, NODE_EVENTS, @$, $label_list); }
| rule tails                                { $$ = build_rule(r, @$, $rule, $tails); }
;

/* In any order: for cod @1.4 assume "in words" */
heads:
  %empty                        { $$ = (ast_heads){0}; }
| heads "for" names             { $$ = $1; build_add_names(r, &$$.modes, $names); }
| heads cite                    { $$ = $1; ADD($$.cites, $cite); }
;

cites:
  %empty                        { $$ = (ast_cites){0}; }
| cites cite                    { $$ = $1; ADD($$, $cite); }
;

cite:
  CITE                          { $$ = (ast_cite){CITE_CLAUSE, @$, $1}; }
| "assume" TEXT                 { $$ = (ast_cite){CITE_ASSUMPTION, @$, $2.text}; }
;

/* The last ones may turn out to be the modes of a block. No comma behind the last one here: the actor of a
 * rule may follow. */
ends:
  end                           { FIRST($$, $1); }
| ends "," end                  { $$ = $1; ADD($$, $3); }
;

end:
  name texts      %prec "a name" { $$ = (ast_label){.name = $name, .texts = $texts}; }
| name texts "for" name[mode]   { $$ = (ast_label){.name = $1, .texts = $texts}; ADD($$.modes, $mode); }
;

/* ---- rules: what stands before their tails ---- */

rule:
  names "may" act                           { $$ = build_may(r, $names, $act); }
| names "may" "not" forbidden               { $$ = build_may_not(r, $names, $forbidden); }
| "nobody" "may" forbidden                  { $$ = build_nobody(r, $forbidden); }
| "nobody" "may" "not" forbidden            { $$ = build_nobody(r, $forbidden); build_nobody_not(r, @3); }
| names "must" acts due "else" consequence  { $$ = build_must(r, $names, $acts, $due, $consequence); }
| "after" instant excluded "then" consequence
                                            { $$ = build_after(r, $instant, $excluded, $consequence); }
| "remind" names of_name DURATION "before"  { $$ = build_remind(r, $names, $of_name, $DURATION, @DURATION); }
| "waits" TEXT                              { $$ = build_waits(r, $TEXT); }
;

acts:
  act                           { FIRST($$, *$1); }
| acts "or" act                 { $$ = $1; ADD($$, *$3); }
;

act: name act_facts outcome     { $$ = build_act(r, @$, $name, $act_facts, $outcome); } ;

act_facts:
  %empty                        { $$ = (ast_refs){0}; }
| "(" ")"                       { $$ = (ast_refs){0}; }
| "(" names ")"                 { $$ = $names; }
;

forbidden:
  name                          { FIRST($$, build_forbidden($name)); }
| forbidden "or" name           { $$ = $1; ADD($$, build_forbidden($name)); }
;

outcome: target effect_calls    { $$ = build_outcome(r, $target, $effect_calls); } ;

target:
  %empty                        { $$ = (ast_ref){NULL, @$}; }
| "->" name                     { $$ = $name; }
;

effect_calls:
  %empty                        { $$ = (ast_calls){0}; }
| "do" calls                    { $$ = $calls; }
;

calls:
  call                          { FIRST($$, $1); }
| calls "," call                { $$ = $1; ADD($$, $3); }
;

call:
  name                          { $$ = (ast_call){.effect = $name, .span = @$}; }
| name "(" ")"                  { $$ = (ast_call){.effect = $name, .has_args = true, .span = @$}; }
| name "(" exprs ")"            { $$ = (ast_call){$name, true, $exprs, @$}; }
;

due:
  "within" DURATION of_anchor excluded
                                { $$ = build_within(r, build_join(@1, @3), $DURATION, $of_anchor, $excluded); }
| "by" instant excluded         { $$ = build_by(r, $instant, $excluded); }
;

excluded:
  %empty                        { $$ = (ast_refs){0}; }
| "not" "counting" names        { $$ = $names; }
;

consequence:
  "deemed" name                 { $$ = build_deemed(r, @$, $name); }
| name outcome                  { $$ = build_event(r, @$, $name, $outcome); }
;

of_name:
  %empty                        { $$ = (ast_ref){NULL, @$}; }
| "of" name                     { $$ = $name; }
;

/* ---- tails: any number, in any order; which rule takes which is checked later ---- */

tails:
  %empty                        { $$ = (ast_tails){0}; }
| tails tail                    { $$ = $1; ADD($$, *$tail); }
;

tail:
  "within" DURATION of_anchor   { $$ = build_window(r, @$, TAIL_WITHIN, build_distance(r, @$, $DURATION, $of_anchor)); }
| "from" instant                { $$ = build_window(r, @$, TAIL_FROM, $instant); }
| "until" instant               { $$ = build_window(r, @$, TAIL_UNTIL, $instant); }
| "when" cond otherwise         { $$ = build_guard(r, @$, TAIL_WHEN, $cond, $otherwise); }
| "unless" cond otherwise       { $$ = build_guard(r, @$, TAIL_UNLESS, $cond, $otherwise); }
| "at" "most" NUMBER times      { $$ = build_at_most(r, @$, $NUMBER); }
| "because" name                { $$ = build_because(r, @$, $name); }
| cite                          { $$ = build_cite(r, @$, $cite); }
;

times: "times" | "time" ;

otherwise:
  %empty                        { $$ = NULL; }
| "otherwise" changes           { $$ = build_otherwise(r, $changes, NULL); }
| "otherwise" "because" name    { $$ = build_otherwise(r, NULL, &$name); }
;

changes:
  "->" name effect_calls        { $$ = build_outcome(r, $name, $effect_calls); }
| "do" calls                    { $$ = build_outcome(r, (ast_ref){NULL, @1}, $calls); }
;

/* ---- time: 7d of send_back · 2d before arrival · arrival ---- */

instant:
  DURATION of_anchor            { $$ = build_distance(r, @$, $DURATION, $of_anchor); }
| DURATION "before" anchor      { $$ = build_before(r, @$, $DURATION, $anchor); }
| anchor                        { $$ = build_at(r, $anchor); }
;

of_anchor:
  %empty                        { $$ = (ast_anchor){.kind = ANCHOR_ENTRY, .span = @$}; }
| "of" anchor                   { $$ = $anchor; }
;

anchor:
  name                          { $$ = build_anchor(r, $name); }
| "latest" "(" names ")"        { $$ = (ast_anchor){ANCHOR_LATEST, @$, $names}; }
| "earliest" "(" names ")"      { $$ = (ast_anchor){ANCHOR_EARLIEST, @$, $names}; }
;

/* ---- conditions: not binds tighter than and, and tighter than or ---- */

cond:
  conjunction
| cond "or" conjunction         { $$ = build_cond(r, @$, COND_OR, $1, $3); }
;

conjunction:
  negation
| conjunction "and" negation    { $$ = build_cond(r, @$, COND_AND, $1, $3); }
;

negation:
  test
| "not" negation                { $$ = build_cond(r, @$, COND_NOT, $2, NULL); }
| "(" cond ")"                  { $$ = $2; }
;

test:
  name                          { $$ = build_bare_test(r, $name); }
| name compare constant         { $$ = build_test(r, @$, $name, $compare, $constant); }
;

compare:
  "="  { $$ = CMP_EQ; } | "!=" { $$ = CMP_NE; }
| "<"  { $$ = CMP_LT; } | "<=" { $$ = CMP_LE; }
| ">"  { $$ = CMP_GT; } | ">=" { $$ = CMP_GE; }
;

constant:
  value
| "-" NUMBER                    { $$ = (ast_value){.kind = VALUE_NUMBER, .span = @$, .number = -$2}; }
| "-" DURATION                  { $$ = (ast_value){.kind = VALUE_DURATION, .span = @$, .number = -$2}; }
;

value:
  NUMBER                        { $$ = (ast_value){.kind = VALUE_NUMBER, .span = @$, .number = $1}; }
| DURATION                      { $$ = (ast_value){.kind = VALUE_DURATION, .span = @$, .number = $1}; }
| name                          { $$ = (ast_value){.kind = VALUE_NAME, .span = @$, .name = $1.name}; }
;

/* ---- expressions: refund(paid - max(postage, 500) / 2 rounded down) ---- */

exprs:
  expr                          { FIRST($$, $1); }
| exprs "," expr                { $$ = $1; ADD($$, $3); }
;

several: exprs "," expr          { $$ = $1; ADD($$, $3); } ;

expr:
  term
| expr "+" term                 { $$ = build_binary(r, @$, EXPR_ADD, $1, $3); }
| expr "-" term                 { $$ = build_binary(r, @$, EXPR_SUB, $1, $3); }
;

term:
  factor
| term "*" factor               { $$ = build_binary(r, @$, EXPR_MUL, $1, $3); }
| term "/" factor "rounded" round
                                { $$ = build_division(r, @$, $1, $3, $round); }
;

factor:
  value                         { $$ = build_value(r, $value); }
| "-" factor                    { $$ = build_negate(r, @$, $2); }
| "(" expr ")"                  { $$ = $expr; }
| "min" "(" several ")"         { $$ = build_operation(r, @$, EXPR_MIN, $several); }
| "max" "(" several ")"         { $$ = build_operation(r, @$, EXPR_MAX, $several); }
;

round:
  "down"    { $$ = ROUND_DOWN; }    | "up"        { $$ = ROUND_UP; }
| "half_up" { $$ = ROUND_HALF_UP; } | "half_even" { $$ = ROUND_HALF_EVEN; }
;

/* ---- promises: promise return for cod if all silent : ends within 9d ---- */

for_modes:
  %empty                        { $$ = (ast_refs){0}; }
| "for" names                   { $$ = $names; }
;

silence:
  %empty                        { $$ = build_silence(r, SILENT_NONE, (ast_refs){0}); }
| "if" "all" "silent"           { $$ = build_silence(r, SILENT_ALL, (ast_refs){0}); }
| "if" names "silent"           { $$ = build_silence(r, SILENT_ACTORS, $names); }
;

claim:
  "ends" "within" DURATION      { $$ = build_ends_within(r, $DURATION, @DURATION); }
| names "never" name            { $$ = build_never_act(r, $names, $name); }
| "never" call                  { $$ = build_effect_claim(r, PROMISE_NEVER_DO, $call); }
| "once" call                   { $$ = build_effect_claim(r, PROMISE_ONCE, $call); }
| "can" "reach" name            { $$ = build_can_reach(r, $name, (ast_ref){NULL, @$}); }
| "can" "reach" name "from" name { $$ = build_can_reach(r, $3, $5); }
| "can" "do" call               { $$ = build_effect_claim(r, PROMISE_CAN_DO, $call); }
| name "only" "after" name      { $$ = build_only_after(r, $1, $4); }
;

/* ---- scenarios: user apply(paid = 9900) => requested, do refund(9900) ---- */

of_mode:
  %empty                        { $$ = (ast_ref){NULL, @$}; }
| "for" name                    { $$ = $name; }
;

steps:
  %empty                        { $$ = (ast_steps){0}; }
| steps step                    { $$ = $1; ADD($$, *$step); }
| steps lost                    { $$ = $1; }
;

lost_steps:
  %empty                        { $$ = (ast_steps){0}; }
| "{" steps "}"                 { $$ = $steps; }
;

step:
  name[actor] name[action] args expects
                                { $$ = build_step(r, @$, $actor, $action, $args, $expects); }
| "wait" DURATION expects       { $$ = build_time_step(r, @$, STEP_WAIT, $DURATION, $expects); }
| "at" DURATION expects         { $$ = build_time_step(r, @$, STEP_AT, $DURATION, $expects); }
;

args:
  %empty                        { $$ = (ast_args){0}; }
| "(" ")"                       { $$ = (ast_args){0}; }
| "(" arg_list ")"              { $$ = $arg_list; }
;

arg_list:
  arg                           { FIRST($$, $1); }
| arg_list "," arg              { $$ = $1; ADD($$, $3); }
;

arg:
  name                          { $$ = (ast_arg){.fact = $name}; }
| name "=" constant             { $$ = (ast_arg){$name, true, $constant}; }
;

expects:
  %empty                        { $$ = (ast_expects){0}; }
| "=>" expect_list              { $$ = $expect_list; }
;

expect_list:
  expect                        { FIRST($$, *$1); }
| expect_list "," expect        { $$ = $1; ADD($$, *$3); }
;

expect: expectation | "not" expectation { $$ = $2; $$->negated = true; $$->span = @$; } ;

expectation:
  name                          { $$ = build_expect(r, @$, EXPECT_STATE, $name); }
| "do" call                     { $$ = build_expect_do(r, @$, $call); }
| "denied" "because" name       { $$ = build_expect(r, @$, EXPECT_DENIED, $name); }
| "by" name                     { $$ = build_expect(r, @$, EXPECT_BY, $name); }
| "remind" name of_name         { $$ = build_expect(r, @$, EXPECT_REMIND, $name); $$->of = $of_name; }
;

/* ---- names and texts ---- */

names: name { FIRST($$, $1); } | names "," name { $$ = $1; ADD($$, $3); } ;

name: word { $$ = (ast_ref){$1, @$}; } ;

word:
  NAME
| "actions" | "can" | "counting" | "currency" | "denied" | "down" | "earliest" | "events" | "half_even"
| "half_up" | "if" | "latest" | "max" | "min" | "most" | "once" | "reach" | "rounded" | "silent" | "source" | "then"
| "time" | "times" | "title" | "up" | "version" | "wait"
;

texts:
  %empty                        { $$ = (ast_texts){0}; }
| text_list
;

text_list:
  TEXT                          { FIRST($$, $1); }
| text_list TEXT                { $$ = $1; ADD($$, $2); }
;

%%

const char *parser_token_name(int kind) {
  return yysymbol_name(YYTRANSLATE(kind));
}

static int yyreport_syntax_error(const yypcontext_t *context, reader *r) {
  yysymbol_kind_t symbols[SYNTAX_EXPECTED_MAX];
  int kinds[SYNTAX_EXPECTED_MAX];
  int n = yypcontext_expected_tokens(context, symbols, SYNTAX_EXPECTED_MAX);
  for (int i = 0; i < n; i++) kinds[i] = symbols[i]; /* the same numbers, with api.token.raw */
  syntax_report(r, kinds, n > 0 ? (size_t)n : 0);
  return 0;
}

/* Called for nothing but a full stack, see YYMAXDEPTH. */
static void yyerror(span *at, reader *r, const char *message) {
  (void)message;
  diag_report(r->diags, DIAG_E128, *at, "this is nested too deeply to be read");
}
