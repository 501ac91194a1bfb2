/**
 * Finds secrets, personal data, hidden characters and injected instructions in text, and treats
 * each category as a policy says. {@link io.aios.privacy.TextFilter} takes whole texts, {@link
 * io.aios.privacy.StreamFilter} texts that arrive in pieces, {@link io.aios.privacy.JsonFilter} the
 * string values of a JSON document. {@link io.aios.privacy.Prefilter} says cheaply, of bytes, that
 * nothing can be found in them.
 */
@NullMarked
package io.aios.privacy;

import org.jspecify.annotations.NullMarked;
