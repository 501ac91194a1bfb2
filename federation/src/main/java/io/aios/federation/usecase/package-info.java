/** What operators do with external servers, and what callers do with their tools. */
@NullMarked
package io.aios.federation.usecase;

import org.jspecify.annotations.NullMarked;
