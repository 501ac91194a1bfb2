package io.aios.sysops.domain;

/** An installed package as lists show it. */
public record PackageEntry(
    String name,
    String version,
    String architecture,
    String state,
    long installedKib,
    String summary) {}
