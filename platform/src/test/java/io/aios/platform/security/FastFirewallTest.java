package io.aios.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FastFirewallTest {
  @Test
  void decidesAsSpringSecurityDoesForEveryCharacter() {
    Pattern springs = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

    assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT))
        .allSatisfy(
            character -> {
              String text = "a" + Character.toString(character);
              if (FastFirewall.isClean(text) != springs.matcher(text).matches()) {
                throw new AssertionError("Differs at U+" + Integer.toHexString(character));
              }
            });
  }
}
