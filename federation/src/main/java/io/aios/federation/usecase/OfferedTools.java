package io.aios.federation.usecase;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.federation.domain.Approval;
import io.aios.federation.domain.PinnedTool;
import io.aios.federation.domain.ToolNames;
import io.aios.federation.domain.ToolState;
import io.aios.mcp.McpJson;
import io.aios.mcp.tools.ToolDescriptor;
import io.aios.platform.tools.ToolMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is offered of each server, as callers see it. Read again every second, so that what another
 * instance took back is soon taken back here too.
 */
@Component
public final class OfferedTools {
  private static final String PROFILE = "external";
  private static final Duration FRESH = Duration.ofSeconds(1);

  /**
   * What of a stranger's definition goes out: no icons, which clients would fetch, no annotations,
   * which are claims, and no {@code _meta}, in which it could speak for this suite.
   */
  private static final List<String> PASSED_ON =
      List.of("title", "description", "inputSchema", "outputSchema");

  private final ServerRecords records;
  private final FederationProperties properties;
  private final OfferChanges changes;
  private final Cache<String, SortedMap<String, OfferedTool>> cache =
      Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(1000).build();

  OfferedTools(ServerRecords records, FederationProperties properties, OfferChanges changes) {
    this.records = records;
    this.properties = properties;
    this.changes = changes;
  }

  /** Read again, and told to those who listen. */
  void changed(String alias) {
    cache.invalidate(alias);
    changes.toolsChanged(alias);
  }

  /** What can be called, ordered by name. */
  public List<ToolDescriptor> list(String alias) {
    return tools(alias).values().stream()
        .<ToolDescriptor>mapMulti(
            (tool, listed) -> {
              ToolDescriptor descriptor = tool.descriptor();
              if (descriptor != null) {
                listed.accept(descriptor);
              }
            })
        .toList();
  }

  @Nullable OfferedTool find(String alias, String offeredName) {
    return tools(alias).get(offeredName);
  }

  private SortedMap<String, OfferedTool> tools(String alias) {
    return cache.get(alias, this::read);
  }

  private SortedMap<String, OfferedTool> read(String alias) {
    SortedMap<String, OfferedTool> tools = new TreeMap<>();
    if (records.find(alias).filter(server -> server.enabled()).isEmpty()) {
      return tools;
    }
    List<PinnedTool> pinned = records.tools(alias);
    Map<String, String> names =
        ToolNames.of(alias, pinned.stream().map(PinnedTool::name).toList()).offered();
    for (PinnedTool tool : pinned) {
      String name = names.get(tool.name());
      if (name != null) {
        tools.put(name, new OfferedTool(tool, descriptor(name, tool)));
      }
    }
    return tools;
  }

  private @Nullable ToolDescriptor descriptor(String name, PinnedTool tool) {
    Approval approval = tool.approval();
    if (approval == null || tool.state() != ToolState.OFFERED) {
      return null;
    }
    ObjectNode defined = Definitions.json(approval.definition());
    ObjectNode json = McpJson.object().put("name", name);
    for (String member : PASSED_ON) {
      JsonNode value = defined.get(member);
      if (value != null) {
        json.set(member, value);
      }
    }
    Risk risk = Risk.valueOf(approval.risk().name());
    json.set("annotations", annotations(risk));
    json.set("_meta", meta(name, risk));
    return new ToolDescriptor(json);
  }

  private static ObjectNode annotations(Risk risk) {
    return McpJson.object()
        .put("readOnlyHint", risk == Risk.READ)
        .put("destructiveHint", risk == Risk.DESTRUCTIVE)
        .put("openWorldHint", true);
  }

  private ObjectNode meta(String name, Risk risk) {
    return McpJson.object()
        .put(ToolMeta.RISK, risk.wireName())
        .put(ToolMeta.PERMISSION, ToolPermission.of(name, risk).toString())
        .put(ToolMeta.TIMEOUT_SECONDS, properties.callTimeout().toSeconds())
        .put(ToolMeta.PROFILE, PROFILE);
  }
}
