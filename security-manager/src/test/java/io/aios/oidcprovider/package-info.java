/** An identity provider elsewhere, for tests: another Spring Authorization Server. */
package io.aios.oidcprovider;
