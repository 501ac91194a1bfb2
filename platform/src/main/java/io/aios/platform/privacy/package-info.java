/** A service's part in telling people what is stored of them, and in erasing it. */
@NullMarked
package io.aios.platform.privacy;

import org.jspecify.annotations.NullMarked;
