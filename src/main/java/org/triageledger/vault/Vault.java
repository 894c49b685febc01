package org.triageledger.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Seals what may only be kept encrypted (subjects, display names), and hashes what is only ever compared.
 *
 * <p>The key file holds two Tink keysets, one per line: AES-256-GCM for sealing, HMAC-SHA-256 as a pseudo-random function for
 * tokens. Anyone who has the ledger without the key file learns neither.
 */
public final class Vault {
    private static final int TOKEN_BYTES = 16;
    private static final int MAC_BYTES = 32;

    /** Tink writes before each sealed text: a format, and the number of the key. */
    private static final int PREFIX = 5;

    private final KeysetHandle sealing;
    private final KeysetHandle hashing;
    private final Aead aead;
    private final PrfSet prf;

    /** What also opens texts, as keys that are gone from the file may still be needed by this process. */
    private final Optional<Aead> former;

    private Vault(KeysetHandle sealing, KeysetHandle hashing, Aead aead, PrfSet prf, Optional<Aead> former) {
        this.sealing = sealing;
        this.hashing = hashing;
        this.aead = aead;
        this.prf = prf;
        this.former = former;
    }

    private static Vault of(KeysetHandle sealing, KeysetHandle hashing) throws GeneralSecurityException {
        return new Vault(
                sealing,
                hashing,
                sealing.getPrimitive(RegistryConfiguration.get(), Aead.class),
                hashing.getPrimitive(RegistryConfiguration.get(), PrfSet.class),
                Optional.empty());
    }

    /** The same, that also opens what another one opens. */
    public Vault opensToo(Vault other) {
        return new Vault(sealing, hashing, aead, prf, Optional.of(other.aead));
    }

    /**
     * Opens the key file; makes one with mode 0600 where there is none.
     *
     * @throws BadKey with one line that says what is wrong and what to do
     */
    public static Vault at(Path keyFile) throws BadKey {
        try {
            if (Files.notExists(keyFile)) {
                create(keyFile);
            }
            return of(Files.readString(keyFile));
        } catch (IOException e) {
            throw new BadKey("the key file " + keyFile + " cannot be read or made: check its folder and permissions");
        } catch (BadKey e) {
            throw new BadKey(
                    "the key file " + keyFile + " is damaged: restore it from your backup, or move it away to start"
                            + " with a new one (what was sealed with the old one stays sealed)");
        }
    }

    /** Uses a configured key: the content of a key file. */
    public static Vault of(String key) throws BadKey {
        String[] lines = key.strip().split("\\R");
        if (lines.length != 2) {
            throw new BadKey("the configured key is not the content of a key file: two lines are expected");
        }
        try {
            register();
            return of(keyset(lines[0]), keyset(lines[1]));
        } catch (GeneralSecurityException e) {
            throw new BadKey("the configured key is not the content of a key file: it holds no Tink keysets");
        }
    }

    /** Encrypts; the context must be given again to open it, so that a sealed text cannot be moved to another message. */
    public byte[] seal(String text, String context) {
        return seal(text.getBytes(StandardCharsets.UTF_8), context);
    }

    /** As {@link #seal(String, String)}, for bytes of any kind. */
    public byte[] seal(byte[] bytes, String context) {
        try {
            return aead.encrypt(bytes, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** Decrypts; empty where the key or the context is another. */
    public Optional<String> open(byte[] sealed, String context) {
        return openBytes(sealed, context).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** As {@link #open}, for bytes of any kind. */
    public Optional<byte[]> openBytes(byte[] sealed, String context) {
        return opened(aead, sealed, context).or(() -> former.flatMap(older -> opened(older, sealed, context)));
    }

    private static Optional<byte[]> opened(Aead aead, byte[] sealed, String context) {
        try {
            return Optional.of(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** A keyed hash in hex: equal for equal texts under one key, and without the key not to be guessed by trying texts. */
    public String token(String text) {
        try {
            return HexFormat.of().formatHex(prf.computePrimary(text.getBytes(StandardCharsets.UTF_8), TOKEN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing failed", e);
        }
    }

    /**
     * An HMAC-SHA-256 in lower-case hexadecimal. Only who has the key can make one or tell whether one is right.
     *
     * @param context what the text is, so that a hash made for one purpose fits no other
     */
    public String mac(String text, String context) {
        try {
            byte[] all = (context.length() + ":" + context + "\n" + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(prf.computePrimary(all, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("hashing failed", e);
        }
    }

    /** 16 hexadecimal digits that say which key it is, and nothing of it: those of the key for hashes, which never changes. */
    public String fingerprint() {
        return mac("", "fingerprint").substring(0, 16);
    }

    /** The keys that open sealed texts, as eight hexadecimal digits each; the one that seals new ones comes first. */
    public List<String> sealingKeys() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < sealing.size(); i++) {
            ids.add(
                    sealing.getAt(i).isPrimary() ? 0 : ids.size(),
                    name(sealing.getAt(i).getId()));
        }
        return ids;
    }

    /** The key with which a text was sealed, as {@link #sealingKeys} names it; empty where it is no sealed text. */
    public static Optional<String> keyOf(byte[] sealed) {
        return sealed.length < PREFIX || sealed[0] != 1
                ? Optional.empty()
                : Optional.of(name(ByteBuffer.wrap(sealed, 1, Integer.BYTES).getInt()));
    }

    /** Whether a text was sealed with the key that seals new ones. */
    public boolean isNewest(byte[] sealed) {
        return keyOf(sealed).equals(Optional.of(sealingKeys().getFirst()));
    }

    /** The content of a key file that also has a new key for sealing; it opens what the new one seals, and seals as before. */
    public String withAnotherKey() {
        try {
            return content(KeysetHandle.newBuilder(sealing)
                    .addEntry(KeysetHandle.generateEntryFromParametersName("AES256_GCM")
                            .withRandomId()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no key can be made", e);
        }
    }

    /** The content of a key file that seals with the key that was added last, and opens with every one. */
    public String sealingWithTheLast() {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(sealing);
        builder.getAt(builder.size() - 1).makePrimary();
        return content(builder);
    }

    /** The content of a key file that has the key that seals new texts alone. */
    public String withTheNewestAlone() {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(sealing);
        for (int i = builder.size() - 1; i >= 0; i--) {
            if (!builder.getAt(i).isPrimary()) {
                builder.deleteAt(i);
            }
        }
        return content(builder);
    }

    /**
     * The content of a key file that seals and opens with one of the keys alone.
     *
     * @param key as {@link #sealingKeys} names it
     * @throws IllegalArgumentException where the file has no such key
     */
    public String withThisAlone(String key) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(sealing);
        boolean found = false;
        for (int i = builder.size() - 1; i >= 0; i--) {
            if (name(sealing.getAt(i).getId()).equals(key)) {
                builder.getAt(i).makePrimary();
                found = true;
            }
        }
        if (!found) {
            throw new IllegalArgumentException("no such key");
        }
        for (int i = builder.size() - 1; i >= 0; i--) {
            if (!name(sealing.getAt(i).getId()).equals(key)) {
                builder.deleteAt(i);
            }
        }
        return content(builder);
    }

    /**
     * The content of a key file that also opens what another one opens, and seals as before. It is as a rotation has it before
     * everything is sealed again.
     */
    public String openingToo(Vault other) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder();
        for (KeysetHandle keys : List.of(other.sealing, sealing)) {
            for (int i = 0; i < keys.size(); i++) {
                KeysetHandle.Entry entry = keys.getAt(i);
                boolean ours = keys == sealing;
                if (ours || !sealingKeys().contains(name(entry.getId()))) {
                    KeysetHandle.Builder.Entry added =
                            KeysetHandle.importKey(entry.getKey()).withFixedId(entry.getId());
                    builder.addEntry(ours && entry.isPrimary() ? added.makePrimary() : added);
                }
            }
        }
        return content(builder);
    }

    /** Whether the key that was added last seals new texts. */
    public boolean sealsWithTheLast() {
        return sealing.getAt(sealing.size() - 1).isPrimary();
    }

    /** The content of the key file itself: who has it can open everything. */
    public String content() {
        return content(KeysetHandle.newBuilder(sealing));
    }

    private String content(KeysetHandle.Builder changed) {
        try {
            return json(changed.build()) + "\n" + json(hashing) + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keysets can be written", e);
        }
    }

    private static String name(int id) {
        return HexFormat.of().toHexDigits(id);
    }

    private static void create(Path keyFile) throws IOException, BadKey {
        String content;
        try {
            register();
            content = json("AES256_GCM") + "\n" + json("HMAC_SHA256_PRF") + "\n";
        } catch (GeneralSecurityException e) {
            throw new BadKey("no key could be made: " + e.getClass().getSimpleName());
        }
        SecretFile.create(keyFile, content);
    }

    private static void register() throws GeneralSecurityException {
        AeadConfig.register();
        PrfConfig.register();
    }

    private static String json(String template) throws GeneralSecurityException {
        return json(KeysetHandle.generateNew(KeyTemplates.get(template)));
    }

    private static String json(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get())
                .replaceAll("\\R\\s*", "");
    }

    private static KeysetHandle keyset(String json) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
    }

    /** A key that cannot be used; the message is one line for people. */
    public static final class BadKey extends Exception {
        private static final long serialVersionUID = 1L;

        BadKey(String message) {
            super(message);
        }
    }
}
