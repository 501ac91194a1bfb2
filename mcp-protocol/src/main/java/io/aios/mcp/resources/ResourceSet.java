package io.aios.mcp.resources;

import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Resources and templates that are known when the server starts, shown to everybody. Immutable. */
public final class ResourceSet implements ResourceCatalog {

  /** Reads one resource. */
  @FunctionalInterface
  public interface Reader {
    ReadResult read(McpExchange exchange);
  }

  /** Reads the resources of a template. */
  @FunctionalInterface
  public interface TemplateReader {
    /**
     * @param variables decoded: a value may hold any character, {@code /} and {@code ..} too
     * @return empty if there is no such resource
     */
    Optional<ReadResult> read(String uri, Map<String, String> variables, McpExchange exchange);
  }

  private record Entry(ResourceDescriptor descriptor, Reader reader) {}

  private record Family(ResourceTemplate descriptor, UriTemplate template, TemplateReader reader) {}

  private final Map<String, Entry> entries;
  private final List<Family> families;
  private final List<ResourceDescriptor> list;

  private ResourceSet(Map<String, Entry> entries, Map<String, Family> families) {
    this.entries = Map.copyOf(entries);
    this.families = List.copyOf(families.values());
    this.list = entries.values().stream().map(Entry::descriptor).toList();
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<ResourceDescriptor> list(McpExchange exchange) {
    return list;
  }

  @Override
  public List<ResourceTemplate> templates(McpExchange exchange) {
    return families.stream().map(Family::descriptor).toList();
  }

  @Override
  public Optional<ReadResult> read(String uri, McpExchange exchange) {
    Entry entry = entries.get(uri);
    if (entry != null) {
      return Optional.of(entry.reader().read(exchange));
    }
    return families.stream().flatMap(family -> read(family, uri, exchange).stream()).findFirst();
  }

  private static Optional<ReadResult> read(Family family, String uri, McpExchange exchange) {
    return family
        .template()
        .match(uri)
        .flatMap(variables -> family.reader().read(uri, variables, exchange));
  }

  /** Collects resources in any order; a URI or template given twice is an error. */
  public static final class Builder {
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Family> families = new TreeMap<>();

    private Builder() {}

    public Builder resource(ResourceDescriptor descriptor, Reader reader) {
      if (entries.putIfAbsent(descriptor.uri(), new Entry(descriptor, reader)) != null) {
        throw new IllegalStateException("Resource '" + descriptor.uri() + "' is given twice");
      }
      return this;
    }

    /**
     * @throws IllegalArgumentException if {@link UriTemplate} cannot match the template
     */
    public Builder template(ResourceTemplate descriptor, TemplateReader reader) {
      UriTemplate template = UriTemplate.of(descriptor.uriTemplate());
      Family family = new Family(descriptor, template, reader);
      if (families.putIfAbsent(descriptor.uriTemplate(), family) != null) {
        throw new IllegalStateException(
            "Template '" + descriptor.uriTemplate() + "' is given twice");
      }
      return this;
    }

    public ResourceSet build() {
      return new ResourceSet(entries, families);
    }
  }
}
