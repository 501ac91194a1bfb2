package io.aios.python.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable seen closely. */
public record Inspection(
    String name,
    String type,
    @Nullable String size,
    String repr,
    List<String> attributes,
    @Nullable String doc) {}
