package dev.millrace.local.database;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of ScyllaDB's DDL in Cassandra's words: {@code cdc = {…}} becomes a choice of
 * memtable, {@code tablets = {…}} goes.
 *
 * @param cql what Cassandra understands
 * @param cdc what the statement said of CDC, if anything
 */
record DdlTranslation(String cql, Optional<CdcOptions> cdc) {

  /** Name of the memtable configuration that writes the CDC log. */
  static final String CDC_MEMTABLE = "scylla_cdc";

  private static final Pattern DDL =
      Pattern.compile("\\s*(CREATE|ALTER)\\s+(TABLE|COLUMNFAMILY|KEYSPACE)\\b.*", flags());
  private static final Pattern CDC = property("cdc");
  private static final Pattern TABLETS = property("tablets");

  static DdlTranslation of(String cql) {
    String plain = withoutComments(cql);
    if (!DDL.matcher(plain).matches()) {
      return new DdlTranslation(cql, Optional.empty());
    }
    String translated = withoutTablets(plain);
    Matcher cdc = CDC.matcher(translated);
    if (!cdc.find()) {
      return new DdlTranslation(translated, Optional.empty());
    }
    CdcOptions options = CdcOptions.parse(cdc.group("value"));
    String memtable = options.enabled() ? CDC_MEMTABLE : "default";
    String replaced = cdc.group("keyword") + " memtable = '" + memtable + "'";
    return new DdlTranslation(
        translated.substring(0, cdc.start()) + replaced + translated.substring(cdc.end()),
        Optional.of(options));
  }

  private static String withoutTablets(String cql) {
    Matcher tablets = TABLETS.matcher(cql);
    if (!tablets.find()) {
      return cql;
    }
    String before = cql.substring(0, tablets.start());
    String after = cql.substring(tablets.end());
    boolean first = tablets.group("keyword").toUpperCase(Locale.ROOT).equals("WITH");
    return before + (first ? after.replaceFirst("(?i)\\bAND\\b", "WITH") : after);
  }

  private static Pattern property(String name) {
    return Pattern.compile(
        "\\b(?<keyword>WITH|AND)\\s+" + name + "\\s*=\\s*(?<value>\\{[^}]*\\})", flags());
  }

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
  }

  /** Comments out, quoted text kept, so that the patterns see neither of them wrongly. */
  private static String withoutComments(String cql) {
    StringBuilder plain = new StringBuilder(cql.length());
    boolean quoted = false;
    for (int i = 0; i < cql.length(); i++) {
      if (!quoted && (cql.startsWith("--", i) || cql.startsWith("//", i))) {
        int end = cql.indexOf('\n', i);
        i = end < 0 ? cql.length() : end;
        plain.append('\n');
      } else {
        quoted ^= cql.charAt(i) == '\'';
        plain.append(cql.charAt(i));
      }
    }
    return plain.toString();
  }
}
