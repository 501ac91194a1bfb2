/*
 * Cedar's human-readable schema, after
 * https://docs.cedarpolicy.com/schema/human-readable-schema-grammar.html; without namespaces.
 */
grammar CedarSchema;

schema : declaration* EOF ;

declaration
  : annotation* ENTITY idents (IN entityTypes)? (ASSIGN? record)? (TAGS type)? SEMI           # entityDeclaration
  | annotation* ACTION names (IN actionNames)? (APPLIES_TO LBRACE applies (COMMA applies)* COMMA? RBRACE)? SEMI  # actionDeclaration
  | annotation* TYPE ident ASSIGN type SEMI                                                    # typeDeclaration
  ;
annotation : AT ident (LPAREN STRING RPAREN)? ;
applies
  : (PRINCIPAL | RESOURCE) COLON entityTypes      # appliesToEntities
  | CONTEXT COLON (ident | record)                # appliesToContext
  ;
entityTypes : path | LBRACKET (path (COMMA path)* COMMA?)? RBRACKET ;
actionNames : actionName | LBRACKET actionName (COMMA actionName)* COMMA? RBRACKET ;
actionName : (path PATH_SEP)? STRING | ident ;
record : LBRACE (attribute (COMMA attribute)* COMMA?)? RBRACE ;
attribute : annotation* name QUESTION? COLON type ;
type : SET LT type GT     # setType
     | record             # recordType
     | path               # namedType
     ;
path : ident (PATH_SEP ident)* ;
idents : ident (COMMA ident)* ;
names : name (COMMA name)* ;
name : ident | STRING ;
ident : IDENT | ENTITY | ACTION | TYPE | TAGS | APPLIES_TO | PRINCIPAL | RESOURCE | CONTEXT | IN | SET ;

ENTITY : 'entity' ;
ACTION : 'action' ;
TYPE : 'type' ;
TAGS : 'tags' ;
APPLIES_TO : 'appliesTo' ;
PRINCIPAL : 'principal' ;
RESOURCE : 'resource' ;
CONTEXT : 'context' ;
IN : 'in' ;
SET : 'Set' ;
AT : '@' ;
COMMA : ',' ;
SEMI : ';' ;
PATH_SEP : '::' ;
COLON : ':' ;
QUESTION : '?' ;
ASSIGN : '=' ;
LT : '<' ;
GT : '>' ;
LPAREN : '(' ;
RPAREN : ')' ;
LBRACE : '{' ;
RBRACE : '}' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
IDENT : [_a-zA-Z] [_a-zA-Z0-9]* ;
STRING : '"' ('\\' . | ~["\\])* '"' ;
SPACE : [\p{White_Space}]+ -> skip ;
COMMENT : '//' ~[\r\n]* -> skip ;
