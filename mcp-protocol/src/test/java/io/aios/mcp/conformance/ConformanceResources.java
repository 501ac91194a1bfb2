package io.aios.mcp.conformance;

import io.aios.mcp.About;
import io.aios.mcp.Annotations;
import io.aios.mcp.McpJson;
import io.aios.mcp.fixture.FixtureTools;
import io.aios.mcp.resources.ReadResult;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import io.aios.mcp.resources.ResourceSet;
import io.aios.mcp.resources.ResourceTemplate;
import io.aios.mcp.server.Caching;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Resources the suite reads. */
final class ConformanceResources {
  private static final Caching CACHING = new Caching(Duration.ofSeconds(30), true);
  private static final String STATIC_TEXT = "test://static-text";
  private static final String STATIC_BINARY = "test://static-binary";
  private static final String WATCHED = "test://watched-resource";

  static final ResourceSet ALL =
      ResourceSet.builder()
          .resource(
              resource(STATIC_TEXT, "static-text", "text/plain"),
              exchange -> text(STATIC_TEXT, "This is the content of the static text resource."))
          .resource(
              resource(STATIC_BINARY, "static-binary", "image/png"),
              exchange ->
                  ReadResult.of(
                      new ResourceContents.Blob(STATIC_BINARY, "image/png", FixtureTools.ONE_PIXEL),
                      CACHING))
          .resource(
              resource(WATCHED, "watched-resource", "text/plain"),
              exchange -> text(WATCHED, "As it is now."))
          .template(
              ResourceTemplate.of(
                  "test://template/{id}/data",
                  "template-data",
                  "application/json",
                  About.of("The data of an id"),
                  Annotations.NONE),
              (uri, variables, exchange) -> Optional.of(data(uri, variables)))
          .build();

  private ConformanceResources() {}

  private static ResourceDescriptor resource(String uri, String name, String mimeType) {
    About about = About.of("What " + name + " holds").titled("Title of " + name);
    return ResourceDescriptor.of(uri, name, mimeType, about, Annotations.NONE);
  }

  private static ReadResult text(String uri, String text) {
    return ReadResult.of(new ResourceContents.Text(uri, "text/plain", text), CACHING);
  }

  private static ReadResult data(String uri, Map<String, String> variables) {
    String json = McpJson.object().put("id", variables.get("id")).toString();
    return ReadResult.of(new ResourceContents.Text(uri, "application/json", json), CACHING);
  }
}
