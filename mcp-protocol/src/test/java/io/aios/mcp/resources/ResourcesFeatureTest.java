package io.aios.mcp.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.aios.mcp.About;
import io.aios.mcp.Annotations;
import io.aios.mcp.ErrorCodes;
import io.aios.mcp.Icon;
import io.aios.mcp.McpHeaders;
import io.aios.mcp.Role;
import io.aios.mcp.fixture.FixtureServer;
import io.aios.mcp.fixture.Post;
import io.aios.mcp.fixture.Post.Answer;
import io.aios.mcp.server.Caching;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ResourcesFeatureTest {
  private static final Caching LIST = new Caching(Duration.ofMinutes(5), true);
  private static final Caching HERE = new Caching(Duration.ofSeconds(7), false);
  private static final ResourceDescriptor LOGO =
      ResourceDescriptor.of(
          "app://logo",
          "logo",
          "image/png",
          About.of("The logo")
              .titled("Logo")
              .with(
                  new Icon(URI.create("https://icons.example/l.png"), "image/png", List.of("any")))
              .meta("example/size", 3),
          new Annotations(List.of(Role.USER), 0.5, Instant.parse("2026-01-02T03:04:05Z")));

  private static FixtureServer server;

  @BeforeAll
  static void start() {
    ResourceSet resources =
        ResourceSet.builder()
            .resource(plain("app://b"), exchange -> text("app://b", "b"))
            .resource(plain("app://a"), exchange -> text("app://a", "a"))
            .resource(
                LOGO,
                exchange ->
                    ReadResult.of(
                        ResourceContents.Blob.of(
                            "app://logo", "image/png", "png".getBytes(StandardCharsets.UTF_8)),
                        HERE))
            .template(
                ResourceTemplate.of(
                    "app://users/{id}", "user", null, About.of("A user"), Annotations.NONE),
                (uri, variables, exchange) ->
                    variables.get("id").equals("nobody")
                        ? Optional.empty()
                        : Optional.of(text(uri, "I am " + variables.get("id"))))
            .build();
    server =
        FixtureServer.start(0, builder -> builder.with(new ResourcesFeature(resources, LIST, 2)));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ResourceDescriptor plain(String uri) {
    return ResourceDescriptor.of(uri, uri, null, About.of("Plain"), Annotations.NONE);
  }

  private static ReadResult text(String uri, String text) {
    return ReadResult.of(new ResourceContents.Text(uri, "text/plain", text), HERE);
  }

  private static Answer read(String uri) {
    return Post.modern(server, "resources/read", "\"uri\":\"" + uri + "\"")
        .header(McpHeaders.NAME, uri)
        .send();
  }

  @Test
  void announcesResourcesAndNothingElse() {
    JsonNode capabilities = Post.modern(server, "server/discover", "").send().result();
    assertThat(capabilities.path("capabilities").propertyNames()).containsExactly("resources");
  }

  @Test
  void listsResourcesInPagesOrderedByUri() {
    JsonNode first = Post.modern(server, "resources/list", "").send().result();
    assertThat(first.path("resources").findValuesAsString("uri"))
        .containsExactly("app://a", "app://b");
    assertThat(first.path("ttlMs").asInt()).isEqualTo(300_000);
    assertThat(first.path("cacheScope").asString()).isEqualTo("public");

    String cursor = "\"cursor\":" + first.path("nextCursor");
    JsonNode second = Post.modern(server, "resources/list", cursor).send().result();
    assertThat(second.path("resources").findValuesAsString("uri")).containsExactly("app://logo");
    assertThat(second.has("nextCursor")).isFalse();
  }

  @Test
  void tellsAllThatIsSaidOfAResource() {
    assertThat(LOGO.json().toString())
        .isEqualTo(
            """
            {"uri":"app://logo","name":"logo","mimeType":"image/png","title":"Logo",\
            "description":"The logo","icons":[{"src":"https://icons.example/l.png",\
            "mimeType":"image/png","sizes":["any"]}],"_meta":{"example/size":3},\
            "annotations":{"audience":["user"],"priority":0.5,\
            "lastModified":"2026-01-02T03:04:05Z"}}""");
  }

  @Test
  void listsTemplates() {
    JsonNode result = Post.modern(server, "resources/templates/list", "").send().result();
    assertThat(result.path("resourceTemplates").findValuesAsString("uriTemplate"))
        .containsExactly("app://users/{id}");
  }

  @Test
  void readsTextWithItsCachingHints() {
    JsonNode result = read("app://a").result();
    assertThat(result.path("contents").toString())
        .isEqualTo("[{\"uri\":\"app://a\",\"mimeType\":\"text/plain\",\"text\":\"a\"}]");
    assertThat(result.path("ttlMs").asInt()).isEqualTo(7_000);
    assertThat(result.path("cacheScope").asString()).isEqualTo("private");
  }

  @Test
  void readsBytesAsBase64() {
    assertThat(read("app://logo").result().path("contents").path(0).path("blob").asString())
        .isEqualTo("cG5n");
  }

  @Test
  void readsResourceOfTemplate() {
    assertThat(read("app://users/a%20b").result().path("contents").path(0).path("text").asString())
        .isEqualTo("I am a b");
  }

  @Test
  void refusesWhatIsNotThereWithItsUri() {
    for (String uri : List.of("app://c", "app://users/nobody")) {
      Answer answer = read(uri);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
      assertThat(answer.json().path("error").path("data").path("uri").asString()).isEqualTo(uri);
    }
  }

  @Test
  void refusesWhatIsNotThereWithTheOldCodeInTheLegacyEra() {
    Answer answer = Post.legacy(server, "resources/read", "\"uri\":\"app://c\"").send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.LEGACY_RESOURCE_NOT_FOUND);
  }

  @Test
  void refusesLegacyRequestWithoutUri() {
    Answer answer = Post.legacy(server, "resources/read", "\"uri\":7").send();
    assertThat(answer.errorCode()).isEqualTo(ErrorCodes.INVALID_PARAMS);
  }

  @Test
  void refusesResourceGivenTwice() {
    var builder = ResourceSet.builder().resource(plain("app://a"), exchange -> text("a", "a"));
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.resource(plain("app://a"), exchange -> text("a", "a")));
  }
}
