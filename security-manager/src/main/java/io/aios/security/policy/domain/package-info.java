/** Versions of the access policies, and what they are tested with. */
@NullMarked
package io.aios.security.policy.domain;

import org.jspecify.annotations.NullMarked;
