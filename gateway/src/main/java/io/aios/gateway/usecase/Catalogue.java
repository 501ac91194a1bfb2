package io.aios.gateway.usecase;

import io.aios.gateway.domain.ServerStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything that the suite offers at one moment; immutable, replaced as a whole.
 *
 * @param tools by name, in alphabetical order
 * @param data what the servers offer beside tools, in the order of their aliases
 */
public record Catalogue(
    List<CatalogueTool> tools,
    List<ServerStatus> servers,
    List<ServerData> data,
    Map<String, CatalogueTool> byName) {
  public static final Catalogue EMPTY = new Catalogue(List.of(), List.of(), List.of(), Map.of());

  public static Catalogue of(List<CatalogueTool> tools, List<ServerStatus> servers) {
    return of(tools, servers, List.of());
  }

  /**
   * @throws IllegalStateException when two tools have the same name
   */
  public static Catalogue of(
      List<CatalogueTool> tools, List<ServerStatus> servers, List<ServerData> data) {
    return new Catalogue(
        tools.stream().sorted(Comparator.comparing(CatalogueTool::name)).toList(),
        servers.stream().sorted(Comparator.comparing(ServerStatus::server)).toList(),
        data.stream().sorted(Comparator.comparing(ServerData::server)).toList(),
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

  /** The server that a prompt is got from. */
  public Optional<ServerData> withPrompt(String name, Predicate<ServerData> among) {
    return first(among, data -> data.hasPrompt(name));
  }

  /**
   * The server that a resource is read from: one that lists it, or else one with a template that it
   * fits.
   */
  public Optional<ServerData> withResource(String uri, Predicate<ServerData> among) {
    return first(among, data -> data.hasResource(uri)).or(() -> first(among, d -> d.matches(uri)));
  }

  /** The server with this template. */
  public Optional<ServerData> withTemplate(String uriTemplate, Predicate<ServerData> among) {
    return first(among, data -> data.hasTemplate(uriTemplate) || data.hasResource(uriTemplate));
  }

  /** The server with this alias. */
  public Optional<ServerData> dataOf(String alias) {
    return first(its -> true, its -> its.server().equals(alias));
  }

  private Optional<ServerData> first(Predicate<ServerData> among, Predicate<ServerData> has) {
    Stream<ServerData> all = data.stream().filter(among);
    return all.filter(has).findFirst();
  }
}
