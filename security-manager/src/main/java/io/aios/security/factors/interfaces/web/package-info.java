/** The addresses of second factors. */
@NullMarked
package io.aios.security.factors.interfaces.web;

import org.jspecify.annotations.NullMarked;
