package io.aios.gateway.infrastructure.lucene;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;

/** How texts of tools and queries become terms. */
final class ToolText {
  static final Analyzer ANALYZER = new EnglishAnalyzer();

  private static final int MAX_TERMS = 32;
  private static final int SHORTEST_PREFIX = 3;

  /** Half-typed words find something, but count less than any whole word. */
  private static final float PREFIX_WEIGHT = 0.1f;

  private static final Pattern JOINTS = Pattern.compile("[_.\\-]+|(?<=[a-z0-9])(?=[A-Z])");

  private ToolText() {}

  /** {@code sysops_listProcesses} as {@code sysops list Processes}. */
  static String words(String name) {
    return JOINTS.matcher(name).replaceAll(" ");
  }

  /** Any of the words, in any field; the fields count as one text (BM25F), the name most. */
  static Query query(String text) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (String term : terms(words(text))) {
      any.add(
          new CombinedFieldQuery.Builder(term)
              .addField(IndexedTools.NAME, 4)
              .addField(IndexedTools.TITLE, 3)
              .addField(IndexedTools.DESCRIPTION, 2)
              .addField(IndexedTools.ARGUMENTS, 1)
              .build(),
          Occur.SHOULD);
      if (term.length() >= SHORTEST_PREFIX) {
        any.add(
            new BoostQuery(new PrefixQuery(new Term(IndexedTools.NAME, term)), PREFIX_WEIGHT),
            Occur.SHOULD);
      }
    }
    return any.build();
  }

  private static Set<String> terms(String text) {
    Set<String> terms = new LinkedHashSet<>();
    try (TokenStream tokens = ANALYZER.tokenStream(IndexedTools.DESCRIPTION, text)) {
      CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
      tokens.reset();
      while (tokens.incrementToken() && terms.size() < MAX_TERMS) {
        terms.add(term.toString());
      }
      tokens.end();
    } catch (IOException e) {
      throw new IllegalStateException("Reading a string cannot fail", e);
    }
    return terms;
  }
}
