/** What users say of scheduled and triggered commands, and what they are told. */
@NullMarked
package io.aios.contracts.triggers;

import org.jspecify.annotations.NullMarked;
