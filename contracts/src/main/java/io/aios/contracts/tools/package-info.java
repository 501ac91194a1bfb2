/** What every party says about a tool. */
@NullMarked
package io.aios.contracts.tools;

import org.jspecify.annotations.NullMarked;
