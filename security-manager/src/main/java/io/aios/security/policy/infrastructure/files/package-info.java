/** A copy of the policies in force for people to read. */
@NullMarked
package io.aios.security.policy.infrastructure.files;

import org.jspecify.annotations.NullMarked;
