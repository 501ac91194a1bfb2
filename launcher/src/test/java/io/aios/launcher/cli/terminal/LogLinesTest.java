package io.aios.launcher.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.Capture;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String LINE =
      """
      {"time":"2026-11-20T16:52:49.796+00:00","level":"WARN","service":"gateway","logger_name":"io.aios.Quota","message":"slow","commandId":"c1"}""";

  private final Capture capture = new Capture();

  @Test
  void makesALineReadable() {
    new LogLines(capture.terminal(), null, null, false).show(LINE);
    assertThat(capture.out())
        .isEqualTo("16:52:49.796 WARN  gateway          Quota  slow  command=c1\n");
  }

  @Test
  void choosesByServiceAndLevel() {
    assertThat(new LogLines(capture.terminal(), "gateway", "warn", false).isWanted(LINE)).isTrue();
    assertThat(new LogLines(capture.terminal(), "gateway", "error", false).isWanted(LINE))
        .isFalse();
    assertThat(new LogLines(capture.terminal(), "discovery", null, false).isWanted(LINE)).isFalse();
    assertThat(new LogLines(capture.terminal(), "gateway", null, false).isWanted("no json"))
        .isTrue();
  }
}
