package io.aios.mcp.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.mcp.About;
import io.aios.mcp.Annotations;
import io.aios.mcp.McpJson;
import io.aios.mcp.Role;
import io.aios.mcp.resources.ResourceContents;
import io.aios.mcp.resources.ResourceDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentTest {

  static Stream<Content> blocks() {
    return Stream.of(
        new Content.Text("text"),
        new Content.Image("aaaa", "image/png"),
        new Content.Audio("aaaa", "audio/wav"),
        new Content.Link(
            ResourceDescriptor.of("a:b", "b", null, About.of("Linked"), Annotations.NONE)),
        new Content.Embedded(new ResourceContents.Text("a:b", null, "text")),
        new Content.Embedded(new ResourceContents.Blob("a:b", "image/png", "aaaa")),
        new Content.Other(McpJson.object().put("type", "hologram").put("depth", 3)));
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void comesThroughTheWireUnchanged(Content block) {
    assertThat(Content.of(McpJson.MAPPER.readTree(block.toJson().toString()))).isEqualTo(block);
  }

  @Test
  void carriesAnnotations() {
    Content block =
        new Content.Text("text").with(new Annotations(List.of(Role.ASSISTANT), 1.0, null));
    assertThat(block.toJson().toString())
        .isEqualTo(
            """
            {"type":"text","text":"text",\
            "annotations":{"audience":["assistant"],"priority":1.0}}""");
  }

  @Test
  void keepsLinkThatSaysTooLittle() {
    var json = McpJson.object().put("type", "resource_link").put("uri", "a:b");
    assertThat(Content.of(json)).isEqualTo(new Content.Other(json));
  }
}
