package io.aios.policy.value;

/** What an expression gives. Failures are values, so that a decision throws nothing. */
public sealed interface Outcome permits Value, Failure {}
