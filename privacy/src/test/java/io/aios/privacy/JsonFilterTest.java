package io.aios.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonFilterTest {
  private static final String AWS = "AKIAIOSFODNN7EXAMPLE";
  private final Report report = new Report();

  private String treated(String json) {
    JsonFilter filter = new JsonFilter(new TextFilter(CorpusTest.everything(), null));
    return new String(filter.apply(json.getBytes(UTF_8), report), UTF_8);
  }

  @Test
  void changesTheStringsThatHoldSomethingAndNothingElse() {
    String json =
        "{ \"a\" : 1.50e3,\"t\":\"x " + AWS + " y\",  \"n\":4111111111111111, \"z\":\"\\u00e4\" }";

    assertThat(treated(json)).isEqualTo(json.replace(AWS, "[REDACTED:aws-key]"));
  }

  @Test
  void givesTheSameArrayWhenThereIsNothing() {
    byte[] json = "{\"text\":\"plain\",\"token\":\"short\"}".getBytes(UTF_8);

    assertThat(new JsonFilter(new TextFilter(Policy.standard(), null)).apply(json, report))
        .isSameAs(json);
    assertThat(report.isEmpty()).isTrue();
  }

  @Test
  void doesNotTouchWhatTheProtocolNeedsNorImages() {
    byte[] image = new byte[3_000];
    new Random(5).nextBytes(image);
    String data = AWS + Base64.getEncoder().encodeToString(image);
    String json =
        "{\"jsonrpc\":\"2.0\",\"id\":\""
            + AWS
            + "\",\"result\":{\"content\":[{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\""
            + data
            + "\"}]}}";

    assertThat(treated(json)).isEqualTo(json);
  }

  @Test
  void treatsTheSameNamesInAToolsOwnData() {
    assertThat(treated("{\"result\":{\"structuredContent\":{\"id\":\"" + AWS + "\"}}}"))
        .doesNotContain(AWS);
  }

  @Test
  void seesWhatANameSaysOfItsValue() {
    assertThat(treated("{\"structuredContent\":{\"password\":\"hunter2hunter3\"}}"))
        .contains("[REDACTED:assigned-secret]");
    assertThat(treated("{\"structuredContent\":{\"bsn\":\"111222333\"}}"))
        .contains("[REDACTED:nl-bsn]");
  }

  @Test
  void keepsADocumentInsideATextADocument() {
    String inner = "{\\\"card\\\":4111111111111111,\\\"key\\\":\\\"" + AWS + "\\\"}";

    String out = treated("{\"content\":[{\"type\":\"text\",\"text\":\"" + inner + "\"}]}");

    JsonMapper json = JsonMapper.builder().build();
    String text = json.readTree(out).at("/content/0/text").asString();
    assertThat(json.readTree(text).path("card").asLong()).isEqualTo(4111111111111111L);
    assertThat(json.readTree(text).path("key").asString()).isEqualTo("[REDACTED:aws-key]");
  }

  @Test
  void treatsAnEscapedSecretAndWhatIsNoJson() {
    assertThat(treated("{\"t\":\"\\u0041KIAIOSFODNN7EXAMPLE\"}"))
        .isEqualTo("{\"t\":\"[REDACTED:aws-key]\"}");
    assertThat(treated("{broken " + AWS)).isEqualTo("{broken [REDACTED:aws-key]");
  }
}
