package io.aios.federation.domain;

import java.time.Instant;

/**
 * An administrator's word that a definition may be offered.
 *
 * @param risk {@code read}, {@code write}, {@code destructive} or {@code external}: the
 *     administrator's judgement, never the server's
 */
public record Approval(Definition definition, ToolRisk risk, String by, Instant at) {}
