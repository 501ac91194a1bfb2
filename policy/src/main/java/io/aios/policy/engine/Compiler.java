package io.aios.policy.engine;

import io.aios.policy.syntax.Expr;
import io.aios.policy.syntax.Operator;
import io.aios.policy.syntax.Policy;
import io.aios.policy.syntax.Position;
import io.aios.policy.syntax.Scope;
import io.aios.policy.syntax.Variable;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.Outcome;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.SetValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the policies of one set into nodes. Two things make the result fast: what does not depend
 * on the request is computed now, and an expression that occurs more than once in the set, in
 * whichever policies, is one node that a decision evaluates once.
 */
final class Compiler {
  private static final Scene NOWHERE =
      new Scene(
          new Request(
              EntityUid.of("", ""), EntityUid.of("", ""), EntityUid.of("", ""), RecordValue.EMPTY),
          Entities.NONE,
          0);

  private final Map<Node, Node.Shared> known = new HashMap<>();
  private int remembered;

  /** How many shared expressions a decision has to remember. */
  int remembered() {
    return remembered;
  }

  /** Every test of a policy, in the order in which Cedar makes them. */
  List<Node> tests(Policy policy) {
    List<Node> tests = new ArrayList<>();
    scope(Variable.PRINCIPAL, policy.principal(), tests);
    scope(Variable.ACTION, policy.action(), tests);
    scope(Variable.RESOURCE, policy.resource(), tests);
    for (Expr condition : policy.conditions()) {
      Node node = compile(condition);
      if (node instanceof Node.Shared shared && shared.of() instanceof Node.All all) {
        tests.addAll(all.terms());
      } else {
        tests.add(node);
      }
    }
    tests.removeIf(test -> test.equals(new Node.Constant(BoolValue.TRUE)));
    return List.copyOf(tests);
  }

  private void scope(Variable variable, Scope scope, List<Node> tests) {
    Node subject = new Node.Named(variable);
    switch (scope) {
      case Scope.Any any -> {}
      case Scope.Equal equal -> tests.add(apply(Operator.EQUAL, subject, equal.entity()));
      case Scope.In in ->
          tests.add(
              in.entities().size() == 1
                  ? apply(Operator.IN, subject, in.entities().getFirst())
                  : share(
                      new Node.Apply(
                          Operator.IN, subject, new Node.Constant(SetValue.of(in.entities())))));
      case Scope.Is is -> tests.add(share(new Node.IsType(subject, is.type())));
      case Scope.IsIn is -> {
        tests.add(share(new Node.IsType(subject, is.type())));
        tests.add(apply(Operator.IN, subject, is.entity()));
      }
    }
  }

  private Node apply(Operator operator, Node subject, EntityUid entity) {
    return share(new Node.Apply(operator, subject, new Node.Constant(entity)));
  }

  private Node compile(Expr expr) {
    return switch (expr) {
      case Expr.Literal literal -> new Node.Constant(literal.value());
      case Expr.Reference reference -> new Node.Named(reference.variable());
      case Expr.And and -> all(and.terms());
      case Expr.Or or -> some(or.terms());
      case Expr.Not(Position at, Expr.Binary compared) when isComparison(compared) ->
          comparison(compared, true);
      case Expr.Not not -> {
        Node of = compile(not.of());
        yield fold(new Node.Not(of), of);
      }
      case Expr.Negate negate -> {
        Node of = compile(negate.of());
        yield fold(new Node.Negate(of), of);
      }
      case Expr.If choice -> choice(choice);
      case Expr.Binary binary -> binary(binary);
      case Expr.IsEmpty empty -> {
        Node of = compile(empty.of());
        yield fold(new Node.Empty(of), of);
      }
      case Expr.Attribute attribute -> {
        Node of = compile(attribute.of());
        yield fold(new Node.Attribute(of, attribute.name()), recordOnly(of));
      }
      case Expr.HasAttribute has -> {
        Node of = compile(has.of());
        yield fold(new Node.Has(of, has.name()), recordOnly(of));
      }
      case Expr.Like like -> {
        Node of = compile(like.of());
        yield fold(new Node.Like(of, like.pattern()), of);
      }
      case Expr.IsType is -> {
        Node of = compile(is.of());
        yield fold(new Node.IsType(of, is.type()), of);
      }
      case Expr.SetOf set -> {
        List<Node> elements = compile(set.elements());
        yield fold(new Node.SetOf(elements), elements.toArray(Node[]::new));
      }
      case Expr.RecordOf literal -> {
        Map<String, Node> attributes = new LinkedHashMap<>();
        literal.attributes().forEach((name, value) -> attributes.put(name, compile(value)));
        yield fold(new Node.RecordOf(attributes), attributes.values().toArray(Node[]::new));
      }
      case Expr.Call call -> {
        List<Node> arguments = compile(call.arguments());
        yield fold(new Node.Call(call.function(), arguments), arguments.toArray(Node[]::new));
      }
    };
  }

  private List<Node> compile(List<Expr> exprs) {
    return exprs.stream().map(this::compile).toList();
  }

  private Node binary(Expr.Binary binary) {
    if (isComparison(binary)) {
      return comparison(binary, false);
    }
    Node left = compile(binary.left());
    Node right = compile(binary.right());
    Node node = new Node.Apply(binary.operator(), left, right);
    return switch (binary.operator()) {
      // These look at the entities of the request.
      case IN, GET_TAG, HAS_TAG -> share(node);
      case EQUAL, LESS, LESS_OR_EQUAL, ADD, SUBTRACT, MULTIPLY -> fold(node, left, right);
      case CONTAINS, CONTAINS_ALL, CONTAINS_ANY -> fold(node, left, right);
    };
  }

  private static boolean isComparison(Expr.Binary binary) {
    return binary.operator() == Operator.LESS || binary.operator() == Operator.LESS_OR_EQUAL;
  }

  private Node comparison(Expr.Binary binary, boolean negated) {
    Node left = compile(binary.left());
    Node right = compile(binary.right());
    return fold(new Node.Compare(binary.operator(), negated, left, right), left, right);
  }

  private Node choice(Expr.If choice) {
    Node condition = compile(choice.condition());
    if (condition instanceof Node.Constant(BoolValue chosen)) {
      return compile(chosen.isTrue() ? choice.then() : choice.otherwise());
    }
    return share(new Node.Choice(condition, compile(choice.then()), compile(choice.otherwise())));
  }

  /** Drops terms that are true; a term that never is ends the conjunction. */
  private Node all(List<Expr> terms) {
    List<Node> kept = new ArrayList<>();
    for (Expr term : terms) {
      Node node = compile(term);
      if (!(node instanceof Node.Constant(Outcome outcome))) {
        kept.add(node);
      } else if (outcome != BoolValue.TRUE) {
        kept.add(node);
        break;
      }
    }
    return kept.isEmpty()
        ? new Node.Constant(BoolValue.TRUE)
        : fold(new Node.All(List.copyOf(kept)), kept.toArray(Node[]::new));
  }

  private Node some(List<Expr> terms) {
    List<Node> kept = new ArrayList<>();
    for (Expr term : terms) {
      Node node = compile(term);
      if (!(node instanceof Node.Constant(Outcome outcome))) {
        kept.add(node);
      } else if (outcome != BoolValue.FALSE) {
        kept.add(node);
        break;
      }
    }
    return kept.isEmpty()
        ? new Node.Constant(BoolValue.FALSE)
        : fold(new Node.Some(List.copyOf(kept)), kept.toArray(Node[]::new));
  }

  /** An operand that may be folded: an entity's attributes are the request's. */
  private static Node recordOnly(Node of) {
    return of instanceof Node.Constant(EntityUid uid) ? new Node.Named(Variable.CONTEXT) : of;
  }

  /** The node's outcome when it only depends on constants, else the node. */
  private Node fold(Node node, Node... operands) {
    for (Node operand : operands) {
      if (!(operand instanceof Node.Constant)) {
        return share(node);
      }
    }
    return new Node.Constant(node.evaluate(NOWHERE));
  }

  private Node share(Node node) {
    Node.Shared shared = known.get(node);
    if (shared == null) {
      shared = new Node.Shared(node);
      known.put(node, shared);
    } else if (!shared.isRemembered()) {
      shared.rememberAt(remembered++);
    }
    return shared;
  }
}
