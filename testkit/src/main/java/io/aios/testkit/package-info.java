/** Architecture rules and real infrastructure for tests. */
@NullMarked
package io.aios.testkit;

import org.jspecify.annotations.NullMarked;
