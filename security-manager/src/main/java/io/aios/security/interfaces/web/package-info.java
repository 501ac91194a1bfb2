/** Login page, local login, program clients and service keys over HTTP. */
@NullMarked
package io.aios.security.interfaces.web;

import org.jspecify.annotations.NullMarked;
