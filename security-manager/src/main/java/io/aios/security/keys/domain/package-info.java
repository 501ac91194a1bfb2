/** API keys, in plain Java. */
@NullMarked
package io.aios.security.keys.domain;

import org.jspecify.annotations.NullMarked;
