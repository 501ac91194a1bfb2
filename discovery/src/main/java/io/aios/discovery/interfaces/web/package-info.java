/** Who may reach the registry over HTTP. */
@NullMarked
package io.aios.discovery.interfaces.web;

import org.jspecify.annotations.NullMarked;
