package io.aios.gateway.usecase;

import io.aios.contracts.tools.Risk;
import io.aios.contracts.tools.ToolPermission;
import io.aios.gateway.domain.ToolLimits;
import io.aios.mcp.About;
import io.aios.mcp.McpJson;
import io.aios.mcp.prompts.PromptDescriptor;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceTemplate;
import io.aios.mcp.resources.UriTemplate;
import io.aios.mcp.tools.ParamHeaders;
import io.aios.mcp.tools.ToolDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a server offers beside its tools. Who may read on the server may see and use it: for
 * permissions, policies, quotas and views, each of the three accesses is a tool of the server that
 * only reads.
 *
 * @param prompts getting one, {@code <server>_get_prompt}
 * @param resources reading one, {@code <server>_read_resource}
 * @param completion asking for suggestions, {@code <server>_complete_value}
 */
public record ServerData(
    CatalogueTool prompts, CatalogueTool resources, CatalogueTool completion, Offer offer) {

  /**
   * As the server lists it.
   *
   * @param watches whether single resources can be watched
   */
  public record Offer(
      List<PromptDescriptor> prompts,
      List<ResourceDescriptor> resources,
      List<ResourceTemplate> templates,
      boolean watches) {
    public static final Offer NOTHING = new Offer(List.of(), List.of(), List.of(), false);
  }

  /** Where a server is reached. */
  public record Place(String server, String service, String path, Duration timeout) {}

  public static ServerData of(Place place, Offer offer) {
    return new ServerData(
        access(place, "get_prompt", Set.of("prompts:read")),
        access(place, "read_resource", Set.of("resources:read")),
        access(place, "complete_value", Set.of("prompts:read", "resources:read")),
        offer);
  }

  private static CatalogueTool access(Place place, String verb, Set<String> hopScopes) {
    String name = place.server() + '_' + verb;
    return new CatalogueTool(
        name,
        place.server(),
        place.service(),
        place.path(),
        new ToolPermission(place.server(), Risk.READ),
        "default",
        place.timeout(),
        true,
        ToolDescriptor.of(name, McpJson.object().put("type", "object"), About.of(name)),
        arguments -> List.of(),
        ParamHeaders.declaredIn(McpJson.object()),
        hopScopes,
        false,
        ToolLimits.UNWATCHED);
  }

  public String server() {
    return prompts.server();
  }

  boolean hasPrompt(String name) {
    return offer.prompts().stream().anyMatch(prompt -> prompt.name().equals(name));
  }

  boolean hasResource(String uri) {
    return offer.resources().stream().anyMatch(resource -> resource.uri().equals(uri));
  }

  boolean hasTemplate(String uriTemplate) {
    return offer.templates().stream().anyMatch(t -> t.uriTemplate().equals(uriTemplate));
  }

  boolean matches(String uri) {
    return offer.templates().stream().anyMatch(template -> matches(template.uriTemplate(), uri));
  }

  private static boolean matches(String template, String uri) {
    try {
      return UriTemplate.of(template).match(uri).isPresent();
    } catch (IllegalArgumentException notMatchedHere) {
      return template.indexOf('{') > 0
          && uri.startsWith(template.substring(0, template.indexOf('{')));
    }
  }
}
