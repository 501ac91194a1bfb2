package io.aios.orchestrator.triggers.usecase;

import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Ends the history of triggers where its retention ends. */
@Component
public final class ForgetFirings {
  private final Firings firings;
  private final InstantSource clock;
  private final TriggerProperties properties;

  ForgetFirings(Firings firings, InstantSource clock, TriggerProperties properties) {
    this.firings = firings;
    this.clock = clock;
    this.properties = properties;
  }

  public void forgetOld() {
    firings.forgetBefore(clock.instant().minus(properties.historyRetention()));
  }
}
