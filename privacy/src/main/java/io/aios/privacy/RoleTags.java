package io.aios.privacy;

import java.util.List;

/** Signs by which chat templates tell who speaks; in a tool's answer they pose as someone else. */
final class RoleTags implements Recogniser {
  @Override
  public List<String> literals() {
    return List.of(
        "<|im_start|>",
        "<|im_end|>",
        "<|endoftext|>",
        "<|system|>",
        "<|user|>",
        "<|assistant|>",
        "<|start_header_id|>",
        "<|end_header_id|>",
        "<|eot_id|>",
        "<|begin_of_text|>",
        "[INST]",
        "[/INST]",
        "<<SYS>>",
        "<</SYS>>",
        "<system>",
        "</system>",
        "<start_of_turn>",
        "<end_of_turn>",
        "\n\nHuman:",
        "\n\nAssistant:",
        "<IMPORTANT>",
        "<system-reminder>");
  }

  @Override
  public Finding at(String text, int start, int end) {
    return new Finding(Kind.ROLE_TAG, start, end);
  }
}
