package io.aios.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrivacyTokenTest {
  private static final Pseudonyms NAMES = new Pseudonyms(PrivacyKey.of(new byte[64]));
  private static final Policy POLICY = Policy.standard().with(Category.CONTACT, Mode.TOKENISE);

  private final Map<PrivacyToken, String> issued = new HashMap<>();

  private TextFilter filterOf(String owner) {
    return new TextFilter(
        POLICY,
        null,
        (kind, value) -> {
          PrivacyToken token = NAMES.token(owner, kind, value);
          issued.put(token, value);
          return Optional.of(token);
        });
  }

  @Test
  void isTurnedBackByWhoeverHoldsTheValuesAndByNobodyElse() {
    String text = filterOf("ada").apply("to ada@example.com, ada@example.com").text();

    assertThat(text)
        .matches("to (\\[TOKEN:email:[0-9a-f]{20}]), \\1")
        .doesNotContain("ada@example.com");
    assertThat(PrivacyToken.in(text)).hasSize(1).isEqualTo(issued.keySet());
    assertThat(PrivacyToken.replaced(text, issued))
        .isEqualTo("to ada@example.com, ada@example.com");
    assertThat(PrivacyToken.replaced(text, Map.of())).isEqualTo(text);
  }

  @Test
  void isAnotherForAnotherOwnerAndForAnotherKey() {
    byte[] other = new byte[64];
    other[0] = 1;
    PrivacyToken token = NAMES.token("ada", Kind.EMAIL, "x@example.com");

    assertThat(NAMES.token("ada", Kind.EMAIL, "x@example.com")).isEqualTo(token);
    assertThat(NAMES.token("bob", Kind.EMAIL, "x@example.com")).isNotEqualTo(token);
    assertThat(NAMES.token("ada", Kind.PHONE, "x@example.com").id()).isNotEqualTo(token.id());
    assertThat(new Pseudonyms(PrivacyKey.of(other)).token("ada", Kind.EMAIL, "x@example.com"))
        .isNotEqualTo(token);
  }

  @Test
  void isLeftAloneWhenItComesByAgain() {
    TextFilter filter = filterOf("ada");
    String once = filter.apply("mail ada@example.com").text();

    assertThat(filter.apply(once).text()).isEqualTo(once);
    assertThat(filter.apply("token: " + once).text()).isEqualTo("token: " + once);
    assertThat(filter.apply("[TOKEN:Zm9vYmFyMTIzNDU2Nzg5MA]").text())
        .as("what only looks like one hides no secret")
        .contains("REDACTED");
  }

  @Test
  void isRedactedWhenItsValueCannotBeKept() {
    TextFilter full = new TextFilter(POLICY, null, (kind, value) -> Optional.empty());

    assertThat(full.apply("ada@example.com").text()).isEqualTo("[REDACTED:email]");
    assertThatThrownBy(() -> new TextFilter(POLICY, null)).hasMessageContaining("issuer of tokens");
  }

  @Test
  void isTheSameWhereverAStreamIsCut() {
    String text = "first ada@example.com, then bob@example.com and ada@example.com.";
    String whole = filterOf("ada").apply(text).text();

    for (int cut = 1; cut < text.length(); cut++) {
      StreamFilter stream = new StreamFilter(filterOf("ada"));
      String pieces =
          stream.accept(text.substring(0, cut))
              + stream.accept(text.substring(cut))
              + stream.finish();
      assertThat(pieces).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void isFoundInLinearTime() {
    String hostile = "[TOKEN:".repeat(30_000) + "[TOKEN:email:" + "0".repeat(100_000);

    assertThat(PrivacyToken.in(hostile)).isEmpty();
    assertThat(PrivacyToken.replaced(hostile, issued)).isEqualTo(hostile);
  }

  @Test
  void hasAnIdOfOneShape() {
    assertThatThrownBy(() -> new PrivacyToken(Kind.EMAIL, "0F"))
        .hasMessageContaining("20 hexadecimal digits")
        .hasMessageContaining("0F");
    assertThat(PrivacyToken.in("[TOKEN:nothing:00000000000000000000]")).isEmpty();
  }
}
