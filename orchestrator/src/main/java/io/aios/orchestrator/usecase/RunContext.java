package io.aios.orchestrator.usecase;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.springframework.stereotype.Component;

/** What every run needs. */
@Component
record RunContext(
    Commands commands,
    Leases leases,
    Tools tools,
    Progression progression,
    StepDecision steps,
    UndoDecision undos,
    CommandFeed feed,
    Executor commandExecutor,
    InstantSource clock) {}
