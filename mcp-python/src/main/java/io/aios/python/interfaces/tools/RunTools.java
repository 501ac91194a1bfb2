package io.aios.python.interfaces.tools;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.aios.contracts.tools.Risk;
import io.aios.platform.tools.Tool;
import io.aios.platform.tools.ToolCall;
import io.aios.platform.tools.ToolResult;
import io.aios.platform.tools.ToolUndo;
import io.aios.python.domain.Packages;
import io.aios.python.domain.SyntaxCheck;
import io.aios.python.usecase.AskFreshInterpreter;
import io.aios.python.usecase.Interpreter;
import io.aios.python.usecase.PythonProperties;
import io.aios.python.usecase.RunCode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tools that need no session. */
@Component
class RunTools {
  static final int MAX_CODE = 200_000;

  private final RunCode runCode;
  private final AskFreshInterpreter askFreshInterpreter;
  private final PythonProperties properties;

  RunTools(RunCode runCode, AskFreshInterpreter askFreshInterpreter, PythonProperties properties) {
    this.runCode = runCode;
    this.askFreshInterpreter = askFreshInterpreter;
    this.properties = properties;
  }

  record RunArguments(
      @JsonPropertyDescription("Python source; the value of its last expression is the result")
          @Size(max = MAX_CODE)
          String code,
      @JsonPropertyDescription("Texts to write into the working directory first, by relative path")
          @Size(max = 50)
          @Nullable Map<String, @Size(max = MAX_CODE) String> files,
      @JsonPropertyDescription("After which the code is interrupted; its output is kept")
          @Min(1)
          @Max(3600)
          @Nullable Integer timeoutSeconds) {}

  @Tool(
      name = "python_run_code",
      title = "Run Python",
      description =
          "Runs Python 3 once in a fresh sandbox without network and answers with output, the last"
              + " expression's value, open matplotlib figures as PNG, and the files written, which"
              + " python_read_file can read for a while. numpy and matplotlib are installed."
              + " For state between calls use python_create_session.",
      risk = Risk.WRITE,
      timeoutSeconds = 320,
      undo = "nothing: what code did cannot be undone")
  ToolResult run(RunArguments arguments, ToolCall call) throws InterruptedException {
    call.undo(ToolUndo.impossible("what code did cannot be undone"));
    Map<String, String> files = arguments.files() == null ? Map.of() : arguments.files();
    RunCode.Run run =
        runCode.run(
            Callers.owner(call),
            arguments.code(),
            WorkspacePath.checked(files),
            Callers.timeout(arguments.timeoutSeconds(), call, properties),
            new OutputProgress(call));
    return ExecutionAnswer.of(run.execution(), run.workspace());
  }

  record CheckArguments(
      @JsonPropertyDescription("Python source, which is not run") @Size(max = MAX_CODE)
          String code) {}

  @Tool(
      name = "python_check_syntax",
      title = "Check Python syntax",
      description = "Compiles Python source without running it; says where and why it does not.")
  SyntaxCheck check(CheckArguments arguments) throws InterruptedException {
    return askFreshInterpreter.ask(interpreter -> interpreter.check(arguments.code()));
  }

  @Tool(
      name = "python_list_packages",
      title = "List Python packages",
      description = "The Python version and the packages that code can import here.")
  Packages packages() throws InterruptedException {
    return askFreshInterpreter.ask(Interpreter::packages);
  }
}
