package io.aios.mcp.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {

  private static Optional<Map<String, String>> match(String template, String uri) {
    return UriTemplate.of(template).match(uri);
  }

  @Test
  void findsValuesOfVariables() {
    assertThat(match("db://{table}/rows/{id}", "db://users/rows/7"))
        .contains(Map.of("table", "users", "id", "7"));
    assertThat(match("a:{x}-{y}", "a:1-2-3")).contains(Map.of("x", "1", "y", "2-3"));
    assertThat(match("a:{x}/{x}", "a:1/1")).contains(Map.of("x", "1"));
  }

  @Test
  void decodesValues() {
    assertThat(match("a:{x}", "a:50%25%20%E2%82%AC+a%2Fb")).contains(Map.of("x", "50% €+a/b"));
  }

  @Test
  void letsReservedExpansionSpanSlashes() {
    assertThat(match("file:///{+path}", "file:///a/b.txt?c#d"))
        .contains(Map.of("path", "a/b.txt?c#d"));
    assertThat(match("git:{+path}/at/{commit}", "git:a/b/at/c"))
        .contains(Map.of("path", "a/b", "commit", "c"));
  }

  @ParameterizedTest
  @CsvSource({
    "a:{x}/b, a:1/c",
    "a:{x}/b, b:1/b",
    "a:{x}/b, a:/b",
    "a:{x}/b, a:1/2/b",
    "a:{x}, a:1?q",
    "a:{x}, a:1#f",
    "a:{x}, a:%zz",
    "a:{x}, a:%4",
    "a:{x}/{x}, a:1/2",
    "a:{x}/bcd, a:cd",
    "a:{x}, a:"
  })
  void doesNotMatchOtherUris(String template, String uri) {
    assertThat(match(template, uri)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:", "a:{x}{y}", "a:{/x}", "a:{?x}", "a:{x*}", "a:{x:3}", "a:{x,y}"})
  void refusesTemplatesItCannotReadBackwards(String template) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UriTemplate.of(template))
        .withMessageContaining(template);
  }

  @Test
  void matchesLongUrisInOnePass() {
    String uri = "a:" + "-".repeat(1_000_000);
    assertThat(match("a:{x}-{y}-{z}/end", uri)).isEmpty();
  }
}
