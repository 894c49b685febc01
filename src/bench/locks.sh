#!/usr/bin/env bash
# bin/bench locks [clock|kill|idle|start…]: the leases of the program beside ShedLock and db-scheduler.
set -euo pipefail
home=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
built=$home/target/locks
mkdir -p "$built"
cd "$home"
# the libraries are no part of the program, so the first run downloads them
MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" ./mvnw -B -q -f src/bench/locks/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile="$built/classpath" </dev/null
"$JAVA_HOME/bin/javac" -d "$built" -cp "$(cat "$built/classpath")" src/bench/locks/Locks.java
exec "$JAVA_HOME/bin/java" -cp "$built:$(cat "$built/classpath")" Locks "${@:-all}"
