package io.aios.mcp.echo;

import io.aios.mcp.annotation.McpTool;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class EchoApplication {
  record Words(String text) {}

  @McpTool(name = "say_again", description = "Says the text again.", readOnly = true)
  String sayAgain(Words words) {
    return words.text();
  }

  static void main(String[] arguments) {
    SpringApplication.run(EchoApplication.class, arguments);
  }
}
