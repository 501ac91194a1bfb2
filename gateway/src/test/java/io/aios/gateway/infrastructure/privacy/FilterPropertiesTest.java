package io.aios.gateway.infrastructure.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.gateway.usecase.UserPrivacy;
import io.aios.privacy.Category;
import io.aios.privacy.Mode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterPropertiesTest {
  private static FilterProperties properties(Map<Category, Mode> floors) {
    return new FilterProperties(
        true,
        Map.of(Category.NETWORK, Mode.MARK),
        Map.of("bank", Map.of(Category.FINANCIAL, Mode.BLOCK)),
        floors,
        null,
        1 << 20);
  }

  private static Mode mode(FilterProperties properties, String server, Category of, Mode wish) {
    return properties.policy(server, new UserPrivacy(Map.of(of, wish))).mode(of);
  }

  @Test
  void aWishCountsAsFarAsTheOperatorsModeAllows() {
    FilterProperties properties = properties(Map.of());

    assertThat(mode(properties, "mail", Category.CONTACT, Mode.BLOCK)).isEqualTo(Mode.BLOCK);
    assertThat(mode(properties, "mail", Category.CONTACT, Mode.TOKENISE)).isEqualTo(Mode.REDACT);
    assertThat(mode(properties, "mail", Category.NETWORK, Mode.HASH)).isEqualTo(Mode.HASH);
    assertThat(mode(properties, "mail", Category.NAMES, Mode.REDACT)).isEqualTo(Mode.REDACT);
  }

  @Test
  void aFloorOfItsOwnLeavesUsersMoreRoomOrLess() {
    FilterProperties properties =
        properties(Map.of(Category.CONTACT, Mode.TOKENISE, Category.NETWORK, Mode.REDACT));

    assertThat(mode(properties, "mail", Category.CONTACT, Mode.TOKENISE)).isEqualTo(Mode.TOKENISE);
    assertThat(mode(properties, "mail", Category.CONTACT, Mode.OFF)).isEqualTo(Mode.TOKENISE);
    assertThat(properties.policy("mail", UserPrivacy.NONE).mode(Category.CONTACT))
        .isEqualTo(Mode.REDACT);
    assertThat(properties.policy("mail", UserPrivacy.NONE).mode(Category.NETWORK))
        .as("a floor holds without wishes too")
        .isEqualTo(Mode.REDACT);
  }

  @Test
  void cutsTextsAtTheOperatorsLength() {
    FilterProperties properties =
        new FilterProperties(false, Map.of(), Map.of(), Map.of(), null, 2_048);

    assertThat(properties.policy("mail", UserPrivacy.NONE).maxText()).isEqualTo(2_048);
  }

  @Test
  void aServersRuleIsAFloor() {
    FilterProperties properties = properties(Map.of(Category.FINANCIAL, Mode.OFF));

    assertThat(mode(properties, "bank", Category.FINANCIAL, Mode.TOKENISE)).isEqualTo(Mode.BLOCK);
    assertThat(mode(properties, "mail", Category.FINANCIAL, Mode.TOKENISE))
        .isEqualTo(Mode.TOKENISE);
  }
}
