package org.triageledger.work;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableBean;
import io.quarkus.arc.InjectableContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.callback.QuarkusTestBeforeClassCallback;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.triageledger.work.record.AuditWriter;

/**
 * Each test class begins with an empty ledger, as after a first start, so that most classes can share one running application: the tables
 * are made again, and what beans keep in memory goes with the beans.
 */
public final class EmptyLedger implements QuarkusTestBeforeClassCallback {
    @Override
    public void beforeClass(Class<?> testClass) {
        begin();
    }

    /** Begins anew, also between two tests of a class. */
    public static void begin() {
        ArcContainer container = Arc.container();
        if (container == null) {
            return; // the application did not start: what it says of that is what the test fails with
        }
        Flyway tables = container.instance(Flyway.class).get();
        tables.clean();
        tables.migrate();
        ConfigProvider.getConfig()
                .getOptionalValue("ledger.head-file", String.class)
                .ifPresent(file -> delete(Path.of(file)));
        for (InjectableContext context : container.getContexts(ApplicationScoped.class)) {
            container.beanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
                    .map(InjectableBean.class::cast)
                    .filter(bean -> bean.getScope().equals(ApplicationScoped.class)
                            && bean.getBeanClass().getName().startsWith("org.triageledger."))
                    .forEach(context::destroy);
        }
        container.instance(TestClock.class).get().reset();
        Objects.requireNonNull(container.instance(AuditWriter.class).get()).adopt(new StartupEvent());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
