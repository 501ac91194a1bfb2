/** What the owner asked for: {@code config/aios.yml} and the options of {@code aios up}. */
@NullMarked
package io.aios.launcher.settings;

import org.jspecify.annotations.NullMarked;
