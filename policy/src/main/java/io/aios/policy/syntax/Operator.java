package io.aios.policy.syntax;

/** Operators of two operands, both always evaluated, the left one first. */
public enum Operator {
  EQUAL("=="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  IN("in"),
  CONTAINS("contains"),
  CONTAINS_ALL("containsAll"),
  CONTAINS_ANY("containsAny"),
  GET_TAG("getTag"),
  HAS_TAG("hasTag");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  public String sign() {
    return sign;
  }
}
