package io.aios.security.domain;

/** How far the ledger goes: the last line's index and hash. */
public record LedgerHead(long index, String hash) {}
