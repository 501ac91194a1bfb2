/**
 * The one public entry of the suite. A call is authenticated, matched to a tool of the catalogue,
 * checked for permission, rate, size and schema, forwarded to the tool's server with a token of its
 * own, and audited; everything else under the public address is routed to the service that owns it.
 */
@NullMarked
package io.aios.gateway;

import org.jspecify.annotations.NullMarked;
