/** JSON Schema 2020-12, by whatever library the application brings. */
@NullMarked
package io.aios.mcp.schema;

import org.jspecify.annotations.NullMarked;
