/** Access policies in Cedar's language, fetched from security-manager. */
@NullMarked
package io.aios.gateway.infrastructure.cedar;

import org.jspecify.annotations.NullMarked;
