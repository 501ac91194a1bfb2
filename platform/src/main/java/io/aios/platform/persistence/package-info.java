/** How services stand on Postgres. */
@NullMarked
package io.aios.platform.persistence;

import org.jspecify.annotations.NullMarked;
