package io.aios.policy.syntax;

import io.aios.policy.value.Value;
import java.util.List;
import java.util.Map;

/** An expression. What the language only abbreviates ({@code !=}, {@code >}, …) is spelled out. */
public sealed interface Expr {
  /** Where it begins. */
  Position at();

  record Literal(Position at, Value value) implements Expr {}

  record Reference(Position at, Variable variable) implements Expr {}

  /** Left to right, until one is false. */
  record And(Position at, List<Expr> terms) implements Expr {}

  /** Left to right, until one is true. */
  record Or(Position at, List<Expr> terms) implements Expr {}

  record Not(Position at, Expr of) implements Expr {}

  record Negate(Position at, Expr of) implements Expr {}

  record If(Position at, Expr condition, Expr then, Expr otherwise) implements Expr {}

  record Binary(Position at, Operator operator, Expr left, Expr right) implements Expr {}

  record IsEmpty(Position at, Expr of) implements Expr {}

  record Attribute(Position at, Expr of, String name) implements Expr {}

  record HasAttribute(Position at, Expr of, String name) implements Expr {}

  record Like(Position at, Expr of, Wildcards pattern) implements Expr {}

  record IsType(Position at, Expr of, String type) implements Expr {}

  record SetOf(Position at, List<Expr> elements) implements Expr {}

  record RecordOf(Position at, Map<String, Expr> attributes) implements Expr {}

  record Call(Position at, Extension function, List<Expr> arguments) implements Expr {}
}
