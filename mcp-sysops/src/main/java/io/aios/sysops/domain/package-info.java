/** What the machine looks like to a caller, and the rules on what a caller may touch. */
@NullMarked
package io.aios.sysops.domain;

import org.jspecify.annotations.NullMarked;
