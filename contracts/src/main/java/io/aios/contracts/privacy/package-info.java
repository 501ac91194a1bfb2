/** What services tell each other of a person's data. */
@NullMarked
package io.aios.contracts.privacy;

import org.jspecify.annotations.NullMarked;
