/** What security-manager stores of a user. */
@NullMarked
package io.aios.security.infrastructure.privacy;

import org.jspecify.annotations.NullMarked;
