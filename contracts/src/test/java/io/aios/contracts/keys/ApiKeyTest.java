package io.aios.contracts.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void readsWhatItWrites() {
    for (int i = 0; i < 1_000; i++) {
      ApiKey key = ApiKey.random(random);

      assertThat(ApiKey.parse(key.text())).contains(key);
      assertThat(key.text()).matches("aios_[0-9A-Za-z]{55}_[0-9A-Za-z]{6}");
    }
  }

  @Test
  void isDifferentEachTime() {
    Set<String> seen = new HashSet<>();
    ApiKey key = ApiKey.random(random);
    for (int i = 0; i < 1_000; i++) {
      ApiKey other = ApiKey.random(random);
      seen.add(other.id());
      seen.add(other.secretHash());
    }
    assertThat(seen).hasSize(2_000);
    assertThat(key.rotated(random).id()).isEqualTo(key.id());
    assertThat(key.rotated(random).secret()).isNotEqualTo(key.secret());
  }

  @Test
  void noticesEveryChangeOfOneCharacter() {
    String text = ApiKey.random(random).text();
    for (int i = 0; i < text.length(); i++) {
      char other = text.charAt(i) == 'x' ? 'y' : 'x';
      assertThat(ApiKey.parse(text.substring(0, i) + other + text.substring(i + 1))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "aios_",
        "aios_abc_123456",
        "aios_000000000000000000000000000000000000000000000000000000000000_000000",
        "eyJhbGciOiJub25lIn0.e30."
      })
  void readsNothingElse(String text) {
    assertThat(ApiKey.parse(text)).isEmpty();
  }

  @Test
  void keepsItsSecretOutOfMessages() {
    ApiKey key = ApiKey.random(random);

    assertThat(key.toString()).contains(key.id()).doesNotContain(key.secret());
    assertThat(ApiKey.idOfClient(ApiKey.client(key.id()))).contains(key.id());
    assertThat(ApiKey.idOfClient("aios-cli")).isEmpty();
  }
}
