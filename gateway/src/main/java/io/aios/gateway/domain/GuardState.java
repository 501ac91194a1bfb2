package io.aios.gateway.domain;

/**
 * How a service's guard stands.
 *
 * @param circuit {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
 * @param failureRate percentage of recent calls; negative while there were too few
 * @param free places left of {@code places}
 */
public record GuardState(String circuit, float failureRate, int free, int places) {
  public boolean admits() {
    return !circuit.equals("OPEN") && free > 0;
  }
}
