/** How logins end, and how many refusals are worth a record each. */
@NullMarked
package io.aios.security.logins.domain;

import org.jspecify.annotations.NullMarked;
