package io.aios.policy.syntax;

/** The four things a request says. */
public enum Variable {
  PRINCIPAL,
  ACTION,
  RESOURCE,
  CONTEXT
}
