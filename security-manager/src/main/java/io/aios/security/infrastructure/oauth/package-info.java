/** Spring Authorization Server: clients, tokens, keys, login. */
@NullMarked
package io.aios.security.infrastructure.oauth;

import org.jspecify.annotations.NullMarked;
