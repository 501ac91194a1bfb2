/*
 * Cedar's policy language, after the grammar in the language guide
 * (https://docs.cedarpolicy.com/policies/syntax-grammar.html). Templates are left out.
 */
grammar Cedar;

policies : policy* EOF ;

policy : annotation* effect=(PERMIT | FORBID)
         LPAREN principalScope COMMA actionScope COMMA resourceScope COMMA? RPAREN
         condition* SEMI ;

annotation : AT anyIdent (LPAREN STRING RPAREN)? ;

principalScope : PRINCIPAL entityConstraint? ;
resourceScope : RESOURCE entityConstraint? ;
entityConstraint
  : EQ entity                 # constraintEquals
  | IN entity                 # constraintIn
  | IS path (IN entity)?      # constraintIs
  ;
actionScope : ACTION (EQ entity | IN entity | IN LBRACKET (entity (COMMA entity)* COMMA?)? RBRACKET)? ;

condition : (WHEN | UNLESS) LBRACE expr RBRACE ;

expr : IF expr THEN expr ELSE expr   # conditional
     | or                            # plain
     ;
or : and (OR and)* ;
and : relation (AND relation)* ;
relation
  : add ((EQ | NE | LT | LE | GT | GE | IN) add)?     # comparison
  | add HAS (STRING | ident (DOT ident)*)             # hasAttribute
  | add LIKE STRING                                   # like
  | add IS path (IN add)?                             # isType
  ;
add : mult ((PLUS | MINUS) mult)* ;
mult : unary (STAR unary)* ;
unary : (BANG+ | MINUS+)? member ;
member : primary access* ;
access : DOT ident LPAREN (expr (COMMA expr)* COMMA?)? RPAREN   # methodCall
       | DOT ident                                              # attribute
       | LBRACKET STRING RBRACKET                               # index
       ;
primary : literal                                             # constant
        | entity                                              # entityLiteral
        | path LPAREN (expr (COMMA expr)* COMMA?)? RPAREN     # functionCall
        | variable                                            # reference
        | LPAREN expr RPAREN                                  # grouped
        | LBRACKET (expr (COMMA expr)* COMMA?)? RBRACKET      # setLiteral
        | LBRACE (entry (COMMA entry)* COMMA?)? RBRACE        # recordLiteral
        ;
entry : (ident | STRING) COLON expr ;
literal : TRUE | FALSE | NUMBER | STRING ;
variable : PRINCIPAL | ACTION | RESOURCE | CONTEXT ;
entity : path PATH_SEP STRING ;
path : ident (PATH_SEP ident)* ;

// Words with a meaning of their own in one place and plain names elsewhere.
ident : IDENT | PRINCIPAL | ACTION | RESOURCE | CONTEXT | PERMIT | FORBID | WHEN | UNLESS ;
anyIdent : ident | TRUE | FALSE | IF | THEN | ELSE | IN | IS | LIKE | HAS ;

TRUE : 'true' ;
FALSE : 'false' ;
IF : 'if' ;
THEN : 'then' ;
ELSE : 'else' ;
IN : 'in' ;
IS : 'is' ;
LIKE : 'like' ;
HAS : 'has' ;
PERMIT : 'permit' ;
FORBID : 'forbid' ;
WHEN : 'when' ;
UNLESS : 'unless' ;
PRINCIPAL : 'principal' ;
ACTION : 'action' ;
RESOURCE : 'resource' ;
CONTEXT : 'context' ;

AT : '@' ;
DOT : '.' ;
COMMA : ',' ;
SEMI : ';' ;
PATH_SEP : '::' ;
COLON : ':' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACE : '{' ;
RBRACE : '}' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
EQ : '==' ;
NE : '!=' ;
LE : '<=' ;
GE : '>=' ;
LT : '<' ;
GT : '>' ;
OR : '||' ;
AND : '&&' ;
PLUS : '+' ;
MINUS : '-' ;
STAR : '*' ;
BANG : '!' ;

IDENT : [_a-zA-Z] [_a-zA-Z0-9]* ;
NUMBER : [0-9]+ ;
STRING : '"' ('\\' . | ~["\\])* '"' ;
SPACE : [\p{White_Space}]+ -> skip ;
COMMENT : '//' ~[\r\n]* -> skip ;
