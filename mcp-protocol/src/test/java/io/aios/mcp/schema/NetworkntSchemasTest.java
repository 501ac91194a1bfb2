package io.aios.mcp.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.aios.mcp.McpJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class NetworkntSchemasTest {
  private static final NetworkntSchemas SCHEMAS = new NetworkntSchemas();

  private static ObjectNode json(String text) {
    return (ObjectNode) McpJson.MAPPER.readTree(text);
  }

  @Test
  void knowsWhatIsNewIn2020() {
    SchemaCheck check =
        SCHEMAS.compile(
            json(
                """
                {"$defs":{"word":{"$anchor":"w","type":"string"}},
                 "properties":{"a":{"prefixItems":[{"$ref":"#w"}],"items":false}},
                 "if":{"required":["b"]},"then":{"required":["c"]},
                 "unevaluatedProperties":false}
                """));
    assertThat(check.violations(json("{\"a\":[\"x\"]}"))).isEmpty();
    assertThat(check.violations(json("{\"a\":[7]}")))
        .singleElement()
        .satisfies(
            wrong -> {
              assertThat(wrong.pointer()).isEqualTo("/a/0");
              assertThat(wrong.keyword()).isEqualTo("type");
              assertThat(wrong.value()).isEqualTo("7");
              assertThat(wrong.message()).contains("string").doesNotContain("/a/0");
            });
    assertThat(check.violations(json("{\"a\":[\"x\",\"y\"]}"))).isNotEmpty();
    assertThat(check.violations(json("{\"d\":1}"))).isNotEmpty();
  }

  @Test
  void neverFetchesWhatASchemaRefersTo() throws IOException {
    AtomicInteger fetched = new AtomicInteger();
    HttpServer web =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    web.createContext(
        "/",
        exchange -> {
          fetched.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
        });
    web.start();
    try {
      String url = "http://127.0.0.1:" + web.getAddress().getPort() + "/schema";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SCHEMAS.compile(json("{\"$ref\":\"" + url + "\"}")));
      assertThat(fetched).hasValue(0);
    } finally {
      web.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\":\"file:///etc/passwd\"}",
        "{\"$ref\":\"classpath:application.properties\"}",
        "{\"$ref\":\"#/$defs/nowhere\"}",
        "{\"$schema\":\"https://example.org/dialect\"}"
      })
  void refusesWhatItCannotCompile(String schema) {
    assertThatIllegalArgumentException().isThrownBy(() -> SCHEMAS.compile(json(schema)));
  }

  @Test
  void refusesSchemaOverTheLimit() {
    ObjectNode schema = McpJson.object();
    var all = schema.putArray("allOf");
    for (int i = 0; i < NetworkntSchemas.MAX_NODES; i++) {
      all.addObject();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SCHEMAS.compile(schema))
        .withMessageContaining(String.valueOf(NetworkntSchemas.MAX_NODES));
  }
}
