/** The administrators' interface. */
@NullMarked
package io.aios.federation.interfaces.web;

import org.jspecify.annotations.NullMarked;
