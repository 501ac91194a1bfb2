package io.aios.contracts.triggers;

/**
 * Which events fire a trigger.
 *
 * @param topic such as {@code aios.commands}
 * @param match a CEL expression over {@code event}, true for the events that fit
 */
public record EventMatch(String topic, String match) {}
