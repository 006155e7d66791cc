package dev.assay.server.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page: what goes on, and for somebody logged in, what happened to their things.
 *
 * @param running open competitions, the nearest deadline first
 * @param excerpt the head of a live leaderboard, if there is one with entries
 * @param own null for a visitor
 */
public record HomeView(List<Running> running, @Nullable Excerpt excerpt, @Nullable Own own)
    implements PageView {

  /**
   * A competition in a line.
   *
   * @param deadline when its current phase closes, null for never
   * @param standing such as "rank 4 of 31", or empty
   */
  public record Running(
      String url,
      String title,
      String summary,
      String phase,
      @Nullable Instant deadline,
      int participants,
      String standing) {}

  /** The first rows of a leaderboard. */
  public record Excerpt(String url, String competition, String score, List<Leader> leaders) {

    public Excerpt {
      leaders = List.copyOf(leaders);
    }
  }

  /**
   * A row of the excerpt.
   *
   * @param share of the best score's bar, 0 to 1
   */
  public record Leader(int rank, String participant, String score, double share) {}

  /** What is mine. */
  public record Own(
      List<Recent> submissions,
      List<Running> competitions,
      List<Draft> drafts,
      List<Alert> alerts) {

    public Own {
      drafts = List.copyOf(drafts);
      submissions = List.copyOf(submissions);
      competitions = List.copyOf(competitions);
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * One of my last submissions.
   *
   * @param outcome its score, or why it failed, or where it stands
   */
  public record Recent(
      String url, long id, String competition, Badge state, String outcome, Instant at) {}

  /** A competition that I am writing. */
  public record Draft(String url, String title, Instant changedAt) {}

  /** Something an organiser should look at. */
  public record Alert(Tone tone, String text, String url, String action) {}

  public HomeView {
    running = List.copyOf(running);
  }

  @Override
  public String template() {
    return "web/home";
  }

  @Override
  public String title() {
    return "Home";
  }
}
