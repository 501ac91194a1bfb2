package io.aios.security.audit.domain;

/**
 * One record of the ledger.
 *
 * @param index from 0, without gaps: the leaf's index in the Merkle tree
 * @param json the record as it was hashed
 */
public record LedgerEntry(long index, String json) {}
