/**
 * Questions to the client in the middle of a call ("Multi Round-Trip Requests" of 2026-07-28): a
 * handler that lacks something throws {@link io.aios.mcp.input.InputRequired} and ends; the client
 * repeats the call with the answers. Nothing waits and nothing is kept at the server: what the
 * handler must remember travels in the sealed {@code requestState}.
 */
@NullMarked
package io.aios.mcp.input;

import org.jspecify.annotations.NullMarked;
