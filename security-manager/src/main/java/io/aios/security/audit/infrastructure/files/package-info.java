/** The copy of the last checkpoint outside the database. */
@NullMarked
package io.aios.security.audit.infrastructure.files;

import org.jspecify.annotations.NullMarked;
