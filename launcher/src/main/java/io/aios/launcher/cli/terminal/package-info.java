/** Text for people: tables, colours only where they are understood, one line of progress. */
@NullMarked
package io.aios.launcher.cli.terminal;

import org.jspecify.annotations.NullMarked;
