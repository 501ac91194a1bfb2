/** Running code once, sessions and their limits, workspaces; and the ports they speak to. */
@NullMarked
package io.aios.python.usecase;

import org.jspecify.annotations.NullMarked;
