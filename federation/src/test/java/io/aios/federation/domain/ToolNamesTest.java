package io.aios.federation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolNamesTest {
  @Test
  void makesNamesLegal() {
    ToolNames names = ToolNames.of("w", List.of("getForecast", "get-alerts", "v2.Ask_It", "a__b"));

    assertThat(names.offered())
        .isEqualTo(
            Map.of(
                "getForecast", "w_get_forecast",
                "get-alerts", "w_get_alerts",
                "v2.Ask_It", "w_v2_ask_it",
                "a__b", "w_a_b"));
    assertThat(names.refused()).isEmpty();
  }

  @Test
  void refusesBothOfTwoToolsWithTheSameName() {
    ToolNames names = ToolNames.of("w", List.of("send-mail", "sendMail", "read"));

    assertThat(names.offered()).containsOnlyKeys("read");
    assertThat(names.refused()).containsOnlyKeys("send-mail", "sendMail");
  }

  @Test
  void refusesNamesThatAreTooLongForSomeClients() {
    String fits = "a".repeat(ToolNames.MAX_LENGTH - 2);

    ToolNames names = ToolNames.of("w", List.of(fits, fits + "b", "--"));

    assertThat(names.offered()).containsOnlyKeys(fits);
    assertThat(names.refused().get(fits + "b")).contains("65").contains("64");
    assertThat(names.refused()).containsKey("--");
  }
}
