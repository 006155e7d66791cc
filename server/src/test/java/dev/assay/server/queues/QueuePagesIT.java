package dev.assay.server.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.assay.contract.WorkerInfo;
import dev.assay.server.accounts.Account;
import dev.assay.server.kernel.QueueId;
import dev.assay.server.kernel.SecretToken;
import dev.assay.server.kernel.testing.MigratedDatabase;
import dev.assay.server.kernel.testing.Rows;
import dev.assay.server.web.NewTokenView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

class QueuePagesIT {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  private final MigratedDatabase database = MigratedDatabase.fresh();
  private final Rows rows = new Rows(database);
  private final Account admin = rows.administrator("admin");
  private final Account owner = rows.account("owner");
  private final Account stranger = rows.account("stranger");
  private final JdbcQueues queues = new JdbcQueues(database.jdbc(), at(Duration.ZERO));
  private final JdbcWorkerTokens tokens = new JdbcWorkerTokens(database.jdbc(), at(Duration.ZERO));
  private final QueueId standard = queues.defaultQueue();
  private final Queue own = queues.create(owner.id(), "physics");

  @AfterEach
  void close() {
    database.close();
  }

  private static Clock at(Duration after) {
    return Clock.fixed(NOW.plus(after), ZoneOffset.UTC);
  }

  private QueuePages as(@Nullable Account account) {
    return as(account, Duration.ZERO);
  }

  private QueuePages as(@Nullable Account account, Duration after) {
    return new LoneQueuePages(database, queues, tokens, at(after)).of(account);
  }

  private void worker(String name) {
    var info = new WorkerInfo(name, UUID.randomUUID(), "0.1", "docker 27", 4, 16L << 30, 0, 2);
    var worker = new JdbcWorkers(database.jdbc(), at(Duration.ZERO)).asks(standard, info, 2);
    assertThat(worker).isPresent();
  }

  private static <T> T view(ModelAndView page, Class<T> type) {
    return type.cast(Objects.requireNonNull(page.getModel().get("view")));
  }

  private static HttpStatus status(ThrowingCallable call) {
    var thrown = catchThrowableOfType(ResponseStatusException.class, call);
    return HttpStatus.valueOf(thrown.getStatusCode().value());
  }

  @Test
  void a_private_queue_is_seen_by_its_owner_and_administrators_alone() {
    assertThat(view(as(null).list(), QueueListView.class).queues()).hasSize(1);
    assertThat(view(as(stranger).list(), QueueListView.class).queues()).hasSize(1);
    assertThat(view(as(owner).list(), QueueListView.class).queues())
        .extracting(QueueListView.Row::name)
        .containsExactly("Default queue", "physics");
    assertThat(view(as(admin).list(), QueueListView.class).queues())
        .extracting(QueueListView.Row::owner)
        .containsExactly("", "account " + owner.id().value());
    assertThat(status(() -> as(stranger).queue(own.id().value()))).isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void an_owner_makes_a_token_that_serves_their_queue_until_it_is_revoked() {
    var page = view(as(owner).createToken(own.id().value(), " lab-3 "), NewTokenView.class);
    var token = SecretToken.of(page.secret());

    assertThat(page.name()).isEqualTo("lab-3");
    assertThat(tokens.queueOf(token)).contains(own.id());
    var listed = view(as(owner).queue(own.id().value()), QueueView.class).tokens();
    assertThat(listed).extracting(QueueView.Token::name).containsExactly("lab-3");
    assertThat(listed.getFirst().begins()).doesNotContain(page.secret());

    as(owner).revokeToken(own.id().value(), listed.getFirst().id());
    assertThat(tokens.queueOf(token)).isEmpty();
  }

  @Test
  void the_token_itself_is_nowhere_in_the_database() {
    var token = tokens.create(own.id(), "lab-3").reveal();

    assertThat(
            database
                .jdbc()
                .sql("select worker_token::text from worker_token")
                .query(String.class)
                .single())
        .doesNotContain(token)
        .doesNotContain(token.substring(7));
  }

  @Test
  void the_default_queues_tokens_are_the_administrators() {
    assertThat(status(() -> as(owner).createToken(standard.value(), "mine")))
        .isEqualTo(HttpStatus.FORBIDDEN);
    assertThat(view(as(owner).queue(standard.value()), QueueView.class).mayManage()).isFalse();
    assertThat(view(as(admin).createToken(standard.value(), "ours"), NewTokenView.class).command())
        .contains("--site https://assay.example.org");
  }

  @Test
  void a_token_needs_a_name() {
    assertThat(status(() -> as(admin).createToken(standard.value(), " ")))
        .isEqualTo(HttpStatus.BAD_REQUEST);
  }

  @Test
  void waiting_without_a_worker_is_told_as_stuck() {
    var state = view(as(null).queue(standard.value()), QueueView.class).state();

    assertThat(state.verdict().word()).isEqualTo("No worker");
    assertThat(state.line()).isEqualTo("3 submissions wait and no worker serves this queue.");
    assertThat(state.next().getFirst().why()).isEqualTo("a worker");
  }

  @Test
  void a_worker_is_live_then_late_then_gone() {
    worker("lab-1");

    assertThat(presence(Duration.ofSeconds(20))).isEqualTo("Free");
    assertThat(presence(Duration.ofSeconds(60))).isEqualTo("Late");
    assertThat(presence(Duration.ofMinutes(5))).isEqualTo("Gone");
  }

  private String presence(Duration after) {
    var page = view(as(null, after).state(standard.value()), QueueStateView.class);
    assertThat(page.workers()).hasSize(1);
    assertThat(page.workers().getFirst().version()).contains("docker 27", "4 CPUs");
    return page.workers().getFirst().state().word();
  }

  @Test
  void a_worker_that_was_started_anew_is_shown_once() {
    worker("lab-1");
    database.jdbc().sql("update worker set gone_at = last_seen").update();
    worker("lab-1");

    var page = view(as(null).state(standard.value()), QueueStateView.class);
    assertThat(page.workers()).hasSize(1);
    assertThat(page.workers().getFirst().state().word()).isEqualTo("Free");
    assertThat(page.slots()).isEqualTo(2);
  }

  @Test
  void the_default_queue_is_made_once() {
    assertThat(queues.defaultQueue()).isEqualTo(standard);
    assertThat(database.count("queue where is_default")).isOne();
  }
}
