package io.aios.gateway.usecase;

import io.aios.contracts.tools.Risk;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of the catalogue.
 *
 * @param profiles groups of tools, all when empty
 * @param readOnly only tools that change nothing
 */
public record ToolSelection(Set<String> profiles, boolean readOnly) {
  public static final ToolSelection EVERYTHING = new ToolSelection(Set.of(), false);

  public ToolSelection {
    profiles = Set.copyOf(profiles);
  }

  public boolean includes(CatalogueTool tool) {
    return (profiles.isEmpty() || profiles.contains(tool.profile()))
        && (!readOnly || tool.permission().risk() == Risk.READ);
  }

  /** As it is written in an address: {@code profile=default,hardware, read-only=true}. */
  @Override
  public String toString() {
    String groups =
        profiles.isEmpty() ? "" : "profile=" + String.join(",", new TreeSet<>(profiles));
    return !readOnly ? groups : groups.isEmpty() ? "read-only=true" : groups + ", read-only=true";
  }
}
