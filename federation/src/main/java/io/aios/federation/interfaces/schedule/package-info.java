/** What happens by itself. */
@NullMarked
package io.aios.federation.interfaces.schedule;

import org.jspecify.annotations.NullMarked;
