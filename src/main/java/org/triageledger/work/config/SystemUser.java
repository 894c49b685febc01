package org.triageledger.work.config;

import org.jspecify.annotations.Nullable;

/** The user of the operating system for whom a command runs. */
public final class SystemUser {
    /** Who has a service run a command from another process of this machine. */
    public static final ScopedValue<String> ASKING = ScopedValue.newInstance();

    private SystemUser() {}

    public static String name() {
        return ASKING.isBound() ? ASKING.get() : of(System.getenv("SUDO_USER"), System.getProperty("user.name"));
    }

    /**
     * @param sudo who became another user by {@code sudo}; nobody where it is blank
     * @param user as which the process runs
     */
    public static String of(@Nullable String sudo, @Nullable String user) {
        return sudo != null && !sudo.isBlank() ? sudo : user != null && !user.isBlank() ? user : "unknown";
    }
}
