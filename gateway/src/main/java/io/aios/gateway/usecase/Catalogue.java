package io.aios.gateway.usecase;

import io.aios.gateway.domain.ServerStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every tool of the suite at one moment; immutable, replaced as a whole.
 *
 * @param tools by name, in alphabetical order
 */
public record Catalogue(
    List<CatalogueTool> tools, List<ServerStatus> servers, Map<String, CatalogueTool> byName) {

  public static final Catalogue EMPTY = new Catalogue(List.of(), List.of(), Map.of());

  /**
   * @throws IllegalStateException when two tools have the same name
   */
  public static Catalogue of(List<CatalogueTool> tools, List<ServerStatus> servers) {
    return new Catalogue(
        tools.stream().sorted(Comparator.comparing(CatalogueTool::name)).toList(),
        servers.stream().sorted(Comparator.comparing(ServerStatus::server)).toList(),
        tools.stream()
            .collect(Collectors.toUnmodifiableMap(CatalogueTool::name, Function.identity())));
  }

  public Optional<CatalogueTool> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** What a caller with these grants may call: listing and calling go by the same rule. */
  public List<CatalogueTool> grantedTo(Set<String> grants) {
    return tools.stream().filter(tool -> tool.permission().grantedBy(grants)).toList();
  }

  public boolean hasServer(String alias) {
    return servers.stream().anyMatch(server -> server.server().equals(alias));
  }
}
