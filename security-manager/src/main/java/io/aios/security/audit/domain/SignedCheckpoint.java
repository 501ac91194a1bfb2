package io.aios.security.audit.domain;

/**
 * A checkpoint with its signature.
 *
 * @param note the checkpoint as a signed note, which anybody with the verifier key can check
 */
public record SignedCheckpoint(Checkpoint checkpoint, String note) {}
