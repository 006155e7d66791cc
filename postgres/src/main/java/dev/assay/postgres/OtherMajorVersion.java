package dev.assay.postgres;

/** What to do when the data is another major version's: PostgreSQL reads only its own. */
final class OtherMajorVersion {
  private OtherMajorVersion() {}

  static PostgresException refusal(Layout layout, int written, int ours) {
    return new PostgresException(
        """
        The database in %1$s was written by PostgreSQL %2$d, and this Assay brings PostgreSQL %3$d, which cannot read it.
        Nothing was changed. To take the data along, with Docker and PostgreSQL's client programs (package postgresql-client):
          docker run -d --name assay-old --user $(stat -c %%u:%%g %1$s) -p 127.0.0.1:5499:5432 \\
            -v %1$s:/var/lib/postgresql/data postgres:%2$d
          PGPASSWORD=$(cat %4$s) pg_dump -h 127.0.0.1 -p 5499 -U %6$s -Fc -f assay.dump %6$s
          docker rm -f assay-old
          mv %1$s %1$s.%2$d
        then start Assay once, so that it makes an empty database, stop its site, and:
          PGPASSWORD=$(cat %4$s) pg_restore -h 127.0.0.1 -p $(cat %5$s) -U %6$s \\
            --clean --if-exists --no-owner -d %6$s assay.dump"""
            .formatted(
                layout.cluster(),
                written,
                ours,
                layout.password(),
                layout.portFile(),
                Cluster.USER));
  }
}
