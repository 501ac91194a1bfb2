/**
 * The Tasks extension ({@code io.modelcontextprotocol/tasks}): a tool call that takes long is
 * answered at once with a task, which the client polls, answers and cancels. A tool becomes a task
 * by saying so ({@link io.aios.mcp.server.McpExchange#mayRunAsTask}); it then runs again from its
 * beginning in the background. A question it throws there is put into the task, and after the
 * answers the tool runs again, as in the rounds of a direct call: no thread waits for a person, and
 * nothing but the {@link io.aios.mcp.tasks.TaskStore} remembers.
 */
@NullMarked
package io.aios.mcp.tasks;

import org.jspecify.annotations.NullMarked;
