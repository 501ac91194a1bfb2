package io.aios.gateway.usecase;

import io.aios.contracts.tools.Risk;

/**
 * What a call costs its caller.
 *
 * @param units one for an ordinary tool
 */
public record Charge(String tool, Risk risk, int units) {}
