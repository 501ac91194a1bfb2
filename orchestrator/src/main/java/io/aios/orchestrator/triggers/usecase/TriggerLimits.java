package io.aios.orchestrator.triggers.usecase;

import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** The time, and how much a user may have. */
@Component
record TriggerLimits(InstantSource clock, TriggerProperties properties) {
  int maxPerUser() {
    return properties.maxPerUser();
  }
}
