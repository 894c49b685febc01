package org.triageledger.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Security;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.triageledger.core.hash.Sha256;

class NativeSha256Test {
    private static final String LONG = "abcdbcdecdefdefg".repeat(200);

    /** Whether or not this system has native code. */
    @Property(tries = 200)
    void comesOutAsJavaSays(@ForAll byte[] beginning, @ForAll @IntRange(max = 5_000) int length) throws Exception {
        NativeSha256.load();
        byte[] bytes = new byte[Math.max(length, beginning.length)];
        System.arraycopy(beginning, 0, bytes, 0, beginning.length);
        MessageDigest java = MessageDigest.getInstance("SHA-256", "SUN");
        java.update(bytes, 0, length);
        assertThat(Sha256.hex(bytes, length)).isEqualTo(HexFormat.of().formatHex(java.digest()));
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void isLoadedWhereThereIsOne() {
        assertThat(NativeSha256.load()).isTrue();
        assertThat(Security.getProvider(Sha256.NATIVE)).isNotNull();
    }

    @Test
    void textIsHashedAlike() throws Exception {
        NativeSha256.load();
        assertThat(Sha256.bytes(LONG))
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256", "SUN").digest(LONG.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void nothingElseIsDoneByIt() throws Exception {
        NativeSha256.load();
        assertThat(SSLContext.getDefault().getProvider().getName()).isEqualTo("SunJSSE");
        assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo("SUN");
    }
}
