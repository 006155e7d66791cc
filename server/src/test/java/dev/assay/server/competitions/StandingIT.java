package dev.assay.server.competitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.server.accounts.Account;
import dev.assay.server.competitions.Competitions.Standing;
import dev.assay.server.kernel.AccountId;
import dev.assay.server.kernel.CompetitionId;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who stands how towards a competition: unpublished, opened by its secret link, published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingIT {
  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Account owner = rows.account("owner");
  private CompetitionId competition = new CompetitionId(0);

  @BeforeEach
  void competition() {
    competition = rows.competition(owner);
  }

  @AfterAll
  void close() {
    database.close();
  }

  @ParameterizedTest(name = "{0}: {1} unpublished, {2} with its key, {3} published")
  @CsvSource({
    "visitor,       CANNOT_SEE,  VISITOR,     VISITOR",
    "stranger,      CANNOT_SEE,  VISITOR,     VISITOR",
    "pending,       CANNOT_SEE,  PENDING,     PENDING",
    "denied,        CANNOT_SEE,  DENIED,      DENIED",
    "approved,      PARTICIPANT, PARTICIPANT, PARTICIPANT",
    "helper,        ORGANISER,   ORGANISER,   ORGANISER",
    "owner,         ORGANISER,   ORGANISER,   ORGANISER",
    "administrator, ORGANISER,   ORGANISER,   ORGANISER",
  })
  void somebodys_standing(String who, Standing unpublished, Standing withKey, Standing published) {
    var account = account(who);
    assertThat(standing(account, false)).isEqualTo(unpublished);
    assertThat(standing(account, true)).isEqualTo(withKey);
    publish();
    assertThat(standing(account, false)).isEqualTo(published);
  }

  @ParameterizedTest
  @CsvSource({"owner", "administrator", "visitor"})
  void nobody_sees_a_competition_that_does_not_exist(String who) {
    competition = new CompetitionId(competition.value() + 1000);
    assertThat(standing(account(who), true)).isEqualTo(Standing.CANNOT_SEE);
  }

  private Standing standing(@Nullable Account account, boolean presentsKey) {
    PresentedKeys keys = (_, key) -> presentsKey && key.equals(secretKey());
    return new JdbcCompetitions(database.jdbc(), keys, new DefaultQueueSettings(null))
        .standing(account, competition);
  }

  private @Nullable Account account(String who) {
    return switch (who) {
      case "visitor" -> null;
      case "owner" -> owner;
      case "administrator" -> rows.administrator("admin" + competition);
      case "helper" -> helping(rows.account("helper" + competition));
      case "stranger" -> rows.account("stranger" + competition);
      default -> participating(rows.account(who + competition), who);
    };
  }

  private Account helping(Account account) {
    execute("insert into competition_organiser values (:competition, :account)", account.id());
    return account;
  }

  private Account participating(Account account, String status) {
    var sql =
        """
        insert into participant (competition_id, account_id, status, joined_at)
        values (:competition, :account, '%s', now())
        """;
    execute(sql.formatted(status), account.id());
    return account;
  }

  private void execute(String sql, AccountId account) {
    database
        .jdbc()
        .sql(sql)
        .param("competition", competition.value())
        .param("account", account.value())
        .update();
  }

  private void publish() {
    database
        .jdbc()
        .sql("update competition set is_published = true where id = :id")
        .param("id", competition.value())
        .update();
  }

  private UUID secretKey() {
    return database
        .jdbc()
        .sql("select secret_key from competition where id = :id")
        .param("id", competition.value())
        .query(UUID.class)
        .single();
  }
}
