package org.triageledger;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.triageledger.store.PostgresLogin;
import org.triageledger.store.PostgresLogin.Names;
import org.triageledger.work.config.BesideData;

/** Which database the settings choose, read before the framework starts: it is told. */
final class DatabaseSettings {
    /** How PostgreSQL was named when it needed a build of its own. Taken, they would go past everything that is looked at here. */
    private static final List<String> FORMER = List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "quarkus.datasource.db-kind");

    private DatabaseSettings() {}

    /**
     * The PostgreSQL that is named; empty for the H2 file in the data directory. To be called after {@link SettingsFile#use}.
     *
     * @throws DataHome.Refusal where it cannot be one
     */
    static Optional<PostgresLogin> chosen() throws DataHome.Refusal {
        SmallRyeConfig settings = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addSystemSources()
                .withSources(new SettingsFile())
                .withProfile("prod")
                .build();
        for (String former : FORMER) {
            if (value(settings, former).isPresent()) {
                throw new DataHome.Refusal("the setting " + former
                        + " is not used any more: name the database in ledger.database.url, with ledger.database.user and"
                        + " ledger.database.password-file");
            }
        }
        Optional<String> url = value(settings, "ledger.database.url");
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> problem = PostgresLogin.problem(url.get(), Names.SETTINGS);
        if (problem.isPresent()) {
            throw new DataHome.Refusal(problem.get());
        }
        return Optional.of(new PostgresLogin(
                url.get(), value(settings, "ledger.database.user").orElse("ledger"), password(settings)));
    }

    private static Optional<String> password(SmallRyeConfig settings) throws DataHome.Refusal {
        Optional<Path> file =
                value(settings, "ledger.database.password-file").map(name -> new BesideData.File().convert(name));
        if (file.isEmpty()) {
            return value(settings, "ledger.database.password");
        }
        try {
            return Files.readString(file.get(), StandardCharsets.UTF_8).lines().findFirst();
        } catch (IOException e) {
            throw new DataHome.Refusal("the file " + file.get()
                    + " cannot be read: ledger.database.password-file names it, check the path and its permissions");
        }
    }

    private static Optional<String> value(SmallRyeConfig settings, String name) {
        return settings.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }
}
