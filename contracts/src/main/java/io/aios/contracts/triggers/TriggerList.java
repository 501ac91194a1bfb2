package io.aios.contracts.triggers;

import java.util.List;

/** The caller's triggers, by name. */
public record TriggerList(List<TriggerView> items) {}
