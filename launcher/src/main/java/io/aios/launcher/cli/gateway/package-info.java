/** The command line as a client of the suite: login, tokens, tools and commands over HTTP. */
@NullMarked
package io.aios.launcher.cli.gateway;

import org.jspecify.annotations.NullMarked;
