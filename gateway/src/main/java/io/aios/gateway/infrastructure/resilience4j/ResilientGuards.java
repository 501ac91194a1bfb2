package io.aios.gateway.infrastructure.resilience4j;

import io.aios.contracts.problems.ProblemType;
import io.aios.gateway.domain.GuardState;
import io.aios.gateway.usecase.ServerGuards;
import io.aios.platform.web.Problem;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** A circuit breaker and a bulkhead per service. */
@Component
final class ResilientGuards implements ServerGuards {
  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final Duration openFor;

  ResilientGuards(GuardProperties properties, MeterRegistry metrics) {
    openFor = properties.openFor();
    breakers =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .failureRateThreshold(properties.failureRate())
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, properties.window().toSeconds()))
                .minimumNumberOfCalls(properties.minimumCalls())
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(properties.trialCalls())
                .build());
    bulkheads =
        BulkheadRegistry.of(
            BulkheadConfig.custom()
                .maxConcurrentCalls(properties.concurrentCalls())
                .maxWaitDuration(Duration.ZERO)
                .build());
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(metrics);
    TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(metrics);
  }

  @Override
  public Passage enter(String service) {
    CircuitBreaker breaker = breakers.circuitBreaker(service);
    if (!breaker.tryAcquirePermission()) {
      throw unavailable(
              service
                  + " failed "
                  + (int) breaker.getMetrics().getFailureRate()
                  + " % of its calls",
              Math.max(1, openFor.toSeconds()))
          .with("cause", "circuit-open");
    }
    Bulkhead bulkhead = bulkheads.bulkhead(service);
    if (!bulkhead.tryAcquirePermission()) {
      breaker.releasePermission();
      throw unavailable(
              "All %d places of %s are taken"
                  .formatted(bulkhead.getBulkheadConfig().getMaxConcurrentCalls(), service),
              1)
          .with("cause", "bulkhead-full");
    }
    return new Guarded(breaker, bulkhead, System.nanoTime());
  }

  @Override
  public GuardState state(String service) {
    CircuitBreaker breaker = breakers.circuitBreaker(service);
    Bulkhead.Metrics bulkhead = bulkheads.bulkhead(service).getMetrics();
    return new GuardState(
        breaker.getState().name(),
        breaker.getMetrics().getFailureRate(),
        bulkhead.getAvailableConcurrentCalls(),
        bulkhead.getMaxAllowedConcurrentCalls());
  }

  private static Problem unavailable(String detail, long retryAfterSeconds) {
    return new Problem(ProblemType.SERVICE_UNAVAILABLE, detail)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfterSeconds));
  }

  private record Guarded(CircuitBreaker breaker, Bulkhead bulkhead, long start) implements Passage {
    @Override
    public void answered() {
      bulkhead.onComplete();
      breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(Exception cause) {
      bulkhead.onComplete();
      breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, cause);
    }

    @Override
    public void abandoned() {
      bulkhead.onComplete();
      breaker.releasePermission();
    }
  }
}
