/** The ledger of decisions as a Merkle tree (RFC 6962): heads, proofs, signed checkpoints. */
@NullMarked
package io.aios.security.audit.domain;

import org.jspecify.annotations.NullMarked;
