/** External servers, what they offer, and what became of it. */
@NullMarked
package io.aios.federation.domain;

import org.jspecify.annotations.NullMarked;
