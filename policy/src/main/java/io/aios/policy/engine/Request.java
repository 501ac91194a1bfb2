package io.aios.policy.engine;

import io.aios.policy.value.EntityUid;
import io.aios.policy.value.RecordValue;

/** Who wants to do what to what, and under which circumstances. */
public record Request(
    EntityUid principal, EntityUid action, EntityUid resource, RecordValue context) {}
