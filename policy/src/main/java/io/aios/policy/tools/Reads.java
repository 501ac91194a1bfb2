package io.aios.policy.tools;

import io.aios.policy.syntax.Expr;
import io.aios.policy.syntax.Policy;
import io.aios.policy.syntax.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which parts of the context policies read. */
final class Reads {
  private static final String ARGUMENTS = "arguments";

  private final Set<String> attributes = new HashSet<>();
  private final Set<String> arguments = new HashSet<>();
  private boolean wholeContext;
  private boolean allArguments;

  private Reads() {}

  static Reads of(List<Policy> policies) {
    Reads reads = new Reads();
    policies.forEach(policy -> policy.conditions().forEach(reads::walk));
    return reads;
  }

  /** Whether some policy reads an attribute of the context. */
  boolean attribute(String name) {
    return wholeContext || attributes.contains(name);
  }

  boolean anyArgument() {
    return attribute(ARGUMENTS);
  }

  boolean argument(String name) {
    return wholeContext || allArguments || arguments.contains(name);
  }

  private void walk(Expr expr) {
    switch (expr) {
      case Expr.Literal literal -> {}
      case Expr.Reference reference -> wholeContext |= reference.variable() == Variable.CONTEXT;
      case Expr.And and -> and.terms().forEach(this::walk);
      case Expr.Or or -> or.terms().forEach(this::walk);
      case Expr.Not not -> walk(not.of());
      case Expr.Negate negate -> walk(negate.of());
      case Expr.If choice -> {
        walk(choice.condition());
        walk(choice.then());
        walk(choice.otherwise());
      }
      case Expr.Binary binary -> {
        walk(binary.left());
        walk(binary.right());
      }
      case Expr.IsEmpty empty -> walk(empty.of());
      case Expr.Attribute attribute -> member(attribute.of(), attribute.name());
      case Expr.HasAttribute has -> member(has.of(), has.name());
      case Expr.Like like -> walk(like.of());
      case Expr.IsType is -> walk(is.of());
      case Expr.SetOf set -> set.elements().forEach(this::walk);
      case Expr.RecordOf record -> record.attributes().values().forEach(this::walk);
      case Expr.Call call -> call.arguments().forEach(this::walk);
    }
  }

  private void member(Expr of, String name) {
    if (isContext(of)) {
      attributes.add(name);
      allArguments |= name.equals(ARGUMENTS);
    } else if (of instanceof Expr.Attribute outer
        && isContext(outer.of())
        && outer.name().equals(ARGUMENTS)) {
      attributes.add(ARGUMENTS);
      arguments.add(name);
    } else {
      walk(of);
    }
  }

  private static boolean isContext(Expr expr) {
    return expr instanceof Expr.Reference reference && reference.variable() == Variable.CONTEXT;
  }
}
