/** What running Python yields: executions, variables, files. */
@NullMarked
package io.aios.python.domain;

import org.jspecify.annotations.NullMarked;
