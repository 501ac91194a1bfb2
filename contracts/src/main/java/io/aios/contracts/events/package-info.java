/** Names of topics and event attributes shared by producers and consumers. */
@NullMarked
package io.aios.contracts.events;

import org.jspecify.annotations.NullMarked;
