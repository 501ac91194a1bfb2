/** The address of API keys. */
@NullMarked
package io.aios.security.keys.interfaces.web;

import org.jspecify.annotations.NullMarked;
