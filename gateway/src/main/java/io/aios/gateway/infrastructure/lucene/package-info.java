/** Ranked search over the catalogue (BM25), in memory. */
@NullMarked
package io.aios.gateway.infrastructure.lucene;

import org.jspecify.annotations.NullMarked;
