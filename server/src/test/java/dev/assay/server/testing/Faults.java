package dev.assay.server.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Cuts a site off from its database at a chosen statement or commit, as the death of its process
 * would. Hand it to {@link TestSite} as a further configuration.
 */
@Configuration(proxyBeanMethods = false)
public class Faults {
  private static final Set<String> STEPS = Set.of("prepareStatement", "commit");
  private static final int NEVER = -1;

  private final AtomicInteger left = new AtomicInteger(NEVER);

  /** From the step of this number on, nothing reaches the database any more. */
  public void killAtStep(int number) {
    left.set(number);
  }

  /** Lets everything through again; says whether the kill had come. */
  public boolean heal() {
    return left.getAndSet(NEVER) == 0;
  }

  private void step() throws SQLException {
    if (left.updateAndGet(now -> now > 0 ? now - 1 : now) == 0) {
      throw cut();
    }
  }

  private static SQLException cut() {
    return new SQLException("The test cut the connection");
  }

  private DataSource around(DataSource real) {
    return new DelegatingDataSource(real) {
      @Override
      public Connection getConnection() throws SQLException {
        return around(super.getConnection());
      }
    };
  }

  private Connection around(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (STEPS.contains(method.getName())) {
                step();
              }
              // Going back to auto-commit would commit what the failed commit has left.
              if (method.getName().equals("setAutoCommit") && left.get() == 0) {
                throw cut();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Bean
  static BeanPostProcessor cuttingDataSource(ObjectProvider<Faults> faults) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource real ? faults.getObject().around(real) : bean;
      }
    };
  }
}
