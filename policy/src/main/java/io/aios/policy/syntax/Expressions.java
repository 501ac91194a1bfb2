package io.aios.policy.syntax;

import static java.util.stream.Collectors.joining;

import io.aios.policy.grammar.CedarParser;
import io.aios.policy.grammar.CedarParser.*;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.StringValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Turns parse trees of expressions into {@link Expr}. */
final class Expressions {
  private static final int MOST_SIGNS = 4;
  private static final BigInteger LEAST_LONG = BigInteger.ONE.shiftLeft(63);
  private static final Map<String, Extension> EXTENSIONS =
      Arrays.stream(Extension.values()).collect(Collectors.toMap(Extension::sign, e -> e));
  private static final Map<String, Operator> METHODS =
      Map.of(
          "contains", Operator.CONTAINS,
          "containsAll", Operator.CONTAINS_ALL,
          "containsAny", Operator.CONTAINS_ANY,
          "getTag", Operator.GET_TAG,
          "hasTag", Operator.HAS_TAG);

  private Expressions() {}

  static Position at(ParserRuleContext tree) {
    return at(tree.getStart());
  }

  static Position at(Token token) {
    return new Position(token.getLine(), token.getCharPositionInLine() + 1);
  }

  static Expr expression(ExprContext tree) {
    return switch (tree) {
      case ConditionalContext choice ->
          new Expr.If(
              at(choice),
              expression(choice.expr(0)),
              expression(choice.expr(1)),
              expression(choice.expr(2)));
      case PlainContext plain -> or(plain.or());
      default -> throw new IllegalStateException("no such expression: " + tree.getClass());
    };
  }

  private static Expr or(OrContext tree) {
    List<Expr> terms = tree.and().stream().map(Expressions::and).toList();
    return terms.size() == 1 ? terms.getFirst() : new Expr.Or(at(tree), terms);
  }

  private static Expr and(AndContext tree) {
    List<Expr> terms = tree.relation().stream().map(Expressions::relation).toList();
    return terms.size() == 1 ? terms.getFirst() : new Expr.And(at(tree), terms);
  }

  private static Expr relation(RelationContext tree) {
    Position at = at(tree);
    return switch (tree) {
      case ComparisonContext comparison -> comparison(comparison);
      case HasAttributeContext has -> has(has);
      case LikeContext like ->
          new Expr.Like(at, sum(like.add()), SourceText.pattern(like.STRING().getSymbol()));
      case IsTypeContext is -> {
        Expr of = sum(is.add(0));
        Expr test = new Expr.IsType(at, of, is.path().getText());
        yield is.add().size() == 1
            ? test
            : new Expr.And(at, List.of(test, new Expr.Binary(at, Operator.IN, of, sum(is.add(1)))));
      }
      default -> throw new IllegalStateException("no such relation: " + tree.getClass());
    };
  }

  private static Expr comparison(ComparisonContext tree) {
    Expr left = sum(tree.add(0));
    if (tree.add().size() == 1) {
      return left;
    }
    Position at = at(tree);
    Expr right = sum(tree.add(1));
    int sign = ((TerminalNode) tree.getChild(1)).getSymbol().getType();
    return switch (sign) {
      case CedarParser.EQ -> new Expr.Binary(at, Operator.EQUAL, left, right);
      case CedarParser.NE -> new Expr.Not(at, new Expr.Binary(at, Operator.EQUAL, left, right));
      case CedarParser.LT -> new Expr.Binary(at, Operator.LESS, left, right);
      case CedarParser.LE -> new Expr.Binary(at, Operator.LESS_OR_EQUAL, left, right);
      case CedarParser.GT ->
          new Expr.Not(at, new Expr.Binary(at, Operator.LESS_OR_EQUAL, left, right));
      case CedarParser.GE -> new Expr.Not(at, new Expr.Binary(at, Operator.LESS, left, right));
      default -> new Expr.Binary(at, Operator.IN, left, right);
    };
  }

  private static Expr has(HasAttributeContext tree) {
    Position at = at(tree);
    Expr of = sum(tree.add());
    if (tree.STRING() != null) {
      return new Expr.HasAttribute(at, of, SourceText.text(tree.STRING().getSymbol()));
    }
    List<Expr> tests = new ArrayList<>();
    for (IdentContext name : tree.ident()) {
      tests.add(new Expr.HasAttribute(at, of, name.getText()));
      of = new Expr.Attribute(at, of, name.getText());
    }
    return tests.size() == 1 ? tests.getFirst() : new Expr.And(at, tests);
  }

  private static Expr sum(AddContext tree) {
    Expr sum = product(tree.mult(0));
    for (int term = 1; term < tree.mult().size(); term++) {
      boolean plus =
          ((TerminalNode) tree.getChild(2 * term - 1)).getSymbol().getType() == CedarParser.PLUS;
      Operator operator = plus ? Operator.ADD : Operator.SUBTRACT;
      sum = new Expr.Binary(at(tree), operator, sum, product(tree.mult(term)));
    }
    return sum;
  }

  private static Expr product(MultContext tree) {
    Expr product = signed(tree.unary(0));
    for (int factor = 1; factor < tree.unary().size(); factor++) {
      product = new Expr.Binary(at(tree), Operator.MULTIPLY, product, signed(tree.unary(factor)));
    }
    return product;
  }

  private static Expr signed(UnaryContext tree) {
    Position at = at(tree);
    int bangs = tree.BANG().size();
    int signs = tree.MINUS().size();
    if (bangs + signs > MOST_SIGNS) {
      throw new SyntaxFault(at, "at most " + MOST_SIGNS + " signs stand before an operand");
    }
    TerminalNode digits = number(tree.member());
    Expr operand;
    if (signs > 0 && digits != null) {
      operand = new Expr.Literal(at, integer(digits.getSymbol(), true));
      signs--;
    } else {
      operand = member(tree.member());
    }
    for (int n = 0; n < bangs; n++) {
      operand = new Expr.Not(at, operand);
    }
    for (int n = 0; n < signs; n++) {
      operand = new Expr.Negate(at, operand);
    }
    return operand;
  }

  private static @Nullable TerminalNode number(MemberContext tree) {
    return tree.access().isEmpty() && tree.primary() instanceof ConstantContext constant
        ? constant.literal().NUMBER()
        : null;
  }

  private static Expr member(MemberContext tree) {
    Expr member = primary(tree.primary());
    for (AccessContext access : tree.access()) {
      Position at = at(access);
      member =
          switch (access) {
            case AttributeContext attribute ->
                new Expr.Attribute(at, member, attribute.ident().getText());
            case IndexContext index ->
                new Expr.Attribute(at, member, SourceText.text(index.STRING().getSymbol()));
            case MethodCallContext call -> method(call, member);
            default -> throw new IllegalStateException("no such access: " + access.getClass());
          };
    }
    return member;
  }

  private static Expr method(MethodCallContext tree, Expr on) {
    Position at = at(tree.ident());
    String name = tree.ident().getText();
    List<Expr> arguments = expressions(tree.expr());
    if (name.equals("isEmpty")) {
      expect(at, name, 0, arguments);
      return new Expr.IsEmpty(at, on);
    }
    Operator operator = METHODS.get(name);
    if (operator != null) {
      expect(at, name, 1, arguments);
      return new Expr.Binary(at, operator, on, arguments.getFirst());
    }
    Extension function = EXTENSIONS.get(name);
    if (function == null || !function.isMethod()) {
      throw new SyntaxFault(at, "there is no method '" + name + "'");
    }
    expect(at, name, function.parameters().size() - 1, arguments);
    List<Expr> all = new ArrayList<>();
    all.add(on);
    all.addAll(arguments);
    return new Expr.Call(at, function, all);
  }

  private static Expr primary(PrimaryContext tree) {
    Position at = at(tree);
    return switch (tree) {
      case ConstantContext constant -> literal(constant.literal());
      case EntityLiteralContext entity -> new Expr.Literal(at, entity(entity.entity()));
      case FunctionCallContext call -> function(call);
      case ReferenceContext reference ->
          new Expr.Reference(at, Variable.valueOf(reference.getText().toUpperCase(Locale.ROOT)));
      case GroupedContext grouped -> expression(grouped.expr());
      case SetLiteralContext set -> new Expr.SetOf(at, expressions(set.expr()));
      case RecordLiteralContext literal -> record(literal);
      default -> throw new IllegalStateException("no such operand: " + tree.getClass());
    };
  }

  private static Expr literal(LiteralContext tree) {
    Position at = at(tree);
    if (tree.NUMBER() != null) {
      return new Expr.Literal(at, integer(tree.NUMBER().getSymbol(), false));
    }
    return new Expr.Literal(
        at,
        tree.STRING() != null
            ? new StringValue(SourceText.text(tree.STRING().getSymbol()))
            : BoolValue.of(tree.TRUE() != null));
  }

  private static LongValue integer(Token token, boolean negative) {
    BigInteger digits = new BigInteger(token.getText());
    BigInteger value = negative ? digits.negate() : digits;
    if (value.bitLength() > LEAST_LONG.bitLength() - 1) {
      throw new SyntaxFault(at(token), "the number " + value + " is over 64 bits");
    }
    return new LongValue(value.longValueExact());
  }

  static EntityUid entity(EntityContext tree) {
    return EntityUid.of(tree.path().getText(), SourceText.text(tree.STRING().getSymbol()));
  }

  private static Expr function(FunctionCallContext tree) {
    Position at = at(tree);
    String name = tree.path().getText();
    Extension function = EXTENSIONS.get(name);
    if (function == null || function.isMethod()) {
      String known =
          Arrays.stream(Extension.values())
              .filter(e -> !e.isMethod())
              .map(Extension::sign)
              .collect(joining(", "));
      throw new SyntaxFault(at, "there is no function '" + name + "'; there are " + known);
    }
    List<Expr> arguments = expressions(tree.expr());
    expect(at, name, function.parameters().size(), arguments);
    return new Expr.Call(at, function, arguments);
  }

  private static Expr record(RecordLiteralContext tree) {
    Map<String, Expr> attributes = new LinkedHashMap<>();
    for (EntryContext entry : tree.entry()) {
      String name =
          entry.STRING() != null
              ? SourceText.text(entry.STRING().getSymbol())
              : entry.ident().getText();
      if (attributes.put(name, expression(entry.expr())) != null) {
        throw new SyntaxFault(at(entry), "the record has two attributes '" + name + "'");
      }
    }
    return new Expr.RecordOf(at(tree), attributes);
  }

  private static List<Expr> expressions(List<ExprContext> trees) {
    return trees.stream().map(Expressions::expression).toList();
  }

  private static void expect(Position at, String name, int wanted, List<Expr> arguments) {
    if (arguments.size() != wanted) {
      throw new SyntaxFault(
          at, "'%s' takes %d argument(s), not %d".formatted(name, wanted, arguments.size()));
    }
  }
}
