package io.aios.policy.schema;

import io.aios.policy.schema.Schema.ActionType;
import io.aios.policy.schema.Schema.EntityType;
import io.aios.policy.syntax.Expr;
import io.aios.policy.syntax.Kind;
import io.aios.policy.syntax.Operator;
import io.aios.policy.syntax.Position;
import io.aios.policy.syntax.Variable;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.StringValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the type of expressions where the types of principal, resource and context are known. An
 * optional attribute may be read only where a {@code has} before it is known to have held; those
 * are the {@code known} sets, of texts such as {@code context.risk}.
 */
final class Types {
  private static final Typed UNKNOWN = new Typed(new Type.Nothing(), Set.of());

  private final Schema schema;
  private final String principal;
  private final String resource;
  private final ActionType action;
  private final Consumer<Mistake> mistakes;

  /**
   * @param known what holds further, if the expression is true
   */
  record Typed(Type type, Set<String> known) {
    Typed(Type type) {
      this(type, Set.of());
    }
  }

  record Mistake(Position at, String message) {}

  Types(
      Schema schema,
      ActionType action,
      String principal,
      String resource,
      Consumer<Mistake> mistakes) {
    this.schema = schema;
    this.action = action;
    this.principal = principal;
    this.resource = resource;
    this.mistakes = mistakes;
  }

  Typed bool(Expr expr, Set<String> known) {
    Typed typed = of(expr, known);
    if (!typed.type().isBool()) {
      expected("Bool", expr, typed.type());
      return new Typed(Type.bool());
    }
    return typed;
  }

  private Typed of(Expr expr, Set<String> known) {
    return switch (expr) {
      case Expr.Literal literal -> literal(literal);
      case Expr.Reference reference -> new Typed(variable(reference.variable()));
      case Expr.And and -> and(and, known);
      case Expr.Or or -> or(or, known);
      case Expr.Not not -> {
        Type of = bool(not.of(), known).type();
        yield new Typed(of instanceof Type.Always(boolean value) ? new Type.Always(!value) : of);
      }
      case Expr.Negate negate -> {
        expect(Kind.LONG, negate.of(), known);
        yield plain(Kind.LONG);
      }
      case Expr.If choice -> choice(choice, known);
      case Expr.Binary binary -> binary(binary, known);
      case Expr.IsEmpty empty -> {
        set(empty.of(), known);
        yield new Typed(Type.bool());
      }
      case Expr.Attribute attribute -> attribute(attribute, known);
      case Expr.HasAttribute has -> has(has, known);
      case Expr.Like like -> {
        expect(Kind.STRING, like.of(), known);
        yield new Typed(Type.bool());
      }
      case Expr.IsType is -> isType(is, known);
      case Expr.SetOf set -> setOf(set, known);
      case Expr.RecordOf record -> {
        Map<String, Type.Member> members = new HashMap<>();
        record
            .attributes()
            .forEach(
                (name, value) -> members.put(name, new Type.Member(of(value, known).type(), true)));
        yield new Typed(new Type.RecordOf(members));
      }
      case Expr.Call call -> {
        for (int n = 0; n < call.arguments().size(); n++) {
          expect(call.function().parameters().get(n), call.arguments().get(n), known);
        }
        yield plain(call.function().result());
      }
    };
  }

  private static Typed plain(Kind kind) {
    return new Typed(new Type.Plain(kind));
  }

  private Typed literal(Expr.Literal literal) {
    return switch (literal.value()) {
      case BoolValue value -> new Typed(new Type.Always(value.isTrue()));
      case LongValue value -> plain(Kind.LONG);
      case StringValue value -> plain(Kind.STRING);
      case EntityUid uid -> {
        boolean listed =
            uid.type().equals("Action")
                ? schema.actions().containsKey(uid.id()) || schema.hasOpenAction()
                : schema.entity(uid.type()) != null;
        if (!listed) {
          mistake(literal, "the schema has no " + uid);
        }
        yield new Typed(new Type.OfEntity(uid.type()));
      }
      default -> UNKNOWN;
    };
  }

  private Type variable(Variable variable) {
    return switch (variable) {
      case PRINCIPAL -> new Type.OfEntity(principal);
      case ACTION -> new Type.OfEntity("Action");
      case RESOURCE -> new Type.OfEntity(resource);
      case CONTEXT -> action.context();
    };
  }

  private Typed and(Expr.And and, Set<String> known) {
    Set<String> so = known;
    boolean always = true;
    for (Expr term : and.terms()) {
      Typed typed = bool(term, so);
      if (typed.type().equals(new Type.Always(false))) {
        return typed;
      }
      always &= typed.type().equals(new Type.Always(true));
      so = union(so, typed.known());
    }
    return new Typed(always ? new Type.Always(true) : Type.bool(), so);
  }

  private Typed or(Expr.Or or, Set<String> known) {
    @Nullable Set<String> common = null;
    boolean never = true;
    for (Expr term : or.terms()) {
      Typed typed = bool(term, known);
      if (typed.type().equals(new Type.Always(true))) {
        return new Typed(typed.type());
      }
      if (!typed.type().equals(new Type.Always(false))) {
        never = false;
        common = common == null ? typed.known() : intersection(common, typed.known());
      }
    }
    return new Typed(
        never ? new Type.Always(false) : Type.bool(), common == null ? Set.of() : common);
  }

  private Typed choice(Expr.If choice, Set<String> known) {
    Typed condition = bool(choice.condition(), known);
    if (condition.type() instanceof Type.Always(boolean value)) {
      return of(value ? choice.then() : choice.otherwise(), union(known, condition.known()));
    }
    Typed then = of(choice.then(), union(known, condition.known()));
    Typed otherwise = of(choice.otherwise(), known);
    if (!then.type().meets(otherwise.type())) {
      mistake(
          choice, "'then' gives %s and 'else' gives %s".formatted(then.type(), otherwise.type()));
    }
    Type type = then.type().isBool() ? Type.bool() : then.type();
    return new Typed(type, intersection(then.known(), otherwise.known()));
  }

  private Typed binary(Expr.Binary binary, Set<String> known) {
    return switch (binary.operator()) {
      case EQUAL -> equal(binary, known);
      case LESS, LESS_OR_EQUAL -> {
        Type left = of(binary.left(), known).type();
        Type right = of(binary.right(), known).type();
        boolean ordered =
            left instanceof Type.Plain(Kind kind)
                && (kind == Kind.LONG || kind == Kind.DATETIME || kind == Kind.DURATION);
        boolean unknown = left.isUnknown() || right.isUnknown();
        if (!unknown && (!ordered || !left.equals(right))) {
          mistake(
              binary,
              "%s compares two of Long, datetime or duration, not %s and %s"
                  .formatted(binary.operator().sign(), left, right));
        }
        yield new Typed(Type.bool());
      }
      case ADD, SUBTRACT, MULTIPLY -> {
        expect(Kind.LONG, binary.left(), known);
        expect(Kind.LONG, binary.right(), known);
        yield plain(Kind.LONG);
      }
      case IN -> in(binary, known);
      case CONTAINS -> {
        Type element = set(binary.left(), known);
        Type value = of(binary.right(), known).type();
        related(binary, element, value);
        yield new Typed(Type.bool());
      }
      case CONTAINS_ALL, CONTAINS_ANY -> {
        related(binary, set(binary.left(), known), set(binary.right(), known));
        yield new Typed(Type.bool());
      }
      case GET_TAG, HAS_TAG -> tag(binary, known);
    };
  }

  private Typed equal(Expr.Binary binary, Set<String> known) {
    related(binary, of(binary.left(), known).type(), of(binary.right(), known).type());
    return new Typed(Type.bool());
  }

  private void related(Expr.Binary binary, Type left, Type right) {
    if (!left.meets(right)) {
      mistake(
          binary, "%s of %s and %s is never true".formatted(binary.operator().sign(), left, right));
    }
  }

  private Typed in(Expr.Binary binary, Set<String> known) {
    Type below = of(binary.left(), known).type();
    if (!(below instanceof Type.OfEntity)) {
      entity(binary.left(), below);
    }
    Type above = of(binary.right(), known).type();
    Type element = above instanceof Type.SetOf(Type of) ? of : above;
    if (!(element instanceof Type.OfEntity) && !(element instanceof Type.Nothing)) {
      expected("an entity or a set of entities", binary.right(), above);
    }
    return new Typed(Type.bool());
  }

  private Typed tag(Expr.Binary binary, Set<String> known) {
    Type of = of(binary.left(), known).type();
    expect(Kind.STRING, binary.right(), known);
    EntityType entity = of instanceof Type.OfEntity(String name) ? schema.entity(name) : null;
    if (entity == null || entity.tags() == null) {
      mistake(binary, of + " has no tags");
      return new Typed(Type.bool());
    }
    String tag = text(binary.left()) + ".tag(" + text(binary.right()) + ")";
    if (binary.operator() == Operator.HAS_TAG) {
      return new Typed(Type.bool(), Set.of(tag));
    }
    if (!known.contains(tag)) {
      mistake(binary, "the tag may be missing: test it with hasTag before");
    }
    return new Typed(entity.tags());
  }

  private Typed attribute(Expr.Attribute attribute, Set<String> known) {
    Type of = of(attribute.of(), known).type();
    if (of instanceof Type.Open) {
      requireKnown(attribute, known);
      return new Typed(of);
    }
    Type.RecordOf members = members(attribute, of);
    if (members == null) {
      return UNKNOWN;
    }
    Type.Member member = members.members().get(attribute.name());
    if (member == null) {
      mistake(
          attribute,
          "%s has no attribute '%s'; it has %s"
              .formatted(
                  of instanceof Type.RecordOf ? text(attribute.of()) : of,
                  attribute.name(),
                  members.members().keySet()));
      return UNKNOWN;
    }
    if (!member.required()) {
      requireKnown(attribute, known);
    }
    return new Typed(member.type());
  }

  private void requireKnown(Expr.Attribute attribute, Set<String> known) {
    if (!known.contains(text(attribute))) {
      mistake(
          attribute,
          "the attribute '%s' may be missing: test it with 'has' before"
              .formatted(attribute.name()));
    }
  }

  private Typed has(Expr.HasAttribute has, Set<String> known) {
    Type of = of(has.of(), known).type();
    Set<String> then = Set.of(text(has.of()) + "." + has.name());
    if (of instanceof Type.Open) {
      return new Typed(Type.bool(), then);
    }
    Type.RecordOf members = members(has, of);
    Type.Member member = members == null ? null : members.members().get(has.name());
    if (member == null) {
      return new Typed(new Type.Always(false));
    }
    // An entity of the request may be unknown altogether.
    return new Typed(Type.bool(), then);
  }

  private Type.@Nullable RecordOf members(Expr at, Type of) {
    switch (of) {
      case Type.RecordOf members -> {
        return members;
      }
      case Type.OfEntity(String name) -> {
        EntityType type = schema.entity(name);
        return type == null ? new Type.RecordOf(Map.of()) : type.attributes();
      }
      case Type.Nothing nothing -> {
        return null;
      }
      case Type.Open open -> {
        return null;
      }
      case Type.Plain plain -> mistake(at, plain + " has no attributes");
      case Type.Always always -> mistake(at, always + " has no attributes");
      case Type.SetOf set -> mistake(at, set + " has no attributes");
    }
    return null;
  }

  private Typed isType(Expr.IsType is, Set<String> known) {
    Type of = of(is.of(), known).type();
    if (schema.entity(is.type()) == null && !is.type().equals("Action")) {
      mistake(is, "there is no entity type " + is.type());
    }
    if (!(of instanceof Type.OfEntity(String name))) {
      entity(is.of(), of);
      return new Typed(Type.bool());
    }
    return new Typed(new Type.Always(name.equals(is.type())));
  }

  private Typed setOf(Expr.SetOf set, Set<String> known) {
    Type element = new Type.Nothing();
    if (set.elements().isEmpty()) {
      mistake(set, "an empty set has no type; use isEmpty()");
    }
    for (Expr each : set.elements()) {
      Type type = of(each, known).type();
      if (!element.meets(type)) {
        mistake(each, "a set holds one type, not %s and %s".formatted(element, type));
      }
      element = type.isBool() ? Type.bool() : type;
    }
    return new Typed(new Type.SetOf(element));
  }

  private Type set(Expr expr, Set<String> known) {
    Type type = of(expr, known).type();
    if (type instanceof Type.SetOf(Type element)) {
      return element;
    }
    expected("a set", expr, type);
    return new Type.Nothing();
  }

  private void expect(Kind kind, Expr expr, Set<String> known) {
    Type type = of(expr, known).type();
    boolean fits = kind == Kind.BOOL ? type.isBool() : type.equals(new Type.Plain(kind));
    if (!fits) {
      expected(kind.sign(), expr, type);
    }
  }

  /** No form of JSON is an entity. */
  private void entity(Expr expr, Type met) {
    if (met instanceof Type.Open) {
      mistake(expr, "an argument of a call is no entity");
    } else {
      expected("an entity", expr, met);
    }
  }

  private void expected(String wanted, Expr expr, Type met) {
    if (!met.isUnknown()) {
      mistake(expr, "expected %s, found %s".formatted(wanted, met));
    }
  }

  private void mistake(Expr at, String message) {
    mistakes.accept(new Mistake(at.at(), message));
  }

  /** A name for what an expression reads, the same wherever it is read. */
  private static String text(Expr expr) {
    return switch (expr) {
      case Expr.Reference reference -> reference.variable().name().toLowerCase(Locale.ROOT);
      case Expr.Attribute attribute -> text(attribute.of()) + "." + attribute.name();
      case Expr.Literal literal -> literal.value().toString();
      default -> expr.toString();
    };
  }

  static Set<String> union(Set<String> a, Set<String> b) {
    if (b.isEmpty()) {
      return a;
    }
    Set<String> both = new HashSet<>(a);
    both.addAll(b);
    return both;
  }

  private static Set<String> intersection(Set<String> a, Set<String> b) {
    Set<String> both = new HashSet<>(a);
    both.retainAll(b);
    return both;
  }
}
