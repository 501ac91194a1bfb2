package io.aios.contracts.triggers;

import java.util.List;

/** The last firings of a trigger, newest first. */
public record FiringList(List<FiringView> items) {}
