/**
 * {@code subscriptions/listen}: one request that stays open and tells a client what changes at the
 * server. {@link io.aios.mcp.subscriptions.Changes} is what servers fire. A listener waits on its
 * request's own virtual thread and holds at most one pending notice per thing it watches, however
 * often that changes; it is forgotten when its client leaves, which the keep-alives find out.
 */
@NullMarked
package io.aios.mcp.subscriptions;

import org.jspecify.annotations.NullMarked;
