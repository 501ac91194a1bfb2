/** The address of the access policies. */
@NullMarked
package io.aios.security.policy.interfaces.web;

import org.jspecify.annotations.NullMarked;
