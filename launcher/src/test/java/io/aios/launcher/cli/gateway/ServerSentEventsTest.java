package io.aios.launcher.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.aios.launcher.cli.gateway.ServerSentEvents.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
  @Test
  void readsIdsNamesAndDataOfSeveralLines() throws IOException {
    var events = stream("id:7\nevent: StepStarted\ndata:{\"a\":\ndata: 1}\n\nevent:x\ndata:y\n\n");

    assertThat(events.next()).contains(new Event("7", "StepStarted", "{\"a\":\n1}"));
    assertThat(events.next()).contains(new Event(null, "x", "y"));
    assertThat(events.next()).isEmpty();
  }

  @Test
  void passesOverCommentsAndWhatTheEndCutsOff() throws IOException {
    var events = stream(":waiting\n\nevent:without-data\n\ndata:whole\n\ndata:cut");

    assertThat(events.next()).contains(new Event(null, "message", "whole"));
    assertThat(events.next()).isEmpty();
  }

  private static ServerSentEvents stream(String text) {
    return new ServerSentEvents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
