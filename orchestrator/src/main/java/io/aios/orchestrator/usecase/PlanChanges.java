package io.aios.orchestrator.usecase;

/** Told when other plans can be called than before; from any thread, without waiting. */
@FunctionalInterface
public interface PlanChanges {
  void plansChanged();
}
