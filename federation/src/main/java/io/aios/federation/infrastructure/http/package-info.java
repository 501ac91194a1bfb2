/** Streamable HTTP to where strangers listen. */
@NullMarked
package io.aios.federation.infrastructure.http;

import org.jspecify.annotations.NullMarked;
