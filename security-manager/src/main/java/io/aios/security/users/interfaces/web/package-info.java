/** The addresses of users, roles and groups. */
@NullMarked
package io.aios.security.users.interfaces.web;

import org.jspecify.annotations.NullMarked;
