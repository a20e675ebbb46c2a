package dev.millrace.acceptance.observability;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of metrics in a PromQL expression: every word that is nothing else. */
final class QueryNames {

  private static final Pattern NOT_NAMES =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"" // strings
              + "|\\{[^}]*}" // label matchers
              + "|\\[[^]]*]" // ranges
              + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)" // labels
              + "|\\b(?:and|or|unless|offset|bool)\\b");
  private static final Pattern NAME = Pattern.compile("(?<![\\w.])([a-zA-Z_:][\\w:]*)(\\s*\\()?");

  private QueryNames() {}

  static Set<String> of(String expression) {
    Set<String> names = new TreeSet<>();
    Matcher words = NAME.matcher(NOT_NAMES.matcher(expression).replaceAll(" "));
    while (words.find()) {
      boolean function = words.group(2) != null;
      if (!function) {
        names.add(words.group(1));
      }
    }
    return names;
  }
}
