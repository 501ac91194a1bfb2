package io.aios.mcp.prompts;

import io.aios.mcp.server.McpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prompts that are known when the server starts and shown to everybody. Immutable. */
public final class PromptSet implements PromptCatalog {

  /** Fills one prompt. */
  @FunctionalInterface
  public interface Body {
    PromptResult get(Map<String, String> arguments, McpExchange exchange);
  }

  private record Entry(PromptDescriptor descriptor, Body body) {}

  private final Map<String, Entry> entries;
  private final List<PromptDescriptor> list;

  private PromptSet(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
    this.list = entries.values().stream().map(Entry::descriptor).toList();
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public List<PromptDescriptor> list(McpExchange exchange) {
    return list;
  }

  @Override
  public PromptResult get(String name, Map<String, String> arguments, McpExchange exchange) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw PromptsFeature.unknown(name);
    }
    return entry.body().get(arguments, exchange);
  }

  /** Collects prompts in any order; a name given twice is an error. */
  public static final class Builder {
    private final Map<String, Entry> entries = new TreeMap<>();

    private Builder() {}

    public Builder prompt(PromptDescriptor descriptor, Body body) {
      if (entries.putIfAbsent(descriptor.name(), new Entry(descriptor, body)) != null) {
        throw new IllegalStateException("Prompt '" + descriptor.name() + "' is given twice");
      }
      return this;
    }

    public PromptSet build() {
      return new PromptSet(entries);
    }
  }
}
