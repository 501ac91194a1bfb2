package io.aios.sysops.domain;

/** A systemd unit as lists show it. */
public record UnitEntry(String unit, String load, String active, String sub, String description) {}
