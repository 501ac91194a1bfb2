/** Password hashing by Argon2id, and how users are set up. */
@NullMarked
package io.aios.security.users.infrastructure.argon2;

import org.jspecify.annotations.NullMarked;
