package dev.assay.server.scheduling;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What an account has running at once, for limits of queues and of competitions. */
record RunsAtOnce(JdbcClient jdbc) {

  /**
   * How many runs of an account are under way.
   *
   * @param of a column of {@code competition_share}, by which they are counted together
   * @param id the value in that column
   */
  int running(String of, long id, long account) {
    return jdbc.sql(
            """
            select coalesce(sum(s.running), 0)
              from share s join competition_share p on p.id = s.competition_share_id
             where s.account_id = :account and s.running > 0 and p.%s = :id"""
                .formatted(of))
        .param("account", account)
        .param("id", id)
        .query(Integer.class)
        .single();
  }
}
