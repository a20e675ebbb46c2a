package dev.millrace.local.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DdlTranslationTest {

  @Test
  void cdcBecomesAMemtable() {
    DdlTranslation translation =
        DdlTranslation.of(
            "create table a.b (k int primary key) with cdc = {'enabled': true, 'ttl': 60}"
                + " and comment = 'x'");
    assertThat(translation.cql())
        .isEqualTo(
            "create table a.b (k int primary key) with memtable = 'scylla_cdc' and comment = 'x'");
    assertThat(translation.cdc()).contains(new CdcOptions(true, 60));
  }

  @Test
  void cdcMayBeSwitchedOff() {
    DdlTranslation translation =
        DdlTranslation.of("ALTER TABLE a.b WITH cdc = {'enabled':'false'}");
    assertThat(translation.cql()).isEqualTo("ALTER TABLE a.b WITH memtable = 'default'");
    assertThat(translation.cdc().orElseThrow().enabled()).isFalse();
  }

  @Test
  void tabletsGoWhereverTheyStand() {
    assertThat(
            DdlTranslation.of(
                    "CREATE KEYSPACE a WITH tablets = {'enabled': false} AND durable_writes = true")
                .cql())
        .isEqualTo("CREATE KEYSPACE a  WITH durable_writes = true");
    assertThat(
            DdlTranslation.of("CREATE KEYSPACE a WITH durable_writes = true AND tablets = {'x': 1}")
                .cql()
                .strip())
        .isEqualTo("CREATE KEYSPACE a WITH durable_writes = true");
  }

  @Test
  void commentsHideNothingAndAreNotRead() {
    DdlTranslation translation =
        DdlTranslation.of(
            "CREATE TABLE a.b ( -- WITH cdc = {'enabled': true}\n k int PRIMARY KEY)");
    assertThat(translation.cdc()).isEqualTo(Optional.empty());
    assertThat(translation.cql()).isEqualTo("CREATE TABLE a.b ( \n k int PRIMARY KEY)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM a.b WHERE c = 'WITH cdc = {}'",
        "INSERT INTO a.b (c) VALUES ('-- no comment')",
        "CREATE INDEX ON a.b (c)"
      })
  void otherStatementsStayAsTheyAre(String cql) {
    assertThat(DdlTranslation.of(cql)).isEqualTo(new DdlTranslation(cql, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'preimage': true", "'postimage': 'true'", "'delta': 'keys'", "'x': 1"})
  void refusesOptionsThatTheStandInLacks(String option) {
    assertThatThrownBy(() -> CdcOptions.parse("{'enabled': true, " + option + "}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theExtensionHasScyllasForm() {
    ByteBuffer bytes = new CdcOptions(true, 60).extension().order(ByteOrder.LITTLE_ENDIAN);
    int count = bytes.getInt();
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 2 * count; i++) {
      byte[] text = new byte[bytes.getInt()];
      bytes.get(text);
      entries.append(new String(text, StandardCharsets.US_ASCII)).append(i % 2 == 0 ? '=' : ' ');
    }
    assertThat(bytes.remaining()).isZero();
    assertThat(entries.toString())
        .contains("enabled=true ", "ttl=60 ", "preimage=false ", "postimage=false ");
  }
}
