/**
 * Mutual TLS between services: every one shows a short-lived certificate of the suite's own
 * authority, and believes only those. The certificates lie in files that are replaced while
 * services run.
 */
@NullMarked
package io.aios.platform.tls;

import org.jspecify.annotations.NullMarked;
