/** People, their roles and groups, in plain Java. */
@NullMarked
package io.aios.security.users.domain;

import org.jspecify.annotations.NullMarked;
