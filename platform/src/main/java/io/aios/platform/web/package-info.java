/** The one place where failure becomes a problem document. */
@NullMarked
package io.aios.platform.web;

import org.jspecify.annotations.NullMarked;
