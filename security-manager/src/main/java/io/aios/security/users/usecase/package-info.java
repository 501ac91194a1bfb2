/** Adding, changing and recognising users. */
@NullMarked
package io.aios.security.users.usecase;

import org.jspecify.annotations.NullMarked;
