package io.aios.gateway.infrastructure.lucene;

import io.aios.gateway.usecase.CatalogueTool;
import io.aios.mcp.tools.ToolDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import tools.jackson.databind.JsonNode;

/** One state of the catalogue, indexed; immutable. The documents are in the order of the tools. */
final class IndexedTools {
  static final String NAME = "name";
  static final String TITLE = "title";
  static final String DESCRIPTION = "description";
  static final String ARGUMENTS = "arguments";

  private final List<CatalogueTool> tools;
  private final IndexSearcher searcher;

  private IndexedTools(List<CatalogueTool> tools, IndexSearcher searcher) {
    this.tools = tools;
    this.searcher = searcher;
  }

  static IndexedTools of(List<CatalogueTool> tools) {
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try {
      IndexWriterConfig config =
          new IndexWriterConfig(ToolText.ANALYZER).setSimilarity(new BM25Similarity());
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (CatalogueTool tool : tools) {
          writer.addDocument(document(tool.descriptor()));
        }
        writer.forceMerge(1);
      }
      return new IndexedTools(tools, new IndexSearcher(DirectoryReader.open(directory)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Document document(ToolDescriptor tool) {
    Document document = new Document();
    document.add(text(NAME, ToolText.words(tool.name())));
    document.add(text(TITLE, ToolText.words(tool.title())));
    document.add(text(DESCRIPTION, tool.description()));
    StringBuilder arguments = new StringBuilder();
    for (var property : tool.inputSchema().path("properties").properties()) {
      JsonNode description = property.getValue().path("description");
      arguments
          .append(ToolText.words(property.getKey()))
          .append(' ')
          .append(description.asString(""))
          .append('\n');
    }
    document.add(text(ARGUMENTS, arguments.toString()));
    return document;
  }

  private static Field text(String name, String value) {
    return new TextField(name, value, Field.Store.NO);
  }

  /** The catalogue is swapped every few seconds, most often for one with the very same tools. */
  boolean holds(List<CatalogueTool> others) {
    return tools.equals(others);
  }

  List<CatalogueTool> rank(String query, Predicate<CatalogueTool> visible) {
    List<CatalogueTool> ranked = new ArrayList<>();
    try {
      int most = Math.max(1, tools.size());
      for (ScoreDoc hit : searcher.search(ToolText.query(query), most).scoreDocs) {
        CatalogueTool tool = tools.get(hit.doc);
        if (visible.test(tool)) {
          ranked.add(tool);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ranked;
  }
}
