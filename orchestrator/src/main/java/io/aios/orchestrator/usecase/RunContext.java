package io.aios.orchestrator.usecase;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What every run needs. */
record RunContext(
    Commands commands,
    Leases leases,
    Tools tools,
    Progression progression,
    CommandFeed feed,
    Executor executor,
    InstantSource clock) {}
